import type { Page } from '@playwright/test';
import { roomIdOf } from '#schema/room/room-id.ts';
import { newCommand, newConversationId, postCommands, signIn } from '../support/people.ts';
import type { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };
const CARL = { email: 'carl@holdline.test', password: 'a battery of horses', name: 'Carl' };

const field = (page: Page) => page.getByRole('textbox', { name: 'Message to colleagues' });
const words = (page: Page, text: string) => page.getByRole('main').getByRole('article').filter({ hasText: text });
const row = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Colleagues' }).getByRole('link').filter({ hasText: name });

const person = (page: Page, name: string) =>
  page.getByRole('list', { name: 'People' }).getByRole('link').filter({ hasText: name });

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('ControlOrMeta+Enter');
  await expect(words(page, text)).toBeVisible();
}

/** By keys alone. */
async function toColleagues({ page }: DeskPage): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/colleagues$/);
}

test('B20 ROOM1 ROOM3 ROOM4 ROOM5 ROOM7 a direct chat that two begin, one of them without a line, is one; unread words are counted, seen ones told; a link to a conversation opens it', async ({
  line,
  server,
  newDesk,
  newShop,
  newColleague,
}) => {
  const owner = await newDesk();
  const bob = await newColleague(BOB, { origin: line.origin });
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');

  await toColleagues(bob);
  await unplug(bob.page.context(), line);
  await person(bob.page, 'olga').click();
  await say(bob.page, 'Who has the kiln?');
  await expect(words(bob.page, 'Who has the kiln?').getByRole('img', { name: 'On this device' })).toBeVisible();

  // From the list of the team.
  await owner.page.getByRole('button', { name: /^Your status/ }).click();
  await owner.page.getByRole('dialog', { name: 'Team' }).getByRole('link', { name: 'Write: Bob' }).click();
  await say(owner.page, 'Good morning, Bob');
  await owner.page.goto(server.origin);
  await owner.synced();

  await plugIn(bob.page.context(), line);
  await expect(words(bob.page, 'Good morning, Bob')).toBeVisible();
  await expect(words(bob.page, 'Who has the kiln?').getByRole('img', { name: 'Accepted' })).toBeVisible();
  expect(await bob.page.getByRole('article').allInnerTexts()).toHaveLength(2);

  const link = owner.page.getByRole('link', { name: /^Colleagues/ });
  await expect(link).toHaveAccessibleName('Colleagues: 1 unread message');
  await link.click();
  await expect(row(owner.page, 'Bob')).toContainText('Who has the kiln?');
  await expect(row(owner.page, 'Bob').getByRole('img', { name: '1 unread message' })).toBeVisible();
  await row(owner.page, 'Bob').click();
  await expect(words(owner.page, 'Who has the kiln?')).toBeVisible();
  await expect(link).toHaveAccessibleName('Colleagues');
  await expect(words(bob.page, 'Who has the kiln?').getByRole('img', { name: 'Seen' })).toBeVisible();

  // Edited by ↑, and taken back.
  await field(owner.page).press('ArrowUp');
  await field(owner.page).fill('Good morning, dear Bob');
  await field(owner.page).press('ControlOrMeta+Enter');
  await expect(words(bob.page, 'Good morning, dear Bob')).toContainText('edited');

  await bob.page.goto(line.origin);
  await bob.open('New', 'kiln still warm');
  const address = bob.page.url().replace(line.origin, server.origin);
  await owner.page.bringToFront();
  await say(owner.page, `Look: ${address} please`);
  await words(owner.page, 'Look:').getByRole('link').click();
  await expect(owner.log).toContainText('Is the kiln still warm?');
  expect(owner.page.context().pages()).toHaveLength(1);
});

test('B20 ROOM2 ROOM6 a room is opened, named and left; who is removed has nothing of it any more; axe finds nothing', async ({
  newDesk,
  newColleague,
}) => {
  const owner = await newDesk();
  const bob = await newColleague(BOB);
  const carl = await newColleague(CARL);
  await toColleagues(owner);
  await owner.page.getByRole('button', { name: 'New room' }).click();
  const dialog = owner.page.getByRole('dialog');
  await dialog.getByLabel('Name of the room').fill('Kilns');
  await dialog.getByLabel('Bob').check();
  await dialog.getByLabel('Carl').check();
  await dialog.getByRole('button', { name: 'Open the room' }).click();
  await say(owner.page, 'Which one is hot?');

  await toColleagues(bob);
  await row(bob.page, 'Kilns').click();
  await expect(words(bob.page, 'Which one is hot?')).toBeVisible();
  await toColleagues(carl);
  await row(carl.page, 'Kilns').click();
  await say(carl.page, 'The left one');
  await expect(words(owner.page, 'The left one')).toBeVisible();
  await expectAccessible(owner.page, 'a room');

  // Key by key, as a sign of it is given; whoever has only just said something is not told as typing.
  await field(bob.page).pressSequentially('Mine');
  await expect(owner.page.getByText('Bob is typing…')).toBeVisible();
  await field(carl.page).fill('The left one is mine');
  await owner.page.getByRole('button', { name: 'Name and people of the room' }).click();
  await dialog.getByLabel('Name of the room').fill('Kilns and glazes');
  await dialog.getByRole('button', { name: 'Remove Carl' }).click();
  await expect(dialog.getByRole('status')).toHaveText('removed');
  await expectAccessible(owner.page, 'the people of a room');
  await owner.page.keyboard.press('Escape');
  await expect(carl.page.getByText('You are not in this room')).toBeVisible();
  await expect(row(carl.page, 'Kilns')).toHaveCount(0);
  // What Carl was writing is still Carl's.
  await expect(carl.page.getByRole('blockquote')).toHaveText('The left one is mine');
  await carl.page.getByRole('button', { name: 'Drop them' }).click();
  await say(owner.page, 'Carl must not read this');
  await expect(words(bob.page, 'Carl must not read this')).toBeVisible();
  await expect(bob.page.getByRole('heading', { name: 'Kilns and glazes' })).toBeVisible();
  await expect(carl.page.getByText('The left one')).toHaveCount(0);
  await carl.page.reload();
  await expect(carl.page.getByText('You are not in this room')).toBeVisible();
  // Let in again, and written to where nobody has said anything yet: both show without being asked for.
  await owner.page.getByRole('button', { name: 'Name and people of the room' }).click();
  await dialog.getByRole('button', { name: 'Add: Carl' }).click();
  await owner.page.keyboard.press('Escape');
  await expect(words(carl.page, 'Carl must not read this')).toBeVisible();
  await person(carl.page, 'olga').click();
  await expect(carl.page.getByText('This is the beginning with olga')).toBeVisible();
  await person(owner.page, 'Carl').click();
  await say(owner.page, 'You may read it by now');
  await expect(words(carl.page, 'You may read it by now')).toBeVisible();
  await owner.page.goBack();

  await bob.page.getByRole('button', { name: 'Name and people of the room' }).click();
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Leave the room' }).click();
  await expect(bob.page).toHaveURL(/\/colleagues$/);
  await expect(row(bob.page, 'Kilns')).toHaveCount(0);
  await expect(owner.page.getByRole('log')).toContainText('Bob left the room');
  await bob.page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(bob.page, 'the list on a phone');
  // Beside the room too, which on a narrow screen hides the list.
  await person(bob.page, 'Carl').click();
  await bob.page.keyboard.press('ControlOrMeta+k');
  await bob.page.keyboard.type('new room');
  await bob.page.keyboard.press('Enter');
  await expect(bob.page.getByRole('dialog', { name: 'New room' })).toBeVisible();
});

test('ROOM9 ROOM11 DOC8 FIND1 a long room opens at its end, its beginning comes when one scrolls up, and its words are found from the list and in it', async ({
  server,
  newDesk,
}) => {
  const conversation = roomIdOf(newConversationId());
  const staff = await signIn(server);
  const commands = Array.from({ length: 510 }, (_, index) =>
    newCommand('room.say', { conversation, text: `Line ${index + 1}` }),
  );
  await postCommands(server, staff, [newCommand('room.open', { conversation, name: 'Kilns', people: [] })]);
  for (let first = 0; first < commands.length; first += 50)
    await postCommands(server, staff, commands.slice(first, first + 50));
  const address = `${server.origin}/api/conversations/${conversation}/chapters/1`;
  const status = async (): Promise<number> =>
    (await fetch(address, { headers: { authorization: `Bearer ${staff.token}` } })).status;
  await expect.poll(status).toBe(200);

  const { page } = await newDesk();
  await page.goto(`${server.origin}/colleagues/${conversation}`);
  await expect(words(page, 'Line 510')).toBeVisible();
  await page.getByRole('log').evaluate((box) => box.scrollTo({ top: 0 }));
  await expect(page.getByText('Line 1', { exact: true })).toBeAttached();
  await expect(page.getByText('The conversation begins here')).toBeAttached();

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Find in this conversation' }).click();
  await page.getByRole('textbox', { name: 'Words in this conversation' }).fill('line 77');
  await expect(words(page, 'Line 77')).toBeInViewport();
  await page.goto(`${server.origin}/colleagues`);
  await page.getByRole('searchbox', { name: 'Find a person, a room or words' }).fill('line 42');
  const hits = page.getByRole('list', { name: 'Messages' });
  await hits.getByRole('link').filter({ hasText: 'Line 42' }).last().click();
  await expect(
    words(page, 'Line 42')
      .filter({ has: page.locator('mark') })
      .first(),
  ).toBeInViewport();
});
