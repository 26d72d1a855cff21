import type { Page } from '@playwright/test';
import { mustPost, newCommand } from '../support/people.ts';
import { isAtHand } from '../e2e/fixtures/network.ts';
import { sendFile } from '../support/send-file.ts';
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
import {
  askForCall,
  BYTES,
  CALLS,
  hold,
  leaveRequest,
  openActions,
  openCall,
  PICTURE,
  rate,
  textFile,
} from './widget-deeds.ts';

/** Files of the visitor's are dragged over the panel, and not dropped yet. */
const dragOver = (page: Page): Promise<void> =>
  panelOf(page).evaluate((panel) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['tea'], 'list.txt', { type: 'text/plain' }));
    const how = { bubbles: true, cancelable: true, composed: true, dataTransfer };
    panel.dispatchEvent(new DragEvent('dragenter', how));
    // It comes all the time while they are there.
    setInterval(() => panel.dispatchEvent(new DragEvent('dragover', how)), 100);
  });

/** What a visitor does with lines, files, ratings and calls. */
export const ACT_STATES: readonly WidgetState[] = [
  {
    name: 'own-actions',
    show: async (page, porch) => {
      await say(page, porch);
      await openActions(page);
    },
  },
  {
    name: 'editing',
    show: async (page, porch) => {
      await say(page, porch);
      await openActions(page);
      await articles(page).first().locator('.actions button').first().click();
      await panelOf(page).locator('.editing').waitFor();
    },
  },
  {
    name: 'unread',
    show: async (page, porch) => {
      const { say: more } = await talk(page, porch);
      await page.keyboard.press('Escape');
      await more('And it is dispatched on the day you order.');
      await more('Shall I put one aside?');
      await page.locator('holdline-chat .badge').getByText('2').waitFor();
    },
  },
  {
    name: 'unread-opened',
    show: async (page, porch) => {
      const { say: more } = await talk(page, porch);
      await page.keyboard.press('Escape');
      await more('And it is dispatched on the day you order.');
      await page.locator('holdline-chat .badge').waitFor();
      await page.locator('button[aria-expanded]').first().click();
      await panelOf(page).locator('.divider.new').waitFor();
    },
  },
  {
    name: 'closed',
    show: async (page, porch) => {
      await (await talk(page, porch)).close();
      await panelOf(page).locator('.rating').waitFor();
      await panelOf(page).locator('.rating-dismiss').click();
    },
  },
  {
    name: 'rating-said',
    show: async (page, porch) => {
      await (await talk(page, porch)).close();
      await rate(page);
      await panelOf(page).locator('.rating-send').click();
      await panelOf(page).locator('.rating-said').waitFor();
    },
  },
  {
    name: 'rating-taken',
    show: async (page, porch) => {
      await (await talk(page, porch)).close();
      await rate(page);
      await panelOf(page).locator('.rating-send').click();
      await panelOf(page).locator('.rating-change').click();
      await panelOf(page).locator('.rating textarea').fill('');
      await panelOf(page).locator('.rating-send').click();
      await panelOf(page).locator('.rating-send').waitFor({ state: 'detached' });
    },
  },
  { name: 'call-times', settings: CALLS, isUnattended: true, show: openCall },
  {
    name: 'call-asked',
    settings: CALLS,
    show: async (page, porch) => {
      await openCall(page, porch);
      await askForCall(page);
    },
  },
  {
    name: 'request-refused',
    isUnattended: true,
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
      await panelOf(page).locator('.request-send').click();
      await panelOf(page).locator('form [aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'request-sent',
    isUnattended: true,
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
      await leaveRequest(page);
    },
  },
  {
    name: 'transcript',
    show: async (page, porch) => {
      await talk(page, porch);
      await chooseInMenu(page, 0);
      await panelOf(page).locator('.view').waitFor();
    },
  },
  {
    name: 'download',
    show: async (page, porch) => {
      await talk(page, porch);
      await chooseInMenu(page, -3);
      await panelOf(page).locator('.download').waitFor();
    },
  },
  {
    name: 'own-data',
    show: async (page, porch) => {
      await talk(page, porch);
      await chooseInMenu(page, -1);
      await panelOf(page).locator('.own-data').waitFor();
    },
  },
  {
    name: 'own-data-erase',
    show: async (page, porch) => {
      await talk(page, porch);
      await chooseInMenu(page, -1);
      await panelOf(page).locator('.own-data .deed').last().click();
      await panelOf(page).locator('.own-data .last').waitFor();
    },
  },
  {
    name: 'emoji',
    needsMouse: true,
    show: async (page, porch) => {
      await openChat(page, porch);
      await panelOf(page).locator('.emoji-button').click();
      await panelOf(page).getByRole('option').first().waitFor();
    },
  },
  {
    name: 'files-held',
    show: async (page, porch) => {
      await openChat(page, porch);
      await hold(page);
    },
  },
  {
    name: 'files-dragged',
    needsMouse: true,
    show: async (page, porch) => {
      await talk(page, porch);
      await dragOver(page);
      await panelOf(page).locator('.drop').waitFor();
    },
  },
  {
    name: 'files-sent',
    show: async (page, porch) => {
      const { conversation, staff } = await talk(page, porch);
      await sendFile(porch.server, staff, conversation, { name: 'glazes.png', bytes: new Uint8Array(BYTES) });
      await articles(page).locator('.file-picture').first().waitFor();
      await hold(page);
      await write(page, 'This is how it looks');
      await articles(page).locator('.file-note').nth(1).waitFor();
    },
  },
  {
    name: 'files-answered',
    show: async (page, porch) => {
      const { conversation, staff } = await talk(page, porch);
      await panelOf(page)
        .locator('input[type="file"]')
        .setInputFiles([PICTURE, textFile('list.txt')]);
      await panelOf(page).locator('.held li').nth(1).waitFor();
      await write(page, 'This is how it looks');
      for (const [name, yes] of [
        ['moss-teapot', true],
        ['list', false],
      ] as const) {
        const said = articles(page)
          .filter({ has: page.locator(`[aria-label*="${name}"]`) })
          .filter({ has: page.locator('.file-note') });
        const message = (await said.getAttribute('data-message')) as Parameters<
          typeof newCommand<'file.answer'>
        >[1]['message'];
        await mustPost(porch.server, staff, newCommand('file.answer', { conversation, message, yes }));
      }
      await articles(page).locator('.refused').waitFor();
    },
  },
  {
    name: 'viewer',
    show: async (page, porch) => {
      const { conversation, staff } = await talk(page, porch);
      await sendFile(porch.server, staff, conversation, { name: 'glazes.png', bytes: new Uint8Array(BYTES) });
      await articles(page).locator('.file-picture').first().click();
      await page.locator('holdline-chat .viewer').waitFor();
      // It is as wide as its picture once it is drawn.
      await page.waitForFunction(() => {
        const canvas = document.querySelector('holdline-chat')?.shadowRoot?.querySelector('.viewer canvas');
        return canvas instanceof HTMLCanvasElement && canvas.width !== 300;
      });
    },
  },
  {
    name: 'parting',
    show: async (page, porch) => {
      await openChat(page, porch);
      // What signs out without a line comes with the first letter.
      await fieldOf(page).fill('I');
      await isAtHand({ page });
      await cut(page, porch);
      await write(page, 'Is the moss teapot dishwasher safe?');
      await articles(page).first().waitFor();
      await page.evaluate(() => void (globalThis as { holdline?: (verb: string) => unknown }).holdline?.('shutdown'));
      await page.locator('holdline-chat .launcher[aria-expanded="false"]').click();
      await panelOf(page).locator('.parting').waitFor();
    },
  },
];
