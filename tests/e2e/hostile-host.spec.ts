import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { startCookieSite } from './fixtures/cookie-site.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { call, expect, pageWith, documentedPolicy, snippet, test } from './fixtures/host.ts';
import { setSite } from './fixtures/live-visit.ts';

/** Whether a click at this point would reach the widget. */
const widgetAt = (page: Page, x: number, y: number): Promise<boolean> =>
  page.evaluate(([left = 0, top = 0]) => document.elementFromPoint(left, top)?.localName === 'holdline-chat', [x, y]);

/** Of a grid over the window, the points where the widget takes the clicks. */
const coveredPoints = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const steps = Array.from({ length: 24 }, (_, index) => (index + 0.5) / 24);
    const points = steps.flatMap((x) => steps.map((y) => document.elementFromPoint(x * innerWidth, y * innerHeight)));
    return points.filter((element) => element?.localName === 'holdline-chat').length;
  });

const withAttributes = (origin: string, attributes: string): string =>
  snippet(origin).replace('data-site="demo"', `data-site="demo" ${attributes}`);

test('WID2 D10: the recipe’s policy is enough to the letter, and each line of it is needed', async ({
  server,
  visitHost,
}) => {
  const html = pageWith(snippet(server.origin));
  const policy = documentedPolicy(server.origin);
  const lines = policy.filter((line) => !line.startsWith("default-src 'none'"));
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['script-src', 'connect-src']);
  const { shop, faults } = await visitHost({ html, policy: policy.join('; ') });
  await shop.openChat();
  await shop.say('As the recipe says');
  await expect(shop.mark('As the recipe says', 'Delivered').or(shop.mark('As the recipe says', 'Sent'))).toBeVisible();
  expect(await faults()).toEqual([]);

  const [script = '', connect = ''] = lines;
  // A script that is refused is as if there were none: no button, nothing over the page.
  const refused = await visitHost({ html, policy: policy.filter((line) => line !== script).join('; ') });
  await expect.poll(refused.faults).toEqual(expect.arrayContaining([expect.stringContaining('script-src')]));
  await expect(refused.page.locator('holdline-chat')).toHaveCount(0);
  expect(await coveredPoints(refused.page)).toBe(0);

  const deaf = await visitHost({ html, policy: policy.filter((line) => line !== connect).join('; ') });
  // Nobody would hear what is written there: there is no chat, and the page’s developer reads why.
  await deaf.shop.launcher.click();
  await expect.poll(deaf.faults).toEqual(expect.arrayContaining([expect.stringContaining('connect-src')]));
  await expect(deaf.shop.panel).toHaveCount(0);
});

test('WID2 WID17 D10: in a browser that lacks what it stands on there is nothing, and the page goes on', async ({
  server,
  visitHost,
}) => {
  for (const lost of ['customElements', 'CSSStyleSheet', 'ShadowRoot', 'toWellFormed']) {
    const { page } = await visitHost(
      {
        html: pageWith(
          `${snippet(server.origin)}<script>addEventListener('load', () => { document.title = 'Goes on'; })</script>`,
        ),
      },
      async (context) => {
        await context.addInitScript((name) => {
          if (name === 'ShadowRoot') Reflect.deleteProperty(Element.prototype, 'attachShadow');
          else if (name === 'toWellFormed') Reflect.deleteProperty(String.prototype, name);
          else Reflect.deleteProperty(globalThis, name);
        }, lost);
      },
    );
    await expect(page).toHaveTitle('Goes on');
    await page.waitForLoadState('networkidle');
    await expect(page.locator('holdline-chat'), lost).toHaveCount(0);
    expect(await coveredPoints(page), lost).toBe(0);
  }
});

test('WID17 D10: in a browser that does not know light-dark() the chat is opaque and legible, in its own scheme, and so is what stands before it', async ({
  server,
  visitHost,
}) => {
  const { consent } = siteSettingsFrom(null);
  await setSite(server, { consent: { ...consent, needed: true, words: { en: 'We keep what you write.' } } });
  for (const scheme of ['light', 'dark'] as const) {
    const html = pageWith(snippet(server.origin).replace('data-site="demo"', `data-scheme="${scheme}"`));
    const { page, shop, faults } = await visitHost({ html }, withoutLightDark);
    await page.emulateMedia({ colorScheme: scheme === 'light' ? 'dark' : 'light' });
    await shop.launcher.click();
    const asked = page.getByRole('dialog').filter({ hasText: 'We keep what you write.' });
    await expect(asked).toBeVisible();
    expect(await lightnessOf(asked), scheme).toEqual(scheme === 'light' ? [1, 0] : [expect.closeTo(0.1, 0.1), 1]);
    await expectAccessible(page, `question in an old browser, ${scheme}`);
    await asked.getByRole('button', { name: 'I agree' }).click();
    await shop.say('Can this be read?');
    await expect(shop.mark('Can this be read?', 'Sent').or(shop.mark('Can this be read?', 'Delivered'))).toBeVisible();
    expect(await lightnessOf(shop.panel), scheme).toEqual(scheme === 'light' ? [1, 0] : [expect.closeTo(0.1, 0.1), 1]);
    await expectAccessible(page, `chat in an old browser, ${scheme}`);
    expect(await faults()).toEqual([]);
    // What is still being fetched is no fault of the page.
    await page.context().unrouteAll({ behavior: 'wait' });
  }
});

/** All that the server says of the widget, for a browser that is older than the function is. */
const withoutLightDark = async (context: BrowserContext): Promise<void> => {
  await context.route(/\/widget(\/[^/]+)?\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('light-dark(', 'light-later(') });
  });
};

/** Of what lies behind words, and of the words: 0 is black, 1 white. What can be seen through has none. */
const lightnessOf = (locator: Locator): Promise<readonly number[]> =>
  locator.evaluate((element) =>
    ['background-color', 'color'].map((name) => {
      const [red = Number.NaN, green, blue, alpha = 1] =
        getComputedStyle(element)
          .getPropertyValue(name)
          .match(/[\d.]+/g)
          ?.map(Number) ?? [];
      return alpha === 1 && red === green && green === blue ? red / 255 : Number.NaN;
    }),
  );

test('WID11 D10: over the page it takes no click but on what is seen; in an element of the page it stands in the corner or fills it', async ({
  server,
  host,
  visitHost,
}) => {
  const box =
    '<main><h1>A shop</h1><div id="box" style="position: relative; inline-size: 420px; block-size: 500px"></div></main>';
  host.serve('/corner', { html: pageWith(withAttributes(server.origin, 'data-container="#box"'), box) });
  host.serve('/inline', { html: pageWith(withAttributes(server.origin, 'data-container="#box" data-inline'), box) });
  const wild =
    '<style>holdline-chat { inset: 0 !important; inline-size: 100vw !important; block-size: 100vh !important; opacity: 0 }</style>';
  const { page, shop, faults } = await visitHost({
    html: pageWith(wild + withAttributes(server.origin, 'data-z-index="7"')),
  });
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  await expect(shop.launcher).toBeVisible();
  const host0 = page.locator('holdline-chat');
  expect(await host0.evaluate((element) => getComputedStyle(element).zIndex)).toBe('7');
  expect(await coveredPoints(page)).toBeLessThan(6);
  expect(await widgetAt(page, size.width - 48, size.height - 48)).toBe(true);
  await shop.openChat();
  // Its two signs stand in the middle of it, one over the other.
  const offCentre = await shop.launcher.locator('svg').evaluateAll((signs) =>
    signs.map((sign) => {
      const [inner, outer] = [sign, sign.parentElement ?? sign].map((each) => each.getBoundingClientRect());
      return Math.abs((inner?.top ?? 0) + (inner?.height ?? 0) / 2 - (outer?.top ?? 0) - (outer?.height ?? 0) / 2);
    }),
  );
  expect(offCentre).toHaveLength(2);
  expect(Math.max(...offCentre)).toBeLessThan(1.5);
  const open = await shop.panel.boundingBox();
  expect(await widgetAt(page, (open?.x ?? 0) - 8, size.height / 2)).toBe(false);
  expect(await widgetAt(page, (open?.x ?? 0) + 20, size.height / 2)).toBe(true);
  // Ours does not leak out: the page's own heading is as the browser made it.
  expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily)).not.toContain(
    'system-ui',
  );
  await page.keyboard.press('Escape');
  await expect(shop.panel).toHaveCount(0);
  expect(await coveredPoints(page)).toBeLessThan(6);

  await page.goto(`${host.origin}/corner`);
  const frame = await page.locator('#box').boundingBox();
  const button = await shop.launcher.boundingBox();
  expect((frame?.x ?? 0) + (frame?.width ?? 0) - ((button?.x ?? 0) + 56)).toBeCloseTo(20, 0);
  expect((frame?.y ?? 0) + (frame?.height ?? 0) - ((button?.y ?? 0) + 56)).toBeCloseTo(20, 0);

  await page.goto(`${host.origin}/inline`);
  const inline = page.getByRole('region', { name: 'Chat' });
  await expect(inline.getByRole('textbox', { name: 'Message' })).toBeVisible();
  expect(await inline.boundingBox()).toEqual(await page.locator('#box').boundingBox());
  await expect(shop.launcher).toHaveCount(0);
  await expect(inline.getByRole('button', { name: 'Close chat' })).toHaveCount(0);
  // It has not taken the keyboard from the page, and stays.
  await expect(page.locator('body')).toBeFocused();
  await inline.getByRole('textbox', { name: 'Message' }).fill('Within the page');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(inline.getByRole('article')).toContainText('Within the page');
  await expectAccessible(page, 'the chat within the page');
  // It has no button: whatever begins it anew has it open again.
  await call(page, 'shutdown');
  await expect(inline.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(inline.getByRole('article')).toHaveCount(0);
  await call(page, 'destroy');
  await expect(inline).toHaveCount(0);
  await call(page, 'start');
  await expect(inline.getByRole('textbox', { name: 'Message' })).toBeVisible();
  // A router takes the element away: no chat over another page; and nothing is left in its place.
  await page.evaluate(() => document.querySelector('#box')?.remove());
  await expect(page.locator('holdline-chat')).toHaveCount(0);
  expect(await coveredPoints(page)).toBe(0);
  expect(await faults()).toEqual([]);
});

test('WID2 WID11: an attribute that names no element that there can be is one fault of the page, and there is nothing', async ({
  server,
  visitHost,
}) => {
  const html = pageWith(withAttributes(server.origin, 'data-container="#1box"'));
  const { page, faults } = await visitHost({ html });
  const once = [expect.stringContaining('#1box')];
  await expect.poll(faults).toEqual(once);
  // However much the page changes after it: each of these is a change that an observer would be told of by itself.
  await page.evaluate(async () => {
    for (let count = 0; count < 3; count += 1) {
      document.body.append(document.createElement('p'));
      await new Promise(requestAnimationFrame);
    }
  });
  expect(await faults()).toEqual(once);
  await expect(page.locator('holdline-chat')).toHaveCount(0);
});

test('WID5 D10: in a frame of another site that may keep nothing and sends no cookie it chats, and says what it cannot keep', async ({
  server,
  host,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  host.serve('/framed', { html: pageWith(snippet(server.origin)) });
  const cookies: string[] = [];
  const { page } = await visitHost(
    {
      html: pageWith(
        '',
        '<main><h1>A page around</h1><iframe title="Shop" src="/framed" sandbox="allow-scripts allow-forms" width="500" height="600"></iframe></main>',
      ),
    },
    (context) => {
      context.on('request', (request) => {
        const { cookie } = request.headers();
        if (cookie !== undefined) cookies.push(cookie);
      });
      return Promise.resolve();
    },
  );
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Chat with us' }).click();
  const panel = frame.getByRole('dialog', { name: 'Chat' });
  await expect(panel).toContainText('Your browser keeps nothing for this site.');
  await panel.getByRole('textbox', { name: 'Message' }).fill('From within a frame');
  await page.keyboard.press('Enter');
  await desk.open('New', 'From within a frame');
  await desk.take();
  await desk.say('We see you.');
  await expect(panel.getByRole('article').filter({ hasText: 'We see you.' })).toBeVisible();
  expect(cookies).toEqual([]);
});

test('WID5 D10: in a browser that refuses cookies of other sites it chats as everywhere, on the shop and in a frame of another site, and sends none', async ({
  server,
  host,
  newDesk,
}) => {
  const desk = await newDesk();
  // Two names are two sites, however near they are.
  const chat = server.origin.replace('127.0.0.1', 'localhost');
  host.serve('/', { html: pageWith(snippet(chat)) });
  host.serve('/around', {
    html: pageWith('', `<iframe title="Shop" src="${host.origin}/" width="500" height="640"></iframe>`),
  });
  const around = `${host.origin.replace('127.0.0.1', 'localhost')}/around`;
  const folder = await mkdtemp(join(tmpdir(), 'holdline-no-cookies-'));
  /** A profile in which its owner has set this; the tests' own are private ones, which refuse such cookies by default. */
  const profileWith = async (isBlocked: boolean) => {
    const home = join(folder, String(isBlocked));
    await mkdir(join(home, 'Default'), { recursive: true });
    const profile = { block_third_party_cookies: isBlocked, cookie_controls_mode: isBlocked ? 1 : 0 };
    await writeFile(join(home, 'Default', 'Preferences'), JSON.stringify({ profile }));
    const launched = test.info().project.use.launchOptions ?? {};
    return chromium.launchPersistentContext(home, { ...launched, locale: 'en-GB', reducedMotion: 'reduce' });
  };
  const [context, lenient] = [await profileWith(true), await profileWith(false)];
  try {
    const sent: string[] = [];
    const page = await context.newPage();
    // That it is so here, and not elsewhere: a cookie goes with the pages of its own site, and with nothing from another one.
    const probe = await startCookieSite();
    const asked = `${probe.origin.replace('127.0.0.1', 'localhost')}/`;
    for (const tab of [await lenient.newPage(), page]) {
      for (const address of [asked, asked, `${host.origin}/`]) await tab.goto(address);
      await tab.evaluate((address) => fetch(address, { mode: 'no-cors', credentials: 'include' }), asked);
    }
    expect(probe.cookies()).toEqual(['', 'known=yes', 'known=yes', '', 'known=yes', '']);
    await probe.close();

    context.on('request', (request) => {
      if (request.url().startsWith(chat)) void request.allHeaders().then(({ cookie = '' }) => sent.push(cookie));
    });
    const talk = async (frame: Page | FrameLocator, words: string): Promise<void> => {
      await frame.getByRole('button', { name: 'Chat with us' }).click();
      const panel = frame.getByRole('dialog', { name: 'Chat' });
      await panel.getByRole('textbox', { name: 'Message' }).fill(words);
      await page.keyboard.press('Enter');
      await desk.open('New', words);
      await desk.take();
      await desk.say(`Yes, ${words}`);
      await expect(panel.getByRole('article').filter({ hasText: `Yes, ${words}` })).toBeVisible();
      // Within a page of another site that setting takes the storage as well, and the visitor is told.
      await expect(panel.getByText('Your browser keeps nothing for this site.')).toHaveCount(frame === page ? 0 : 1);
    };
    await talk(page, 'on the shop');
    // Kept by the shop itself, which is nobody's third party.
    await page.reload();
    await expect(page.getByRole('article').filter({ hasText: 'Yes, on the shop' })).toBeVisible();
    await page.goto(around);
    await talk(page.frameLocator('iframe'), 'in a frame');
    expect(new Set(sent)).toEqual(new Set(['']));
  } finally {
    for (const profile of [context, lenient]) await profile.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('SITE7 D10: the chat of a site is a page of its own that a link leads to, on a phone too; where its script cannot be had, it says so', async ({
  server,
  browser,
  newDesk,
}) => {
  const desk = await newDesk();
  const context = await browser.newContext({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${server.origin}/chat`);
  await expect(page).toHaveTitle('Czat');
  const field = page.getByRole('textbox', { name: 'Wiadomość' });
  await field.fill('Z linku w profilu');
  await field.press('Enter');
  await desk.open('New', 'Z linku w profilu');
  expect(await page.getByRole('region', { name: 'Czat' }).boundingBox()).toMatchObject({ x: 0, y: 0, width: 390 });
  await expectAccessible(page, 'chat page');
  await page.reload();
  await expect(page.getByRole('article')).toContainText('Z linku w profilu');
  await context.close();

  const blocked = await browser.newContext({ locale: 'en-GB' });
  await blocked.route('**/widget.js*', (route) => route.abort());
  const dark = await blocked.newPage();
  await dark.goto(`${server.origin}/chat`);
  await expect(dark.getByRole('alert')).toContainText('cannot be shown in this browser');
  await expectAccessible(dark, 'chat page without a chat');
  await expect(dark.locator('holdline-chat')).toHaveCount(0);
  // Its script is there, and what the script fetches is not: after its tries nothing would be left.
  await blocked.unroute('**/widget.js*');
  await blocked.route('**/widget/panel-*.js', (route) => route.abort());
  await dark.clock.install();
  await dark.reload();
  await expect(dark.locator('holdline-chat')).toHaveCount(1);
  await dark.clock.runFor(20_000);
  await expect(dark.getByRole('alert')).toContainText('could not be fetched');
  await blocked.unroute('**/widget/panel-*.js');
  await dark.getByRole('link', { name: 'Try again' }).click();
  await expect(dark.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(dark.getByRole('alert')).toHaveCount(0);
  await blocked.close();

  const old = await browser.newContext({ locale: 'en-GB' });
  await old.addInitScript(() => Reflect.deleteProperty(String.prototype, 'toWellFormed'));
  const bare = await old.newPage();
  await bare.goto(`${server.origin}/chat`);
  await expect(bare.getByRole('alert')).toContainText('cannot be shown in this browser');
  await old.close();

  const silent = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false });
  const plain = await silent.newPage();
  await plain.goto(`${server.origin}/chat`);
  await expect(plain.locator('noscript p')).toBeVisible();
  await silent.close();
});

test('WID12 D13: from right to left it is mirrored; at 200 and 400 % all of it is reached; the log tells only the other side', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page, shop } = await visitHost({
    html: pageWith(snippet(server.origin)).replace('<html lang="en">', '<html lang="en" dir="rtl">'),
  });
  await shop.openChat();
  // The last sign of it stands behind the one before.
  const endsAtItsEnd = (words: Locator): Promise<boolean> =>
    words.evaluate((element) => {
      const places: number[] = [];
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
        for (let at = 0; at < (text.nodeValue ?? '').trimEnd().length; at += 1) {
          const sign = document.createRange();
          sign.setStart(text, at);
          sign.setEnd(text, at + 1);
          places.push(sign.getBoundingClientRect().left);
        }
      return (places.at(-1) ?? 0) > (places.at(-2) ?? Infinity);
    });
  expect(await endsAtItsEnd(shop.panel.getByText('Hello!'))).toBe(true);
  await shop.panel.getByLabel('Attach files').setInputFiles({
    ...{ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('tea') },
  });
  const held = shop.panel.getByRole('list', { name: 'Files to send' });
  await expect(held).toContainText('list.txt');
  expect(await endsAtItsEnd(held.locator('.file-name'))).toBe(true);
  await held.getByRole('button', { name: 'Remove list.txt' }).click();
  await shop.say('My own words');
  await desk.open('New', 'My own words');
  await desk.take();
  await desk.say('Words of the other side');
  await expect(shop.line('Words of the other side')).toBeVisible();

  const middle = async (locator: Locator): Promise<number> => {
    const found = await locator.boundingBox();
    return (found?.x ?? 0) + (found?.width ?? 0) / 2;
  };
  const panel = await shop.panel.boundingBox();
  const centre = (panel?.x ?? 0) + (panel?.width ?? 0) / 2;
  expect(panel?.x).toBeLessThan(40);
  expect(await middle(shop.line('My own words').locator('.bubble'))).toBeLessThan(centre);
  expect(await middle(shop.line('Words of the other side').locator('.bubble'))).toBeGreaterThan(centre);
  expect(await middle(shop.panel.getByRole('button', { name: 'Close chat' }))).toBeLessThan(centre);
  expect(await middle(shop.panel.getByRole('button', { name: 'Send' }))).toBeLessThan(centre);

  // What a screen reader is told of: the nearest region says it.
  const toldAs = (text: string): Promise<string | null> =>
    shop.line(text).evaluate((line) => {
      const region = line.closest('[aria-live], [role=log]');
      return region && (region.getAttribute('aria-live') ?? region.role);
    });
  expect([await toldAs('My own words'), await toldAs('Words of the other side')]).toEqual(['off', 'log']);

  // 1280 × 800 at 200 %, 1280 × 1024 at 400 % (WCAG 1.4.10).
  for (const viewport of [
    { width: 640, height: 400 },
    { width: 320, height: 256 },
  ]) {
    await page.setViewportSize(viewport);
    await expect(shop.message).toBeInViewport({ ratio: 1 });
    await expect(shop.panel.getByRole('button', { name: 'Close chat' })).toBeInViewport({ ratio: 1 });
    await expect(shop.line('Words of the other side')).toBeInViewport();
    expect(await shop.panel.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  }
});
