import type { Locator, Page } from '@playwright/test';
import { startHostSite } from '../support/host-site.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { startShopSite, type ShopSite } from './fixtures/shop-site.ts';
import { expect, test as base } from './fixtures/test.ts';

/** A shop of its own, and another site with a link to it. */
const test = base.extend<{ site: ShopSite }>({
  site: async ({ server }, use) => {
    const site = await startShopSite(server.origin);
    await use(site);
    await site.close();
  },
});

const visitsOf = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Visitor' }).getByRole('region', { name: /^Visits/ });
/** The value beside a label of the card. */
const told = (page: Page, label: string): Locator =>
  visitsOf(page).locator('dt', { hasText: label }).locator('xpath=following-sibling::dd[1]');

test('C2 VISIT1 VISIT2 VISIT4: the card tells where a visitor came from who looked around before writing, without a network too', async ({
  site,
  newDesk,
  browser,
  line,
}) => {
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const { page } = desk;
  const context = await browser.newContext({
    locale: 'pl-PL',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  });
  const visitor = await context.newPage();
  const sent: string[] = [];
  visitor.on('request', (request) => sent.push(request.url()));
  visitor.on('websocket', (socket) => {
    sent.push(socket.url());
    socket.on('framesent', ({ payload }) => sent.push(String(payload)));
  });
  // A newsletter leads to one page of the shop, and its visitor writes on another.
  await visitor.goto(
    `${site.origin}/demo/teapot.html?utm_source=news&utm_medium=email&utm_campaign=Spring&token=s3cret#s3cret`,
  );
  await visitor.goto(`${site.origin}/demo/mug.html?session=s3cret`);
  await expect(visitor.getByRole('button', { name: /czat|Chat/i })).toBeVisible();
  const ours = (text: string): boolean => text.includes('/sync') || text.includes('/api/');
  expect(sent.filter(ours)).toEqual([]);
  expect(await visitor.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ]);
  await visitor.getByRole('button', { name: /czat|Chat/i }).click();
  const message = visitor.getByRole('dialog').getByRole('textbox');
  await message.fill('Is the mug in stock?');
  await message.press('Enter');

  await desk.open('New', 'Is the mug in stock?');
  await expect(told(page, 'Campaign')).toHaveText('Spring · news / email');
  await expect(told(page, 'First page').getByRole('link')).toHaveAttribute('href', `${site.origin}/demo/teapot.html`);
  await expect(told(page, 'Device')).toHaveText('Chrome · Windows');
  await expect(told(page, 'Language')).toHaveText('Polish (Poland)');
  await expect(told(page, 'Their time')).toContainText('Tokyo');
  // Nobody knows who led to the first page, once one is on the second.
  await expect(visitsOf(page).locator('dt', { hasText: 'Came from' })).toHaveCount(0);
  const visit = sent.filter((text) => text.includes('contact.visit'));
  expect(visit).toHaveLength(1);
  expect(visit.join()).not.toContain('s3cret');
  // Nor does any frame, the words' own page included.
  expect(sent.filter((text) => text.includes('message.send')).join()).toContain('/demo/mug.html');
  expect(sent.filter((text) => text.startsWith('{')).join()).not.toContain('s3cret');
  await expectAccessible(page, 'the source of a contact');

  // Another message of the same visit tells nothing anew.
  await message.fill('The green one?');
  await message.press('Enter');
  await expect(desk.line('The green one?')).toBeVisible();
  expect(sent.filter((text) => text.includes('contact.visit'))).toHaveLength(1);

  await isKept(page);
  await unplug(page.context(), line);
  await page.reload();
  await expect(desk.truth).toHaveText(/^Offline/);
  await expect(told(page, 'Campaign')).toHaveText('Spring · news / email');
  await expect(told(page, 'Device')).toHaveText('Chrome · Windows');
  await plugIn(page.context(), line);
  await context.close();
});

test('C2 VISIT1 VISIT2 VISIT4: the card names the page of another site that led here, and each visit that begins half an hour after the last words', async ({
  site,
  newDesk,
  browser,
}) => {
  const blog = await startHostSite();
  const html = `<a href="${site.origin}/demo/teapot.html" referrerpolicy="unsafe-url">A teapot that I like</a>`;
  blog.serve('/teapots', { html });
  const desk = await newDesk();
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const visitor = await context.newPage();
  await visitor.clock.install();
  const shop = new ShopPage(visitor);
  await visitor.goto(`${blog.origin}/teapots?token=s3cret`);
  await visitor.getByRole('link', { name: 'A teapot that I like' }).click();
  await shop.openChat();
  await shop.say('Is the teapot in stock?');
  await desk.open('New', 'Is the teapot in stock?');
  const { page } = desk;
  const from = told(page, 'Came from');
  await expect(from.getByRole('link')).toHaveAttribute('href', `${blog.origin}/teapots`);
  await expect(told(page, 'First page').getByRole('link')).toHaveAttribute('href', `${site.origin}/demo/teapot.html`);
  await expect(visitsOf(page).locator('dt', { hasText: 'First visit' })).toHaveCount(0);

  // Words within half an hour are of the same visit; after it they are of another one, which came by no link.
  await visitor.clock.fastForward('29:00');
  await shop.say('The green one?');
  await expect(desk.line('The green one?')).toBeVisible();
  await expect(from.getByRole('link')).toHaveAttribute('href', `${blog.origin}/teapots`);
  for (const [words, pages] of [
    ['It is me again.', '/demo/mug.html'],
    ['And again.', '/demo/vase.html'],
  ] as const) {
    await visitor.clock.fastForward('31:00');
    await visitor.goto('about:blank');
    await visitor.goto(site.origin + pages);
    await shop.openChat();
    await shop.say(words);
    await expect(desk.line(words)).toBeVisible();
    await expect(told(page, 'First page').getByRole('link')).toHaveAttribute('href', site.origin + pages);
    await expect(from).toHaveText('Directly, by no link');
    await expect(told(page, 'First visit')).toContainText(new URL(blog.origin).hostname);
  }
  const earlier = visitsOf(page).getByRole('list', { name: 'Earlier visits · 3 visits in all' });
  await expect(earlier.getByRole('listitem')).toHaveText([/^Directly, by no link/]);
  await context.close();
  await blog.close();
});
