import { expect, LISTEN, logOf, pageWith, snippet, strictPolicy, test } from './fixtures/host.ts';
import { chromium, type Page } from '@playwright/test';
import { keptBy, NOTHING_KEPT } from './fixtures/kept-by.ts';
import { setSite } from './fixtures/live-visit.ts';
import { ShopPage } from './fixtures/shop-page.ts';

test('WID2 WID7 D11: under the strictest policy of a page it chats, breaks no rule of it, and fetches nothing but panel and words until somebody writes', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const { shop, faults, requests } = await visitHost({
    html: pageWith(snippet(server.origin)),
    policy: strictPolicy(server.origin),
  });
  const fetched = (): readonly string[] =>
    requests().flatMap((address) => /\/widget\/([a-z.-]+)-[^/]*\.js$/.exec(address)?.[1] ?? []);
  await shop.openChat();
  await expect(shop.panel.getByText('Write to us, we answer here')).toBeVisible();
  expect([...new Set(fetched())].toSorted()).toEqual(['en', 'panel']);
  await shop.say('Can you hear me through this policy?');
  await expect(shop.mark('hear me', 'Delivered')).toBeVisible();
  // From now on what may be needed without a line is fetched ahead.
  await expect.poll(fetched).toContain('files');
  await desk.open('New', 'hear me');
  await desk.take();
  await desk.say('Loud and clear: https://holdline.test/policy');
  await expect(shop.line('Loud and clear').getByRole('link')).toBeVisible();
  await shop.line('hear me').hover();
  await shop.line('hear me').getByRole('button', { name: 'Message actions' }).click();
  await shop.panel.getByRole('button', { name: 'Delete' }).click();
  await expect(shop.log).toContainText('Message deleted');
  expect(await faults()).toEqual([]);
});

test('WID1: before the visitor means to write there is one request and nothing is kept, whatever is set of the chat itself', async ({
  server,
  visitHost,
  host,
}) => {
  const html = pageWith(snippet(server.origin, { calls: LISTEN }).replace('data-site="demo"', 'data-site="default"'));
  const { page, shop, requests, faults } = await visitHost({ html });
  await expect(shop.launcher).toBeVisible();
  await expect.poll(() => logOf(page)).toEqual(['ready']);
  await page.waitForLoadState('networkidle');
  expect(requests()).toEqual([`${server.origin}/widget.js`]);
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);
  expect(await page.context().cookies([host.origin, server.origin])).toEqual([]);

  await shop.openChat();
  await shop.say('Now I mean it');
  await expect(shop.mark('Now I mean it', 'Sent')).toBeVisible();
  // Who writes is known by its own storage; a cookie is never needed.
  expect(await page.context().cookies([host.origin, server.origin])).toEqual([]);
  expect(requests().filter((address) => address.includes('v1_'))).toEqual([]);
  expect(await faults()).toEqual([]);

  // A site with a form, words of its own, calls, ratings, requests and letters costs a page as little.
  const question = { ask: { en: 'Order number' }, need: 'required' } as const;
  await setSite(server, {
    form: {
      ...{ name: 'required', email: 'required', phone: 'optional', questions: [question], intro: { en: 'Hello' } },
      ...{ departments: [], needsDepartment: false, place: true },
    },
    callback: { offer: 'always', pages: ['/*'] },
    rating: { asks: true, question: { en: 'Was it good?' } },
    nobody: { after: 10, form: true },
    texts: { title: { en: 'Fern & Clay' }, greeting: { en: 'Ask us' }, more: {} },
    mail: { afterMinutes: 5, replyTo: 'help@shop.example' },
  });
  const full = await visitHost({ html });
  await expect(full.shop.launcher).toBeVisible();
  await expect.poll(() => logOf(full.page)).toEqual(['ready']);
  await full.page.mouse.move(200, 200);
  await full.page.waitForLoadState('networkidle');
  expect(full.requests()).toEqual([`${server.origin}/widget.js`]);
  expect(await keptBy(full.page)).toEqual(NOTHING_KEPT);
  expect(await full.page.context().cookies([host.origin, server.origin])).toEqual([]);
  // It is that site: what was set is there as soon as somebody wants to write.
  await full.shop.launcher.click();
  await expect(full.shop.panel.getByRole('heading')).toHaveText('Fern & Clay');
  await expect(full.shop.panel.getByRole('textbox', { name: 'Order number' })).toBeVisible();
  expect(await full.faults()).toEqual([]);
});

test('WID4: calls made before the loader came run in their order, and one that is nonsense stops none', async ({
  server,
  visitHost,
}) => {
  const calls = `${LISTEN}
    holdline('no such thing', 1, 2);
    holdline('open');
    holdline('on', 'open', () => { throw new Error('a listener of the page'); });
    holdline('on', 'open', () => log.push('second'));
    holdline('close');
    holdline('open');`;
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet(server.origin, { calls })) });
  await expect(shop.message).toBeVisible();
  await expect.poll(() => logOf(page)).toContain('second');
  const log = await logOf(page);
  expect(log.filter((line) => ['ready', 'open', 'second', 'close'].includes(line))).toEqual([
    'ready',
    'open',
    'second',
  ]);
  // The page learns of its own faults, and of nothing else.
  const own = /a listener of the page|there is no call "no such thing"/;
  await expect.poll(faults).toEqual([expect.stringMatching(own), expect.stringMatching(own)]);
});

test('WID8 D11: a second snippet by mistake adds nothing', async ({ server, visitHost }) => {
  const twice =
    snippet(server.origin) + snippet(server.origin) + snippet(server.origin.replace('127.0.0.1', 'localhost'));
  const { page, shop, faults } = await visitHost({ html: pageWith(twice) });
  await expect(shop.launcher).toHaveCount(1);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('holdline-chat')).toHaveCount(1);
  await shop.openChat();
  await shop.say('Only once, please');
  await expect(shop.log.getByRole('article')).toHaveCount(1);
  expect(await faults()).toEqual([]);
});

test('WID8 D11: a page whose styles are hostile and run from right to left changes neither its place nor its letters', async ({
  server,
  visitHost,
}) => {
  const wild = `<style>
    * { all: unset !important; display: block !important; font-size: 40px !important }
    body > * { transform: rotate(9deg) scale(2) !important; opacity: 0.1 !important; filter: blur(9px) !important }
    html { font-size: 48px !important; direction: rtl }
    div, button, p, textarea, article { position: absolute !important; width: 1px !important; color: red !important }
  </style>`;
  const { page, shop } = await visitHost({
    html: pageWith(wild + snippet(server.origin)).replace('<html lang="en">', '<html lang="en" dir="rtl">'),
  });
  await shop.openChat();
  await shop.say('Am I still legible?');
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const [launcher, panel] = [await shop.launcher.boundingBox(), await shop.panel.boundingBox()];
  expect(launcher).toMatchObject({ width: 56, height: 56, y: size.height - 56 - 20 });
  expect(panel?.width).toBeGreaterThan(300);
  expect(panel?.height).toBeGreaterThan(300);
  for (const box of [launcher, panel]) {
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size.width);
  }
  const look = await shop
    .line('Am I still legible?')
    .locator('.words')
    .evaluate((element) => {
      const { fontSize, color } = getComputedStyle(element);
      return { fontSize: Number.parseFloat(fontSize), color };
    });
  expect(look.fontSize).toBeGreaterThan(13);
  expect(look.fontSize).toBeLessThan(18);
  expect(look.color).not.toBe('rgb(255, 0, 0)');
});

test('WID2: while our server is away the page is as if we were not there', async ({ server, visitHost, host }) => {
  await server.kill();
  const { page, faults } = await visitHost({ html: pageWith(snippet(server.origin, { calls: LISTEN })) });
  await page.waitForLoadState('networkidle');
  await expect(page.locator('holdline-chat')).toHaveCount(0);
  await page.evaluate(() => void (globalThis as unknown as { holdline: (name: string) => unknown }).holdline('open'));
  // The browser says that the file did not come; nothing is thrown.
  expect((await faults()).filter((fault) => !fault.includes('net::ERR_CONNECTION_REFUSED'))).toEqual([]);
  expect(await cornerOf(page)).not.toContain('holdline');

  // It comes back, and goes once the button is there: who asks for the chat is not left with a dead button for ever.
  await server.start();
  await page.goto(`${host.origin}/`);
  await expect(page.getByRole('button', { name: 'Chat with us' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await server.kill();
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await expect(page.locator('holdline-chat')).toHaveCount(0, { timeout: 30_000 });
  expect(await cornerOf(page)).not.toContain('holdline');
});

/** The element that a click in the corner of the button would reach. */
const cornerOf = (page: Page): Promise<string> =>
  page.evaluate(() => (document.elementFromPoint(innerWidth - 48, innerHeight - 48) ?? document.body).localName);

test('OUT6 WID5: where the page may keep nothing, it says so plainly and still chats', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const { shop, page, faults } = await visitHost({ html: pageWith(snippet(server.origin)) }, async (context) => {
    await context.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(globalThis, name, { configurable: true, get: refuse });
      }
    });
  });
  await shop.openChat();
  await expect(shop.panel).toContainText('Your browser keeps nothing for this site.');
  await shop.say('Written without a net');
  await desk.open('New', 'Written without a net');
  await desk.take();
  await desk.say('And answered.');
  await expect(shop.line('And answered.')).toBeVisible();
  await page.evaluate(() => history.pushState(null, '', '/elsewhere'));
  await expect(shop.line('Written without a net')).toBeVisible();
  expect(await faults()).toEqual([]);
});

test('WID5 OUT1 OUT3: on a page over plain http, where browsers have no locks and no cryptography for pages, two tabs chat as one and keep what was said', async ({
  host,
  server,
  newDesk,
}) => {
  const { launchOptions = {} } = test.info().project.use;
  // A name that is no loopback, as a shop in a company's own network has.
  const rules = '--host-resolver-rules=MAP *.test 127.0.0.1';
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), rules] });
  const named = (origin: string, name: string): string => origin.replace('127.0.0.1', name);
  host.serve('/', { html: pageWith(snippet(named(server.origin, 'chat.test'))) });
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const tabs = [new ShopPage(await context.newPage()), new ShopPage(await context.newPage())] as const;
  const [shop, beside] = tabs;
  const faults: string[] = [];
  for (const { page } of tabs) {
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(named(host.origin, 'shop.test'));
  }
  const has = await shop.page.evaluate(() => [
    isSecureContext,
    'locks' in navigator,
    'randomUUID' in crypto,
    'subtle' in crypto,
  ]);
  expect(has).toEqual([false, false, false, false]);

  const desk = await newDesk();
  for (const tab of tabs) await tab.openChat();
  await shop.say('Said in the first');
  await expect(beside.line('Said in the first')).toBeVisible();
  await beside.say('Said in the second');
  for (const tab of tabs) await expect(tab.bubbles).toHaveText(['Said in the first', 'Said in the second']);
  await desk.open('New', 'Said in the second');
  await expect(desk.bubbles).toHaveText(['Said in the first', 'Said in the second']);
  await desk.take();
  await desk.say('Heard in both.');
  for (const tab of tabs) await expect(tab.line('Heard in both.')).toHaveCount(1);
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.bubbles).toHaveText(['Said in the first', 'Said in the second', 'Heard in both.']);
  await shop.say('And after a reload');
  await expect(desk.bubbles).toHaveText([
    'Said in the first',
    'Said in the second',
    'Heard in both.',
    'And after a reload',
  ]);
  await expect(beside.line('And after a reload')).toHaveCount(1);
  expect(faults).toEqual([]);
  await browser.close();
});

test('WID3: on a page that changes itself the panel stays, and messages tell the page they were written on', async ({
  server,
  visitHost,
  host,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet(server.origin)) });
  await shop.openChat();
  await shop.say('From the first screen');
  await shop.message.fill('half a thou');
  await page.evaluate(() => {
    history.pushState(null, '', '/cart');
    document.title = 'The cart';
    document.querySelector('main')?.replaceChildren('Another screen');
  });
  await expect(shop.message).toHaveValue('half a thou');
  await expect(shop.message).toBeFocused();
  await shop.say('From the cart');
  await desk.open('New', 'From the cart');
  await expect(desk.line('From the cart').getByRole('link')).toHaveAttribute('href', `${host.origin}/cart`);

  // A framework that swaps the body takes our element along; it comes back with all that is in it.
  await page.evaluate(() => {
    const body = document.createElement('body');
    body.append('A new body');
    document.body.replaceWith(body);
  });
  await expect(shop.line('From the cart')).toBeVisible();
  await shop.say('From the new body');
  await expect(desk.line('From the new body')).toBeVisible();
  expect(await faults()).toEqual([]);
});
