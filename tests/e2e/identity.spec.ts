import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signIdentity } from '#sync-server/testing/sign-identity.ts';
import { signIn } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { askOwner, newSecret } from './fixtures/ask-owner.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isAtHand, plugIn, unplug } from './fixtures/network.ts';
import { expect, newTab, test } from './fixtures/test.ts';
import { ShopPage } from './fixtures/shop-page.ts';

/** The shop's pages say that they are this site. */
const SITE = 'demo';
const SHOP = `/demo/?site=${SITE}`;

const addSite = (server: ServerProcess): Promise<unknown> =>
  askOwner(server, 'POST', '/api/sites', { id: SITE, name: 'The shop' });

const signed = (secret: string, person: string, name: string, more: object = {}): string =>
  signIdentity(secret, { sub: person, aud: SITE, exp: Date.now() / 1_000 + 300, name, ...more });
/** A call as the page makes it. */
const call = (page: Page, name: string, ...given: unknown[]): Promise<unknown> =>
  page.evaluate(
    ([verb, args]) =>
      (globalThis as unknown as { holdline: (...all: unknown[]) => Promise<unknown> }).holdline(verb, ...args),
    [name, given] as const,
  );
const identify = (page: Page, token: string) => call(page, 'identify', { token });

/** All words that this browser keeps of the site, in storage and databases. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const words: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(name));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        words.push(name, rows);
      }
      database.close();
    }
    return JSON.stringify(words);
  });

test('E8 IDENT1 IDENT4 IDENT6 IDENT7 ATTR1 ATTR2: a person whom the site has signed is verified for operators, and has one conversation on two devices, one of which was without a network', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  await addSite(server);
  const desk = await newDesk();
  await desk.page.goto(`${server.origin}/settings/sites/${SITE}/identity`);
  await desk.page.getByRole('button', { name: 'Make a secret' }).click();
  await desk.page.getByRole('button', { name: 'Show' }).click();
  const secret = await desk.page.getByText(/^hs_/).innerText();
  await desk.page.getByLabel('Mark what is not verified').check();
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.page.getByText('Saved', { exact: true })).toBeVisible();
  await expectAccessible(desk.page, 'who visitors are');
  await desk.page.goto(server.origin);

  const laptop = await newShop({ path: SHOP });
  await laptop.say('From the laptop.');
  await expect(laptop.mark('From the laptop', 'Sent').or(laptop.mark('From the laptop', 'Delivered'))).toBeVisible();
  await desk.open('New', 'From the laptop');
  const top = desk.page.getByRole('main').locator('header').first();
  await expect(top.getByText('Not verified', { exact: true })).toBeVisible();
  await expect(desk.page.getByText('Verified', { exact: true })).toHaveCount(0);
  await call(laptop.page, 'setAttributes', { plan: 'Free', seats: 12, اللغة: 'العربية' });
  const site = desk.page.getByRole('region', { name: 'From the site' });
  await expect(site).toContainText('Said by the page, not verified');
  await expect(site.getByRole('definition')).toHaveText(['Free', '12', 'العربية']);
  await identify(laptop.page, signed(secret, '7', 'Ann Verified', { attributes: { plan: 'Pro' } }));
  await expect(site.getByRole('definition')).toHaveText([/^Pro\s*Verified by the site$/, '12', 'العربية']);
  await call(laptop.page, 'setAttributes', { seats: null, اللغة: null });
  await expect(site.getByRole('definition')).toHaveCount(1);
  await expect(site).not.toContainText('Said by the page');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Ann Verified');
  await expect(top.getByText('Verified', { exact: true })).toBeVisible();
  await expect(desk.page.getByText('Not verified', { exact: true })).toHaveCount(0);
  await laptop.say('It is me.');
  await desk.take();
  await desk.say('Hello Ann.');
  await expect(laptop.line('Hello Ann')).toBeVisible();

  // Its phone says something in a tunnel, before anybody knows whose it is.
  const phone = await newShop({ origin: line.origin, path: SHOP });
  await phone.page.waitForLoadState('networkidle');
  await unplug(phone.page.context(), line);
  await phone.say('From the phone.');
  const known = identify(phone.page, signed(secret, '7', 'Ann Verified'));
  await plugIn(phone.page.context(), line);
  expect(await known).toBe(true);
  await expect(phone.mark('From the phone', 'Sent').or(phone.mark('From the phone', 'Delivered'))).toBeVisible();
  await expect(laptop.line('From the phone')).toBeVisible();
  await laptop.say('And from the laptop again.');
  await expect(phone.line('And from the laptop again')).toBeVisible();
  await expect(phone.bubbles).toHaveCount(2);
  // Both are hers: the older one comes back when something is said in it.
  await desk.say('One thing more.');
  for (const device of [phone, laptop]) await expect(device.line('One thing more')).toBeVisible();
  await expect(phone.line('From the laptop')).toBeVisible();
});

test('IDENT9: the page hears what became of its token; a function is asked for another one where it has ended, and when the device was signed out elsewhere the talk goes on', async ({
  server,
  newShop,
}) => {
  await addSite(server);
  const secret = await newSecret(server, SITE);
  const shop = await newShop({ path: SHOP });
  await shop.say('Before anybody knows me.');
  await expect(shop.mark('Before anybody', 'Sent')).toBeVisible();
  const wrong = identify(shop.page, signed('hs_somebody-else', '7', 'Ann'));
  await expect(wrong).rejects.toThrow("holdline('identify'): the token was refused (bad-token).");

  const over = signed(secret, '7', 'Ann', { exp: Date.now() / 1_000 - 600 });
  const asked: string[] = [];
  await shop.page.exposeFunction('nextToken', () => {
    asked.push(asked.length === 0 ? over : signed(secret, '7', 'Ann', { jti: String(asked.length) }));
    return asked.at(-1);
  });
  expect(await shop.page.evaluate(`holdline('identify', { token: () => nextToken() })`)).toBe(true);
  expect(asked).toHaveLength(2);

  const lines: string[] = [];
  shop.page.on('console', (message) => lines.push(message.text()));
  await shop.message.fill('half a thought');
  const token = await shop.page.evaluate(
    (key) => (JSON.parse(localStorage.getItem(key) ?? '{}') as { readonly token: string }).token,
    `holdline:${SITE}`,
  );
  await fetch(`${server.origin}/api/sign-out`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  await expect.poll(() => lines.join()).toContain('this device was signed out elsewhere; its visitor is told anew.');
  await expect(shop.line('Before anybody knows me')).toBeVisible();
  await expect(shop.message).toHaveValue('half a thought');
  await expect(shop.panel).not.toContainText('Reload the page');
  await shop.say('And after it.');
  await expect(shop.mark('And after it', 'Sent')).toBeVisible();
});

test('IDENT9 WID3: words of a device that was signed out elsewhere stand in the field of a later page, also where nobody opens the chat on this one', async ({
  server,
  newShop,
}) => {
  await addSite(server);
  const secret = await newSecret(server, SITE);
  const shop = await newShop({ path: SHOP });
  await shop.say('Before it.');
  await expect(shop.mark('Before it', 'Sent')).toBeVisible();
  expect(await identify(shop.page, signed(secret, '7', 'Ann'))).toBe(true);
  await shop.message.fill('half a thought');
  await shop.page.getByRole('button', { name: 'Close chat' }).click();
  // As an earlier version kept it: nobody knows who was signed, and this page tells nobody.
  const token = await shop.page.evaluate((key) => {
    const record = JSON.parse(localStorage.getItem(key) ?? '{}') as { readonly token: string };
    localStorage.setItem(key, JSON.stringify({ ...record, identified: '' }));
    return record.token;
  }, `holdline:${SITE}`);
  const lines: string[] = [];
  shop.page.on('console', (message) => lines.push(message.text()));
  await shop.page.reload();
  await fetch(`${server.origin}/api/sign-out`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  await expect.poll(() => lines.join()).toContain('the chat goes on as of a new visitor');
  await expect.poll(() => kept(shop.page)).not.toContain(token);
  await expect.poll(() => kept(shop.page)).toContain('half a thought');
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.message).toHaveValue('half a thought');
});

test('IDENT8 API9 FILE12 WID3: whoever signs out leaves nothing on the device, in any tab; what could not be sent waits apart, and leaves with the line; files are gone, and the page is told which', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  await addSite(server);
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin, path: SHOP });
  await shop.say('My first secret.');
  await expect(shop.mark('My first secret', 'Sent').or(shop.mark('My first secret', 'Delivered'))).toBeVisible();
  await shop.message.fill('half a secret');
  const tab = new ShopPage(await newTab(shop.page));
  await tab.visit(line.origin, SHOP);
  await tab.openChat();
  await expect(tab.line('My first secret')).toBeVisible();
  // The draft is one in both tabs, also while it is written and when it was sent.
  await expect(tab.message).toHaveValue('half a secret');
  await shop.message.fill('another half a secret');
  await expect(tab.message).toHaveValue('another half a secret');

  await isAtHand(shop);
  await unplug(shop.page.context(), line);
  const plan = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('a secret plan') };
  await shop.panel.getByLabel('Attach files').setInputFiles(plan);
  await expect(shop.panel.getByRole('listitem')).toContainText('plan.txt');
  await shop.say('My second secret.');
  await expect(tab.message).toHaveValue('');
  await expect(shop.line('plan.txt')).toContainText('Waits for the connection');
  await shop.panel.getByLabel('Attach files').setInputFiles({ ...plan, name: 'chosen.txt' });
  await expect(shop.panel.getByRole('listitem')).toContainText('chosen.txt');
  await shop.page.evaluate(`
    holdline('on', 'unsent', (unsent) => { document.title = JSON.stringify(unsent); }).then(() => undefined)`);
  expect(await call(shop.page, 'shutdown')).toBe(false);
  await expect(shop.page).toHaveTitle('{"messages":1,"files":["plan.txt","chosen.txt"]}');
  expect(await shop.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(
    expect.not.arrayContaining([expect.stringContaining('holdline-files-')]),
  );
  for (const page of [shop, tab]) await expect(page.page.getByText('secret')).toHaveCount(0);
  expect(await kept(shop.page)).not.toMatch(/first secret|half a secret/);
  await shop.openChat();
  await expect(shop.panel.getByText(/^1 message of whoever signed out here/)).toBeVisible();
  await expectAccessible(shop.page, 'what waits of somebody who signed out');
  await expect(shop.message).toHaveValue('');

  // Whoever comes next signs out in the same tunnel: of both of them it waits.
  await shop.say('Tim writes too.');
  await expect(shop.line('Tim writes too')).toBeVisible();
  expect(await call(shop.page, 'shutdown')).toBe(false);
  await shop.openChat();
  await expect(shop.panel.getByText(/^2 messages of whoever signed out here/)).toBeVisible();
  await expect(shop.bubbles).toHaveCount(0);
  await shop.page.getByRole('button', { name: 'Close chat' }).click();

  // Nobody opens the chat: it leaves by itself.
  await plugIn(shop.page.context(), line);
  await desk.open('New', 'Tim writes too');
  await expect(desk.bubbles).toHaveText(['Tim writes too.']);
  await desk.open('New', 'My second secret');
  await expect(desk.bubbles).toHaveText(['My first secret.', 'My second secret.']);
  await expect.poll(() => kept(shop.page)).not.toContain('secret');
  await shop.openChat();
  await expect(shop.panel.getByText(/whoever signed out/)).toHaveCount(0);
  await shop.say('I am somebody else.');
  await desk.open('New', 'somebody else');
  await expect(desk.bubbles).toHaveText(['I am somebody else.']);
});

test('IDENT8 API9 WID7: a chat that only stands open hears of a sign-out in another tab: what was typed into its form goes, its button tells of nobody, and what comes next is sent', async ({
  browser,
  server,
  newDesk,
}) => {
  await addSite(server);
  const desk = await newDesk();
  const { token } = await signIn(server);
  const asked = {
    ...{ name: 'optional', email: 'off', phone: 'off', questions: [], intro: {}, departments: [] },
    ...{ needsDepartment: false, place: true },
  };
  const changed = await fetch(`${server.origin}/api/sites/${SITE}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ settings: { form: asked } }),
  });
  expect(changed.status, await changed.text()).toBe(200);
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const shop = new ShopPage(page);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await shop.visit(server.origin, SHOP);
  await shop.launcher.click();
  const name = shop.panel.getByRole('textbox', { name: 'Name' });
  await name.fill('Ann the first');
  // The first letter, be it of a name, fetches what may be needed in a tunnel.
  await expect.poll(() => fetched.filter((address) => /at-hand/.test(address)).length).toBeGreaterThan(0);
  const tab = new ShopPage(await newTab(page));
  await tab.visit(server.origin, SHOP);
  await tab.launcher.click();
  await expect(tab.panel.getByRole('textbox', { name: 'Name' })).toHaveValue('Ann the first');

  expect(await call(page, 'shutdown')).toBe(true);
  await expect(tab.panel).toHaveCount(0);
  expect(await kept(page)).not.toContain('Ann the first');
  await tab.launcher.click();
  await expect(tab.panel.getByRole('textbox', { name: 'Name' })).toHaveValue('');
  await tab.panel.getByRole('textbox', { name: 'Your question' }).fill('I am somebody else.');
  await tab.panel.getByRole('button', { name: 'Start the chat' }).click();
  await desk.open('New', 'somebody else');
  // A button for each widget, and one sign of each kind on it.
  await desk.take();
  await tab.page.getByRole('button', { name: 'Close chat' }).click();
  await desk.say('Hello, somebody.');
  await expect(tab.page.getByRole('button', { name: 'Chat with us, 1 unread message' })).toBeVisible();
  await expectAccessible(tab.page, 'the button with an answer that is not read');
  expect(await call(tab.page, 'shutdown')).toBe(true);
  await expect(tab.page.getByRole('button', { name: 'Chat with us', exact: true })).toBeVisible();
  await context.close();
});

test('PRIV1 PRIV2 PRIV6 WID3: a visitor downloads all that is kept of them, is told after five times, and has it deleted; the desk sees that it is gone', async ({
  server,
  newDesk,
  newShop,
}) => {
  await addSite(server);
  const desk = await newDesk();
  const shop = await newShop({ path: SHOP });
  await call(shop.page, 'setAttributes', { plan: 'pro' });
  await shop.say('Do not <b>keep</b> this.');
  await desk.open('New', 'keep');
  await desk.take();
  await desk.say('We shall not.');
  await expect(shop.line('We shall not')).toBeVisible();
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await shop.panel.getByRole('menuitem', { name: 'Your data' }).click();
  for (const [button, has] of [
    ['Download to read', 'Do not &lt;b&gt;keep&lt;/b&gt; this.'],
    ['Download as data', 'Do not <b>keep</b> this.'],
  ] as const) {
    const [download] = await Promise.all([
      shop.page.waitForEvent('download'),
      shop.panel.getByRole('button', { name: button }).click(),
    ]);
    const words = await readFile(await download.path(), 'utf8');
    expect(words).toContain(has);
    expect(words).toContain('We shall not.');
  }
  const again = shop.panel.getByRole('button', { name: 'Download as data' });
  for (let copy = 3; copy <= 5; copy += 1) await Promise.all([shop.page.waitForEvent('download'), again.click()]);
  await again.click();
  await expect(shop.panel.getByText('You have taken several copies today. Try again tomorrow.')).toBeVisible();
  await expectAccessible(shop.page, 'your data');
  await shop.panel.getByRole('button', { name: 'Delete everything…' }).click();
  await expect(shop.panel.getByRole('button', { name: 'Yes, delete everything for good' })).toBeVisible();
  await expectAccessible(shop.page, 'before everything is deleted');
  await shop.panel.getByRole('button', { name: 'Yes, delete everything for good' }).click();
  await expect(shop.panel.getByText('Everything that was kept of you is deleted.')).toBeVisible();
  await expect(desk.page.getByText(/erased|deleted/i).first()).toBeVisible();
  await shop.panel.getByRole('button', { name: 'Back to the chat' }).click();
  await expect(shop.bubbles).toHaveCount(0);
  // Of who writes again the page says what it says to the next card as well.
  await shop.say('Here again.');
  await desk.open('New', 'Here again');
  await expect(desk.page.getByRole('region', { name: 'From the site' }).getByRole('definition')).toHaveText('pro');
});
