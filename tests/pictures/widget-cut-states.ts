import {
  articles,
  chooseInMenu,
  cut,
  fieldOf,
  form,
  openChat,
  panelOf,
  say,
  talk,
  write,
  type WidgetState,
} from './widget-acts.ts';
import { askForCall, CALLS, hold, leaveRequest, openActions, openCall, rate } from './widget-deeds.ts';

/** Each part while there is no line. */
export const CUT_STATES: readonly WidgetState[] = [
  {
    name: 'offline-shut',
    show: async (page, porch) => {
      await page.goto(`${porch.shop.origin}/demo/`);
      await page.locator('button[aria-expanded]').first().waitFor();
      await cut(page, porch);
      await page.locator('button[aria-expanded]').first().click();
      await page.locator('holdline-chat output').waitFor();
    },
  },
  {
    name: 'offline-late',
    show: async (page, porch) => {
      await talk(page, porch);
      await cut(page, porch);
      await write(page, 'And the bamboo handle?');
      await panelOf(page).locator('.late').waitFor();
    },
  },
  {
    name: 'server-away',
    show: async (page, porch) => {
      await talk(page, porch);
      porch.line.refuse(true);
      porch.line.reset();
      await write(page, 'And the bamboo handle?');
      await panelOf(page).locator('.notice[data-tone="care"]').waitFor();
      await panelOf(page).locator('.late').waitFor();
      porch.line.refuse(false);
    },
  },
  {
    name: 'offline-new',
    show: async (page, porch) => {
      await openChat(page, porch);
      await fieldOf(page).waitFor();
      await cut(page, porch);
      await panelOf(page).locator('.truth:not([data-state="good"])').waitFor();
    },
  },
  {
    name: 'offline-edited',
    show: async (page, porch) => {
      await talk(page, porch);
      await write(page, 'And the bamboo handle?');
      await articles(page).nth(2).waitFor();
      await cut(page, porch);
      await openActions(page);
      await articles(page).first().locator('.actions button').first().click();
      await write(page, 'Is the moss teapot safe in a dishwasher?');
      await articles(page).nth(2).hover();
      await articles(page).nth(2).locator('.more').click();
      await articles(page).nth(2).locator('.actions .danger').click();
      await articles(page).locator('.gone').waitFor();
    },
  },
  {
    name: 'offline-files',
    show: async (page, porch) => {
      await talk(page, porch);
      await cut(page, porch);
      await hold(page);
      await write(page, 'This is how it looks');
      await articles(page).locator('.waiting-row').first().waitFor();
    },
  },
  {
    name: 'offline-request',
    isUnattended: true,
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
      await cut(page, porch);
      await leaveRequest(page);
    },
  },
  {
    name: 'offline-rating',
    show: async (page, porch) => {
      await (await talk(page, porch)).close();
      await panelOf(page).getByRole('radio').first().waitFor();
      await cut(page, porch);
      await rate(page);
      await panelOf(page).locator('.rating-waits').waitFor();
    },
  },
  {
    name: 'offline-call',
    settings: CALLS,
    show: async (page, porch) => {
      await openCall(page, porch);
      await cut(page, porch);
      await askForCall(page);
    },
  },
  {
    name: 'offline-transcript',
    show: async (page, porch) => {
      await talk(page, porch);
      await chooseInMenu(page, 0);
      await panelOf(page).locator('.view input').waitFor();
      await cut(page, porch);
      await panelOf(page).locator('.view input').fill('robin@example.com');
      await panelOf(page).locator('.view button').last().click();
      await panelOf(page).locator('.view [role="status"], .view [role="alert"]').first().waitFor();
    },
  },
  {
    name: 'offline-own-data',
    show: async (page, porch) => {
      await talk(page, porch);
      await chooseInMenu(page, -1);
      await cut(page, porch);
      await panelOf(page).locator('.own-data .deed').first().click();
      await panelOf(page).locator('.own-data [role="status"]').getByText(/./).waitFor();
    },
  },
  {
    name: 'offline-menu',
    show: async (page, porch) => {
      await say(page, porch);
      await cut(page, porch);
      await panelOf(page).locator('[aria-haspopup="menu"]').last().click();
      await page.getByRole('menu').waitFor();
    },
  },
];
