import type { Page } from '@playwright/test';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect, test } from './fixtures/test.ts';

/** By the palette, once it is there: until then letters are keys of the desk. */
async function goThere(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command or conversation' })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test('APP11 APP17 SITE5 SITE6 FORM1: an admin goes through a site’s settings with the keyboard alone, also where the line is cut while they type', async ({
  newDesk,
  line,
  server,
}) => {
  const { page, ...desk } = await newDesk({ origin: line.origin });
  const truth = desk.truth;
  const { keyboard } = page;
  const heading = page.getByRole('heading', { level: 1 });
  const main = page.getByRole('main');
  const preview = page.frameLocator('iframe[title="Preview"]');
  const status = main.getByRole('status');

  await goThere(page, 'sites');
  await expect(heading).toHaveText('Sites');
  await expect(heading).toBeFocused();
  await tabTo(main.getByRole('link', { name: /default/ }));
  await keyboard.press('Enter');
  await expect(heading).toHaveText('Main site');
  await expect(heading).toBeFocused();

  // What was chosen has the keyboard: its first field is the next thing.
  await tabTo(main.getByRole('link', { name: 'Words', exact: true }));
  await keyboard.press('Enter');
  await expect(main.getByRole('group', { name: 'Words', exact: true })).toBeFocused();
  const title = main.getByRole('group', { name: 'English' }).getByLabel('Name in the header');
  await expect(title).toBeVisible();
  await keyboard.press('Tab');
  await expect(title).toBeFocused();
  await keyboard.type('Fern');
  await expect(preview.getByText('Fern', { exact: true })).toBeVisible();
  const steps = await page.evaluate(() => history.length);

  await unplug(page.context(), line);
  await keyboard.type(' & Clay');
  await expect(truth).toContainText('Offline');
  await expect(title).toBeFocused();
  await expect(title).toHaveValue('Fern & Clay');
  await expect(status.getByText('No connection: the settings can be changed when it is back')).toBeVisible();
  await expect(main.getByText('No preview without a connection')).toBeVisible();
  await keyboard.press('Enter');
  await expect(main.getByText('Not saved yet: kept on this device.')).toBeVisible();
  await expect(main.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();

  await plugIn(page.context(), line);
  await expect(truth).toContainText('Synced', { timeout: 40_000 });
  await expect(preview.getByText('Fern & Clay', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => history.length), 'the way back is as long as before').toBe(steps);
  await expect(title).toBeFocused();
  const save = main.getByRole('button', { name: 'Save', exact: true });
  await tabTo(save);
  await keyboard.press('Space');
  await expect(main.getByText('Saved', { exact: true })).toBeVisible();
  // It has done its work and has nothing to do now, and keeps the keyboard.
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await expect(main.getByLabel('Show the chat open')).toBeFocused();

  await tabTo(main.getByRole('link', { name: 'All sites' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(heading).toHaveText('Sites');
  await expect(heading).toBeFocused();
  const widget = await (await fetch(`${server.origin}/widget.js`)).text();
  expect(widget).toContain('Fern & Clay');
});

test('APP17: pages of settings that were opened without a line show what the server says once it is back, by themselves', async ({
  newDesk,
  line,
}) => {
  const { page, truth } = await newDesk({ origin: line.origin, hasWorker: true });
  await isKept(page);
  const main = page.getByRole('main');
  for (const { words, waits, shows } of [
    { words: 'mail', waits: 'This needs a connection.', shows: main.getByLabel('Server', { exact: false }).first() },
    { words: 'sites', waits: 'No connection', shows: main.getByText('default', { exact: true }) },
  ]) {
    await unplug(page.context(), line);
    await expect(truth).toContainText('Offline');
    await goThere(page, words);
    await expect(main.getByText(waits)).toBeVisible();
    await plugIn(page.context(), line);
    await expect(shows).toBeVisible({ timeout: 40_000 });
  }
});
