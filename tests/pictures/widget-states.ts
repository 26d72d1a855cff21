import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import type { SiteChange } from '#schema/site/site-settings.ts';
import { mustPost, newCommand, signIn } from '../support/people.ts';
import { pause } from '../support/until.ts';
import {
  articles,
  cut,
  fieldOf,
  form,
  openChat,
  panelOf,
  say,
  talk,
  tokenOf,
  write,
  type WidgetState,
} from './widget-acts.ts';

export const INVITATION = {
  id: 'inv-demo',
  name: 'Help',
  on: true,
  words: {
    en: 'May I help you choose? The moss glaze is the last one of this kiln.',
    ru: 'Помочь с выбором?',
    pl: 'Pomóc w wyborze?',
  },
  rules: { match: 'all', conditions: [] },
  every: 'visit',
} as const;

export const FORM: NonNullable<SiteChange['form']> = {
  name: 'optional',
  email: 'required',
  phone: 'off',
  questions: [{ ask: { en: 'Order number', ru: 'Номер заказа', pl: 'Numer zamówienia' }, need: 'optional' }],
  intro: {},
  departments: [],
  needsDepartment: false,
  place: true,
};

export const COMMON_STATES: readonly WidgetState[] = [
  {
    name: 'shut',
    show: async (page, { shop }) => {
      await page.goto(`${shop.origin}/demo/`);
      await page.locator('button[aria-expanded]').first().waitFor();
    },
  },
  {
    name: 'new',
    show: async (page, porch) => {
      await openChat(page, porch);
      await fieldOf(page).waitFor();
    },
  },
  {
    name: 'form',
    settings: { form: FORM },
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
    },
  },
  {
    name: 'form-refused',
    settings: { form: FORM },
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
      await panelOf(page).locator('form button').last().click();
      await panelOf(page).locator('form [aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'queue',
    show: async (page, porch) => {
      await say(page, porch);
      await panelOf(page).locator('.waiting .notice').first().waitFor();
    },
  },
  {
    name: 'late',
    settings: { nobody: { after: 10, form: true } },
    show: async (page, porch) => {
      await say(page, porch);
      await panelOf(page).locator('.waiting button').first().waitFor({ timeout: 15_000 });
    },
  },
  { name: 'talk', show: async (page, porch) => void (await talk(page, porch)) },
  {
    name: 'menu',
    settings: { callback: { offer: 'always', pages: [] } },
    show: async (page, porch) => {
      await talk(page, porch);
      await panelOf(page).locator('[aria-haspopup="menu"]').last().click();
      await page.locator('[role="menu"][aria-busy="false"]').waitFor();
    },
  },
  {
    name: 'rating',
    show: async (page, porch) => {
      await (await talk(page, porch)).close();
      await panelOf(page).getByRole('radio').first().waitFor();
      await panelOf(page).getByRole('radio').nth(3).check();
    },
  },
  {
    name: 'callback',
    settings: { callback: { offer: 'always', pages: [] } },
    show: async (page, porch) => {
      await openChat(page, porch);
      await panelOf(page).locator('.call-open').first().click();
      await page.locator('.call-form input').waitFor();
    },
  },
  {
    name: 'request',
    isUnattended: true,
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
    },
  },
  {
    name: 'nobody',
    isUnattended: true,
    settings: { nobody: { after: 60, form: false } },
    show: async (page, porch) => {
      await openChat(page, porch);
      await fieldOf(page).waitFor();
    },
  },
  {
    name: 'invitation',
    settings: { invitations: { from: 'Anna', list: [INVITATION] } },
    show: async (page, { shop }) => {
      await page.goto(`${shop.origin}/demo/`);
      await page
        .getByText(/May I help|Помочь|Pomóc/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'consent',
    settings: { consent: { needed: true, words: {}, link: 'https://fern-and-clay.example/privacy' } },
    show: async (page, porch) => {
      await openChat(page, porch);
      await page.locator('holdline-chat .asked').waitFor();
    },
  },
  {
    name: 'suspended',
    show: async (page, porch) => {
      await say(page, porch);
      const owner = await signIn(porch.server);
      const visitor = visitorIdOf(await tokenOf(page));
      const block = { visitor, scope: 'visitor' as const, until: Date.now() + 3_600_000, reason: 'Pills' };
      await mustPost(porch.server, owner, newCommand('visitor.block', block));
      await panelOf(page).locator('.notice, [role="status"]').last().waitFor();
      await pause(500);
    },
  },
  {
    name: 'offline',
    show: async (page, porch) => {
      await say(page, porch);
      await cut(page, porch);
      await write(page, 'And the bamboo handle?');
      await articles(page).nth(1).waitFor();
    },
  },
];
