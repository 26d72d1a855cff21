import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SYNC_TAG } from '#client/environment.ts';
import { isAtHome } from './fixtures/deployed.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, promisedTo, syncNow, takeDown, unplug } from './fixtures/network.ts';
import { expect, newTab, test } from './fixtures/test.ts';

const PICTURE = {
  name: 'both-sides.png',
  mimeType: 'image/png',
  buffer: readFileSync(join(import.meta.dirname, '../../docs/images/both-sides.png')),
};

/** From where on each piece was sent. */
function offsetsOf(page: Page): readonly number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

test('B11 D3 D9 FILE9 FILE4: an operator sends a picture and a list; what a visitor wants to send waits for the yes, which both see', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Do you have pictures of it?');
  await desk.open('New', 'pictures of it');
  await desk.take();

  const attach = desk.page.locator('input[type=file]');
  await attach.setInputFiles([PICTURE, { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('tea;12') }]);
  const thumb = desk.log.getByRole('button', { name: 'Open both-sides.png' });
  await expect(thumb.getByRole('img')).toBeVisible();
  await expect(desk.log.getByRole('article').filter({ hasText: 'list.csv' })).toBeVisible();
  await expect(desk.log.locator('[data-file]')).toHaveCount(0);

  await thumb.press('Enter');
  const viewer = desk.page.getByRole('dialog', { name: 'Picture: both-sides.png' });
  await expect(viewer.getByRole('img')).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(thumb).toBeFocused();

  await expect(shop.log.getByRole('button', { name: 'Open both-sides.png' }).locator('canvas')).toBeVisible();
  const [list] = await Promise.all([
    shop.page.waitForEvent('download'),
    shop.log.getByRole('button', { name: 'Download list.csv' }).click(),
  ]);
  expect(readFileSync(await list.path(), 'utf8')).toBe('tea;12');

  const chosen = shop.panel.getByLabel('Attach files');
  await chosen.setInputFiles({ name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('No. 7') });
  await shop.send();
  await expect(shop.line('receipt.txt')).toContainText('Waiting for our yes');
  const asked = desk.log.getByRole('article').filter({ hasText: 'receipt.txt' });
  await expect(asked).toContainText('wants to send a file');
  for (const { page } of [desk, shop]) await expectAccessible(page, 'a file that waits for a yes');
  // By keyboard: the button goes with the answer, and the keyboard stays at the file.
  await asked.getByRole('button', { name: 'Accept receipt.txt' }).press('Enter');
  await expect(asked.locator(':focus')).toContainText('receipt');
  await expect(shop.line('receipt.txt')).not.toContainText('Waiting for our yes');
  const [receipt] = await Promise.all([
    desk.page.waitForEvent('download'),
    asked.getByRole('button', { name: 'Download receipt.txt' }).click(),
  ]);
  expect(readFileSync(await receipt.path(), 'utf8')).toBe('No. 7');

  await chosen.setInputFiles({ name: 'joke.txt', mimeType: 'text/plain', buffer: Buffer.from('ha') });
  await shop.send();
  await desk.log.getByRole('button', { name: 'Refuse joke.txt' }).click();
  await expect(shop.line('joke.txt')).toContainText('Not accepted');
  await expect(desk.line('joke.txt')).toContainText('Refused');
  for (const { page } of [desk, shop]) await expectAccessible(page, 'a file that was refused');
});

test('B11 FILE8 FILE10 FILE11: without a line a file waits beside the pictures that were seen; then it goes, from where it stood after a cut, and with no page open', async ({
  newDesk,
  newShop,
  line,
}) => {
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const shop = await newShop();
  const { page } = desk;
  await shop.say('Could you send me the plan?');
  await desk.open('New', 'send me the plan');
  await desk.take();
  await isAtHome(desk);
  const attach = page.locator('input[type=file]');
  await attach.setInputFiles(PICTURE);
  await shop.panel.getByLabel('Attach files').setInputFiles({ ...PICTURE, name: 'mine.png' });
  await shop.send();
  await desk.log.getByRole('button', { name: 'Accept mine.png' }).click();
  const pictures = ['both-sides.png', 'mine.png'].map((name) => desk.log.getByRole('img', { name }));
  for (const picture of pictures) await expect(picture).toBeVisible();

  // The browser believes to have a network: the worker has no reason to take the upload from the page.
  takeDown(line);
  const plan = randomBytes(1_600_000);
  await attach.setInputFiles({ name: 'plan.zip', mimeType: 'application/zip', buffer: plan });
  const waiting = desk.log.locator('[data-file]');
  await expect(waiting).toContainText('Waits for the connection');
  await expect(desk.truth).toContainText('1 file waiting');
  await page.reload();
  await expect(waiting).toContainText('plan.zip');
  for (const picture of pictures) await expect(picture).toBeVisible();

  const offsets = offsetsOf(page);
  line.slow({ delay: 0, rate: 1_500_000 });
  line.refuse(false);
  await expect(waiting.getByRole('progressbar')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => offsets.some((offset) => offset > 0), { timeout: 20_000 }).toBe(true);
  line.reset();
  const before = offsets.length;
  line.slow({ delay: 0, rate: null });
  const [saved] = await Promise.all([
    shop.page.waitForEvent('download'),
    shop.log.getByRole('button', { name: 'Download plan.zip' }).click({ timeout: 20_000 }),
  ]);
  expect(readFileSync(await saved.path()).equals(plan)).toBe(true);
  expect(offsets[before]).toBeGreaterThan(0);
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));

  await unplug(page.context(), line);
  await attach.setInputFiles({ name: 'keys.txt', mimeType: 'text/plain', buffer: Buffer.from('two') });
  await expect(waiting).toContainText('keys.txt');
  await expect.poll(() => promisedTo(page.context())).toEqual([SYNC_TAG]);
  const elsewhere = await newTab(page);
  await page.close();
  await plugIn(elsewhere.context(), line);
  await syncNow(elsewhere, line.origin, SYNC_TAG);
  await expect(shop.log.getByRole('button', { name: 'Download keys.txt' })).toBeVisible({ timeout: 20_000 });
});
