import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { OWNER, type ServerProcess } from '../support/server-process.ts';
import { signIn } from '../support/people.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };

async function addToList(server: ServerProcess, list: 'departments' | 'tags', item: object): Promise<void> {
  const { token } = await signIn(server, OWNER);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.origin}/api/lists/${list}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(item),
  });
  expect(answer.ok).toBe(true);
}

/** From the menu of what one can do besides. */
async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Visitor' });

test('B3 B4 TEAM1 TEAM2 TEAM3 TEAM4: a colleague who is away is brought in, it is handed over to them and to a department, and the visitor is told each time', async ({
  server,
  newDesk,
  newShop,
  addPerson,
}) => {
  await addPerson({ ...BOB, role: 'operator' });
  await addToList(server, 'departments', { name: 'Sales' });
  const olga = await newDesk();
  const shop = await newShop();
  await shop.say('Do you glaze to order?');
  await olga.open('New', 'glaze to order');
  await olga.take();
  await choose(olga.page, 'Bring in a colleague');
  await olga.page.getByRole('dialog', { name: 'Bring in' }).getByRole('button', { name: /Bob/ }).click();
  await expect(shop.log).toContainText('Bob joined');

  const bob = await newDesk({ who: BOB });
  await bob.open('Mine', 'glaze to order');
  await expect(bob.page.getByText('olga and you answer').first()).toBeVisible();
  await bob.say('We do, in any colour.');
  await expect(shop.line('in any colour')).toBeVisible();

  await olga.page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = olga.page.getByRole('dialog', { name: 'Hand over to' });
  await expectAccessible(olga.page, 'hand over');
  await dialog.getByRole('button', { name: /Bob/ }).click();
  await expect(shop.log).toContainText('Bob will help you from here');
  await expect(bob.page.getByText('You answer').first()).toBeVisible();
  await expect(olga.page.getByText('you look on').first()).toBeVisible();
  await expect(olga.section('Others’')).toContainText('1');
  await bob.say('Which colour would you like?');
  await expect(olga.line('Which colour')).toBeVisible();
  await olga.page.getByRole('button', { name: 'Leave' }).click();
  await expect(olga.page.getByText('you look on')).toHaveCount(0);

  await bob.page.getByRole('button', { name: 'Hand over' }).click();
  await bob.page.getByRole('dialog', { name: 'Hand over to' }).getByRole('button', { name: /Sales/ }).click();
  await expect(shop.log).toContainText('Your conversation is now with Sales.');
  await expect(bob.page.getByText('Waits for Sales').first()).toBeVisible();
  await expect(olga.section('New')).toContainText('1');
  // Who only looked on and went is nothing to the visitor.
  await expect(shop.log.getByText('left the conversation')).toHaveCount(0);
});

test('B14 TEAM6 TEAM7: tags and category are given and taken without a network, with the keyboard alone, and told in the log', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  await addToList(server, 'tags', { name: 'Refund', colour: 3 });
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('My teapot leaks');
  await desk.open('New', 'teapot leaks');
  const { page } = desk;
  const context = page.context();
  await unplug(context, line);
  await expect(desk.truth).toHaveText(/^Offline since/);

  await page.keyboard.press('l');
  const field = page.getByRole('combobox', { name: 'Tag the conversation' });
  await expect(field).toBeFocused();
  await page.keyboard.type('ref');
  await expect(page.getByRole('option', { name: 'Refund' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.type('vip');
  await expect(page.getByRole('option', { name: 'New tag “vip”' })).toBeVisible();
  await expectAccessible(page, 'tags');
  await page.keyboard.press('Enter');
  await page.keyboard.type('oops');
  await page.keyboard.press('Enter');
  const tags = page.getByRole('list', { name: 'Tags of the conversation' }).getByRole('listitem');
  await expect(tags).toHaveText(['oops', 'Refund', 'vip']);
  await page.getByRole('button', { name: 'Remove the tag “oops”' }).focus();
  await page.keyboard.press('Enter');
  await expect(tags).toHaveText(['Refund', 'vip']);
  await page.getByRole('combobox', { name: 'Category' }).selectOption('Client');
  await expect(desk.truth).toHaveText(/5 actions waiting$/);

  await plugIn(context, line);
  await desk.synced();
  await page.reload();
  await expect(tags).toHaveText(['Refund', 'vip']);
  await expect(page.getByRole('combobox', { name: 'Category' }).locator('option:checked')).toHaveText('Client');
  const log = panelOf(page).getByRole('group').filter({ hasText: 'What was done' });
  await log.getByText('What was done').click();
  await expect(log.getByRole('listitem').first()).toContainText('You set the category to “Client”');
  await expect(log).toContainText('You added the tag “Refund”');
  await expect(log).toContainText('You removed the tag “oops”');
});

test('B5 TEAM5: where the client expects no answer nobody waits, one can write all the same, and the answer ends it; B9 WORDS1: the owner reads the wordings before', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Thank you, that is all');
  await desk.open('New', 'that is all');
  await desk.take();
  await desk.section('Mine').click();
  const row = desk.page.getByRole('link').filter({ hasText: 'that is all' });
  await expect(row.getByText('Waiting')).toBeAttached();
  await desk.page.keyboard.press('m');
  await expect(desk.page.getByText('The client does not expect an answer')).toBeVisible();
  await expect(row.getByText('Waiting')).toHaveCount(0);
  await shop.say('Bye!');
  await expect(desk.line('Bye!')).toBeVisible();
  const later = desk.page.getByRole('link').filter({ hasText: 'Bye!' });
  await expect(later).toBeVisible();
  await expect(later.getByText('Waiting')).toHaveCount(0);

  await desk.say('Come again on Monday');
  await expect(desk.page.getByText('The client does not expect an answer')).toHaveCount(0);
  await shop.say('Is Monday open?');
  await expect(desk.page.getByRole('link').filter({ hasText: 'Is Monday open?' }).getByText('Waiting')).toBeAttached();

  await desk.edit('Come again on Monday', 'Come again on Tuesday');
  await desk
    .line('Come again on Tuesday')
    .getByRole('button', { name: /Earlier wordings/ })
    .click();
  const wordings = desk.page.getByRole('dialog', { name: 'Earlier wordings' }).getByRole('listitem');
  await expect(wordings).toHaveCount(2);
  await expect(wordings.first()).toContainText('Come again on Monday');
  await expectAccessible(desk.page, 'earlier wordings');
});
