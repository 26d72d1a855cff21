import type { BrowserContext } from '@playwright/test';
import { unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

test('APP3: an operator’s draft survives a reload, a conversation each, and is gone once it is sent', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const [anna, boris] = [await newShop(), await newShop()];
  await anna.say('Anna asks');
  await boris.say('Boris asks');
  await desk.open('New', 'Anna asks');
  await desk.message.fill('Dear Anna, on the one');
  await desk.open('New', 'Boris asks');
  await expect(desk.message).toHaveValue('');
  await expect(desk.page.getByRole('link').filter({ hasText: 'Dear Anna' })).toContainText('Draft');
  await desk.page.getByRole('button', { name: 'Note', exact: true }).click();
  await desk.message.fill('Boris has asked before');

  await desk.page.reload();
  await expect(desk.message).toHaveValue('Boris has asked before');
  await expect(desk.page.getByRole('button', { name: 'Note', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await desk.page.getByRole('link').filter({ hasText: 'Dear Anna' }).click();
  await expect(desk.log).toContainText('Anna asks');
  await expect(desk.message).toHaveValue('Dear Anna, on the one');
  await desk.say('Dear Anna, on the one hand.');
  await expect(anna.line('on the one hand')).toBeVisible();
  await desk.page.reload();
  await expect(desk.log).toContainText('on the one hand');
  await expect(desk.message).toHaveValue('');
});

test('WID3 APP3: a visitor’s draft survives a reload and the way to another page', async ({ newDesk, newShop }) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.message.fill('I was wondering whe');
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.message).toHaveValue('I was wondering whe');
  await shop.visit(new URL(shop.page.url()).origin, '/demo/mug.html');
  await shop.openChat();
  await expect(shop.message).toHaveValue('I was wondering whe');
  await shop.say('I was wondering whether it is for two.');
  await expect(desk.section('New')).toContainText('1');
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.line('for two')).toBeVisible();
  await expect(shop.message).toHaveValue('');
});

test('B22: Ctrl+Enter sends and Enter breaks the line, until the operator chooses Enter; the choice stays', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Two questions');
  await desk.open('New', 'Two questions');
  await desk.take();
  const thread = desk.page.url();
  await desk.message.fill('First line');
  await desk.message.press('Enter');
  await desk.message.pressSequentially('second line');
  await expect(desk.message).toHaveValue('First line\nsecond line');
  await desk.message.press('Control+Enter');
  await expect(shop.line('First line')).toContainText('second line');
  await expect(desk.message).toHaveValue('');

  await desk.page.getByRole('link', { name: 'Settings' }).click();
  await desk.page.getByLabel('Sending with the keyboard').selectOption('Enter sends');
  await desk.page.goto(thread);
  await desk.message.fill('Third line');
  await desk.message.press('Shift+Enter');
  await desk.message.pressSequentially('fourth line');
  await desk.message.press('Enter');
  await expect(shop.line('Third line')).toContainText('fourth line');
  await expect(desk.message).toHaveValue('');
});

test('CMD4 C1: an operator edits and takes back what was said; the visitor sees each at once', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('How much?');
  await desk.open('New', 'How much');
  await desk.take();
  await desk.say('Sixty euro.');
  await desk.say('Cash only.');
  await expect(shop.line('Cash only')).toBeVisible();

  await desk.edit('Sixty euro.', 'Sixty-four euro.');
  await expect(shop.line('Sixty-four euro.')).toContainText('edited');
  await expect(shop.line('Sixty euro.')).toHaveCount(0);
  await desk.unsend('Cash only.');
  await expect(shop.bubbles).toHaveText(['How much?', 'Sixty-four euro.', 'Message deleted']);
  await expect(desk.bubbles).toHaveText(['How much?', 'Sixty-four euro.', 'This message was taken back']);

  // A draft of an edit is a draft too.
  await desk.line('Sixty-four').hover();
  await desk.line('Sixty-four').getByRole('button', { name: 'Message actions' }).click();
  await desk.page.getByRole('menuitem', { name: 'Edit' }).click();
  await desk.message.fill('Sixty-four euro, pos');
  await desk.page.reload();
  await expect(desk.message).toHaveValue('Sixty-four euro, pos');
  await desk.message.fill('Sixty-four euro, post-paid.');
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(shop.bubbles).toHaveText(['How much?', 'Sixty-four euro, post-paid.', 'Message deleted']);
});

test('CMD4 D3: a visitor edits and deletes its own words, and nobody else’s; the operator sees each at once', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('I want to pay');
  await shop.say('My card is 4111 1111 1111 1111');
  await desk.open('New', '4111');
  await desk.take();
  await desk.say('Not here, please.');
  await expect(shop.line('Not here')).toBeVisible();

  await shop.edit('I want to pay', 'I want to pay by card');
  await expect(desk.line('I want to pay by card')).toContainText('edited');
  await shop.remove('4111');
  const bubbles = ['I want to pay by card', 'This message was taken back', 'Not here, please.'];
  await expect(desk.bubbles).toHaveText(bubbles);
  await expect(desk.log).not.toContainText('4111');
  await expect(desk.page.getByRole('main')).not.toContainText('4111');
  await expect(shop.bubbles).toHaveText(['I want to pay by card', 'Message deleted', 'Not here, please.']);
  await expect(shop.line('Not here').getByRole('button', { name: 'Message actions' })).toHaveCount(0);
  // The operator may copy a visitor's words or keep them as a template, and change nothing.
  await desk.line('pay by card').hover();
  await desk.line('pay by card').getByRole('button', { name: 'Message actions' }).click();
  await expect(desk.page.getByRole('menuitem')).toHaveText(['Copy text', 'Save as template']);
});

test('CMD4: after ten minutes a message stays as it is, on both sides, also by what a device without a network believes', async ({
  line,
  newDesk,
  newShop,
}) => {
  // Clocks that the test may turn, from the first page on.
  const prepare = (context: BrowserContext): Promise<void> => context.clock.install();
  const desk = await newDesk({ origin: line.origin, prepare });
  const shop = await newShop({ origin: line.origin, prepare });
  await shop.say('Set in stone');
  await desk.open('New', 'Set in stone');
  await desk.take();
  await desk.say('Carved');
  await expect(desk.mark('Carved', 'Seen')).toBeVisible();
  await expect(shop.line('Carved')).toBeVisible();
  await expect(shop.line('Set in stone').getByRole('button', { name: 'Message actions' })).toHaveCount(1);

  // With a line the server's clock would put theirs right.
  for (const { page } of [desk, shop]) {
    await unplug(page.context(), line);
    await page.clock.fastForward('10:30');
  }
  await expect(shop.line('Set in stone').getByRole('button', { name: 'Message actions' })).toHaveCount(0);
  await desk.line('Carved').hover();
  await desk.line('Carved').getByRole('button', { name: 'Message actions' }).click();
  await expect(desk.page.getByRole('menuitem')).toHaveText(['Copy text', 'Save as template']);
});
