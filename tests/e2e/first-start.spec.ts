import type { Browser, BrowserContext, Page } from '@playwright/test';
import { OWNER, startServer, type ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { DeskPage } from './fixtures/desk-page.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { expect, test as base } from './fixtures/test.ts';

const NINA = { name: 'Nina', email: 'nina@holdline.test', password: 'a new beginning' };
const BOB = { name: 'Bob', email: 'bob@holdline.test', password: 'hand over hand' };
const EVE = { name: 'Eve', email: 'eve@holdline.test', password: 'eyes wide open' };

/** A house that nobody has moved into yet, and browsers for those who will. */
const test = base.extend<{ fresh: ServerProcess; newPage: () => Promise<Page> }>({
  fresh: async ({ browserName: _browser }, use) => {
    const server = await startServer({ HOLDLINE_OWNER_EMAIL: undefined, HOLDLINE_OWNER_PASSWORD: undefined });
    await use(server);
    await server.dispose();
  },
  newPage: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await contextOn(browser);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

const contextOn = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Warsaw', reducedMotion: 'reduce' });

/** The links of the one line that the start prints. */
async function printed(server: ServerProcess): Promise<{ readonly setup: string; readonly demo: string }> {
  await until('the line of the start was printed', () => server.output().includes('Holdline is at'));
  const setup = /http:\S+\/setup\S+/.exec(server.output())?.[0];
  const demo = /http:\S+\/demo\b/.exec(server.output())?.[0];
  if (setup === undefined || demo === undefined) throw new Error(`no links in: ${server.output()}`);
  return { setup, demo };
}

async function setUp(page: Page, link: string): Promise<DeskPage> {
  const desk = new DeskPage(page);
  await page.goto(link);
  await page.getByLabel('Your name').fill(NINA.name);
  await page.getByLabel('E-mail').fill(NINA.email);
  await page.getByLabel('Password').fill(NINA.password);
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await desk.synced();
  return desk;
}

async function addPerson(page: Page, person: typeof BOB, role: string): Promise<void> {
  await page.getByText('Add a person').click();
  const form = page.getByRole('group').filter({ hasText: 'Add a person' });
  await form.getByLabel('Name').fill(person.name);
  await form.getByLabel('E-mail').fill(person.email);
  await form.getByLabel('Role').selectOption({ label: role });
  await form.getByLabel('First password').fill(person.password);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`${person.name} can sign in now.`)).toBeVisible();
}

test('RUN4 SITE12: from the printed line a new person makes the workspace, adds a colleague, and the first chat is answered', async ({
  fresh,
  newPage,
}) => {
  const { setup, demo } = await printed(fresh);
  const desk = await setUp(await newPage(), setup);
  await expect(desk.page).toHaveURL(`${fresh.origin}/`);
  await expect(desk.page.getByText('Nothing on your desk')).toBeVisible();
  const steps = desk.page.getByRole('navigation', { name: 'First steps' });
  await expect(steps.getByRole('link', { name: 'Try it in the demo shop' })).toHaveAttribute('href', '/demo');
  await steps.getByRole('link', { name: 'Put the chat on your site' }).click();
  await expect(desk.page.getByRole('region', { name: 'Snippet', exact: true }).last()).toContainText('/widget.js"');
  await desk.page.goBack();

  await desk.page.getByRole('link', { name: 'Settings' }).click();
  await addPerson(desk.page, BOB, 'Operator');
  const people = desk.page.getByRole('list', { name: 'People' });
  await expect(people.getByRole('listitem').filter({ hasText: BOB.email })).toContainText('Operator');
  await expect(people.getByRole('listitem').filter({ hasText: NINA.email })).toContainText('Owner');

  const shop = new ShopPage(await newPage());
  await shop.page.goto(demo);
  await shop.openChat();
  await shop.say('Do you ship to Spain?');

  const colleague = new DeskPage(await newPage());
  await colleague.signIn(fresh.origin, BOB);
  await colleague.open('New', 'ship to Spain');
  await colleague.take();
  await colleague.say('We do, in three days.');
  await expect(shop.line('in three days')).toBeVisible();
  await expect(shop.log).toContainText('Bob joined');
});

test('RUN4: the set-up link works once, and nothing else makes an owner', async ({ fresh, newPage }) => {
  const { setup } = await printed(fresh);
  const wrong = await newPage();
  await wrong.goto(`${fresh.origin}/setup`);
  await expect(wrong.getByText('Open the set-up link that the server printed when it started.')).toBeVisible();
  await expect(wrong.getByRole('button', { name: 'Create the workspace' })).toHaveCount(0);
  await wrong.goto('about:blank');
  await wrong.goto(`${fresh.origin}/setup#token=guessed-by-somebody-else`);
  await wrong.getByLabel('Your name').fill('Mallory');
  await wrong.getByLabel('E-mail').fill('mallory@holdline.test');
  await wrong.getByLabel('Password').fill('let me in please');
  await wrong.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(wrong.getByRole('alert')).toHaveText(
    'This link is not valid any more. Use the one that the server printed last.',
  );

  await setUp(await newPage(), setup);
  const again = await newPage();
  await again.goto(setup);
  await expect(again.getByText('This workspace has an owner already.')).toBeVisible();
  await expect(again.getByRole('button', { name: 'Create the workspace' })).toHaveCount(0);
  // The form that stood open all the while makes nobody either.
  await wrong.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(wrong.getByRole('alert')).toBeVisible();

  // A restart prints no further link.
  const before = fresh.output().length;
  await fresh.kill();
  await fresh.start();
  await until('the line of the second start was printed', () =>
    fresh.output().slice(before).includes('Holdline is at'),
  );
  expect(fresh.output().slice(before)).not.toContain('/setup');
});

test('E1 APP16: who is not signed in is asked to, and comes to where they wanted; a wrong password is said plainly and keeps what was typed', async ({
  server,
  newPage,
}) => {
  const page = await newPage();
  await page.goto(`${server.origin}/`);
  await expect(page).toHaveURL(`${server.origin}/sign-in`);
  await page.getByLabel('E-mail').fill('olga@holdline.test');
  await page.getByLabel('Password').fill('not the right one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('This e-mail and password do not fit.');
  await expect(page.getByLabel('E-mail')).toHaveValue('olga@holdline.test');

  const wanted = `${server.origin}/c/0190b1d0-0000-7000-8000-000000000000`;
  await page.goto(wanted);
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(wanted);
});

test('POL3: an observer sees everything and can only hand over', async ({ newDesk, newShop, addPerson: add }) => {
  await add({ ...EVE, role: 'observer' });
  const owner = await newDesk();
  const shop = await newShop();
  await shop.say('Where is my parcel?');
  await expect(owner.section('New')).toContainText('1');

  const observer = await newDesk({ who: EVE });
  await observer.open('New', 'Where is my parcel');
  const main = observer.page.getByRole('main');
  await expect(main.getByText('You observe. Reading and handing over are yours.')).toBeVisible();
  for (const name of ['Take', 'Take over', 'Close conversation', 'Send'])
    await expect(main.getByRole('button', { name, exact: true })).toHaveCount(0);
  await expect(observer.message).toHaveCount(0);
  await observer.line('Where is my parcel').hover();
  await observer.line('Where is my parcel').getByRole('button', { name: 'Message actions' }).click();
  await expect(observer.page.getByRole('menuitem')).toHaveText(['Copy text']);
  await observer.page.keyboard.press('Escape');

  await main.getByRole('button', { name: 'Hand over' }).click();
  await observer.page.getByRole('dialog', { name: 'Hand over to' }).getByRole('button', { name: /olga/ }).click();
  await expect(owner.section('Mine')).toContainText('1');
  await expect(observer.section('Others’')).toContainText('1');

  await observer.page.getByRole('link', { name: 'Settings' }).click();
  await expect(observer.page.getByRole('list', { name: 'People' })).toContainText('olga');
  await expect(observer.page.getByText('Add a person')).toHaveCount(0);
});

test('APP10 E1: signing out leaves nothing behind, and asks before it forgets what waits', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('Can I pay by card?');
  await desk.open('New', 'pay by card');
  line.reset();
  line.refuse(true);
  await expect(desk.truth).toHaveText(/Offline since/);
  await desk.say('You can.');
  await expect(desk.truth).toHaveText(/1 reply waiting/);

  await desk.page.getByRole('link', { name: 'Settings' }).click();
  const signOut = desk.page.getByRole('button', { name: 'Sign out', exact: true });
  const dialog = desk.page.getByRole('dialog', { name: 'Sign out' });
  await signOut.click();
  await expect(dialog).toContainText('not been sent yet');
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.truth).toHaveText(/1 reply waiting/);

  await signOut.click();
  await dialog.getByRole('button', { name: 'Sign out anyway' }).click();
  await expect(desk.page).toHaveURL(/\/sign-in$/);
  expect(await remains(desk.page)).toEqual([]);

  line.refuse(false);
  await desk.signIn(line.origin);
  await desk.open('New', 'pay by card');
  await expect(desk.line('You can.')).toHaveCount(0);

  // Nothing waits now: nothing is asked.
  await desk.page.getByRole('link', { name: 'Settings' }).click();
  await signOut.click();
  await expect(desk.page).toHaveURL(/\/sign-in$/);
  await desk.page.goto(`${line.origin}/`);
  await expect(desk.page).toHaveURL(/\/sign-in$/);
  expect(await remains(desk.page)).toEqual([]);
});

/** The databases of this person, and what stands in the small storage of who it was. */
const remains = (page: Page): Promise<string[]> =>
  page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.includes('operator-')),
    ...Object.keys(localStorage).filter((key) => key.includes('profile') || key.includes('draft')),
  ]);

test('AUTH4 SESS5: a session that was ended elsewhere asks to sign in again, and what waits is still sent', async ({
  server,
  line,
  newDesk,
  newShop,
}) => {
  const phone = await newDesk({ origin: line.origin });
  const shop = await newShop();
  await shop.say('Do you repair kettles?');
  await phone.open('New', 'repair kettles');
  line.reset();
  line.refuse(true);
  await expect(phone.truth).toHaveText(/Offline since/);
  await phone.say('We repair every kettle we sold.');
  await expect(phone.truth).toHaveText(/1 reply waiting/);

  const desktop = await newDesk({ origin: server.origin });
  await desktop.page.getByRole('link', { name: 'Settings' }).click();
  const sessions = desktop.page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect(sessions.filter({ hasText: 'This device' })).toHaveCount(1);
  await sessions.getByRole('button', { name: 'End session' }).click();
  await expect(sessions.getByRole('button', { name: 'End session' })).toHaveCount(0);

  line.refuse(false);
  await expect(phone.truth).toHaveText('Signed out by the server. Sign in again; what waits is kept.', {
    timeout: 40_000,
  });
  await phone.page.reload();
  await expect(phone.line('every kettle we sold')).toBeVisible();
  await phone.page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
  await phone.page.getByLabel('Password').fill('correct horse battery');
  await phone.page.getByRole('button', { name: 'Sign in' }).click();
  await phone.synced();
  await expect(shop.line('every kettle we sold')).toBeVisible();
  await expect(shop.line('every kettle we sold')).toHaveCount(1);
});
