import type { Page } from '@playwright/test';
import { takeDown } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

/** What design promises after a line is back; ms. */
const RESUMED = { timeout: 5_000 };
/** The error mark comes after five seconds; the rest is for a busy machine. */
const MARKED = { timeout: 8_000 };

const triesOf = (page: Page): { readonly count: () => number } => {
  let count = 0;
  page.on('websocket', () => (count += 1));
  return { count: () => count };
};

test('SESS3 CMD1 OUT4: what a visitor writes arrives while every answer is lost; it is marked, sent again, and nothing is doubled', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin });
  await shop.say('Do you ship abroad?');
  await desk.open('New', 'ship abroad');
  await expect(shop.mark('ship abroad', 'Seen')).toBeVisible();

  line.set({ down: 'drop' });
  await shop.say('To Norway?');
  await shop.say('By ship?');
  const said = ['Do you ship abroad?', 'To Norway?', 'By ship?'];
  await expect(desk.bubbles).toHaveText(said);
  await expect(shop.waits('To Norway?')).toBeVisible();
  await expect(shop.late('To Norway?')).toBeVisible(MARKED);
  await expect(shop.late('By ship?')).toBeVisible(MARKED);

  line.set({ down: 'pass' });
  await expect(shop.mark('By ship?', 'Seen')).toBeVisible(RESUMED);
  await expect(shop.late('To Norway?')).toHaveCount(0);
  await expect(shop.bubbles).toHaveText(said);
  await expect(desk.bubbles).toHaveText(said);

  await shop.page.reload();
  await shop.openChat();
  await expect(shop.bubbles).toHaveText(said);
});

test('SESS3 CMD1: the same for an operator, who takes, answers and closes over a line that brings nothing back', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('Is anybody there?');
  await desk.open('New', 'Is anybody there');

  line.set({ down: 'drop' });
  await desk.take();
  await desk.say('I am here.');
  await desk.say('What is it?');
  const said = ['Is anybody there?', 'I am here.', 'What is it?'];
  await expect(shop.bubbles).toHaveText(said);
  await expect(desk.late('I am here.')).toBeVisible(MARKED);

  line.set({ down: 'pass' });
  await expect(desk.mark('What is it?', 'Seen')).toBeVisible(RESUMED);
  await expect(desk.truth).toHaveText('Synced');
  await expect(desk.bubbles).toHaveText(said);
  await expect(shop.bubbles).toHaveText(said);
  await expect(shop.log.getByText('olga joined')).toHaveCount(1);
});

test('SESS3 WIRE4: over a half-open line nothing is lost in either direction, and traffic resumes within five seconds of its return', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('First');
  await desk.open('New', 'First');
  await desk.take();

  // Bytes vanish, and nobody closes anything.
  line.set({ up: 'drop', down: 'drop' });
  await shop.say('Second');
  await desk.say('Third');
  await expect(desk.late('Third')).toBeVisible(MARKED);
  await expect(shop.bubbles).toHaveText(['First', 'Second']);

  line.set({ up: 'pass', down: 'pass' });
  await expect(shop.line('Third')).toBeVisible(RESUMED);
  await expect(desk.line('Second')).toBeVisible(RESUMED);
  await expect(desk.mark('Third', 'Seen')).toBeVisible();
  await expect(desk.truth).toHaveText('Synced');
  // Each side in the order of acceptance, once.
  await expect(desk.bubbles).toHaveText(['First', 'Second', 'Third']);
  await expect(shop.bubbles).toHaveText(['First', 'Second', 'Third']);
});

test('OUT4 SESS2: a click on the error mark tries at once, each time', async ({ line, newDesk, newShop }) => {
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop({ origin: line.origin });
  await shop.say('Knock');
  await desk.open('New', 'Knock');
  await desk.take();
  const [deskTries, shopTries] = [triesOf(desk.page), triesOf(shop.page)];

  takeDown(line);
  await expect(desk.truth).toHaveText(/^Offline since/);
  await shop.say('Knock, knock');
  await desk.say('Come in');
  const marks = [
    { late: shop.late('Knock, knock'), tries: shopTries },
    { late: desk.late('Come in'), tries: deskTries },
  ];
  for (const { late, tries } of marks) {
    await expect(late).toBeVisible(MARKED);
    // By itself it tries every two seconds or so; four clicks in a row would hardly meet that each time.
    for (let click = 0; click < 4; click += 1) {
      const before = tries.count();
      await late.click();
      await expect.poll(tries.count, { timeout: 1_000, intervals: [20] }).toBeGreaterThan(before);
    }
  }

  line.refuse(false);
  await expect(shop.line('Come in')).toBeVisible(RESUMED);
  await expect(desk.line('Knock, knock')).toBeVisible(RESUMED);
  await expect(desk.bubbles).toHaveCount(3);
  await expect(shop.bubbles).toHaveCount(3);
});
