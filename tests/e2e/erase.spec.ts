import type { Page } from '@playwright/test';
import { hire, mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { ENGLISH } from './fixtures/languages.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect, test } from './fixtures/test.ts';

const words = ENGLISH.app.erase;
const PETRA = { email: 'petra@holdline.test', password: 'a long enough password', name: 'Petra' };
const NAME = 'Mirabel Canary';

/** In each text of the story, so that nothing of it can hide. */
const CANARY = /canary/i;

async function mirabelSays(server: ServerProcess, text: string): Promise<void> {
  const visitor = newVisitor();
  const conversation = newConversationId();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'demo' }));
  await mustPost(server, visitor, newCommand('contact.update', { name: NAME }));
  await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));
}

/** Everything that the page's origin keeps in the browser, as one text; bytes are read as the UTF-8 that words have in them. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('not read'));
      });
    const readable = (_key: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
      return ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value;
    };
    const texts = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }));
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        texts.push(name, store, JSON.stringify(await done(rows.getAllKeys()), readable));
        texts.push(JSON.stringify(await done(rows.getAll()), readable));
      }
      database.close();
    }
    return texts.join('\n');
  });

const eraseOf = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: words.title(NAME) });
  return {
    open: page.getByRole('complementary', { name: 'Visitor' }).getByRole('button', { name: words.open }),
    dialog,
    confirm: dialog.getByRole('button', { name: words.confirm }),
    cancel: dialog.getByRole('button', { name: 'Cancel' }),
    gone: page.getByRole('status').filter({ hasText: ENGLISH.app.thread.erased }),
    row: page.getByRole('link').filter({ hasText: NAME }),
  };
};

test('KEEP5 KEEP6 KEEP7: an owner erases a person: gone from the list, from a colleague’s device that was away, and the visitor begins anew', async ({
  line,
  newDesk,
  newShop,
  server,
}) => {
  await hire(server, await signIn(server), 'operator', PETRA.name);
  const shop = await newShop();
  const faults: string[] = [];
  shop.page.on('pageerror', (error) => faults.push(String(error)));
  await shop.say('canary words of the visitor');
  const olga = await newDesk();
  await olga.open('New', 'canary words');
  const card = olga.page.getByRole('complementary', { name: 'Visitor' });
  await card.getByRole('textbox', { name: 'Name' }).fill(NAME);
  await card.getByRole('textbox', { name: 'Name' }).press('Enter');
  const { open, dialog, confirm, cancel, gone, row } = eraseOf(olga.page);
  await expect(row).toBeVisible();

  const petra = await newDesk({ who: PETRA, origin: line.origin, hasWorker: true });
  await petra.open('New', 'canary words');
  await petra.take();
  await petra.say('canary answer');
  await expect(shop.line('canary answer')).toBeVisible();
  await petra.message.fill('canary draft');
  await petra.synced();
  await isKept(petra.page);
  await expect.poll(() => keptBy(petra.page)).toMatch(/canary words of the visitor/);
  expect(await keptBy(petra.page)).toContain('canary draft');
  await unplug(petra.page.context(), line);
  await expect(petra.truth).toHaveText(/^Offline/);
  await petra.message.fill('Written while it was erased');
  await petra.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(petra.waits('Written while it was erased')).toBeVisible();
  await petra.message.fill('canary draft without a line');

  // Nothing happens before the second word.
  await olga.section('Others’').click();
  await open.click();
  await expect(dialog).toContainText(words.lead);
  await expect(dialog.getByRole('listitem')).toHaveText([words.card, words.conversations, words.devices]);
  await expect(dialog).toContainText(words.backups);
  await cancel.click();
  await expect(dialog).toHaveCount(0);
  await expect(olga.line('canary words')).toBeVisible();
  await expect(row).toBeVisible();

  await open.click();
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  await expect(gone).toBeVisible();
  await expect(row).toHaveCount(0);
  for (const section of ['Mine', 'New', 'Others’', 'Closed'] as const) {
    await olga.section(section).click();
    await expect(olga.page.getByRole('tabpanel')).not.toContainText(CANARY);
  }
  await expect.poll(() => keptBy(olga.page)).not.toMatch(CANARY);

  // The visitor had it open; its page goes on with nothing.
  await expect(shop.bubbles).toHaveCount(0);
  await expect.poll(() => keptBy(shop.page)).not.toMatch(CANARY);
  await shop.say('Hello, I am new here');
  const arrived = shop.mark('Hello, I am new here', 'Sent').or(shop.mark('Hello, I am new here', 'Delivered'));
  await expect(arrived).toBeVisible();
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.bubbles).toHaveText(['Hello, I am new here']);
  expect(faults).toEqual([]);
  await olga.open('New', 'Hello, I am new here');
  await expect(olga.bubbles).toHaveText(['Hello, I am new here']);

  // The colleague still has everything, and has nothing once there is a line, though it has none of it open.
  await petra.page.goto(`${line.origin}/`);
  await expect(petra.truth).toHaveText(/^Offline/);
  expect(await keptBy(petra.page)).toMatch(CANARY);
  await plugIn(petra.page.context(), line);
  const theirs = eraseOf(petra.page);
  await expect.poll(() => keptBy(petra.page)).not.toMatch(CANARY);
  await expect(theirs.row).toHaveCount(0);
  // What Petra wrote is hers: she is told that it was not sent, and can let it go.
  await petra.page.getByRole('link', { name: ENGLISH.app.line.needYou(1) }).click();
  await expect(theirs.gone).toBeVisible();
  const unsent = petra.page.getByRole('region', { name: 'Not done: Reply' });
  await expect(unsent).toContainText('Written while it was erased');
  await unsent.getByRole('button', { name: 'Drop' }).click();
  await expect(unsent).toHaveCount(0);
  await petra.synced();
  await petra.page.reload();
  await expect(theirs.gone).toBeVisible();
  expect(await keptBy(petra.page)).not.toMatch(/canary|while it was erased/i);
  await petra.open('New', 'Hello, I am new here');
});

test('KEEP5: an operator is not offered to erase a person, an admin is', async ({ newDesk, server }) => {
  const owner = await signIn(server);
  await hire(server, owner, 'operator', PETRA.name);
  await hire(server, owner, 'admin', 'Adam');
  await mirabelSays(server, 'May I be forgotten?');
  for (const [who, times] of [
    [PETRA, 0],
    [{ ...PETRA, email: 'adam@holdline.test', name: 'Adam' }, 1],
  ] as const) {
    const desk = await newDesk({ who });
    await desk.open('New', 'May I be forgotten?');
    await expect(desk.page.getByRole('textbox', { name: 'Name' })).toHaveValue(NAME);
    await expect(eraseOf(desk.page).open).toHaveCount(times);
  }
});

test('KEEP5 APP11: a person is erased with the keyboard alone, and axe finds nothing on the way', async ({
  newDesk,
  server,
}) => {
  await mirabelSays(server, 'May I be forgotten?');
  const desk = await newDesk();
  const { keyboard } = desk.page;
  await desk.open('New', 'May I be forgotten?');
  const { open, dialog, confirm, cancel, gone, row } = eraseOf(desk.page);
  await tabTo(open);
  await keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await expectAccessible(desk.page, 'erase a person');
  // What cannot be undone is never what the first Enter does.
  await expect(confirm).not.toBeFocused();
  await tabTo(cancel);
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
  await keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
  await expect(row).toBeVisible();

  await keyboard.press('Enter');
  await tabTo(confirm);
  await keyboard.press('Enter');
  await expect(gone).toBeFocused();
  await expect(row).toHaveCount(0);
  await expectAccessible(desk.page, 'a conversation that was erased');
});

test('KEEP5: without a line nobody can erase, and is told so', async ({ line, newDesk, server }) => {
  await mirabelSays(server, 'May I be forgotten?');
  const desk = await newDesk({ origin: line.origin });
  await desk.open('New', 'May I be forgotten?');
  const { open, dialog, confirm, row } = eraseOf(desk.page);
  await open.click();
  await expect(confirm).toBeEnabled();
  await unplug(desk.page.context(), line);
  await expect(dialog.getByRole('alert')).toHaveText(words.offline);
  await expect(confirm).toBeDisabled();
  await plugIn(desk.page.context(), line);
  await expect(dialog.getByRole('alert')).toHaveCount(0);

  // An answer that is lost on the way says nothing of what happened, so neither do we.
  await desk.page.route('**/api/contacts/*', (route) => route.abort());
  await confirm.click();
  await expect(dialog.getByRole('alert')).toHaveText(words.unsure);
  await desk.page.unroute('**/api/contacts/*');
  await confirm.click();
  await expect(row).toHaveCount(0);
});

test.describe('on a phone', () => {
  const PHONE = { width: 390, height: 844 };
  test.use({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
  });

  test('KEEP5 APP12: a person is erased with a thumb', async ({ page, server }) => {
    await mirabelSays(server, 'May I be forgotten?');
    const desk = new DeskPage(page);
    await desk.signIn(server.origin);
    const { open, dialog, confirm, cancel, gone, row } = eraseOf(page);
    await row.tap();
    await page.getByRole('button', { name: 'Details' }).tap();
    await open.tap();
    await expect(dialog).toBeInViewport({ ratio: 1 });
    for (const button of [confirm, cancel]) {
      await expect(button).toBeInViewport({ ratio: 1 });
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(43.5);
    }
    await expectAccessible(page, 'erase a person on a phone');
    await confirm.tap();
    await expect(gone).toBeInViewport({ ratio: 1 });
    await page.getByRole('link', { name: 'Back' }).tap();
    await expect(page).toHaveURL(`${server.origin}/`);
    await expect(row).toHaveCount(0);
  });
});
