import type { Page } from '@playwright/test';
import type { ConversationId } from '#schema/ids.ts';
import { hire, mustPost, newCommand, newConversationId, newVisitor, postCommands, signIn } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

/** So many visitors without a browser each ask something on this site. */
async function crowd(server: ServerProcess, count: number, site = 'demo'): Promise<void> {
  const one = async (n: number): Promise<void> => {
    const visitor = newVisitor();
    const conversation = newConversationId();
    await postCommands(server, visitor, [
      newCommand('conversation.start', { conversation, site }),
      newCommand('message.send', { conversation, text: `question ${n} of ${site}, number-${n}-`, lastSeen: 0 }),
    ]);
  };
  for (let first = 1; first <= count; first += 20)
    await Promise.all(Array.from({ length: Math.min(20, count - first + 1) }, (_, index) => one(first + index)));
}

const rows = (page: Page) => page.getByRole('list', { name: 'Conversations' }).getByRole('listitem');
const row = (page: Page, words: string) => page.getByRole('link').filter({ hasText: words });

test('ROW1 ROW2 ROW4 B1: a hundred rows are walked by keyboard, only what is seen is drawn, and what one points at stays', async ({
  server,
  newDesk,
}) => {
  await crowd(server, 120);
  const desk = await newDesk();
  const { page } = desk;
  await page.getByRole('tab', { name: /^New 120/ }).click();
  await expect(rows(page).first()).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(40);
  await expect(rows(page).first()).toHaveAttribute('aria-setsize', '120');
  await expect(rows(page).first()).toHaveAttribute('aria-posinset', '1');
  const first = (await rows(page).first().getByRole('link').getAttribute('data-conversation')) as ConversationId;

  // One stop of the Tab key for all of them; the arrows walk.
  await rows(page).first().getByRole('link').focus();
  await page.keyboard.press('End');
  await expect(rows(page).last().getByRole('link')).toBeFocused();
  await expect(rows(page).last()).toHaveAttribute('aria-posinset', '120');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('li:has(a:focus)')).toHaveAttribute('aria-posinset', '119');
  await page.keyboard.press('Home');
  await expect(page.locator('li:has(a:focus)')).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('PageDown');
  const walked = await page.locator('li:has(a:focus)').getAttribute('aria-posinset');
  expect(Number(walked)).toBeGreaterThan(4);

  // Somebody points at a row far down, and rows before it go: it does not move.
  await page.getByRole('tabpanel').evaluate((box) => box.scrollTo({ top: 3_000 }));
  const pointed = rows(page).nth(12).getByRole('link');
  await pointed.hover();
  const id = await pointed.getAttribute('data-conversation');
  const staying = page.locator(`[data-conversation="${id}"]`);
  const before = await staying.boundingBox();
  await mustPost(server, await signIn(server), newCommand('conversation.take', { conversation: first }));
  await expect(desk.section('New')).toContainText('119');
  const after = await staying.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? -1_000))).toBeLessThan(1);
  await expectAccessible(page, 'a list of hundreds');
});

test('ROW5 ROW6 ROW7 B24: sites, free words and order, offline and after a reload, always to be seen and taken off', async ({
  line,
  server,
  newDesk,
}) => {
  await crowd(server, 3, 'shop');
  await crowd(server, 2, 'default');
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const { page } = desk;
  await isKept(page);
  await desk.section('New').click();
  // Nobody has named it.
  await expect(row(page, 'question 1 of default')).toContainText('Main site');

  await page.getByRole('button', { name: 'Site, tag, order' }).click();
  await page.getByRole('combobox', { name: 'Site' }).selectOption('shop');
  await expect(rows(page)).toHaveCount(3);
  await expect(desk.section('New')).toContainText('3');
  await expect(page.getByRole('status').filter({ hasText: '3 of 5 conversations shown' })).toContainText(
    '2 visitors wait out of sight',
  );
  await expect(page).toHaveTitle('(5) Holdline');

  await unplug(page.context(), line);
  await expect(desk.truth).toHaveText(/Offline since/);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Filter the list' }).fill('QUESTION Number-2-');
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, 'question 2 of shop')).toBeVisible();
  await page.getByRole('button', { name: 'Take off shop' }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows(page)).toHaveCount(5);

  await page.getByRole('button', { name: 'Site, tag, order' }).click();
  const oldest = await rows(page).first().innerText();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('time');
  await expect(rows(page).last()).toContainText(oldest.split('\n')[0] ?? '');
  await expectAccessible(page, 'the list with its filters');
});

test('B2 B1: who waits is counted in the title and as the badge of the app, whatever is filtered; all that are open stand together', async ({
  server,
  newDesk,
}) => {
  const desk = await newDesk({
    prepare: (context) =>
      context.addInitScript(() => {
        const told: (number | null)[] = [];
        Object.assign(globalThis, { toldBadges: told });
        Object.assign(navigator, {
          setAppBadge: (count: number) => Promise.resolve(void told.push(count)),
          clearAppBadge: () => Promise.resolve(void told.push(null)),
        });
      }),
  });
  const { page } = desk;
  const badge = () =>
    page.evaluate(() => (globalThis as unknown as { toldBadges: (number | null)[] }).toldBadges.at(-1));
  await expect.poll(badge).toBeNull();
  const staff = await signIn(server);
  const bob = await hire(server, staff, 'operator', 'Bob');
  const first = await visitorSays(server, 'the first question');
  await visitorSays(server, 'the second question');
  await expect(page).toHaveTitle('(2) Holdline');
  await expect.poll(badge).toBe(2);
  await page.getByRole('textbox', { name: 'Filter the list' }).fill('nothing like it');
  await expect(desk.section('New')).toContainText('0');
  await expect(page).toHaveTitle('(2) Holdline');
  await page.getByRole('button', { name: 'Show all' }).click();

  await mustPost(server, bob, newCommand('conversation.take', { conversation: first }));
  await expect(page).toHaveTitle('(1) Holdline');
  await expect.poll(badge).toBe(1);
  await page.keyboard.press('7');
  await expect(desk.section('All open')).toHaveAttribute('aria-selected', 'true');
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, 'the first question')).toContainText('Bob answers');
});

test('MISS1 MISS2 MISS5 B1: what was closed without an answer stands in Missed with the cause, for the one who looks', async ({
  server,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page } = desk;
  const staff = await signIn(server);
  const bob = await hire(server, staff, 'operator', 'Bob');
  const asked = await visitorSays(server, 'Will it be here by Friday?');
  await mustPost(server, bob, newCommand('conversation.take', { conversation: asked }));
  await mustPost(server, bob, newCommand('conversation.close', { conversation: asked }));
  await expect(desk.section('Missed')).toContainText('1');
  await desk.section('Missed').click();
  await expect(row(page, 'by Friday')).toContainText('Not answered, closed by Bob');
  await expectAccessible(page, 'a missed conversation');
  // Done, and not done after all: no question before, a way back after.
  await page.getByRole('button', { name: /^Done with / }).click();
  await expect(desk.section('Missed')).toContainText('0');
  await expect(desk.section('Closed')).toContainText('1');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(desk.section('Missed')).toBeFocused();
  await expect(desk.section('Missed')).toContainText('1');
  await row(page, 'by Friday').click();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(desk.section('Missed')).toContainText('0');
  await expect(desk.section('Mine')).toContainText('1');
});

test('FIND1 FIND2 FIND3 B13: in a conversation one finds words and goes to a day by keyboard, earlier chapters included, offline too', async ({
  line,
  server,
  newDesk,
}) => {
  const staff = await signIn(server);
  const asked = await visitorSays(server, 'Is anybody there?');
  await mustPost(server, staff, newCommand('conversation.take', { conversation: asked }));
  for (let first = 1; first <= 520; first += 40) {
    const said = Array.from({ length: Math.min(40, 521 - first) }, (_, index) =>
      newCommand('message.send', { conversation: asked, text: `Line ${first + index}`, lastSeen: 0 }),
    );
    await postCommands(server, staff, said);
  }
  const chapter = `${server.origin}/api/conversations/${asked}/chapters/1`;
  const status = async () => (await fetch(chapter, { headers: { authorization: `Bearer ${staff.token}` } })).status;
  await expect.poll(status).toBe(200);

  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const { page } = desk;
  await page.goto(`${line.origin}/c/${asked}`);
  await expect(desk.line('Line 520')).toBeVisible();
  await page.getByRole('log', { name: 'Conversation' }).focus();
  await page.keyboard.press('s');
  const words = page.getByRole('textbox', { name: 'Words in this conversation' });
  await expect(words).toBeFocused();
  await page.keyboard.type('anybody');
  await page.keyboard.press('Enter');
  const bar = page.getByRole('group', { name: 'Find in this conversation' });
  await expect(bar).toContainText('1 of 1');
  await expect(desk.line('Is anybody there?')).toBeInViewport();

  // Without a line: what was read once is here, and the calendar knows its days.
  await isKept(page);
  await unplug(page.context(), line);
  await expect(desk.truth).toHaveText(/Offline since/);
  await words.fill('');
  await bar.getByRole('button', { name: 'Go to a day' }).click();
  const calendar = page.getByRole('dialog', { name: 'Go to a day' });
  const today = calendar.locator('[aria-current="date"]');
  await expect(today).toHaveAccessibleName(/, 521 messages$/);
  await expect(today).toBeFocused();
  await expectAccessible(page, 'the calendar of a conversation');
  await page.keyboard.press('ArrowLeft');
  await expect(today).not.toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(calendar).toHaveCount(0);
  await expect(bar).toContainText('521 messages');
  await expect(bar).toContainText('1 of 1');
  await expect(desk.line('Is anybody there?')).toBeInViewport();
  await plugIn(page.context(), line);
  await bar.getByRole('button', { name: 'End the search' }).click();
  await expect(bar).toHaveCount(0);
});
