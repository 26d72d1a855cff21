import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { expect, newTab, test } from './fixtures/test.ts';

test('B15 D9 BLOCK1 BLOCK2 BLOCK8: a visitor is blocked from the conversation, told so, and unblocked from the list', async ({
  newDesk,
  newShop,
}) => {
  const [desk, shop] = [await newDesk(), await newShop()];
  const { page } = desk;
  await shop.say('you are all thieves');
  await desk.open('New', 'thieves');
  await page.locator('body').press('v');
  const dialog = page.getByRole('dialog', { name: /^Block / });
  await expect(dialog.getByRole('radio', { name: 'This visitor' })).toBeChecked();
  await dialog.getByLabel('How long').selectOption('1 hour');
  await dialog.getByLabel('Reason').fill('Insults');
  await expectAccessible(page, 'the dialog that blocks');
  await dialog.getByLabel('Reason').press('Enter');
  const suspended = page.getByText(/^Suspended until .* · by you: Insults$/);
  await expect(suspended).toBeVisible();

  const notice = shop.panel.getByRole('status').getByText(/^This chat is suspended until .* not delivered\.$/);
  await expect(notice).toBeVisible();
  await shop.say('let me in');
  await expect(shop.log.getByText('Not sent: this chat is suspended')).toBeVisible();
  await expect(shop.line('you are all thieves')).toBeVisible();
  // On all of its pages, whenever they come: over a reload, and in a second tab, where the words that did not go stand as well.
  await shop.page.reload();
  await shop.openChat();
  await expect(notice).toBeVisible();
  await expect(shop.log.getByText('Not sent: this chat is suspended')).toBeVisible();
  const beside = new ShopPage(await newTab(shop.page));
  await beside.page.goto(shop.page.url());
  await beside.openChat();
  await expect(beside.panel.getByRole('status').getByText(/^This chat is suspended until/)).toBeVisible();
  await expect(beside.log.getByText('Not sent: this chat is suspended')).toBeVisible();
  await expect(beside.line('let me in')).toHaveCount(1);
  await beside.page.close();
  await shop.log.getByRole('button', { name: 'Edit and send again' }).click();
  await expect(shop.message).toHaveValue('let me in');
  await expectAccessible(shop.page, 'a chat that is suspended');

  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('link', { name: 'Block list 1 block' }).click();
  const list = page.getByRole('list', { name: 'Block list' });
  await expect(list.getByRole('listitem')).toHaveText(/Insults.*until .* · by you · since/s);
  await page.getByText('Block an address or a range').click();
  await page.getByLabel('Address or range').fill('example.com');
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('no address or range that can be blocked');
  await page.getByLabel('Address or range').fill('203.0.113.7');
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  const address = list.getByRole('listitem').filter({ hasText: '203.0.113.7' });
  await expect(address).toBeVisible();
  // A range says what it holds before it is blocked.
  await page.getByLabel('Address or range').fill('198.51.100.77/22');
  const effect = page.getByRole('status').filter({ hasText: 'addresses' });
  await expect(effect).toHaveText(
    '1,024 addresses, from 198.51.100.0 to 198.51.103.255. No visitor of the last day came from there.',
  );
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(list.getByRole('listitem').filter({ hasText: '198.51.100.0/22' })).toContainText('Range of addresses');
  await page.getByLabel('Find in the list').fill('113.7');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByLabel('Find in the list').fill('');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^block-list-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^Range of addresses,198\.51\.100\.0\/22,,olga,/);
  await page.getByLabel('Find in the list').fill('insults');
  await expect(address).toHaveCount(0);
  await page.getByRole('button', { name: /^Unblock: / }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect(notice).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(notice).toBeVisible();
  await expect(page.getByRole('button', { name: /^Unblock: / })).toBeFocused();
  await expectAccessible(page, 'the block list');
  await page.keyboard.press('Enter');
  await expect(notice).toHaveCount(0);
  await shop.message.press('Enter');
  await expect(shop.mark('let me in', 'Delivered').or(shop.mark('let me in', 'Sent'))).toBeVisible();
});

test('B15 BLOCK5 BLOCK6: an operator blocks and unblocks without a network, and sees no address', async ({
  server,
  line,
  newDesk,
  newColleague,
  newShop,
}) => {
  const shop = await newShop();
  await shop.say('buy my pills');
  const anna = { email: 'anna@holdline.test', password: 'a long enough password', name: 'Anna' };
  const desk = await newColleague(anna, { origin: line.origin, hasWorker: true });
  const { page } = desk;
  await desk.open('New', 'pills');
  await isKept(page);
  await unplug(page.context(), line);
  await expect(desk.truth).toHaveText(/Offline/);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Block the visitor' }).click();
  const dialog = page.getByRole('dialog', { name: /^Block / });
  await dialog.getByLabel('How long').selectOption('For ever');
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByText(/^Suspended for good · by you$/)).toBeVisible();
  await expect(desk.truth).toHaveText(/1 action waiting/);
  await plugIn(page.context(), line);
  await desk.synced();
  await expect(shop.panel.getByText('This chat is suspended.', { exact: false })).toBeVisible();

  // Its address is this machine's own here, which cannot be blocked: told where it was asked for.
  await page.getByRole('button', { name: 'Unblock', exact: true }).click();
  await expect(page.getByText(/^Suspended for good · by you$/)).toHaveCount(0);
  await page.locator('body').press('v');
  await dialog.getByRole('radio', { name: 'Its network address' }).check();
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  const refused = page.getByRole('region', { name: 'Not done: Block' });
  await expect(refused).toContainText('not known any more, or is the address of many');
  await refused.getByRole('button', { name: 'Dismiss' }).click();
  await expect(refused).toHaveCount(0);

  const owner = await newDesk();
  await owner.page.goto(new URL('/settings/blocks', server.origin).href);
  await owner.page.getByText('Block an address or a range').click();
  await owner.page.getByLabel('Address or range').fill('2001:DB8::1');
  await owner.page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(owner.page.getByRole('list', { name: 'Block list' }).getByText('2001:db8')).toBeVisible();
  await page.goto(new URL('/settings/blocks', page.url()).href);
  const list = page.getByRole('list', { name: 'Block list' });
  await expect(list.getByRole('listitem')).toHaveText(/Address.*by olga/s);
  await expect(page.getByText('2001:db8')).toHaveCount(0);
  await expect(list.getByRole('button', { name: 'Unblock: Address' })).toBeDisabled();
});
