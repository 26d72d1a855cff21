import type { BrowserContext, Page } from '@playwright/test';
import { startMailServer, type MailServerProcess } from '../support/mail-server.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { startShopSite, type ShopSite } from './fixtures/shop-site.ts';
import { expect, test as base } from './fixtures/test.ts';

/** A mail server, a shop on an origin of its own and a copy of it on another, all of this test's own. */
const test = base.extend<{ mailServer: MailServerProcess; site: ShopSite; copy: ShopSite }>({
  mailServer: async ({ browserName: _browser }, use) => {
    const mailServer = await startMailServer();
    await use(mailServer);
    await mailServer.close();
  },
  site: async ({ server }, use) => {
    const site = await startShopSite(server.origin, 'demo');
    await use(site);
    await site.close();
  },
  copy: async ({ server }, use) => {
    const copy = await startShopSite(server.origin, 'demo');
    await use(copy);
    await copy.close();
  },
});

/** Opens the letter, and from its page goes on to the shop's. */
async function goOn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Open the conversation' }).click();
  await page.getByRole('button', { name: /^Continue on 127\.0\.0\.1/ }).click();
}

/** The talk on the page of the letter: a part of the page there, and no window over it. */
const ownPage = (page: Page) => page.getByRole('region', { name: 'Chat' });

test('SITE10 MAIL10: an admin names the address of the shop; a letter leads by a page of ours back to the page where its visitor wrote, by a ticket that nobody can use again, and never over somebody else’s conversation', async ({
  mailServer,
  server,
  site,
  copy,
  newDesk,
  newShop,
  browser,
}) => {
  const desk = await newDesk();
  const { page } = desk;
  const send = (method: string, path: string, data: unknown) =>
    page.request.fetch(server.origin + path, { method, data, headers: { origin: server.origin } });
  const mail = {
    host: '127.0.0.1',
    port: mailServer.port,
    security: 'none',
    user: '',
    from: 'chat@shop.example',
    name: '',
  };
  expect((await send('PUT', '/api/mail', { server: mail })).ok()).toBe(true);
  expect((await send('POST', '/api/sites', { id: 'demo', name: 'Fern & Clay' })).ok()).toBe(true);
  expect(
    (await send('PATCH', '/api/sites/demo', { settings: { mail: { afterMinutes: 0, replyTo: null } } })).ok(),
  ).toBe(true);

  await page.goto(`${server.origin}/settings/sites/demo/origins`);
  const addresses = page.getByRole('textbox', { name: 'Addresses, one a line' });
  await addresses.fill(`${site.origin}/\n${site.origin}/cart`);
  await expect(page.getByText(`“${site.origin}/cart” is no address of a site`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await addresses.fill(`${site.origin}/`);
  await page.getByLabel('The chat stands on these pages only').check();
  await expectAccessible(page, 'web addresses');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(addresses).toHaveValue(site.origin);
  await page.getByRole('link', { name: 'Snippet' }).click();
  await expect(page.getByText('This site is at')).toContainText(site.origin);

  const contexts: BrowserContext[] = [];
  const newVisitor = async (): Promise<ShopPage> => {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    contexts.push(context);
    return new ShopPage(await context.newPage());
  };
  // A copy of the shop has no chat, the shop has.
  const copied = await newVisitor();
  await copied.visit(copy.origin);
  await copied.page.waitForLoadState('networkidle');
  await expect(copied.launcher).toHaveCount(0);
  const shop = await newShop({ origin: site.origin, path: '/demo/cart.html?token=secret' });
  await shop.say('Is the teapot blue?');
  await shop.page.evaluate(() => {
    const call = (globalThis as { holdline?: (...given: unknown[]) => unknown }).holdline;
    call?.('identify', { name: 'Vera', email: 'vera@example.com' });
  });
  await expect(
    shop.mark('Is the teapot blue?', 'Delivered').or(shop.mark('Is the teapot blue?', 'Sent')),
  ).toBeVisible();
  await page.goto(server.origin);
  await desk.open('New', 'Is the teapot blue?');
  await expect(page.getByRole('complementary').getByLabel('E-mail')).toHaveValue('vera@example.com');
  await shop.page.close();
  await desk.take();
  await desk.say('It is green');
  await mailServer.came(1);
  const link = /http:\S+\/letter#\S+/.exec(mailServer.letters[0]?.text ?? '')?.[0] ?? '';

  const phone = await newVisitor();
  await phone.page.setViewportSize({ width: 390, height: 844 });
  const seen: string[] = [];
  const referrers: (string | undefined)[] = [];
  phone.page.on('framenavigated', (frame) => seen.push(frame.url()));
  phone.page.on('request', (request) => {
    if (request.isNavigationRequest()) referrers.push(request.headers()['referer']);
  });
  await phone.page.goto(link);
  await phone.page.getByRole('button', { name: 'Open the conversation' }).click();
  await expect(ownPage(phone.page)).toContainText('It is green');
  await expect(phone.page.getByRole('button', { name: /^Continue on/ })).toBeInViewport();
  await expectAccessible(phone.page, 'from a letter, with the way on');
  // Under the keyboard of a small phone: who writes sees the talk and its field, who wants to go on finds the way.
  const field = ownPage(phone.page).getByRole('textbox', { name: 'Message' });
  const onward = phone.page.getByRole('button', { name: /^Continue on/ });
  for (const size of [
    { width: 320, height: 284 },
    { width: 667, height: 187 },
  ]) {
    await phone.page.setViewportSize(size);
    await field.focus();
    await expect(field).toBeInViewport({ ratio: 1 });
    await onward.focus();
    await expect(onward).toBeInViewport({ ratio: 1 });
  }
  await phone.page.setViewportSize({ width: 390, height: 422 });
  await phone.page.evaluate(() => scrollTo(0, 0));
  await expect(field).toBeInViewport({ ratio: 1 });
  await onward.click();
  await phone.page.waitForURL(`${site.origin}/demo/cart.html`);
  await expect(phone.line('It is green')).toBeVisible();
  await phone.say('Green will do');
  await expect(desk.line('Green will do')).toBeVisible();
  expect(referrers.at(-1)).toBe(`${server.origin}/`);
  const withTicket = seen.find((url) => url.includes('#holdline=')) ?? '';
  expect(withTicket).toMatch(/\/demo\/cart\.html#holdline=[\w-]{43}$/);
  expect(server.output()).not.toContain(withTicket.split('=').at(-1));

  // The same address once more, from nowhere: it is asked for, taken out of the address, and good for nobody.
  const thief = await newVisitor();
  await thief.page.goto(withTicket);
  await expect(thief.panel.getByText('Open the conversation from your e-mail here?')).toBeVisible();
  expect(thief.page.url()).toBe(`${site.origin}/demo/cart.html`);
  await expectAccessible(thief.page, 'asked on the page of the shop');
  await thief.panel.getByRole('button', { name: 'Open it' }).click();
  await expect(thief.panel.getByText('was good for two minutes and once')).toBeVisible();
  await expect(thief.line('It is green')).toHaveCount(0);

  // Somebody else writes on that device: what is theirs stays, and the letter has its own page.
  const bob = await newVisitor();
  await bob.visit(site.origin);
  await bob.openChat();
  await bob.say('I am somebody else');
  await expect(desk.page.getByText('I am somebody else').first()).toBeVisible();
  await goOn(bob.page, link);
  await expect(bob.panel.getByText('This browser has another conversation already')).toBeVisible();
  await expect(bob.line('I am somebody else')).toBeVisible();
  await expect(bob.line('It is green')).toHaveCount(0);
  await bob.panel.getByRole('link', { name: 'Open it on its own page' }).click();
  await expect(ownPage(bob.page)).toContainText('It is green');
  for (const context of contexts) await context.close();
});
