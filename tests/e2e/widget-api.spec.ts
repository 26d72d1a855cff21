import { call, expect, LISTEN, logOf, pageWith, snippet, test } from './fixtures/host.ts';
import { keptBy, NOTHING_KEPT } from './fixtures/kept-by.ts';

test('API2 API3 API4 WID4 WID6: the page opens and closes the chat, listens, says who the visitor is, is told its mistakes, and takes the widget away', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  // Of a call that was made before the loader came the promise is kept too.
  const early = `${LISTEN} window.early = holdline('state'); holdline('page', { url: 'https://shop.test/tea', title: 'Tea' });`;
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet(server.origin, { calls: early })) });
  await expect(shop.launcher).toBeVisible();
  const untouched = { isOpen: false, hasLauncher: true, unread: 0, conversation: 'none', language: 'en' };
  expect(await page.evaluate(() => (globalThis as unknown as { early: Promise<unknown> }).early)).toEqual(untouched);
  expect(await call(page, 'open')).toBe(true);
  await expect(shop.message).toBeFocused();
  expect(await call(page, 'toggle')).toBe(false);
  await expect(shop.panel).toHaveCount(0);
  expect(await call(page, 'identify', { name: 'Maria Nowak', email: 'maria@example.com', phone: 600100200 })).toBe(
    `TypeError: holdline('identify'): "phone" has to be text and is a number; the rest was taken.`,
  );
  expect(await call(page, 'sing')).toContain('there is no call "sing"; there are open, close');
  for (const name of ['toString', 'constructor'])
    expect(await call(page, name)).toContain(`there is no call "${name}"; there are open, close`);
  expect(await call(page, 'prefill', 'Do you know')).toBe(true);
  expect(await call(page, 'prefill', 'Do you know')).toBe(true);
  expect(await call(page, 'toggle')).toBe(true);
  await expect(shop.message).toHaveValue('Do you know');
  await shop.say('Do you know who I am?');
  expect(await call(page, 'page', { url: 'https://shop.test/checkout' })).toBe(true);
  expect(await call(page, 'send', 'The page says this for me.')).toBe(true);
  expect(await call(page, 'send', 'long '.repeat(2_000))).toContain('longer than a message may be');
  await expect(shop.line('The page says this for me.')).toBeVisible();

  await desk.open('New', 'says this for me');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Maria Nowak');
  const card = desk.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByRole('textbox', { name: 'E-mail' })).toHaveValue('maria@example.com');
  await expect(desk.line('says this for me').getByRole('link')).toHaveAttribute('href', 'https://shop.test/checkout');
  await desk.take();
  await call(page, 'close');
  await desk.say('Hello, Maria.');
  await expect(page.getByRole('button', { name: 'Chat with us, 1 unread message' })).toBeVisible();
  await expect.poll(() => logOf(page)).toContain('message operator Hello, Maria.');
  expect(await call(page, 'unread')).toBe(1);
  expect(await call(page, 'state')).toEqual({ ...untouched, unread: 1, conversation: 'active' });
  const log = await logOf(page);
  expect(log).toEqual(
    expect.arrayContaining([
      ...['ready', 'open', 'close', 'message visitor Do you know who I am?'],
      ...['state {"state":"waiting"}', 'state {"state":"active"}', 'unread {"count":1}'],
    ]),
  );

  // Who has stopped listening hears nothing more.
  await page.evaluate(async () => {
    const { holdline, log: told } = globalThis as unknown as {
      holdline: (...all: unknown[]) => Promise<() => void>;
      log: string[];
    };
    const listener = (): void => void told.push('must not be heard');
    await holdline('on', 'open', listener);
    await holdline('off', 'open', listener);
    (await holdline('on', 'open', listener))();
    await holdline('once', 'open', () => void told.push('only once'));
  });
  await call(page, 'open');
  await expect(shop.line('Hello, Maria.')).toBeVisible();
  await call(page, 'close');
  await call(page, 'open');
  const heard = await logOf(page);
  expect(heard).not.toContain('must not be heard');
  expect(heard.filter((line) => line === 'only once')).toHaveLength(1);

  // The look and the language at run time; what is open and half written stays.
  const colour = () => shop.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(await call(page, 'setLook', { accent: '#0a7d55', side: 'start', scheme: 'dark' })).toBe(true);
  expect(await colour()).toBe('rgb(10, 125, 85)');
  expect((await shop.launcher.boundingBox())?.x).toBeLessThan(100);
  expect(await call(page, 'setLook', { accent: 7 })).toContain(`"accent" has to be text and is a number`);
  await shop.message.fill('half a thou');
  expect(await call(page, 'setLanguage', 'pl')).toBe(true);
  const polish = page.getByRole('dialog', { name: 'Czat' });
  await expect(polish.getByRole('textbox')).toHaveValue('half a thou');
  await expect(polish.getByRole('article').filter({ hasText: 'Hello, Maria.' })).toBeVisible();
  await call(page, 'setLanguage', 'en');
  await expect(shop.line('Hello, Maria.')).toBeVisible();
  expect(await colour()).toBe('rgb(10, 125, 85)');
  await call(page, 'close');
  expect(await call(page, 'hide')).toBe(true);
  await expect(shop.launcher).toBeHidden();
  expect(await call(page, 'show')).toBe(true);
  await expect(shop.launcher).toBeVisible();

  // Away, and again.
  expect(await call(page, 'destroy')).toBe(true);
  await expect(page.locator('holdline-chat')).toHaveCount(0);
  expect(await call(page, 'open')).toContain("holdline('start') brings it back");
  await expect(page.locator('holdline-chat')).toHaveCount(0);
  const before = (await logOf(page)).length;
  expect(await call(page, 'start', { language: 'ru' })).toBe(true);
  await call(page, 'open');
  await expect(page.getByRole('dialog').getByText('Hello, Maria.')).toBeVisible();
  // Listeners end with the widget that they listened to.
  expect((await logOf(page)).length).toBe(before);
  expect(await faults()).toEqual([]);
});

test('API5 WID1: before intent, calls that only tell make no request; the rare ones fetch their own files and keep nothing', async ({
  server,
  visitHost,
}) => {
  const calls = `${LISTEN}
    holdline('identify', { name: 'Robin Reed' });
    holdline('page', { title: 'Tea' });
    holdline('once', 'message', () => undefined);
    holdline('close');`;
  const { page, requests, faults } = await visitHost({ html: pageWith(snippet(server.origin, { calls })) });
  await expect.poll(() => logOf(page)).toEqual(['ready']);
  await page.waitForLoadState('networkidle');
  expect(requests()).toEqual([`${server.origin}/widget.js`]);
  await call(page, 'version');
  await call(page, 'setLook', { accent: '#0a7d55' });
  expect(requests().slice(1)).toEqual([
    expect.stringMatching(/\/widget\/rest-[\w-]+\.js$/),
    expect.stringMatching(/\/widget\/forget-[\w-]+\.js$/),
  ]);
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);
  expect(await faults()).toEqual([]);
});

test('API9: after shutdown nothing of the visitor is left on the device, and whoever comes next is a stranger', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet(server.origin, { calls: LISTEN })) });
  await call(page, 'identify', { name: 'Maria Nowak' });
  await shop.openChat();
  await shop.say('My secret order is late');
  await expect(shop.mark('secret order', 'Sent')).toBeVisible();
  await shop.message.fill('half a secret');
  await call(page, 'hide');
  expect(await call(page, 'shutdown')).toBe(true);
  // What the page had done with the button stays as it is.
  await expect(shop.launcher).toBeHidden();
  await call(page, 'show');
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => localStorage.getItem(key)),
    ...Object.keys(sessionStorage).map((key) => sessionStorage.getItem(key)),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  expect(kept.filter((each) => each !== '')).toEqual([]);
  expect(await logOf(page)).toContain('state {"state":"none"}');

  // Calls behind it are of the next one.
  await call(page, 'identify', { name: 'Robin Reed' });
  await shop.openChat();
  await expect(shop.message).toHaveValue('');
  await expect(shop.log.getByRole('article')).toHaveCount(0);
  await shop.say('I am somebody else');
  await desk.open('New', 'somebody else');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Robin Reed');
  expect(await faults()).toEqual([]);
});
