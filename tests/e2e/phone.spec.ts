import type { CDPSession, Locator, Page } from '@playwright/test';
import { DeskPage } from './fixtures/desk-page.ts';
import { setSite } from './fixtures/live-visit.ts';
import { isKept, leverOf, plugIn, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

const PHONE = { width: 390, height: 844 };
test.use({
  viewport: PHONE,
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
  locale: 'en-GB',
  timezoneId: 'Europe/Warsaw',
  contextOptions: { reducedMotion: 'reduce' },
});

const FINGER = 44;

/** Whatever can be tapped is as large as a finger needs it; links within sentences are as large as their words. */
async function expectTappable(page: Page): Promise<void> {
  const small = await page.evaluate((least) => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot !== null) look(element.shadowRoot);
        if (!element.matches('button, a[href], input, select, textarea, summary, [role="tab"]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if (element.matches('a[href]') && getComputedStyle(element).display === 'inline') continue;
        // A box within its label is ticked by a tap on the label.
        const target = element.matches('[type="checkbox"], [type="radio"]') ? element.closest('label') : null;
        const { width, height } = (target ?? element).getBoundingClientRect();
        if (width === 0 || (width >= least - 0.5 && height >= least - 0.5)) continue;
        const name = element.getAttribute('aria-label') ?? element.innerText;
        found.push(`${element.tagName} ${name}: ${width.toFixed(0)} × ${height.toFixed(0)}`);
      }
    };
    look(document);
    return found;
  }, FINGER);
  expect.soft(small).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)).toBeLessThanOrEqual(PHONE.width);
}

async function expectOnScreen(locator: Locator): Promise<void> {
  const box = await locator.boundingBox();
  expect(box).not.toBeNull();
  if (box === null) return;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(PHONE.height);
}

test('APP12 B22: on a phone the list and the conversation are screens of their own, and everything is in reach of a thumb', async ({
  page,
  server,
}) => {
  const long = `https://holdline.test/${'a-very-long-address-'.repeat(12)}`;
  const questions = Array.from({ length: 15 }, (_, at) =>
    at === 7 ? long : `Question number ${String(at)}, which is long enough to need more than one line on a phone.`,
  );
  const conversation = await visitorSays(server, ...questions);
  const desk = new DeskPage(page);
  await page.goto(`${server.origin}/sign-in`);
  await expectTappable(page);
  await expectNoSidewaysScroll(page);
  await desk.signIn(server.origin);

  const row = page.getByRole('link').filter({ hasText: 'Question number 14' });
  await expect(row).toBeVisible();
  await expectOnScreen(row);
  await expectTappable(page);
  await expectNoSidewaysScroll(page);
  await row.tap();
  await expect(page).toHaveURL(new RegExp(`/c/${conversation}$`));
  await expect(row).toBeHidden();
  await expect(desk.line('Question number 14')).toBeInViewport();
  await expectOnScreen(desk.message);
  await expectNoSidewaysScroll(page);
  await expectTappable(page);

  await page.getByRole('button', { name: 'Take', exact: true }).tap();
  await desk.message.tap();
  await desk.message.fill('Answered with a thumb');
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await expectOnScreen(send);
  await send.tap();
  await expect(desk.line('Answered with a thumb')).toBeInViewport();
  await expectTappable(page);
  await desk.line('Answered with a thumb').getByRole('button', { name: 'Message actions' }).tap();
  await expectTappable(page);
  await page.getByRole('menuitem', { name: 'Edit' }).tap();
  await desk.message.fill('Answered with both thumbs');
  await page.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(desk.line('both thumbs')).toContainText('edited');

  await page.getByRole('button', { name: 'Details' }).tap();
  const card = page.getByRole('complementary', { name: 'Visitor' });
  await expectOnScreen(card.getByRole('textbox', { name: 'Name' }));
  await expectNoSidewaysScroll(page);
  await expectTappable(page);
  await card.getByRole('button', { name: 'Close' }).tap();

  await page.getByRole('button', { name: 'Hand over' }).tap();
  await expect(page.getByRole('dialog', { name: 'Hand over to' })).toBeVisible();
  await expectTappable(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();

  await page.getByRole('link', { name: 'Back' }).tap();
  await expect(page).toHaveURL(`${server.origin}/`);
  await expect(desk.log).toHaveCount(0);
  await desk.section('Mine').tap();
  const mine = page.getByRole('link').filter({ hasText: 'both thumbs' });
  await mine.tap();
  await expect(desk.log).toBeVisible();
  await page.goBack();
  await expect(mine).toBeVisible();
  await expect(desk.log).toHaveCount(0);

  await page.getByRole('link', { name: 'Settings' }).tap();
  await page.getByText('Add a person').tap();
  await expect(page.getByRole('button', { name: 'Add', exact: true })).toBeVisible();
  await expectTappable(page);
  await expectNoSidewaysScroll(page);
});

/** A finger goes from one place to another and is taken away. */
async function swipe(lever: CDPSession, row: Locator, by: number): Promise<void> {
  const box = await row.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  const y = box.y + box.height / 2;
  const x = box.x + box.width / 2 - by / 2;
  const points = (share: number) => [{ x: x + by * share, y: y + 2 * share }];
  await lever.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (const share of [0.1, 0.4, 0.7, 1])
    await lever.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(share) });
  await lever.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** As the system does it when another app shares something. */
async function share(
  page: Page,
  words: Readonly<Record<string, string>>,
  files: readonly { readonly name: string; readonly type: string; readonly text: string }[] = [],
): Promise<void> {
  await page.evaluate(
    ({ words, files }) => {
      const form = document.createElement('form');
      Object.assign(form, { method: 'POST', action: '/share', enctype: 'multipart/form-data' });
      for (const [name, value] of Object.entries(words)) {
        const field = document.createElement('textarea');
        Object.assign(field, { name, value });
        form.append(field);
      }
      const given = new DataTransfer();
      for (const { name, type, text } of files) given.items.add(new File([text], name, { type }));
      const field = document.createElement('input');
      Object.assign(field, { type: 'file', name: 'files', multiple: true, files: given.files });
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    { words, files },
  );
}

test('PHONE1 PHONE2 B22 B16: rows are swiped and it can be taken back, the palette has a button, and what another app shares goes into a reply', async ({
  page,
  server,
}) => {
  const conversation = await visitorSays(server, 'Do you have it in red?');
  const desk = new DeskPage(page);
  await desk.enter(server.origin);
  await isKept(page);
  const lever = await leverOf(page);
  await desk.section('New').tap();
  const row = page.getByRole('link').filter({ hasText: 'Do you have it in red?' });
  const note = page.getByRole('navigation').getByRole('status');
  await swipe(lever, row, 60);
  await swipe(lever, row, -200);
  await expect(note.filter({ hasText: 'You take' })).toHaveCount(0);
  await swipe(lever, row, 200);
  await expect(note.filter({ hasText: 'You take' })).toBeVisible();
  await expectTappable(page);
  // A browser takes no tap in the moments after a swipe.
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect(note.filter({ hasText: 'You take' })).toHaveCount(0);
  await expect(desk.section('New')).toHaveAccessibleName('New 1');
  await swipe(lever, row, 200);
  await expect(desk.section('Mine')).toHaveAccessibleName('Mine 1');
  expect(page.url()).not.toContain(conversation);

  await desk.section('Mine').click();
  await expect(row).toBeVisible();
  await swipe(lever, row, -200);
  await expect(note.filter({ hasText: 'is closed' })).toBeVisible();
  await expect(desk.section('Mine')).toHaveAccessibleName('Mine 0');
  await note.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.section('Mine')).toHaveAccessibleName('Mine 1');

  await page.getByRole('button', { name: 'Command palette' }).click();
  await expect(page.getByRole('combobox', { name: 'Command or conversation' })).toBeVisible();
  await page.keyboard.press('Escape');

  await share(page, { text: 'It comes in red too:', url: 'https://shop.test/red' });
  await expect(page.getByRole('heading', { name: 'Share into a conversation' })).toBeVisible();
  await expectAccessible(page, 'what another app shares');
  await expectTappable(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button').filter({ hasText: 'Do you have it in red?' }).tap();
  await expect(desk.message).toHaveValue('It comes in red too:\nhttps://shop.test/red');
  await page.goto(`${server.origin}/share`);
  await expect(page.getByText('Nothing was shared')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(0);
});

/** Conversations that this device has: it writes them a moment after they show. */
async function keptConversations(): Promise<readonly string[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  const opening = indexedDB.open(names.find((name) => name.startsWith('holdline-cache-')) ?? '');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(new Error('no cache'));
  });
  const keys = database.transaction('documents').objectStore('documents').getAllKeys();
  await new Promise((resolve) => (keys.onsuccess = resolve));
  database.close();
  return keys.result.map(String).filter((name) => /^conversation\/[^/]+$/.test(name));
}

test('PHONE2 FILE8 B22: files that were shared before anybody had signed in wait for it, and go without a line to whom one chooses', async ({
  page,
  server,
  line,
}) => {
  await visitorSays(server, 'Which teas do you have?');
  const desk = new DeskPage(page);
  await page.goto(`${line.origin}/sign-in`);
  await isKept(page);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const name = `teas of the ${'very '.repeat(30)}long winter.csv`;
  await share(page, { text: 'All of them:' }, [
    { name, type: 'text/csv', text: 'tea;12' },
    { name: 'note.txt', type: 'text/plain', text: 'kept' },
    { name: 'empty.txt', type: 'text/plain', text: '' },
  ]);
  await expect(page).toHaveURL(`${line.origin}/sign-in?to=%2Fshare`);
  await desk.signIn(line.origin);

  const files = page.getByRole('list', { name: 'Shared files' }).getByRole('listitem');
  await expect(files).toHaveCount(3);
  await expect(files.filter({ hasText: 'empty.txt' })).toContainText('There is nothing in it.');
  await files.getByRole('button', { name: 'Remove note.txt' }).tap();
  await expect(files).toHaveCount(2);
  // Whoever looks at the conversation first comes back to what was shared.
  await page.goto(`${line.origin}/`);
  await desk.open('New', 'Which teas do you have?');
  await expect.poll(() => page.evaluate(keptConversations)).toHaveLength(1);
  await page.goto(`${line.origin}/share`);
  await desk.synced();
  await unplug(page.context(), line);
  await expect(page.getByText('The files wait on this device')).toBeVisible();
  await page.reload();
  await expect(files).toHaveCount(2);
  const row = page.getByRole('button').filter({ hasText: 'Which teas do you have?' });
  await row.tap();
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  await expectTappable(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /^Send 1 file to/ }).tap();
  await expect(desk.message).toHaveValue('All of them:');
  const waiting = desk.log.locator('[data-file]');
  await expect(waiting).toContainText('Waits for the connection');
  await expect(waiting).toContainText(name);

  await plugIn(page.context(), line);
  await expect(desk.log.getByRole('article').filter({ hasText: name })).toBeVisible({ timeout: 20_000 });
  await expect(waiting).toHaveCount(0, { timeout: 20_000 });
  await page.goto(`${line.origin}/share`);
  await expect(page.getByText('Nothing was shared')).toBeVisible();
});

test('WID9 D10 D13: on a phone the widget is a sheet of the whole screen', async ({ page, server }) => {
  const shop = new ShopPage(page);
  await shop.visit(server.origin);
  await expectNoSidewaysScroll(page);
  await shop.launcher.tap();
  await expect(shop.message).toBeVisible();
  await expect(shop.panel).toBeInViewport({ ratio: 1 });
  expect(await shop.panel.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE });
  await expectOnScreen(shop.message);
  await shop.message.fill('Written on a phone');
  await shop.panel.getByRole('button', { name: 'Send' }).tap();
  await expect(shop.line('Written on a phone')).toBeVisible();
  // The clock of the visitor's own region, though the page says only that it is English.
  await expect(shop.line('Written on a phone').getByRole('time')).toHaveText(/^\d{2}:\d{2}$/);
  await expectNoSidewaysScroll(page);
  // One hand: a thumb hits every button, those of a message's menu too.
  await shop.line('Written on a phone').getByRole('button', { name: 'Message actions' }).tap();
  await expect(shop.panel.getByRole('button', { name: 'Delete' })).toBeVisible();
  const sizes = await shop.panel.getByRole('button').evaluateAll((buttons) =>
    buttons.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      return { name: button.getAttribute('aria-label'), width, height };
    }),
  );
  expect(sizes.filter(({ width, height }) => width < FINGER || height < FINGER)).toEqual([]);
  // Turned, with what an address bar leaves of it.
  const turned = { width: 667, height: 331 };
  await page.setViewportSize(turned);
  await expect.poll(() => shop.panel.boundingBox()).toEqual({ x: 0, y: 0, ...turned });
  await expect(shop.message).toBeInViewport({ ratio: 1 });
  await expect(shop.launcher).toBeHidden();
  await page.setViewportSize(PHONE);

  await shop.panel.getByRole('button', { name: 'Close chat' }).tap();
  await expect(shop.panel).toHaveCount(0);
  await page.getByRole('link', { name: 'Contact' }).tap();
  await expect(page).toHaveURL(/contact/);
  // On a small screen a panel never stands in the way of the next page.
  await expect(shop.launcher).toHaveAttribute('aria-expanded', 'false');
});

test('WID12 REQ2 RATE4 D5: where a phone’s keyboard leaves little room, the field that is written in stays in sight: of a request, of the question after a talk, of a view', async ({
  page,
  server,
  newDesk,
}) => {
  await setSite(server, { callback: { offer: 'always', pages: [] } });
  const shop = new ShopPage(page);
  await shop.visit(server.origin, '/demo/?site=default');
  await shop.launcher.tap();
  const underKeyboard = async (field: Locator): Promise<void> => {
    for (const [width, height] of [
      [320, 568],
      [667, 375],
    ] as const) {
      await page.setViewportSize({ width, height });
      await field.tap();
      await page.setViewportSize({ width, height: Math.floor(height / 2) });
      // Scrolling stops at whole pixels of the screen.
      await expect(field).toBeInViewport({ ratio: 0.99 });
      await expect(field).toBeFocused();
    }
    await page.setViewportSize(PHONE);
  };
  const request = shop.panel.getByRole('form', { name: 'Leave a request' });
  const strip = shop.panel.getByRole('button', { name: 'Ask for a call' });
  await expect(strip).toBeVisible();
  await underKeyboard(request.getByRole('textbox', { name: 'E-mail' }));
  await expect(strip).toBeVisible();
  await request.getByRole('textbox', { name: 'E-mail' }).fill('vera@example.com');
  await request.getByRole('textbox', { name: 'Your question' }).fill('Is it blue?');
  await request.getByRole('button', { name: 'Leave the request' }).tap();

  const desk = await newDesk();
  await desk.open('Requests', 'Is it blue?');
  await desk.take();
  await desk.say('It is.');
  await expect(shop.line('It is.')).toBeVisible();
  await desk.close();
  const card = shop.panel.getByRole('region', { name: 'How did we do?' });
  await card.getByRole('radio', { name: '5: Excellent' }).check();
  await underKeyboard(card.getByRole('textbox'));
  await expect(shop.message).toBeVisible();

  await shop.panel.getByRole('button', { name: 'Menu' }).tap();
  await shop.panel.getByRole('menuitem', { name: 'Ask for a call' }).tap();
  await underKeyboard(shop.panel.getByRole('textbox', { name: 'Your phone number' }));
});
