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
