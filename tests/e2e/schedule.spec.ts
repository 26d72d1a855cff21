import type { Page } from '@playwright/test';
import type { DeskPage } from './fixtures/desk-page.ts';
import { signIn } from '../support/people.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect, test } from './fixtures/test.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };
const MINUTE = 60_000;

const status = (desk: DeskPage) => desk.page.getByRole('button', { name: /^Your status/ });
const cell = (page: Page, name: string) => page.getByRole('gridcell', { name });
const ending = (desk: DeskPage) => desk.page.getByRole('region', { name: /^Your shift ends at/ });

test('E4 B18 SCHED2 SCHED4 SCHED7: a week by drag, keyboard and to the minute, for one and for several; colleagues have it at once, and their status follows', async ({
  newDesk,
  newColleague,
}) => {
  const { page } = await newDesk();
  const bob = await newColleague(BOB);
  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('link', { name: 'Working hours 0 people' }).click();
  await page.getByRole('button', { name: /^Bob/ }).click();
  await expect(page.getByRole('grid', { name: 'Week of Bob' })).toBeVisible();

  // From Monday at nine to Friday at five, in one drag.
  await cell(page, 'Monday 09:00: off duty').hover();
  await page.mouse.down();
  await cell(page, 'Friday 16:30: off duty').hover();
  await expect(page.getByText('Mon–Fri, 09:00–17:00')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Bob 40 h' })).toBeVisible();
  await cell(page, 'Wednesday 12:00: on duty').click();
  await expect(page.getByRole('button', { name: 'Bob 39.5 h' })).toBeVisible();

  // By the keyboard: from Friday at ten in the evening past midnight; then to the minute.
  await cell(page, 'Wednesday 12:00: off duty').press('End');
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await expect(cell(page, 'Friday 22:00: off duty')).toBeFocused();
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Space');
  await cell(page, 'Saturday 00:00: off duty').click();
  const to = page.getByLabel('Friday, to');
  await expect(to.nth(1)).toHaveValue('00:30');
  await expect(page.getByText('next day')).toBeVisible();
  await to.nth(1).fill('02:15');
  await to.nth(1).blur();
  await expect(cell(page, 'Saturday 02:00: partly on duty')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bob 43.75 h' })).toBeVisible();

  // With somebody else, whose hours are others; what is painted holds for both, and can be taken back.
  await page.getByRole('checkbox', { name: 'Everybody' }).check();
  await expect(page.getByText('These 2 people work at different times.')).toBeVisible();
  await expectAccessible(page, 'the hours of two people');
  await page.getByRole('button', { name: 'Around the clock' }).click();
  await expect(page.getByRole('button', { name: 'Bob 168 h' })).toBeVisible();
  await expect(status(bob)).toHaveAccessibleName('Your status: Online. Team');
  await status(bob).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Team' });
  await expect(dialog).toContainText('By schedule on duty around the clock.');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Bob 43.75 h' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Olga by hand' })).toBeVisible();

  // Bob alone is on leave: none of his shifts begins, and that can be taken back.
  await page.getByRole('button', { name: /^Bob/ }).click();
  await page.getByRole('button', { name: 'Around the clock' }).click();
  await expect(dialog).toContainText('By schedule on duty around the clock.');
  const leave = page.getByRole('form', { name: 'Leave of Bob' });
  const today = (await leave.getByLabel('Day', { exact: true }).getAttribute('min')) ?? '';
  const tomorrow = new Date(Date.parse(today) + 24 * 60 * MINUTE).toJSON().slice(0, 10);
  await leave.getByLabel('Day', { exact: true }).fill(today);
  await leave.getByLabel('Last day, if several').fill(tomorrow);
  await leave.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('list', { name: 'Leave of Bob' })).toContainText('–');
  await expect(page.getByRole('button', { name: /^Bob on leave until/ })).toBeVisible();
  await expect(dialog).toContainText('By schedule off duty until');
  await page.keyboard.press('Control+z');
  await expect(dialog).toContainText('By schedule on duty around the clock.');

  // Today is a day off: Bob is off duty without doing anything, until he says otherwise.
  const daysOff = page.getByRole('form', { name: 'Days off' });
  await daysOff.getByLabel('Day', { exact: true }).fill(today);
  await daysOff.getByLabel('Name, if you like').fill('Founding day');
  await page.getByRole('button', { name: 'Clear' }).click();
  await daysOff.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('list', { name: 'Days off' })).toContainText('Founding day');
  await page.getByRole('button', { name: /^Bob/ }).click();
  await page.getByRole('button', { name: 'Mon–Fri 9–17' }).click();
  await expect(status(bob)).toHaveAccessibleName('Your status: Offline. Team');
  await expect(dialog).toContainText(/By schedule off duty until .*09:00/);
  await dialog.getByRole('radio', { name: 'Online' }).check({ force: true });
  await expect(status(bob)).toHaveAccessibleName('Your status: Online. Team');
  await expect(dialog).toContainText(/Chosen by hand. From .*09:00 on the schedule counts again./);

  // Who is no admin reads it.
  await dialog.getByRole('link', { name: 'Working hours' }).click();
  await expect(bob.page.getByText('Admins and owners change the hours.')).toBeVisible();
  await expect(bob.page.getByRole('list').getByText('09:00–17:00')).toHaveCount(5);
  await expect(bob.page.getByRole('button', { name: /Clear|Undo|Add hours/ })).toHaveCount(0);
  await bob.page.setViewportSize({ width: 390, height: 844 });
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(bob.page, 'my hours on a phone');
});

test('B19 B18 SCHED2 SCHED8: the last quarter of an hour of a shift tells what is open, ticks without a line, and then the status follows by itself', async ({
  line,
  server,
  newShop,
  newColleague,
}) => {
  const bob = await newColleague(BOB, { origin: line.origin, hasWorker: true });
  await isKept(bob.page);
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');
  await bob.open('New', 'kiln still warm');
  await bob.take();
  await bob.page.clock.install();
  // Twelve to thirteen minutes from now it ends, by the clock of the server's day.
  const end = Math.floor(Date.now() / MINUTE) + 13;
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: (end - 60) % 1_440, to: end % 1_440 }));
  const [owner, { id: person }] = await Promise.all([signIn(server), signIn(server, BOB)]);
  const answer = await fetch(`${server.origin}/api/schedule`, {
    method: 'PATCH',
    body: JSON.stringify({ zone: 'UTC', weeks: [{ person, week }] }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${owner.token}` },
  });
  expect(answer.status).toBe(200);

  await expect(ending(bob)).toContainText('Finish 1 open conversation or hand over:');
  await expect(ending(bob).getByRole('link')).toHaveCount(1);
  await expect(ending(bob).getByRole('timer')).toHaveText(/^1[23]:\d\d$/);
  await expectAccessible(bob.page, 'a shift that ends');

  await unplug(bob.page.context(), line);
  await expect(bob.truth).toHaveText(/^Offline since/);
  await bob.page.reload();
  await expect(ending(bob).getByRole('link')).toHaveCount(1);
  await bob.page.clock.runFor(5 * MINUTE);
  await expect(ending(bob).getByRole('timer')).toHaveText(/^[78]:\d\d$/);
  await tabTo(ending(bob).getByRole('button', { name: 'Dismiss' }));
  await bob.page.keyboard.press('Enter');
  await expect(ending(bob)).toHaveCount(0);
  await expect(status(bob)).toHaveAccessibleName('Your status: Online. Team');
  await bob.page.clock.runFor(9 * MINUTE);
  await expect(status(bob)).toHaveAccessibleName('Your status: Offline. Team');
  await plugIn(bob.page.context(), line);
});
