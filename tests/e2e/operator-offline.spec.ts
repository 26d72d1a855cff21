import { DeskPage } from './fixtures/desk-page.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, newTab, test } from './fixtures/test.ts';

test('APP2 OUT1 OUT3: an operator works without a network, reloads, closes the tab and opens it again; all of it is applied once, in order', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const shop = await newShop();
  await shop.say('Does the kettle whistle?');
  await desk.open('New', 'kettle whistle');
  await isKept(desk.page);
  const context = desk.page.context();

  await unplug(context, line);
  await expect(desk.truth).toHaveText(/^Offline since \d\d:\d\d$/);
  await desk.take();
  await desk.say('It does.');
  await desk.say('Only when it boils, tough.');
  await desk.say('Have a nice day!');
  await desk.edit('Only when it boils, tough.', 'Only when it boils, though.');
  await desk.close();

  const said = ['Does the kettle whistle?', 'It does.', 'Only when it boils, though.', 'Have a nice day!'];
  const seesAllOfIt = async (open: DeskPage): Promise<void> => {
    await expect(open.truth).toHaveText(/^Offline since \d\d:\d\d · 3 replies waiting · 3 actions waiting$/);
    await expect(open.bubbles).toHaveText(said);
    await expect(open.line('though').getByText('edited')).toBeVisible();
    for (const text of said.slice(1)) await expect(open.waits(text)).toBeVisible();
    await expect(open.log).toContainText('You took the conversation');
    await expect(open.log).toContainText('You closed the conversation');
    await expect(open.section('New')).toContainText('0');
    await expect(open.section('Mine')).toContainText('0');
    await expect(open.section('Closed')).toContainText('1');
  };
  await seesAllOfIt(desk);

  await desk.page.reload();
  await seesAllOfIt(desk);

  // Another page keeps the profile open, as a browser with other tabs does.
  await newTab(desk.page);
  await desk.page.close();
  const again = new DeskPage(await newTab(context.pages()[0] ?? desk.page));
  await again.page.goto(line.origin);
  await again.open('Closed', 'Have a nice day!');
  await seesAllOfIt(again);
  await expect(shop.bubbles).toHaveText(said.slice(0, 1));

  await plugIn(context, line);
  await expect(again.truth).toHaveText('Synced', { timeout: 15_000 });
  await expect(shop.bubbles).toHaveText(said);
  await expect(shop.line('though')).toContainText('edited');
  await expect(shop.log).toHaveText(
    /olga joined.*It does\..*though\..*Have a nice day!.*olga closed the conversation/s,
  );
  await expect(shop.log.getByText('olga joined')).toHaveCount(1);

  await expect(again.bubbles).toHaveText(said);
  for (const text of said.slice(1)) await expect(again.mark(text, 'Seen')).toBeVisible();
  await expect(again.section('Closed')).toContainText('1');
  await expect(again.log.getByText('You closed the conversation')).toHaveCount(1);
});

test('APP1 OUT4: what waits carries the error mark after five seconds, says that it is offline, and leaves by itself', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('Can I pay by invoice?');
  await desk.open('New', 'pay by invoice');
  await desk.take();
  await expect(shop.log).toContainText('olga joined');
  // What an operator does goes out in order: with these words seen, the take is answered too, and nothing waits.
  await desk.say('One moment.');
  await expect(desk.mark('One moment.', 'Seen')).toBeVisible();

  await unplug(desk.page.context(), line);
  await expect(desk.truth).toHaveText(/^Offline since/);
  await desk.say('Yes, within 14 days.');
  await expect(desk.mark('14 days', 'On this device')).toBeVisible();
  await expect(desk.truth).toHaveText(/ · 1 reply waiting$/);
  await expect(
    desk.line('14 days').getByRole('button', { name: 'You are offline. It will be sent by itself; try now' }),
  ).toBeVisible();

  await plugIn(desk.page.context(), line);
  await expect(shop.line('14 days')).toHaveCount(1);
  await expect(desk.mark('14 days', 'Seen')).toBeVisible();
});
