import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { ConversationId } from '#schema/ids.ts';
import { newCommand, postCommands, signIn, type Staff } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import type { ShopPage } from './fixtures/shop-page.ts';
import { expect, test } from './fixtures/test.ts';

/** Says the lines `from` to `to` in the operator's name, over the second door. */
async function sayMany(
  server: ServerProcess,
  staff: Staff,
  conversation: ConversationId,
  [from, to]: readonly [number, number],
): Promise<void> {
  for (let first = from; first <= to; first += 50) {
    const count = Math.min(50, to - first + 1);
    const commands = Array.from({ length: count }, (_, index) =>
      newCommand('message.send', { conversation, text: `Line ${first + index}`, lastSeen: 0 }),
    );
    const results = await postCommands(server, staff, commands);
    expect(results.filter(({ result }) => result.status !== 'accepted')).toEqual([]);
  }
}

/** Waits until so many chapters are sealed. */
async function sealed(
  server: ServerProcess,
  { token }: Staff,
  conversation: ConversationId,
  number: number,
): Promise<void> {
  const address = `${server.origin}/api/conversations/${conversation}/chapters/${number}`;
  const status = async (): Promise<number> =>
    (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status;
  await expect.poll(status).toBe(200);
}

/** A visitor in the shop and an operator who answers; both have left their pages. */
async function beginTalk(server: ServerProcess, desk: DeskPage, shop: ShopPage) {
  await shop.say('Is anybody there?');
  await desk.open('New', 'anybody there');
  await desk.take();
  const url = desk.page.url();
  const conversation = (url.split('/').at(-1) ?? '') as ConversationId;
  for (const { page } of [desk, shop]) await page.goto('about:blank');
  return { url, conversation, staff: await signIn(server) };
}

/**
 * A chapter ends at 64 KB: 409 of these lines. The server looks once a second whether one is full, at a moment in which nothing waits for
 * its disk, so it ends somewhere between that line and whatever was said by then.
 */
const NOT_FULL = 380;
const FULL = 420;

/** They have said so much that two chapters are sealed; in the third there are so few lines, 29 at most, that it does not stand alone. */
async function longTalk(server: ServerProcess, desk: DeskPage, shop: ShopPage) {
  const talk = await beginTalk(server, desk, shop);
  const { staff, conversation } = talk;
  await sayMany(server, staff, conversation, [1, FULL]);
  await sealed(server, staff, conversation, 1);
  await sayMany(server, staff, conversation, [FULL + 1, 2 * FULL]);
  await sealed(server, staff, conversation, 2);
  await sayMany(server, staff, conversation, [2 * FULL + 1, LINES]);
  return talk;
}

const LINES = 2 * FULL + 5;
const LAST = `Line ${LINES}`;
const ALL = ['Is anybody there?', ...Array.from({ length: LINES }, (_, index) => `Line ${index + 1}`)];

/** As a person does who wants to see what was before. */
const toTop = (page: Page): Promise<void> =>
  page.getByRole('log', { name: 'Conversation' }).evaluate((log) => log.scrollTo({ top: 0 }));

/** The fewest lines that the log shows from now on, as one would see them. */
async function watchLines(page: Page): Promise<() => Promise<number>> {
  const log = page.getByRole('log', { name: 'Conversation' });
  await log.evaluate((element) => {
    const count = (): number => element.querySelectorAll('.bubble').length;
    let fewest = count();
    const look = (): void => {
      fewest = Math.min(fewest, count());
      element.setAttribute('data-fewest', String(fewest));
      requestAnimationFrame(look);
    };
    look();
  });
  return async () => Number(await log.getAttribute('data-fewest'));
}

/** The conversation as text, and what the screen says of it. */
async function download({ page, panel }: ShopPage, note: string): Promise<string> {
  await panel.getByRole('button', { name: 'Menu' }).click();
  await panel.getByRole('menuitem', { name: 'Download the conversation' }).click();
  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'As text' }).click();
  await expect(panel.getByRole('status').filter({ hasText: note })).toBeVisible();
  const text = await readFile(await (await saved).path(), 'utf8');
  await panel.getByRole('button', { name: 'Back' }).click();
  return text;
}

test('DOC7 DOC8: on either side nothing goes from the screen when the conversation goes on in a new chapter', async ({
  server,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  const { url, conversation, staff } = await beginTalk(server, desk, shop);
  await sayMany(server, staff, conversation, [1, NOT_FULL]);
  await desk.page.goto(url);
  await shop.visit(server.origin);
  await shop.openChat();
  for (const side of [desk, shop]) await expect(side.bubbles).toHaveCount(NOT_FULL + 1);
  const fewest = await Promise.all([desk, shop].map((side) => watchLines(side.page)));
  await sayMany(server, staff, conversation, [NOT_FULL + 1, FULL]);
  await sealed(server, staff, conversation, 1);
  await desk.say('And one from the desk.');
  await shop.say('Here I am.');
  for (const side of [desk, shop]) {
    await expect(side.line('Here I am.')).toBeVisible();
    await expect(side.bubbles).toHaveCount(FULL + 3);
  }
  for (const count of fewest) expect(await count()).toBeGreaterThanOrEqual(NOT_FULL + 1);
  await expect(desk.log).toContainText('The conversation begins here');
  expect(await desk.lines()).toEqual([...ALL.slice(0, FULL + 1), 'And one from the desk.', 'Here I am.']);

  // Words of the sealed chapter can still be changed, and everybody sees it.
  await shop.edit('Is anybody there?', 'Is somebody there?');
  await expect(desk.line('Is somebody there?')).toContainText('edited');
  await shop.page.reload();
  await shop.openChat();
  await toTop(shop.page);
  await expect(shop.line('Is somebody there?')).toContainText('edited');
  await expect(shop.bubbles).toHaveCount(FULL + 3);
});

test('APP2 APP11 DOC8: an operator reads a long conversation back to its beginning, and again without a network', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  await longTalk(server, await newDesk(), await newShop());

  // A device that has not been there: the last lines, and the chapter before because those are few.
  const phone = await newDesk({ origin: line.origin, hasWorker: true });
  await isKept(phone.page);
  await phone.open('Mine', LAST);
  await expect(phone.line(LAST)).toBeInViewport();
  await expect(phone.line('Line 600').first()).toBeAttached();
  await expect(phone.line('anybody')).toHaveCount(0);

  await unplug(phone.page.context(), line);
  await expect(phone.truth).toHaveText(/^Offline since/);
  await toTop(phone.page);
  await expect(phone.log).toContainText('Earlier messages are not on this device.');
  const before = phone.log.getByText('Line 425', { exact: true });
  await before.scrollIntoViewIfNeeded();
  const place = await before.boundingBox();

  // With the line they come by themselves, and move nothing that is read.
  await plugIn(phone.page.context(), line);
  await expect(phone.line('anybody')).toBeAttached();
  await expect(phone.log).toContainText('The conversation begins here');
  const after = await before.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (place?.y ?? 0))).toBeLessThan(60);
  expect(await phone.lines()).toEqual(ALL);

  // Without a network, after a reload, all of it is there again.
  await unplug(phone.page.context(), line);
  await expect(phone.truth).toHaveText(/^Offline since/);
  await phone.page.reload();
  await expect(phone.line(LAST)).toBeInViewport();
  await phone.log.focus();
  await phone.page.keyboard.press('Home');
  await expect(phone.line('anybody')).toBeAttached();
  await phone.page.keyboard.press('Home');
  await expect(phone.line('anybody')).toBeInViewport();
  await expect(phone.log).toContainText('The conversation begins here');
  expect(await phone.lines()).toEqual(ALL);
});

test('APP11 DOC8: earlier messages can be asked for by keyboard, and what fails can be tried again', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  await longTalk(server, await newDesk(), await newShop());
  const desk = await newDesk({
    origin: line.origin,
    prepare: (context) => context.route('**/chapters/**', (route) => route.fulfill({ status: 503, body: '{}' })),
  });
  await desk.open('Mine', LAST);
  const context = desk.page.context();
  const again = desk.log.getByRole('button', { name: 'Try again' });
  await expect(desk.log).toContainText('Earlier messages could not be loaded.');
  await expectAccessible(desk.page, 'earlier messages that could not be loaded');

  await unplug(context, line);
  await expect(desk.truth).toHaveText(/^Offline since/);
  await again.click();
  await expect(desk.log).toContainText('Earlier messages are not on this device.');
  await expectAccessible(desk.page, 'earlier messages that are elsewhere');
  await plugIn(context, line);
  await expect(desk.log).toContainText('Earlier messages could not be loaded.');

  await context.unroute('**/chapters/**');
  await again.focus();
  await desk.page.keyboard.press('Enter');
  await expect(desk.line('Line 600').first()).toBeAttached();
  await expect(desk.log.getByRole('button', { name: 'Earlier messages' })).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(desk.line('anybody')).toBeAttached();
  await expect(desk.log).toBeFocused();
});

test('WID3 WID9 DOC8 SCRIPT2: a visitor who comes back reads the talk back to its beginning, and has it as a file that says what is missing', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin });
  const { url } = await longTalk(server, desk, shop);
  const context = shop.page.context();
  await context.route('**/chapters/**', (route) => route.fulfill({ status: 503, body: '{}' }));
  await shop.visit(line.origin);
  await shop.openChat();
  await expect(shop.line(LAST)).toBeInViewport();
  await expect(shop.log).toContainText('Earlier messages could not be loaded.');
  await expectAccessible(shop.page, 'earlier messages that could not be loaded, in the widget');
  // What is missing is told in the file and on the screen.
  const missing = 'Earlier messages are not on this device and could not be fetched; this is what is here.';
  const part = await download(shop, missing);
  expect(part).toContain(missing);
  expect(part).toContain(LAST);
  expect(part).not.toContain('Is anybody there?');
  // Pressed while it still fails: once it can be had, it may come by itself before anybody presses.
  const again = shop.log.getByRole('button', { name: 'Try again' });
  const asked = shop.page.waitForRequest('**/chapters/**');
  await again.click();
  await asked;
  await context.unroute('**/chapters/**');
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1_000 });
    await expect(shop.line('Line 600').first()).toBeAttached({ timeout: 2_000 });
  }).toPass();
  await toTop(shop.page);
  await expect(shop.line('anybody')).toBeAttached();
  await expect(shop.log).toContainText('The conversation begins here');
  await expect(shop.bubbles).toHaveText(ALL);

  // What was read once needs no network.
  await unplug(context, line);
  await expect(shop.panel).toContainText('Offline');
  await shop.say('Are you still there?');
  await expect(shop.bubbles).toHaveText([...ALL, 'Are you still there?']);
  const whole = await download(shop, 'Downloaded.');
  expect(whole).toContain('Is anybody there?');
  expect(whole).not.toContain(missing);
  await plugIn(context, line);
  await desk.page.goto(url);
  await expect(desk.line('still there?')).toBeVisible();
});
