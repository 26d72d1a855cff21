import { DeskPage } from './fixtures/desk-page.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { expect, newTab, test } from './fixtures/test.ts';

/** The same conversation in another tab of the same browser. */
async function sameIn(desk: DeskPage): Promise<DeskPage> {
  const other = new DeskPage(await newTab(desk.page));
  await other.page.goto(desk.page.url());
  await other.synced();
  return other;
}

const SECTIONS = ['Mine', 'New', 'Others’', 'Closed'] as const;
const countsOf = (desk: DeskPage): Promise<string[]> =>
  Promise.all(SECTIONS.map(async (name) => (await desk.section(name).innerText()).replace(/\s+/g, ' ')));

test('SESS4 OUT3 CMD1: two tabs and two devices of one operator write without a network; each message arrives once, and all show the same', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('I would like to order.');
  await desk.open('New', 'like to order');
  await desk.take();
  await desk.say('With pleasure.');
  const second = await sameIn(desk);
  const phone = await newDesk({ origin: line.origin });
  await phone.open('Mine', 'With pleasure');
  await expect(phone.bubbles).toHaveCount(2);
  await desk.synced();

  await unplug(desk.page.context(), line);
  await unplug(phone.page.context(), line);
  for (const device of [desk, second, phone]) await expect(device.truth).toHaveText(/^Offline since/);
  await desk.say('tab one, first');
  await second.say('tab two, second');
  await phone.say('phone, first');
  await desk.say('tab one, third');
  await phone.say('phone, second');
  // The tabs of one browser have one outbox.
  for (const tab of [desk, second]) {
    await expect(tab.truth).toHaveText(/ · 3 replies waiting$/);
    for (const text of ['tab one, first', 'tab two, second', 'tab one, third'])
      await expect(tab.waits(text)).toBeVisible();
  }
  await expect(phone.truth).toHaveText(/ · 2 replies waiting$/);

  await Promise.all([plugIn(desk.page.context(), line), plugIn(phone.page.context(), line)]);
  await expect(shop.bubbles).toHaveCount(7);
  const said = await shop.bubbles.allInnerTexts();
  const of = (who: RegExp): string[] => said.filter((text) => who.test(text));
  expect(of(/^tab/)).toEqual(['tab one, first', 'tab two, second', 'tab one, third']);
  expect(of(/^phone/)).toEqual(['phone, first', 'phone, second']);
  for (const device of [desk, second, phone]) {
    await expect(device.truth).toHaveText('Synced');
    await expect(device.bubbles).toHaveText(said);
    await expect(device.mark('phone, second', 'Seen')).toBeVisible();
    await expect(device.held).toHaveCount(0);
    await expect.poll(() => countsOf(device)).toEqual(['Mine 1', 'New 0', 'Others’ 0', 'Closed 0']);
  }
});

test('SESS1 SESS4 OUT2: the tab that leads is closed with replies on the way; the other one leads on, and each arrives once', async ({
  line,
  newDesk,
  newShop,
}) => {
  const leader = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('Are you open on Sunday?');
  await leader.open('New', 'open on Sunday');
  await leader.take();
  await expect(shop.log).toContainText('olga joined');
  const follower = await sameIn(leader);
  // Found out by what leads: only its socket speaks.
  await follower.say('From ten.');
  await expect(follower.mark('From ten.', 'Seen')).toBeVisible();

  line.slow({ delay: 600, rate: null });
  await leader.say('Until six.');
  await leader.say('Except in July.');
  await expect(leader.waits('Except in July.')).toBeVisible();
  await leader.page.close();

  await follower.say('Shall I book a table?');
  const said = ['Are you open on Sunday?', 'From ten.', 'Until six.', 'Except in July.', 'Shall I book a table?'];
  await expect(shop.bubbles).toHaveText(said);
  line.slow({ delay: 0, rate: null });
  await expect(follower.mark('book a table', 'Seen')).toBeVisible();
  await expect(follower.bubbles).toHaveText(said);
  await shop.say('Yes, please.');
  await expect(follower.line('Yes, please.')).toBeVisible();
  await expect(follower.truth).toHaveText('Synced');
});

test('SESS1 SESS4: the leading tab is closed while nothing gets through; what both tabs wrote leaves in order, once', async ({
  line,
  newDesk,
  newShop,
}) => {
  const leader = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('Can I return it?');
  await leader.open('New', 'return it');
  await leader.take();
  await expect(shop.log).toContainText('olga joined');
  const follower = await sameIn(leader);
  await leader.synced();

  await unplug(leader.page.context(), line);
  await expect(follower.truth).toHaveText(/^Offline since/);
  await leader.say('You can.');
  await follower.say('Within 30 days.');
  await leader.page.close();
  await expect(follower.truth).toHaveText(/^Offline since .* · 2 replies waiting$/);
  await follower.say('At no cost.');

  await plugIn(follower.page.context(), line);
  const said = ['Can I return it?', 'You can.', 'Within 30 days.', 'At no cost.'];
  await expect(shop.bubbles).toHaveText(said);
  await expect(follower.bubbles).toHaveText(said);
  await expect(follower.mark('At no cost.', 'Seen')).toBeVisible();
});
