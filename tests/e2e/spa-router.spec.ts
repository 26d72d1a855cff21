import type { Page } from '@playwright/test';
import { expect, snippet, test } from './fixtures/host.ts';
import { routerPage } from './fixtures/router-page.ts';

const visitsOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { readonly router: { readonly visits: number } }).router.visits);

test('WID3 WID15 D11: on a site whose router swaps pages and shows kept ones on Back there is one chat, with the conversation and the draft, and so after a reload', async ({
  server,
  host,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const code = snippet(server.origin);
  host.serve('/cart', { html: routerPage('The cart', code) });
  const { page, shop, faults } = await visitHost({ html: routerPage('The shop', code) });
  const heading = page.getByRole('heading', { level: 1 });
  const isWhole = async (title: string, draft: string): Promise<void> => {
    await expect(heading).toHaveText(title);
    await expect(page.locator('holdline-chat')).toHaveCount(1);
    await expect(shop.launcher).toHaveCount(1);
    await expect(shop.line('Is the teapot in stock?')).toHaveCount(1);
    await expect(shop.message).toHaveValue(draft);
  };
  await shop.openChat();
  await shop.say('Is the teapot in stock?');
  await shop.message.fill('I would');
  await page.getByRole('link', { name: 'Cart' }).click();
  await isWhole('The cart', 'I would');
  await shop.message.fill('I would like two');
  await page.goBack();
  await isWhole('The shop', 'I would like two');
  await page.goForward();
  await isWhole('The cart', 'I would like two');
  await page.goBack();
  await isWhole('The shop', 'I would like two');
  // All that without loading a page.
  expect(await visitsOf(page)).toBe(4);
  await page.reload();
  expect(await visitsOf(page)).toBe(0);
  await isWhole('The shop', 'I would like two');
  await shop.send();
  await desk.open('New', 'I would like two');
  await expect(desk.bubbles).toHaveText(['Is the teapot in stock?', 'I would like two']);
  await expect(desk.section('New')).toContainText('1');
  expect(await faults()).toEqual([]);
});
