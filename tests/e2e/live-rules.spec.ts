import type { Condition } from '#schema/site/rules/rule-set.ts';
import { pageWith, test } from './fixtures/host.ts';
import { setSite, visit } from './fixtures/live-visit.ts';
import { expect } from './fixtures/test.ts';

/** A page stands there, and is measured. */
const STANDS_AFTER = 1_100;

test('D1 START2 START3 START4: the button shows by how far one scrolled, by visits, campaign, language and device, and to nobody else', async ({
  browser,
  host,
  server,
}) => {
  const conditions: readonly Condition[] = [
    { kind: 'scroll', least: 60 },
    { kind: 'visits', least: 2 },
    { kind: 'campaign', field: 'campaign', is: 'spring*' },
    { kind: 'language', is: 'pl' },
    { kind: 'device', is: 'phone' },
  ];
  await setSite(server, { start: { show: 'rules', rules: { match: 'any', conditions } } });
  const house = { browser, host, server };
  const { page, shop, asked, context } = await visit(house, '/', {}, (opened) => opened.clock.install());
  /** The rules are looked at in a file of their own, which has come when what they keep of the visit stands there. */
  const isLookedAt = () =>
    expect.poll(() => page.evaluate(() => localStorage.getItem('holdline:default:visit'))).toContain('"visits":');
  await isLookedAt();
  await page.clock.fastForward(STANDS_AFTER);
  await expect(shop.launcher).toBeHidden();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.3));
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  await expect(shop.launcher).toBeHidden();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(shop.launcher).toBeVisible();

  // Of another page it is another one's part; and the same visit goes on.
  await page.goto(`${host.origin}/help?utm_source=spring`);
  await expect(shop.launcher).toBeHidden();
  await page.goto('about:blank');
  await page.clock.fastForward('31:00');
  await page.goto(`${host.origin}/help`);
  await expect(shop.launcher).toBeVisible();
  // Nothing of all this was told to anybody.
  expect(asked.filter((address) => !address.endsWith('.js'))).toEqual([]);
  await context.close();

  const others = [
    { path: '/?utm_campaign=spring-sale', options: {} },
    { path: '/', options: { locale: 'pl-PL' } },
    { path: '/', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ];
  for (const { path, options } of others) {
    const other = await visit(house, path, options);
    await expect(other.page.locator('holdline-chat').getByRole('button').first()).toBeVisible();
    await other.context.close();
  }
});

test('D1 START1 START3: the button comes when somebody is on duty and goes with the last one; the page asks for that alone, once a minute', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, { start: { show: 'duty', rules: { match: 'all', conditions: [] } } });
  const desk = await newDesk();
  const be = async (status: 'Online' | 'Away') => {
    await desk.page.getByRole('button', { name: /^Your status/ }).click();
    await desk.page.getByRole('dialog', { name: 'Team' }).getByRole('radio', { name: status }).check({ force: true });
    await desk.page.keyboard.press('Escape');
    await expect(desk.page.getByRole('button', { name: `Your status: ${status}. Team` })).toBeVisible();
    // The status is kept as one's own words are, and goes a moment after that.
    const asked = async (): Promise<unknown> => (await fetch(`${server.origin}/api/sites/default/duty`)).json();
    await expect.poll(asked).toEqual({ on: status === 'Online' });
  };
  await be('Away');
  const { page, shop, asked, context } = await visit({ browser, host, server }, '/', {}, async (opened) => {
    await opened.clock.install();
    // The answer may be kept for a quarter of a minute, by a clock that no test turns; where requests are looked at nothing is.
    await opened.route('**/duty', (route) => route.continue());
  });
  const questions = () => asked.filter((address) => address.endsWith('/api/sites/default/duty')).length;
  await expect.poll(questions).toBe(1);
  await expect(shop.launcher).toBeHidden();
  await be('Online');
  await page.clock.fastForward(50_000);
  expect(questions()).toBe(1);
  await expect(shop.launcher).toBeHidden();
  await page.clock.fastForward(11_000);
  await expect(shop.launcher).toBeVisible();
  expect(questions()).toBe(2);
  await be('Away');
  await page.clock.fastForward(61_000);
  await expect(shop.launcher).toBeHidden();
  await context.close();
});

test('START3 START4 API8: a page that was opened behind another one asks when it comes into sight, no second question follows at once, and none after the widget was taken away', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, { start: { show: 'duty', rules: { match: 'all', conditions: [] } } });
  await newDesk();
  await expect
    .poll(async () => (await fetch(`${server.origin}/api/sites/default/duty`)).json() as Promise<unknown>)
    .toEqual({ on: true });
  const { page, shop, asked, context } = await visit({ browser, host, server }, '/', {}, async (opened) => {
    await opened.clock.install();
    await opened.route('**/duty', (route) => route.continue());
    await opened.addInitScript(() => {
      let seen = false;
      Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (seen ? 'visible' : 'hidden') });
      Object.assign(globalThis, {
        see: (isSeen: boolean) => {
          seen = isSeen;
          document.dispatchEvent(new Event('visibilitychange'));
        },
      });
    });
  });
  const see = (isSeen: boolean) =>
    page.evaluate((on) => (globalThis as unknown as { see: (isSeen: boolean) => void }).see(on), isSeen);
  const questions = () => asked.filter((address) => address.endsWith('/api/sites/default/duty')).length;
  await expect.poll(() => asked.some((address) => /\/widget\/live-/.test(address))).toBe(true);
  await page.clock.fastForward(70_000);
  expect(questions()).toBe(0);
  await expect(shop.launcher).toBeHidden();
  await see(true);
  await expect(shop.launcher).toBeVisible();
  await see(false);
  await see(true);
  expect(questions()).toBe(1);
  // Out of sight for longer than the answer holds.
  await see(false);
  await page.clock.fastForward(70_000);
  expect(questions()).toBe(1);
  await see(true);
  await expect.poll(questions).toBe(2);
  await page.evaluate(() => (globalThis as unknown as { holdline: (call: string) => unknown }).holdline('destroy'));
  await expect(page.locator('holdline-chat')).toHaveCount(0);
  await page.clock.fastForward(70_000);
  await see(false);
  await see(true);
  expect(questions()).toBe(2);
  await context.close();
});

test('START2 START3: how far one scrolled counts of a page that stands there, and not of the one before it, of a shell without content, or by a jump of the router', async ({
  browser,
  host,
  server,
}) => {
  const conditions: readonly Condition[] = [
    { kind: 'page', is: '/app/*' },
    { kind: 'scroll', least: 60 },
  ];
  await setSite(server, { start: { show: 'rules', rules: { match: 'all', conditions } } });
  host.serve('/app/list', {
    html: pageWith(
      `<script type="module" src="${server.origin}/widget.js" async></script>`,
      `<main></main><script>
        const draw = (size) => { document.querySelector('main').style.blockSize = size; };
        addEventListener('load', () => setTimeout(draw, 300, '300vh'));
      </script>`,
    ),
  });
  const { page, shop, asked, context } = await visit({ browser, host, server }, '/app/list', {}, (opened) =>
    opened.clock.install(),
  );
  const toTheEnd = () => page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(() => asked.some((address) => /\/widget\/live-/.test(address))).toBe(true);
  await page.clock.fastForward(2 * STANDS_AFTER);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(1_000);
  await page.clock.fastForward(2 * STANDS_AFTER);
  await expect(shop.launcher).toBeHidden();
  await toTheEnd();
  await expect(shop.launcher).toBeVisible();

  // The old page stands there for a moment, at its end.
  await page.evaluate(() => history.pushState(null, '', '/app/teapot'));
  await expect(shop.launcher).toBeHidden();
  await page.evaluate(() => {
    document.querySelector('main')!.style.blockSize = '500vh';
    scrollTo(0, 0);
  });
  await page.clock.fastForward(STANDS_AFTER);
  await expect(shop.launcher).toBeHidden();
  await toTheEnd();
  await expect(shop.launcher).toBeVisible();

  // Where there is nothing to scroll one has seen all of it.
  await page.evaluate(() => {
    history.pushState(null, '', '/app/short');
    document.querySelector('main')!.style.blockSize = '10vh';
  });
  await expect(shop.launcher).toBeHidden();
  await page.clock.fastForward(STANDS_AFTER);
  await expect(shop.launcher).toBeVisible();
  await context.close();
});
