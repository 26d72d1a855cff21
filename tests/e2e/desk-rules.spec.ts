import { plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

test('APP7: a reply in a conversation that nobody answers takes it first', async ({ newDesk, newShop }) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Is anybody there?');
  await desk.open('New', 'Is anybody there?');
  await expect(desk.page.getByText('Your reply takes this conversation.')).toBeVisible();
  await desk.say('I am, how can I help?');
  await expect(shop.line('how can I help?')).toBeVisible();
  await expect(shop.log).toContainText('olga joined');
  await expect(desk.page.getByText('You answer')).toBeVisible();
  await expect(desk.section('Mine')).toContainText('1');
});

test('APP9: what comes in while the page has no focus is delivered, and seen only when somebody looks', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('First question');
  await desk.open('New', 'First question');
  await expect(shop.mark('First question', 'Seen')).toBeVisible();

  // Playwright's pages believe that they have the focus unless they are told the truth.
  const lever = await desk.page.context().newCDPSession(desk.page);
  await lever.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await desk.page.context().newPage();
  await other.bringToFront();
  await expect.poll(() => desk.page.evaluate(() => document.hasFocus() && !document.hidden)).toBe(false);
  await shop.say('Second question');
  await expect(shop.mark('Second question', 'Delivered')).toBeVisible();

  await lever.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await desk.page.bringToFront();
  await expect(shop.mark('Second question', 'Seen')).toBeVisible();
});

test('APP8 CMD12: what the server refuses stands where it was written, with the reason, and its words can be used again', async ({
  line,
  newDesk,
  newShop,
}) => {
  const shop = await newShop();
  const train = await newDesk({ origin: line.origin });
  await shop.say('What is carved on it?');
  await train.open('New', 'carved on it');
  await train.take();
  await train.say('A fern');
  await expect(shop.line('A fern')).toBeVisible();
  await unplug(train.page.context(), line);
  await train.edit('A fern', 'A fern and two birds');

  const office = await newDesk();
  await office.open('Mine', 'A fern');
  await office.unsend('A fern');
  await expect(shop.log).toContainText('Message deleted');

  await plugIn(train.page.context(), line);
  const refused = train.page.getByRole('region', { name: 'Not done: Edit' });
  await expect(refused).toContainText('The message was taken back.');
  await expect(refused).toContainText('A fern and two birds');
  await refused.getByRole('button', { name: 'Edit again' }).click();
  await expect(train.message).toHaveValue('A fern and two birds');
  await expect(refused).toHaveCount(0);
  await train.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(shop.line('A fern and two birds')).toBeVisible();
});
