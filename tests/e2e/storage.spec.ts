import type { BrowserContext, Page } from '@playwright/test';
import { isAtHand, isKept, leverOf, plugIn, takeDown, unplug } from './fixtures/network.ts';
import { call } from './fixtures/host.ts';
import { expect, test } from './fixtures/test.ts';

/** A browser that lets a site have no IndexedDB, as some do in private windows or by policy. */
const refuse = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });

/** A browser that lets a site keep nothing at all: the very mention of a store throws. */
const refuseAll = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
  });

/** Whatever is thrown in the page is a fault of ours. */
function faultsOf(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  return faults;
}

const originOf = (page: Page): string => new URL(page.url()).origin;

/** The person clears the site's data under the open page. */
const wipe = async (page: Page): Promise<void> =>
  void (await (
    await leverOf(page)
  ).send('Storage.clearDataForOrigin', { origin: originOf(page), storageTypes: 'indexeddb' }));

/** A device with room for so many bytes of this origin. The browser keeps to it only if it is told before the first byte is written. */
const withRoomFor =
  (quotaSize: number, origin: string) =>
  async (context: BrowserContext): Promise<void> => {
    const lever = await leverOf(await context.newPage());
    await lever.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  };

/** Something else of the site takes what is left, to the last byte. */
const fill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const filler = await new Promise<IDBDatabase>((opened, failed) => {
      const request = indexedDB.open('filler', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true });
      request.onsuccess = () => opened(request.result);
      request.onerror = () => failed(new Error('no filler'));
    });
    const put = (bytes: number): Promise<boolean> =>
      new Promise((settled) => {
        const transaction = filler.transaction('rows', 'readwrite');
        const noise = crypto.getRandomValues(new Uint8Array(bytes));
        transaction.objectStore('rows').put(noise);
        transaction.oncomplete = () => settled(true);
        transaction.onabort = () => settled(false);
      });
    for (const bytes of [60_000, 2_000, 60]) while (await put(bytes));
    filler.close();
  });

const APP = {
  unavailable:
    'This browser does not let Holdline store anything. Messages leave only while this page is open and online.',
  wiped: 'This browser’s data was cleared. Messages that had not been sent from here may be gone',
  full: 'This device’s storage is full. New messages are not kept on it',
};
const WIDGET = {
  unavailable:
    'Your browser keeps nothing for this site. You can write, but the conversation will not survive leaving this page.',
  wiped: 'Data of this site was deleted from your browser. Messages that had not been sent yet may be lost.',
  full: 'Your device is full. New messages are sent, but they are not kept here until they arrive.',
};

test('OUT6: an operator whose browser refuses to store anything is told so, and works over the network', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin, prepare: refuse, hasWorker: true });
  const faults = faultsOf(desk.page);
  const warning = desk.page.getByRole('alert');
  await expect(warning).toContainText(APP.unavailable);
  const shop = await newShop();
  await shop.say('Are these real?');
  await desk.open('New', 'Are these real');
  await desk.take();
  await desk.say('As real as can be.');
  await expect(desk.mark('As real', 'Seen')).toBeVisible();

  await unplug(desk.page.context(), line);
  await expect(desk.truth).toHaveText(/^Offline since/);
  await desk.say('Touch them.');
  await expect(desk.line('Touch them.').getByRole('img', { name: 'Not kept on this device' })).toBeVisible();
  await expect(desk.mark('Touch them.', 'On this device')).toHaveCount(0);
  await plugIn(desk.page.context(), line);
  await expect(shop.line('Touch them.')).toHaveCount(1);
  await expect(desk.mark('Touch them.', 'Seen')).toBeVisible();
  await expect(warning).toContainText(APP.unavailable);
  await desk.page.reload();
  await expect(desk.bubbles).toHaveText(['Are these real?', 'As real as can be.', 'Touch them.']);
  expect(faults).toEqual([]);
});

for (const [what, prepare] of [
  ['refuses its databases', refuse],
  ['refuses all storage', refuseAll],
] as const) {
  test(`OUT6 WID2: a visitor whose browser ${what} is told so, and the messages go through`, async ({
    line,
    newDesk,
    newShop,
  }) => {
    const desk = await newDesk();
    const shop = await newShop({ origin: line.origin, prepare });
    const faults = faultsOf(shop.page);
    await shop.say('Incognito here');
    await expect(shop.panel).toContainText(WIDGET.unavailable);
    await desk.open('New', 'Incognito here');
    await desk.take();
    await desk.say('Welcome, whoever you are.');
    await expect(shop.line('Welcome, whoever')).toBeVisible();

    await unplug(shop.page.context(), line);
    await expect(shop.panel).toContainText('Offline');
    await shop.say('Still me');
    await expect(shop.panel).toContainText(WIDGET.unavailable);
    await expect(shop.panel).not.toContainText('kept on this device');
    await plugIn(shop.page.context(), line);
    const said = ['Incognito here', 'Welcome, whoever you are.', 'Still me'];
    await expect(desk.bubbles).toHaveText(said);
    await expect(shop.bubbles).toHaveText(said);
    await expect(shop.mark('Still me', 'Seen')).toBeVisible();
    expect(faults).toEqual([]);
  });
}

test('API7 API8 API9 OUT6: where a page may keep nothing, another language and a new start leave talk, draft and waiting words as they are, and a sign-out tells what it could not send', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin, prepare: refuseAll });
  const { page } = shop;
  const faults = faultsOf(page);
  await shop.say('Written without a net');
  await desk.open('New', 'Written without a net');
  await desk.take();
  await desk.say('And answered.');
  await expect(shop.line('And answered.')).toBeVisible();

  // Our server is away. What the browser has fetched once it has in its cache.
  for (const language of ['pl', 'en']) await call(page, 'setLanguage', language);
  await expect(shop.line('And answered.')).toBeVisible();
  takeDown(line);
  await shop.say('From the tunnel');
  await shop.message.fill('half a thought');
  for (const language of ['pl', 'en']) await call(page, 'setLanguage', language);
  await expect(shop.panel).toContainText('1 message waiting');
  await expect(shop.message).toHaveValue('half a thought');
  await call(page, 'destroy');
  await call(page, 'start');
  // Nobody opens the chat: it leaves all the same.
  await plugIn(page.context(), line);
  const said = ['Written without a net', 'And answered.', 'From the tunnel'];
  await expect(desk.bubbles).toHaveText(said);
  await shop.openChat();
  await expect(shop.bubbles).toHaveText(said);
  await expect(shop.message).toHaveValue('half a thought');
  await shop.message.fill('');

  await unplug(page.context(), line);
  await expect(shop.panel).toContainText('Offline');
  await shop.say('My last words');
  await page.evaluate(() => {
    const told = new Promise(
      (heard) =>
        void (globalThis as unknown as { holdline: (...all: unknown[]) => unknown }).holdline('once', 'unsent', heard),
    );
    Object.assign(globalThis, { told });
  });
  expect(await call(page, 'shutdown')).toBe(false);
  expect(await page.evaluate(() => (globalThis as unknown as { told: Promise<unknown> }).told)).toEqual({
    messages: 1,
    files: [],
  });
  await plugIn(page.context(), line);
  await expect(desk.bubbles).toHaveText([...said, 'My last words']);
  await shop.openChat();
  await expect(shop.message).toHaveValue('');
  await expect(shop.bubbles).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('OUT6: the browser’s data is cleared under an operator’s waiting replies: a plain warning, and what memory has still leaves', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const faults = faultsOf(desk.page);
  const shop = await newShop();
  await shop.say('What is the weight?');
  await desk.open('New', 'the weight');
  await desk.take();
  await expect(shop.log).toContainText('olga joined');
  await desk.synced();
  await isKept(desk.page);
  await unplug(desk.page.context(), line);
  await desk.say('Two kilos.');
  await expect(desk.truth).toHaveText(/ · 1 reply waiting$/);
  await expect(desk.page.getByRole('alert')).toHaveCount(0);

  await wipe(desk.page);
  await expect(desk.page.getByRole('alert')).toContainText(APP.wiped);
  await expect(desk.waits('Two kilos.')).toBeVisible();
  await desk.say('With the lid.');

  // What memory had was written down again: it survives the page.
  await desk.page.reload();
  await expect(desk.truth).toHaveText(/ · 2 replies waiting$/);
  await plugIn(desk.page.context(), line);
  await expect(shop.bubbles).toHaveText(['What is the weight?', 'Two kilos.', 'With the lid.']);
  await expect(desk.truth).toHaveText('Synced');
  await expect(desk.bubbles).toHaveText(['What is the weight?', 'Two kilos.', 'With the lid.']);
  expect(faults).toEqual([]);
});

test('OUT6: the browser’s data is cleared under a visitor’s waiting messages: a plain warning, and they still leave', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin });
  const faults = faultsOf(shop.page);
  await shop.say('Which glaze is it?');
  await desk.open('New', 'Which glaze');
  await isAtHand(shop);
  await unplug(shop.page.context(), line);
  await shop.say('The green one');
  await expect(shop.waits('The green one')).toBeVisible();

  await wipe(shop.page);
  await expect(shop.panel).toContainText(WIDGET.wiped);
  await shop.say('I mean the moss');
  await plugIn(shop.page.context(), line);
  const said = ['Which glaze is it?', 'The green one', 'I mean the moss'];
  await expect(desk.bubbles).toHaveText(said);
  await expect(shop.bubbles).toHaveText(said);
  await expect(shop.mark('the moss', 'Seen')).toBeVisible();
  expect(faults).toEqual([]);
});

test('OUT6: an operator’s device is full: nothing is called saved that is not, and it leaves when there is a line', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin, prepare: withRoomFor(8_000_000, line.origin) });
  const faults = faultsOf(desk.page);
  const shop = await newShop();
  await shop.say('How thick is it?');
  await desk.open('New', 'How thick');
  await desk.take();
  await expect(shop.log).toContainText('olga joined');
  await desk.synced();
  await unplug(desk.page.context(), line);
  await expect(desk.truth).toHaveText(/^Offline since/);
  await fill(desk.page);
  await desk.say('Four millimetres.');
  // The first time the cache gives its room back.
  await fill(desk.page);
  await desk.say('At the rim.');
  await expect(desk.page.getByRole('alert')).toContainText(APP.full);
  await expect(desk.line('At the rim.').getByRole('img', { name: 'Not kept on this device' })).toBeVisible();

  await plugIn(desk.page.context(), line);
  const said = ['How thick is it?', 'Four millimetres.', 'At the rim.'];
  await expect(shop.bubbles).toHaveText(said);
  await expect(desk.mark('At the rim.', 'Seen')).toBeVisible();
  await desk.say('Five at the foot.');
  await expect(shop.bubbles).toHaveText([...said, 'Five at the foot.']);
  await expect(desk.bubbles).toHaveText([...said, 'Five at the foot.']);
  expect(faults).toEqual([]);
});

test('OUT6: a visitor’s device is full: the plain warning, and the messages still arrive once', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin, prepare: withRoomFor(3_000_000, line.origin) });
  const faults = faultsOf(shop.page);
  await shop.say('My phone');
  await desk.open('New', 'My phone');
  await isAtHand(shop);
  await unplug(shop.page.context(), line);
  await expect(shop.panel).toContainText('Offline');
  await fill(shop.page);
  await shop.say('is full');
  await fill(shop.page);
  await shop.say('of photographs');
  await expect(shop.panel).toContainText(WIDGET.full);
  await expect(shop.panel).not.toContainText('is kept on this device');
  await plugIn(shop.page.context(), line);
  const said = ['My phone', 'is full', 'of photographs'];
  await expect(desk.bubbles).toHaveText(said);
  await expect(shop.bubbles).toHaveText(said);
  await expect(shop.mark('of photographs', 'Seen')).toBeVisible();
  expect(faults).toEqual([]);
});
