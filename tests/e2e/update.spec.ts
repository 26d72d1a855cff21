import type { Page } from '@playwright/test';
import { deployNext, isAtHome, takeAtHome, test } from './fixtures/deployed.ts';
import { DeskPage } from './fixtures/desk-page.ts';
import { expect, newTab } from './fixtures/test.ts';

const promptOf = (page: Page) => page.getByRole('alertdialog', { name: 'A new version is ready' });
/** The page of this version is on the screen. */
const runs = (page: Page, version: string) => expect(page.locator('html')).toHaveAttribute('data-version', version);

/** The operator comes back to the tab, which is when an open app looks for a newer version of itself. */
const comeBack = (page: Page) => page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));

/** How often this page was loaded from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}

test('APP4: a new version under a draft and a full outbox asks, loses nothing and reloads once', async ({
  house,
  server,
  gate,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: gate.origin, hasWorker: true });
  const shop = await newShop();
  await takeAtHome(desk, shop, 'Is the bowl sold alone?');

  gate.shut();
  await expect(desk.truth).toHaveText(/Offline since/);
  await desk.say('Yes, it is.');
  await desk.say('Four to a box, if you like.');
  await desk.message.fill('And the lid is');
  await expect(desk.truth).toHaveText(/2 replies waiting/);

  await deployNext(server, house);
  const loads = countLoads(desk.page);
  await comeBack(desk.page);
  const prompt = promptOf(desk.page);
  await expect(prompt).toContainText('1 draft and 2 waiting actions on this device will be kept.');
  // Asking has changed nothing.
  await expect(desk.message).toHaveValue('And the lid is');
  expect(loads()).toBe(0);

  await prompt.getByRole('button', { name: 'Reload now' }).click();
  await runs(desk.page, 'second');
  await expect(desk.message).toHaveValue('And the lid is');
  await expect(desk.line('Four to a box')).toBeVisible();
  await expect(desk.truth).toHaveText(/2 replies waiting/);
  await expect(prompt).toHaveCount(0);

  gate.open();
  await expect(shop.line('Four to a box')).toBeVisible({ timeout: 40_000 });
  await desk.synced();
  expect(await desk.lines()).toEqual(['Is the bowl sold alone?', 'Yes, it is.', 'Four to a box, if you like.']);
  await expect(shop.log.getByRole('article')).toHaveCount(3);
  await expect(desk.message).toHaveValue('And the lid is');
  expect(loads()).toBe(1);
});

test('APP4: putting it off leaves the work alone; a later version asks again', async ({
  house,
  server,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ hasWorker: true });
  const shop = await newShop();
  await shop.say('Do you wrap gifts?');
  await desk.open('New', 'wrap gifts');
  await isAtHome(desk);
  const loads = countLoads(desk.page);

  await house.deploy('second');
  await comeBack(desk.page);
  await promptOf(desk.page).getByRole('button', { name: 'Later' }).click();
  await expect(promptOf(desk.page)).toHaveCount(0);
  await desk.take();
  await desk.say('With a ribbon.');
  await expect(shop.line('With a ribbon')).toBeVisible();
  await expect(desk.page.locator('html')).not.toHaveAttribute('data-version');
  expect(loads()).toBe(0);

  await house.deploy('third');
  await comeBack(desk.page);
  await promptOf(desk.page).getByRole('button', { name: 'Reload now' }).click();
  await runs(desk.page, 'third');
  await desk.synced();
  await expect(desk.line('With a ribbon')).toBeVisible();
  expect(loads()).toBe(1);
  expect(server.output()).not.toContain('"level":50');
});

test('APP4: a tab whose neighbour took the new version is asked, not reloaded', async ({ house, newDesk }) => {
  const desk = await newDesk({ hasWorker: true });
  await isAtHome(desk);
  const second = new DeskPage(await newTab(desk.page));
  await second.page.goto(desk.page.url());
  await second.synced();
  const loads = countLoads(desk.page);

  await house.deploy('second');
  await comeBack(second.page);
  await promptOf(second.page).getByRole('button', { name: 'Reload now' }).click();
  await runs(second.page, 'second');
  await second.synced();

  await expect(promptOf(desk.page)).toBeVisible();
  expect(loads()).toBe(0);
  await promptOf(desk.page).getByRole('button', { name: 'Reload now' }).click();
  await runs(desk.page, 'second');
  await desk.synced();
  await expect(promptOf(desk.page)).toHaveCount(0);
  expect(loads()).toBe(1);
});

test('APP4: where the browser does not give way to the new version after a yes, the page is loaded anew and can be told again', async ({
  house,
  newDesk,
}) => {
  const desk = await newDesk({ hasWorker: true });
  await isAtHome(desk);
  const loads = countLoads(desk.page);
  // Until the page is loaded anew, the new version does not hear that it may take over.
  await desk.page.evaluate(() => {
    ServiceWorker.prototype.postMessage = () => undefined;
  });
  await house.deploy('second');
  await comeBack(desk.page);
  await promptOf(desk.page).getByRole('button', { name: 'Reload now' }).click();
  await expect.poll(loads).toBe(1);
  await desk.synced();
  await promptOf(desk.page).getByRole('button', { name: 'Reload now' }).click();
  await runs(desk.page, 'second');
  await desk.synced();
  await expect(promptOf(desk.page)).toHaveCount(0);
  expect(loads()).toBe(2);
});
