import type { Locator } from '@playwright/test';
import { mustPost, newCommand, newConversationId, newVisitor } from '../support/people.ts';
import { stand } from '../support/stand.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { CHROME, setSite } from './fixtures/live-visit.ts';
import { expect, test } from './fixtures/test.ts';

const SHOP = 'https://shop.example';

/** Behind a proxy that tells of a country. */
test.use({ environment: { TRUST_PROXY: 'on' } });

/** The pages at which rows of the table stand, from the top. */
const shownPages = (rows: Locator): Promise<readonly (string | undefined)[]> =>
  rows.evaluateAll((all) => all.map((row) => row.querySelector('.page a')?.textContent?.trim()));

test('B21 LIVE4 LIVE7: sixty visitors in two pages of the table, filtered and sorted by the server, on a phone too; who leaves is gone, and the pages of one are shown', async ({
  server,
  newDesk,
}) => {
  await setSite(server, { tracking: { on: true } });
  const sockets = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      stand(
        server,
        // Of one nobody knows the country, as the proxy says it.
        { ...newVisitor(), agent: CHROME, country: n === 24 ? 'XX' : 'AT' },
        {
          page: { url: `${SHOP}/cup/${n + 10}`, title: `Cup ${n + 10}` },
          visits: n === 7 ? 41 : 1 + (n % 3),
          since: 1_000 * (n + 1),
          ...(n % 20 === 0 && { campaign: { source: 'newsletter' } }),
        },
      ),
    ),
  );
  const desk = await newDesk();
  const { page } = desk;
  await page.goto(`${server.origin}/visitors`);
  const rows = page.locator('tr[data-visitor]');
  const told = page.getByRole('status').filter({ hasText: 'visitors' });
  await expect(told).toHaveText('60 visitors');
  await expect(rows).toHaveCount(50);
  // Whoever has been here longest stands first, until another column is asked for.
  expect((await shownPages(rows))[0]).toBe('Cup 69');
  const pages = page.getByRole('navigation', { name: 'Pages of the table' });
  await expect(pages).toContainText('1–50 of 60');
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(rows).toHaveCount(10);
  await expect(pages).toContainText('51–60 of 60');
  expect((await shownPages(rows)).at(-1)).toBe('Cup 10');
  // The ten of the second page leave: it is empty then, and the first one is shown.
  for (const socket of sockets.slice(0, 10)) socket.close();
  await expect(told).toHaveText('50 visitors', { timeout: 15_000 });
  await expect(rows).toHaveCount(50);
  await expect(pages).toHaveCount(0);

  await page.getByRole('columnheader', { name: 'Page' }).getByRole('button').click();
  await expect.poll(async () => (await shownPages(rows))[0]).toBe('Cup 20');
  await page.getByRole('columnheader', { name: 'Page' }).getByRole('button').click();
  await expect.poll(async () => (await shownPages(rows))[0]).toBe('Cup 69');
  const find = page.getByRole('searchbox');
  await find.fill('newsletter');
  await expect(page.getByRole('status').filter({ hasText: '2 of 50' })).toBeVisible();
  await expect(rows).toHaveCount(2);
  await find.fill('cup/34');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Vienna · Austrian German');
  await expect(rows).not.toContainText('Austria ·');
  await find.fill('cup/33');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Austria · Vienna · Austrian German');

  // LIVE7: the way of one of them through the shop, as it goes on.
  const one = sockets[23];
  one?.send(JSON.stringify({ t: 'page', page: { url: `${SHOP}/cup/33/pay?card=secret`, title: 'Pay' } }));
  await rows.getByRole('button', { name: /^2 pages/ }).click();
  const way = page.getByRole('list', { name: /^Pages of this visit/ });
  await expect(way.getByRole('link')).toHaveText(['Cup 33', 'Pay']);
  one?.send(JSON.stringify({ t: 'page', page: { url: `${SHOP}/cup/33/thanks`, title: 'Thank you' } }));
  await expect(way.getByRole('link')).toHaveText(['Cup 33', 'Pay', 'Thank you']);
  await expect(way).not.toContainText('secret');
  await expectAccessible(page, 'pages of a visitor');
  await find.fill('');

  // The same on a phone: what the columns say in one line, and a list to sort by.
  await page.setViewportSize({ width: 390, height: 844 });
  const order = page.getByRole('combobox', { name: 'Order of the table' });
  await order.selectOption('↕ Page');
  await expect.poll(async () => (await shownPages(rows))[0]).toBe('Cup 20');
  await expect(rows.first()).toContainText('visit 2 · directly · Chrome · Linux · Austria · Vienna · Austrian German');
  await expect(rows.first().getByText('visit 2 ·')).toBeVisible();
  await expectAccessible(page, 'who is on the site, on a phone');
  for (const socket of sockets) socket.close();
});

test('C2 B21 LIVE9: from the open conversation one sees on which page the visitor is now and where in this visit they were before, only while the card can be seen and there is a line', async ({
  server,
  line,
  newDesk,
}) => {
  await setSite(server, { tracking: { on: true } });
  const visitor = { ...newVisitor(), agent: CHROME };
  const conversation = newConversationId();
  const at = (path: string, title: string) => ({ url: `${SHOP}/${path}`, title });
  const socket = await stand(server, visitor, { page: at('', 'Start'), visits: 2, since: 1_000 });
  const goTo = (path: string, title: string) =>
    socket.send(JSON.stringify({ t: 'page', page: at(`${path}?card=secret`, title) }));
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'default' }));
  const text = 'is the blue one in stock';
  await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));

  const desk = await newDesk({ origin: line.origin });
  const { page } = desk;
  /** Lines to who is on the site that are open. */
  let watching = 0;
  page.on('websocket', (opened) => {
    if (!opened.url().endsWith('/watch')) return;
    watching += 1;
    opened.on('close', () => (watching -= 1));
  });
  await desk.open('New', text);
  const card = page.getByRole('complementary', { name: 'Visitor' });
  const visits = card.getByRole('region', { name: 'Visits' });
  /** What stands under a name in the card's list. */
  const under = (name: string) =>
    visits.evaluate((part, of) => {
      const found: string[] = [];
      let isUnder = false;
      for (const each of part.querySelectorAll('dt, dd')) {
        if (each.localName === 'dt') isUnder = each.textContent.trim() === of;
        else if (isUnder) found.push((each.querySelector('a') ?? each).textContent.trim());
      }
      return found;
    }, name);
  await expect.poll(() => under('Now on')).toEqual(['Start']);
  expect(await under('Before that')).toEqual([]);
  for (const title of ['Cups', 'Blue', 'Green', 'Cart']) {
    goTo(title.toLowerCase(), title);
    // Pages that change within a second are one (LIVE5).
    await expect.poll(() => under('Now on')).toEqual([title]);
  }
  expect(await under('Before that')).toEqual(['Green', 'Blue', 'Cups', '1 more']);
  await expect(visits.getByRole('link', { name: 'Cart' })).toHaveAttribute('href', `${SHOP}/cart`);
  await visits.getByRole('button', { name: '1 more' }).click();
  expect(await under('Before that')).toEqual(['Green', 'Blue', 'Cups', 'Start']);
  socket.send(JSON.stringify({ t: 'seen', on: false }));
  await expect.poll(() => under('Now on')).toEqual(['Cart', 'in another tab']);
  await expectAccessible(page, 'where the visitor is now');

  // A part that is shut, and a card that is away, ask for nothing.
  await expect.poll(() => watching).toBe(1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(card).toBeHidden();
  await expect.poll(() => watching).toBe(0);
  await page.keyboard.press('d');
  await expect(card).toBeVisible();
  await expect.poll(() => watching).toBe(1);
  await expect.poll(() => under('Now on')).toEqual(['Cart', 'in another tab']);

  line.refuse(true);
  line.reset();
  await expect.poll(() => under('Now on')).toEqual([]);
  line.refuse(false);
  await expect.poll(() => under('Now on'), { timeout: 15_000 }).toEqual(['Cart', 'in another tab']);

  socket.close();
  await expect.poll(() => under('Now on'), { timeout: 15_000 }).toEqual([]);
  await expect(visits.getByText('Site', { exact: true })).toBeVisible();
});
