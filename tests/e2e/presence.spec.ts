import { plugIn, unplug } from './fixtures/network.ts';
import type { DeskPage } from './fixtures/desk-page.ts';
import { expect, test } from './fixtures/test.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };

/** The owner says on the settings screen after how many seconds a waiting visitor is offered on. */
async function setGrace(owner: DeskPage, seconds: string): Promise<void> {
  const { page } = owner;
  await page.getByRole('link', { name: 'Settings' }).click();
  const field = page.getByRole('textbox', { name: 'Offer a waiting visitor to colleagues' });
  const save = page.getByRole('region', { name: 'Workspace' }).getByRole('button', { name: 'Save' });
  await expect(field).toHaveValue('60');
  await field.fill('2');
  await expect(page.getByRole('alert')).toHaveText('A whole number from 5 to 3600');
  await expect(save).toBeDisabled();
  await field.fill(seconds);
  await save.click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the desk' }).click();
}

test('E7 LEASE1 LEASE5 LEASE9 LEASE10: an operator’s network dies; colleagues see it, the visitor is told, a colleague goes on, and the one who returns sees who', async ({
  line,
  newDesk,
  newShop,
  newColleague,
}) => {
  const olga = await newDesk();
  await setGrace(olga, '5');
  const bob = await newColleague(BOB, { origin: line.origin });
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');
  await bob.open('New', 'kiln still warm');
  await bob.take();
  await expect(shop.log).toContainText('Bob joined');
  await shop.say('Hello?');
  await expect(bob.line('Hello?')).toBeVisible();
  await olga.open('Others’', 'Hello?');
  await expect(olga.page.getByText('Bob answers', { exact: false }).first()).toBeVisible();

  // Nothing gets through any more, and the server is told of nothing: a half-open line.
  line.set({ up: 'drop', down: 'drop' });
  line.refuse(true);
  const diedAt = Date.now();
  await bob.page.context().setOffline(true);
  await bob.say('Warm enough to bake.');
  await expect(olga.page.getByText('Bob answers, but is not connected').first()).toBeVisible({ timeout: 31_000 });
  expect(Date.now() - diedAt).toBeLessThan(31_000);
  await expect(shop.panel.getByText('Bob is not connected right now. Your messages are kept.')).toBeVisible();

  const lost = 'Bob lost the connection. A colleague will continue.';
  await expect(shop.log).toContainText(lost);
  await expect(shop.panel.getByText('is not connected right now')).toHaveCount(0);
  await expect(olga.section('New')).toContainText('1');
  await expect(olga.log).toContainText('Bob lost the connection, so colleagues are asked to go on');
  await olga.take();
  await olga.say('I can tell you: it is cold.');
  await expect(shop.line('it is cold')).toBeVisible();
  await expect(shop.log).toHaveText(/Bob joined.*Hello\?.*A colleague will continue\..*olga joined.*it is cold/s);

  line.set({ up: 'pass', down: 'pass' });
  await plugIn(bob.page.context(), line);
  await expect(bob.held).toContainText('Warm enough to bake.');
  await expect(bob.held.getByRole('listitem').nth(0)).toContainText('olga took the conversation');
  await expect(bob.held.getByRole('listitem').nth(1)).toContainText('olga replied');
  await expect(bob.log).toContainText('You lost the connection, so colleagues were asked to go on');
  await expect(bob.page.getByText('olga answers', { exact: false }).first()).toBeVisible();
  await expect(bob.section('Others’')).toContainText('1');
  const wentOn = bob.page.getByRole('region', { name: 'While you had no connection' });
  await expect(wentOn.getByRole('listitem')).toHaveText(/olga answers/);
  await wentOn.getByRole('button', { name: 'Dismiss' }).click();
  await expect(wentOn).toHaveCount(0);
  await expect(olga.section('Mine')).toContainText('1');
  await expect(shop.log.getByText(lost)).toHaveCount(1);
  await bob.held.getByRole('button', { name: 'Keep as note' }).click();
  await expect(bob.held).toHaveCount(0);
  await expect(olga.log.getByRole('article', { name: /^Note for colleagues/ })).toContainText('Warm enough to bake.');
});

test('E7 LEASE12 CMD5: what is taken without a line is tentative until the line is back; one has it afterwards, and no word is lost', async ({
  line,
  newDesk,
  newShop,
  newColleague,
}) => {
  const bob = await newColleague(BOB, { origin: line.origin });
  const olga = await newDesk();
  const names = ['the blue jug', 'the red jug', 'the green jug'];
  const shops = [];
  for (const name of names) {
    const shop = await newShop();
    await shop.say(`How tall is ${name}?`);
    shops.push(shop);
  }
  const [blue, red, green] = shops;
  if (blue === undefined || red === undefined || green === undefined) throw new Error('three visitors are needed');
  for (const name of names) await bob.open('New', name);

  await unplug(bob.page.context(), line);
  await expect(bob.truth).toHaveText(/^Offline since/);
  const tentative = 'yours when the line is back, if nobody is quicker';
  for (const name of names) {
    await bob.open('New', name);
    await bob.page.getByRole('button', { name: 'Take', exact: true }).click();
    await expect(bob.page.getByText(tentative).first()).toBeVisible();
    await expect(bob.page.getByText('You answer', { exact: false })).toHaveCount(0);
    if (name === 'the blue jug') await bob.say('Thirty centimetres.');
  }
  await bob.section('Mine').click();
  await expect(
    bob.page.getByRole('list', { name: 'Conversations' }).getByText('Tentative', { exact: true }),
  ).toHaveCount(3);

  // Olga is quicker with two of them.
  for (const name of names.slice(0, 2)) {
    await olga.open('New', name);
    await olga.take();
  }
  await olga.say('Forty.');
  await expect(red.line('Forty.')).toBeVisible();

  await plugIn(bob.page.context(), line);
  await bob.synced();
  await expect(bob.page.getByText('Tentative', { exact: true })).toHaveCount(0);
  await expect(bob.section('Mine')).toContainText('1');
  await expect(bob.section('Others’')).toContainText('2');
  await bob.open('Mine', 'the green jug');
  await expect(bob.page.getByText('You answer', { exact: false }).first()).toBeVisible();
  await expect(green.log).toContainText('Bob joined');

  // Where he had written, his words wait for his choice, and the card says who was quicker.
  await bob.open('Others’', 'the blue jug');
  await expect(bob.held).toContainText('Thirty centimetres.');
  await expect(bob.held.getByRole('listitem')).toContainText(['olga took the conversation']);
  await expect(bob.page.getByRole('region', { name: 'Not done: Take' })).toHaveCount(0);
  await bob.held.getByRole('button', { name: 'Send anyway' }).click();
  await expect(blue.line('Thirty centimetres.')).toHaveCount(1);
  await expect(bob.held).toHaveCount(0);

  // Where he had not, he is told, and one click is the end of it.
  await bob.open('Others’', 'Forty.');
  const refused = bob.page.getByRole('region', { name: 'Not done: Take' });
  await expect(refused).toContainText('olga took it first.');
  await refused.getByRole('button', { name: 'Dismiss' }).click();
  await expect(bob.page.getByRole('link', { name: /needs? your decision/ })).toHaveCount(0);
  for (const shop of [blue, red]) await expect(shop.log.getByText('olga joined')).toHaveCount(1);
  for (const shop of [blue, red]) await expect(shop.log).not.toContainText('Bob joined');
});
