import type { Page } from '@playwright/test';
import { call, test } from './fixtures/host.ts';
import { bubbleOf, setSite, visit } from './fixtures/live-visit.ts';
import { expect } from './fixtures/test.ts';

/** How it stands there, as the browser has reckoned it. */
const lookOf = (page: Page) =>
  page.locator('holdline-chat').evaluate((element) => {
    const [button, panel] = ['.launcher', '.panel'].map((selector) => element.shadowRoot?.querySelector(selector));
    if (!button || !panel) throw new Error('the chat is not open');
    const [own, ofButton, ofPanel] = [element, button, panel].map((each) => getComputedStyle(each));
    // The element, not the button: that rises a little under the pointer.
    const { right, bottom, width } = element.getBoundingClientRect();
    const room = document.documentElement;
    return {
      accent: ofButton?.backgroundColor,
      font: ofPanel?.fontFamily,
      layer: own?.zIndex,
      scheme: own?.colorScheme,
      radius: ofPanel?.borderRadius,
      size: width,
      aside: room.clientWidth - right,
      above: room.clientHeight - bottom,
    };
  });

/** Whether the panel is dark: its ground, painted by the browser itself. */
const isDark = (page: Page): Promise<boolean> =>
  page.locator('holdline-chat .panel').evaluate((panel) => {
    const { backgroundColor } = getComputedStyle(panel);
    const brush = new OffscreenCanvas(1, 1).getContext('2d');
    if (brush === null) throw new Error('no canvas');
    brush.fillStyle = backgroundColor;
    brush.fillRect(0, 0, 1, 1);
    return (brush.getImageData(0, 0, 1, 1).data[1] ?? 0) < 100;
  });

test('D12 SITE3 API7: colour, scheme, size, place, corners and layer are as the site has set them; the page’s style sheet goes before that, its calls before both', async ({
  browser,
  host,
  server,
}) => {
  const look = {
    scheme: 'dark',
    side: 'end',
    size: 72,
    aside: 33,
    above: 44,
    radius: 4,
    layer: 7,
    avatar: '',
  } as const;
  await setSite(server, { look: { ...look, accent: '#123456' } });
  const { page, shop, context } = await visit({ browser, host, server });
  await shop.openChat();
  const set = {
    ...{ accent: 'rgb(18, 52, 86)', scheme: 'dark', radius: '4px', layer: '7', size: 72, aside: 33, above: 44 },
    font: 'system-ui, sans-serif',
  };
  expect(await lookOf(page)).toEqual(set);
  expect(await isDark(page)).toBe(true);

  const sheet = await page.addStyleTag({
    content: `holdline-chat {
      --holdline-accent: #0a7d55; --holdline-font: Georgia; --holdline-z-index: 99; --holdline-color-scheme: light;
      --holdline-size: 60px; --holdline-aside: 50px; --holdline-above: 61px; --holdline-radius: 12px }`,
  });
  const said = {
    ...{ accent: 'rgb(10, 125, 85)', scheme: 'light', radius: '12px', layer: '99', size: 60, aside: 50, above: 61 },
    font: 'Georgia',
  };
  expect(await lookOf(page)).toEqual(said);
  expect(await isDark(page)).toBe(false);
  await call(page, 'setLook', { accent: '#aa2200', radius: 2 });
  expect(await lookOf(page)).toEqual({ ...said, accent: 'rgb(170, 34, 0)', radius: '2px' });
  await call(page, 'setLook', { accent: '', radius: '' });
  expect(await lookOf(page)).toEqual(said);
  await sheet.evaluate((element) => (element as HTMLElement).remove());
  expect(await lookOf(page)).toEqual(set);

  // As the visitor's device has it.
  await setSite(server, { look: { ...look, accent: '', scheme: 'auto' } });
  const other = await visit({ browser, host, server });
  await other.shop.openChat();
  for (const colorScheme of ['dark', 'light'] as const) {
    await other.page.emulateMedia({ colorScheme });
    expect(await isDark(other.page)).toBe(colorScheme === 'dark');
  }
  for (const each of [context, other.context]) await each.close();
});

test('API4 API7: a colour that is none or cannot be seen, and a layer that is no whole number, are refused, and nothing changes; a variable of the page’s is read as it stands', async ({
  browser,
  host,
  server,
}) => {
  const { page, shop, context } = await visit({ browser, host, server });
  await shop.openChat();
  await page.addStyleTag({ content: ':root { --brand: #0a7d55; --words: currentColor; --gone: transparent }' });
  expect(await call(page, 'setLook', { accent: '#aa2200', zIndex: 7 })).toBe(true);
  const before = await lookOf(page);
  expect(before).toMatchObject({ accent: 'rgb(170, 34, 0)', layer: '7' });
  const unseen = 'is no colour that can be seen here: it has to be at least half opaque.';
  const wrong = {
    'is no CSS colour.': [
      'gren',
      '#12345',
      'inherit',
      'initial',
      'Unset',
      'revert-layer',
      'red; z-index: 1',
      'red !important',
    ],
    'is no colour of its own.': ['currentColor', 'var(--words)', 'color-mix(in srgb, currentColor, red)'],
    [unseen]: [
      ...['transparent', '#0a7d5540', 'rgb(0 0 0 / .49)', 'color-mix(in oklab, red 30%, transparent)'],
      ...['oklch(.7 .1 20 / .2)', 'light-dark(red, transparent)', 'var(--none)', 'var(--gone)'],
    ],
  };
  for (const [says, colours] of Object.entries(wrong))
    for (const accent of colours)
      expect(await call(page, 'setLook', { accent, size: 80 })).toBe(
        `TypeError: holdline('setLook'): accent: "${accent}" ${says}`,
      );
  for (const zIndex of [1.5, -1, 2_147_483_648, '7'])
    expect(await call(page, 'setLook', { zIndex, size: 80 })).toBe(
      `TypeError: holdline('setLook'): "zIndex" has to be a whole number from 0 to 2147483647.`,
    );
  expect(await lookOf(page)).toEqual(before);

  const right = {
    '#abc': 'rgb(170, 187, 204)',
    'rgb(0 0 0 / .5)': 'rgba(0, 0, 0, 0.5)',
    'oklch(0.7 0.1 20)': 'oklch(0.7 0.1 20)',
    'light-dark(#ff0000, #00ff00)': 'rgb(255, 0, 0)',
    'var(--none, teal)': 'rgb(0, 128, 128)',
    'var(--brand)': 'rgb(10, 125, 85)',
  };
  for (const [accent, seen] of Object.entries(right)) {
    expect(await call(page, 'setLook', { accent, zIndex: 0 })).toBe(true);
    expect(await lookOf(page)).toMatchObject({ accent: seen, layer: '0' });
  }
  // As the page changes it, the widget follows.
  await page.evaluate(() => document.documentElement.style.setProperty('--brand', 'navy'));
  expect(await lookOf(page)).toMatchObject({ accent: 'rgb(0, 0, 128)' });

  // Where the widget stands no longer, the same is asked of the page, and nothing is left in it.
  expect(await call(page, 'destroy')).toBe(true);
  expect(await call(page, 'start', { accent: 'transparent' })).toContain(unseen);
  await expect(page.locator('holdline-chat, html > :not(head, body)')).toHaveCount(0);
  expect(await call(page, 'setLook', { accent: '' })).toContain("holdline('start') brings it back");
  expect(await call(page, 'start', { accent: 'var(--brand)' })).toBe(true);
  await shop.openChat();
  await context.close();
});

test('WID12 D13: who wants no movement sees none: not of the panel, an invitation, the button, nor of who is typing', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  const help = { id: 'help-1', name: 'Help', on: true, words: { en: 'May I help?' }, every: 'visit' } as const;
  await setSite(server, { invitations: { from: '', list: [{ ...help, rules: { match: 'all', conditions: [] } }] } });
  const desk = await newDesk();
  const { page, shop, context } = await visit({ browser, host, server }, '/', { reducedMotion: 'no-preference' });
  /** What moves there of this, by its style; with the wish for none, and without it. */
  const movesOf = async (selector: string) => {
    const moves = () =>
      page
        .locator(`holdline-chat ${selector}`)
        .first()
        .evaluate((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return [animationName, transitionDuration].filter((value) => !['none', '0s'].includes(value)).join(' ');
        });
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const usual = await moves();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    return [usual, await moves()];
  };
  await expect(bubbleOf(page)).toBeVisible();
  expect(await movesOf('.invited')).toEqual(['invite', '']);
  expect(await movesOf('.launcher')).toEqual(['0.2s', '']);
  await shop.launcher.evaluate((button) => (button.ariaBusy = 'true'));
  expect(await movesOf('.launcher svg')).toEqual(['wait', '']);
  await shop.launcher.evaluate((button) => (button.ariaBusy = null));

  await shop.openChat();
  expect(await movesOf('.panel')).toEqual(['arrive', '']);
  expect(await movesOf('.launcher svg')).toEqual(['0.2s', '']);
  await shop.say('Is it blue?');
  await desk.open('New', 'Is it blue?');
  await desk.take();
  await desk.message.pressSequentially('Yes, it');
  await expect(shop.panel.getByText(/ is typing/)).toBeVisible();
  expect(await movesOf('.dots i')).toEqual(['breathe', '']);
  await context.close();
});
