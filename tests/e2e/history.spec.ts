import type { Locator, Page } from '@playwright/test';
import { hire, mustPost, newCommand, newConversationId, newVisitor, signIn, type Staff } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

/** A visitor's words, answered and closed by somebody of the workspace. */
async function closedTalk(
  server: ServerProcess,
  operator: Staff,
  words: readonly string[],
  site = 'demo',
): Promise<void> {
  const visitor = newVisitor();
  const conversation = newConversationId();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site }));
  for (const text of words)
    await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));
  await mustPost(server, operator, newCommand('conversation.take', { conversation }));
  await mustPost(server, operator, newCommand('message.send', { conversation, text: 'We look at it.', lastSeen: 99 }));
  await mustPost(server, operator, newCommand('conversation.close', { conversation }));
}

const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Search in all conversations' });
const results = (page: Page): Locator => page.getByRole('list', { name: 'Results' }).getByRole('link');
const hits = (page: Page): Locator => page.getByRole('group', { name: 'Find in this conversation' });

/** Until the index, which is a moment behind, has what was just said. */
async function searchFor(page: Page, words: string, count: number): Promise<void> {
  await expect(async () => {
    await field(page).fill('');
    await field(page).fill(words);
    await expect(results(page)).toHaveCount(count, { timeout: 1_500 });
    await expect(page.getByRole('navigation').locator('mark').first()).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 20_000 });
}

test('HIST1 HIST2 HIST3 HIST4 F1: an old conversation is found by another form of a word, opened at it, reopened and answered', async ({
  server,
  newDesk,
  newShop,
}) => {
  const owner = await signIn(server);
  const anna = await hire(server, owner, 'operator', 'Anna');
  const boris = await hire(server, owner, 'operator', 'Boris');
  const shop = await newShop();
  await shop.say('Здравствуйте! Где мой заказ?');
  await expect(shop.mark('Где мой заказ?', 'Sent').or(shop.mark('Где мой заказ?', 'Delivered'))).toBeVisible();
  for (let line = 1; line <= 25; line += 1) await shop.say(`line ${line}`);
  await shop.say('Заказ номер 1042');
  const desk = await newDesk();
  const { page } = desk;
  await desk.open('New', '1042');
  await desk.take();
  await desk.say('Он уже едет.');
  await desk.close();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await closedTalk(server, anna, ['Zamówienie nie przyszło do Łodzi']);
  await closedTalk(server, boris, ['Where is my order?'], 'outlet');

  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(/\/history$/);
  // What is derived follows within a second or two; a question is answered once.
  await expect(async () => {
    await field(page).fill('');
    await searchFor(page, 'lodz zamowienia', 1);
    await expect(results(page)).toContainText('Closed · Anna · 2 messages', { timeout: 1_000 });
  }).toPass();
  await expect(results(page)).toContainText('Łodzi');

  // Nothing of what was looked for is in the address.
  await searchFor(page, 'заказы', 1);
  await expect(results(page)).toContainText('2 hits');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Oldest first');
  await expect(results(page)).toContainText('Здравствуйте');
  await results(page).click();
  expect(decodeURIComponent(page.url())).not.toContain('заказ');
  const marked = desk.log.locator('mark');
  await expect(marked).toHaveText(['заказ', 'Заказ']);
  await expect(marked.first()).toBeInViewport();
  await expect(marked.last()).not.toBeInViewport();
  await expect(hits(page)).toContainText('1 of 2');
  await hits(page).getByRole('button', { name: 'Next hit' }).click();
  await expect(hits(page)).toContainText('2 of 2');
  await expect(marked.last()).toBeInViewport();
  await hits(page).getByRole('button', { name: 'Next hit' }).click();
  await expect(hits(page)).toContainText('1 of 2');
  await hits(page).getByRole('button', { name: 'End the search' }).click();
  await expect(marked).toHaveCount(0);

  await page.getByRole('button', { name: 'Reopen' }).click();
  // Until then words are a note, and stay one.
  await expect(desk.log).toContainText('You reopened the conversation');
  await desk.say('Мы нашли ваш заказ.');
  await expect(shop.line('Мы нашли ваш заказ.')).toBeVisible();

  // Filters without words.
  await field(page).fill('');
  await expect(results(page)).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Operator' }).selectOption('Boris');
  await expect(results(page)).toHaveCount(1);
  await expect(results(page)).toContainText('Boris');
  await page.getByRole('combobox', { name: 'Operator' }).selectOption('Anyone');
  await page.getByRole('combobox', { name: 'Site' }).selectOption('outlet');
  await expect(results(page)).toHaveCount(1);
  await page.getByRole('combobox', { name: 'State' }).selectOption('Waiting');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Take the filters off' }).click();
  await expect(results(page)).toHaveCount(3);
  await page.getByLabel('Until').fill('2020-01-01');
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('HIST7 HIST8 A5: with no line the app says so and searches what is on this device, contacts too, and the server again when it is back', async ({
  server,
  line,
  newDesk,
}) => {
  const owner = await signIn(server);
  await closedTalk(server, owner, ['a teapot that is only on the server']);
  await visitorSays(server, 'a teapot here');
  const desk = await newDesk({ origin: line.origin });
  const { page } = desk;
  await desk.open('New', 'a teapot here');
  const card = page.getByRole('complementary', { name: 'Visitor' });
  await card.getByRole('textbox', { name: 'Phone' }).fill('+48 600-100-200');
  await card.getByRole('textbox', { name: 'Address' }).fill('Lipowa 7, Łódź');
  await card.getByRole('textbox', { name: 'Address' }).press('Enter');
  await desk.synced();
  await page.getByRole('link', { name: 'History' }).click();
  await searchFor(page, 'teapots', 2);
  await unplug(page.context(), line);
  await expect(page.getByText(/^No connection\. Searching 1 conversation on this device/)).toBeVisible();
  await expect(results(page)).toHaveCount(1);
  await expect(results(page)).toContainText('a teapot here');
  // By the card, and the hit says by what of it.
  const contacts = page.getByRole('list', { name: 'Contacts' }).getByRole('link');
  await field(page).fill('600100');
  await expect(contacts).toHaveText(/Phone: \+48 600-100-200/);
  await expect(page.getByRole('status').getByText('1 conversation', { exact: true })).toBeVisible();
  await field(page).fill('lodz');
  await expect(contacts).toHaveText(/Address: Lipowa 7, Łódź/);
  await expect(contacts.locator('mark')).toHaveText('Łódź');
  await field(page).fill('nowhere');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await plugIn(page.context(), line);
  await desk.synced();
  await searchFor(page, 'teapots', 2);
  await expect(page.getByText(/^No connection/)).toBeHidden();
  // The server does not look into addresses: what this device has of them is looked through with a line as well.
  await field(page).fill('lipowa');
  await expect(contacts).toHaveText(/Address: Lipowa 7, Łódź/);
});

test('APP11 APP12 HIST3: the history with the keyboard alone, on a phone, and axe on all of it', async ({
  server,
  page,
}) => {
  const owner = await signIn(server);
  await closedTalk(server, owner, ['the first teapot', 'слово'.repeat(60), 'هل الإبريق متوفر؟']);
  await closedTalk(server, owner, ['the second teapot']);
  const desk = new DeskPage(page);
  await desk.signIn(server.origin);
  const { keyboard } = page;
  await page.locator('body').press('h');
  await expect(field(page)).toBeFocused();
  await searchFor(page, 'teapot', 2);
  await expectAccessible(page, 'results');
  await field(page).focus();
  await keyboard.press('ArrowDown');
  await expect(results(page).first()).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(results(page).last()).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(desk.log.locator('mark')).toHaveText('teapot');
  await expect(desk.log).toContainText('the first teapot');
  await expectAccessible(page, 'opened at a hit');
  await page.getByRole('button', { name: 'Filters' }).press('Enter');
  await expect(page.getByRole('combobox', { name: 'Operator' })).toBeVisible();
  await expectAccessible(page, 'filters');
  await page.locator('body').press('/');
  await expect(field(page)).toBeFocused();
  await keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await field(page).fill('nothing of this kind');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expectAccessible(page, 'no hits');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: 'Back' }).click();
  await expect(page).toHaveURL(/\/history$/);
  await field(page).fill('slovo слово');
  await field(page).fill('teapot');
  await expect(results(page)).toHaveCount(2);
  await expectAccessible(page, 'results on a phone');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
  for (const target of [page.getByRole('link', { name: 'History' }), page.getByRole('button', { name: 'Filters' })]) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  await results(page).last().click();
  await expect(desk.log.locator('mark')).toBeInViewport();
  await expectAccessible(page, 'opened on a phone');
});

test('HIST1 a search that the server cannot answer says so, and can be tried again', async ({ server, newDesk }) => {
  const owner = await signIn(server);
  await closedTalk(server, owner, ['one teapot']);
  const { page } = await newDesk();
  await page.route('**/api/history', (route) => route.fulfill({ status: 500, json: { error: 'defect' } }));
  await page.goto(`${server.origin}/history`);
  await expect(page.getByText('The search did not work')).toBeVisible();
  await page.unroute('**/api/history');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(results(page)).toHaveCount(1);
});
