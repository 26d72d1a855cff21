import { expect, test } from './fixtures/test.ts';

test('B1 B3 D3 A1: a visitor writes, the operator takes it and answers, and the marks tell the truth on both sides', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();

  await shop.say('Is the blue kettle back in stock?');
  await expect(desk.section('New')).toContainText('1');
  await expect(desk.page).toHaveTitle(/1/);
  // The desk keeps what waits, so that it opens offline: the message has reached a device of ours.
  await expect(shop.mark('blue kettle', 'Delivered')).toBeVisible();

  await desk.open('New', 'blue kettle');
  await expect(shop.mark('blue kettle', 'Seen')).toBeVisible();
  await desk.take();
  await expect(desk.section('Mine')).toContainText('1');
  await expect(desk.section('New')).toContainText('0');
  await expect(shop.log).toContainText('olga joined');

  await desk.say('It is, we have twelve of them.');
  await expect(shop.line('twelve of them')).toBeVisible();
  await expect(desk.mark('twelve of them', 'Seen')).toBeVisible();

  await desk.close();
  await expect(shop.log).toContainText('olga closed the conversation');
  await expect(desk.section('Closed')).toContainText('1');
});
