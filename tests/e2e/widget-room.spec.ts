import type { Locator, Page } from '@playwright/test';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { expect, pageWith, snippet, test } from './fixtures/host.ts';
import { bubbleOf, setSite, visit } from './fixtures/live-visit.ts';

/** All of it is within the window, so far from its edges. */
async function expectWhole(page: Page, part: Locator, edge = 20): Promise<void> {
  const [box, size] = [await part.boundingBox(), page.viewportSize()];
  if (box === null || size === null) throw new Error('It is not to be seen');
  const { x, y, width, height } = box;
  // A hair's breadth is not seen.
  const least = Math.min(x, y, size.width - x - width, size.height - y - height);
  expect(least, JSON.stringify(box)).toBeGreaterThan(edge - 0.5);
}

/** Where a click on the middle of it goes: what is under something else, or outside its box, is not reached. */
const isReached = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const root = element.getRootNode() as ShadowRoot;
    return element.contains(root.elementFromPoint(x + width / 2, y + height / 2));
  });

for (const side of ['end', 'start'] as const)
  test(`SITE3 INVITE2 CONSENT2: far in from the ${side} and from the bottom of the window, invitation, question and chat are whole on a small screen`, async ({
    browser,
    host,
    server,
  }) => {
    const { look, consent } = siteSettingsFrom(null);
    const invitation = {
      ...{ id: 'help', name: 'Help', on: true, every: 'visit' as const },
      words: { en: 'May we help you to choose a pot for the plants on your balcony? '.repeat(4) },
      rules: { match: 'all' as const, conditions: [] },
    };
    await setSite(server, {
      look: { ...look, side, aside: 200, above: 200 },
      consent: { ...consent, needed: true, words: { en: 'We keep what you write for a year. '.repeat(12) } },
      invitations: { from: '', list: [invitation] },
    });
    for (const viewport of [
      { width: 375, height: 667 },
      { width: 320, height: 568 },
      { width: 640, height: 360 },
      { width: 530, height: 700 },
    ]) {
      const { page, shop, context } = await visit({ browser, host, server }, '/', { viewport });
      const bubble = bubbleOf(page);
      await expect(bubble).toBeVisible();
      await expectWhole(page, bubble);
      expect(await isReached(bubble.getByRole('button', { name: 'Close' }))).toBe(true);
      // It may stand over the button, where there is no room beside it.
      await bubble.getByRole('button', { name: 'Close' }).click();
      await shop.launcher.click();
      const question = page.getByRole('dialog', { name: 'Before we chat' });
      const yes = question.getByRole('button', { name: 'I agree' });
      await expect(yes).toBeVisible();
      await expectWhole(page, question);
      await yes.scrollIntoViewIfNeeded();
      expect(await isReached(yes)).toBe(true);
      await yes.click();
      await expect(shop.message).toBeVisible();
      await expectWhole(page, shop.panel, viewport.width > 520 ? 20 : 0);
      expect((await shop.panel.boundingBox())?.height).toBeGreaterThan(230);
      expect(await isReached(shop.panel.getByRole('button', { name: 'Close chat' }))).toBe(true);
      await context.close();
    }
  });

test('SITE3: as near as usual, question and chat stand over their button, which stays to be pressed', async ({
  visitHost,
  server,
}) => {
  const { consent } = siteSettingsFrom(null);
  await setSite(server, { consent: { ...consent, needed: true, words: { en: 'We keep what you write.' } } });
  const { page, shop } = await visitHost({
    html: pageWith(snippet(server.origin).replace('data-site="demo"', 'data-site="default"')),
  });
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 640, height: 360 },
  ]) {
    await page.setViewportSize(viewport);
    await page.reload();
    await shop.launcher.click();
    const button = { x: viewport.width - 20 - 56, y: viewport.height - 20 - 56 };
    const question = page.getByRole('dialog', { name: 'Before we chat' });
    const yes = question.getByRole('button', { name: 'I agree' });
    const bottoms: number[] = [];
    for (const part of [question, shop.panel]) {
      if (part === shop.panel) await yes.click();
      await expect(part).toBeVisible();
      const { x = 0, y = 0, width = 0, height = 0 } = (await part.boundingBox()) ?? {};
      expect(x + width).toBeCloseTo(button.x + 56, 0);
      bottoms.push(button.y - y - height);
    }
    expect(bottoms).toEqual([expect.closeTo(12, 0), expect.closeTo(16, 0)]);
    await shop.launcher.click();
    await expect(shop.panel).toHaveCount(0);
    await page.evaluate(() => localStorage.clear());
  }
});

/** A page with the chat in an element of its own. */
const withBox = (server: string, body: string, attributes = ''): string =>
  pageWith(
    `<meta name="viewport" content="width=device-width">${snippet(server).replace('data-site="demo"', `data-site="demo" data-container="#box" ${attributes}`)}`,
    body,
  );

/** Where the button of the chat stands, and what is around it there. */
const BOXES: Readonly<Record<string, string>> = {
  'near the top':
    '<main><h1>A shop</h1><div id="box" style="position: relative; inline-size: 420px; block-size: 500px; overflow: hidden"></div></main>',
  'a small place at the bottom':
    '<footer style="position: absolute; inset: auto auto 0 0; overflow: hidden"><div id="box" style="position: relative; inline-size: 80px; block-size: 80px; overflow: hidden"></div></footer>',
  'a small place at the top':
    '<header style="position: absolute; inset: 0 0 auto auto"><div id="box" style="position: relative; inline-size: 96px; block-size: 96px; contain: paint"></div></header>',
  'in something enlarged and cut off':
    '<main style="position: absolute; inset: 300px auto auto 200px; transform: scale(1.2); overflow: clip"><div id="box" style="position: relative; inline-size: 200px; block-size: 120px; overflow: auto"></div></main>',
};

test('WID11: opened in an element of the page the chat stands beside its button, whole, over whatever would cut it off', async ({
  server,
  host,
  visitHost,
}) => {
  for (const [where, body] of Object.entries(BOXES))
    for (const attributes of ['', 'data-side="start"']) {
      const { page, shop, faults } = await visitHost({ html: withBox(server.origin, body, attributes) });
      for (const size of [page.viewportSize() ?? { width: 0, height: 0 }, { width: 600, height: 500 }]) {
        await page.setViewportSize(size);
        // Nobody sees it elsewhere before.
        await page.evaluate(watchPanel);
        await shop.openChat();
        await expect.poll(() => shop.panel.evaluate((panel) => getComputedStyle(panel).opacity)).toBe('1');
        expect(await page.evaluate(placesSeen), where).toHaveLength(1);
        await expectWhole(page, shop.panel);
        await expect(shop.message, where).toBeFocused();
        for (const name of ['Close chat', 'Send']) {
          const button = shop.panel.getByRole('button', { name, exact: true });
          expect(await isReached(button), `${where}: ${name}`).toBe(true);
        }
        expect((await shop.panel.boundingBox())?.width, where).toBeCloseTo(384, 0);
        await page.keyboard.press('Escape');
        await expect(shop.panel).toHaveCount(0);
        await expect(shop.launcher).toBeFocused();
      }
      expect(await faults(), where).toEqual([]);
    }

  // The button goes with the page, and the chat with it, as far as the window goes; and all of it fits again when the window is another.
  host.serve('/long', {
    html: withBox(
      server.origin,
      '<main style="block-size: 4000px"><div id="box" style="position: relative; inset-block-start: 900px; inset-inline-start: 100px; inline-size: 500px; block-size: 90px"></div></main>',
    ),
  });
  const { page, shop } = await visitHost({ html: '' });
  await page.goto(`${host.origin}/long`);
  await page.evaluate(() => scrollTo(0, 300));
  await shop.openChat();
  const gap = async (): Promise<number> => {
    const [panel, button] = [await shop.panel.boundingBox(), await page.locator('holdline-chat').boundingBox()];
    return (button?.y ?? 0) - (panel?.y ?? 0) - (panel?.height ?? 0);
  };
  await expect.poll(gap).toBeCloseTo(16, 0);
  await page.evaluate(() => scrollTo(0, 280));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(280);
  await expect.poll(gap).toBeCloseTo(16, 0);
  await expectWhole(page, shop.panel);
  await page.evaluate(() => scrollTo(0, 3000));
  await expect.poll(gap).toBeLessThan(-600);
  await expectWhole(page, shop.panel);
  await page.setViewportSize({ width: 700, height: 420 });
  await expect.poll(async () => (await shop.panel.boundingBox())?.height).toBeLessThanOrEqual(380);
  await expectWhole(page, shop.panel);
  // A phone's screen is the chat's, wherever its button is.
  await page.setViewportSize({ width: 390, height: 600 });
  await expect.poll(() => shop.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 600 });
});

/** Notes each place in which the panel is to be seen. */
function watchPanel(): void {
  const places: string[] = [];
  Object.assign(globalThis, { places });
  const look = (): void => {
    const panel = document.querySelector('holdline-chat')?.shadowRoot?.querySelector<HTMLElement>('.panel');
    if (panel && getComputedStyle(panel).opacity !== '0') {
      const { offsetWidth, offsetHeight } = panel;
      const place = [panel.style.left, panel.style.top, offsetWidth, offsetHeight].join(' ');
      if (!places.includes(place)) places.push(place);
    }
    requestAnimationFrame(look);
  };
  look();
}

/** The places noted, that of the next picture among them: on a busy machine it may be the first. */
async function placesSeen(): Promise<readonly string[]> {
  await new Promise(requestAnimationFrame);
  return (globalThis as unknown as { readonly places: readonly string[] }).places;
}

test('WID11 WID17: where a browser has no layer over the page, the chat stands beside its button by its own reckoning', async ({
  server,
  visitHost,
}) => {
  for (const [where, body] of Object.entries(BOXES)) {
    const { page, shop } = await visitHost(
      // Nothing helps there against what cuts off all that is in something enlarged.
      { html: withBox(server.origin, body.replace('overflow: clip', '').replace('contain: paint', '')) },
      async (context) => {
        await context.addInitScript(() => Reflect.deleteProperty(HTMLElement.prototype, 'popover'));
      },
    );
    await shop.openChat();
    await expect.poll(() => shop.panel.evaluate((panel) => getComputedStyle(panel).opacity)).toBe('1');
    await expectWhole(page, shop.panel);
    expect((await shop.panel.boundingBox())?.width, where).toBeCloseTo(384, 0);
  }
});

test('WID10 WID11: where what places it cannot be had, the chat in an element of the page is there a moment later', async ({
  server,
  visitHost,
}) => {
  const { page, shop } = await visitHost(
    { html: withBox(server.origin, BOXES['near the top'] ?? '') },
    async (context) => {
      await context.route(/\/widget\/fit[^/]*\.js/, (route) => route.abort());
    },
  );
  await shop.openChat();
  await expect(shop.message).toBeFocused();
  await page.keyboard.type('Is anybody there?');
  await page.keyboard.press('Enter');
  await expect(shop.line('Is anybody there?')).toBeVisible();
  await expect.poll(() => shop.panel.evaluate((panel) => getComputedStyle(panel).opacity)).toBe('1');
});
