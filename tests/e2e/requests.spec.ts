import type { Page } from '@playwright/test';
import type { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { startShopSite, type ShopSite } from './fixtures/shop-site.ts';
import { expect, test as base } from './fixtures/test.ts';

/** A shop of its own, whose chat comes over the line. */
const test = base.extend<{ site: ShopSite }>({
  site: async ({ line }, use) => {
    const site = await startShopSite(line.origin);
    await use(site);
    await site.close();
  },
});

/** The visitor's form. */
class RequestForm {
  readonly form;
  readonly words;
  readonly name;
  readonly email;
  readonly phone;
  readonly leave;

  constructor({ panel }: ShopPage) {
    this.form = panel.getByRole('form', { name: 'Leave a request' });
    this.words = this.form.getByRole('textbox', { name: 'Your question' });
    this.name = this.form.getByRole('textbox', { name: 'Name' });
    this.email = this.form.getByRole('textbox', { name: 'E-mail' });
    this.phone = this.form.getByRole('textbox', { name: 'Phone' });
    this.leave = this.form.getByRole('button', { name: 'Leave the request' });
  }
}

async function choose({ page }: DeskPage, status: 'Online' | 'Away'): Promise<void> {
  await page.getByRole('button', { name: /^Your status/ }).click();
  await page.getByRole('dialog', { name: 'Team' }).getByRole('radio', { name: status }).check();
  await page.keyboard.press('Escape');
}

async function visit(page: Page, origin: string): Promise<ShopPage> {
  const shop = new ShopPage(page);
  await shop.visit(origin);
  await shop.launcher.click();
  return shop;
}

test('B6 REQ1 REQ2 REQ3 REQ4 REQ5 OUT1: nobody is there; a visitor leaves a request without a network, it stands in Requests once, rings for nobody, and the answer is there when they come back', async ({
  site,
  line,
  server,
  newDesk,
  browser,
}) => {
  const desk = await newDesk({ origin: server.origin });
  await choose(desk, 'Away');
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const shop = await visit(await context.newPage(), site.origin);
  const request = new RequestForm(shop);
  await expect(request.form).toContainText('Nobody is here right now.');
  await expect(shop.panel.getByText('Write to us, we answer here')).toHaveCount(0);
  await expect(request.words).toBeFocused();
  await expect(shop.message).toHaveCount(0);

  // One of the two is needed, and it has to be one.
  await request.words.fill('Do you ship to Oslo?');
  await request.leave.click();
  await expect(request.email).toHaveAccessibleDescription(/^Leave an e-mail or a phone number\./);
  await expect(request.email).toBeFocused();
  await request.email.fill('ann@example');
  await request.email.press('Enter');
  await expect(request.email).toHaveAccessibleDescription(/^This is not a whole e-mail address\./);
  await request.name.fill('Ann Berg');
  await expectAccessible(shop.page, 'the form for who comes while nobody is there');

  // What is typed outlives the page; without a network it is left all the same.
  await shop.page.reload();
  await expect(request.words).toHaveValue('Do you ship to Oslo?');
  await expect(request.name).toHaveValue('Ann Berg');
  await request.email.fill('ann@example.com');
  await unplug(context, line);
  await expect(shop.panel).toContainText('Offline');
  await request.leave.click();
  await expect(shop.waits('Do you ship to Oslo?')).toBeVisible();
  await expect(request.form).toHaveCount(0);
  await plugIn(context, line);
  await expect(
    shop.mark('Do you ship to Oslo?', 'Sent').or(shop.mark('Do you ship to Oslo?', 'Delivered')),
  ).toBeVisible();
  await expect(shop.panel).toContainText('Nobody is here right now. What you write is kept');

  const { page } = desk;
  await expect(desk.section('Requests')).toContainText('1');
  for (const section of ['New', 'Missed'] as const) await expect(desk.section(section)).toContainText('0');
  await choose(desk, 'Online');
  await expect(shop.panel.getByText('Nobody is here right now')).toHaveCount(0);
  await expect(page).toHaveTitle('Holdline');
  await shop.page.close();
  await page.keyboard.press('5');
  const row = page.getByRole('link').filter({ hasText: 'Ann Berg' });
  await expect(row).toContainText('Do you ship to Oslo?');
  await expect(row).toContainText('ann@example.com');
  await page.getByRole('textbox', { name: 'Filter the list' }).fill('ann@exam');
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expectAccessible(page, 'requests');

  await row.click();
  await expect(desk.log).toContainText('Request');
  await expect(page.getByRole('main')).toContainText('Your answer shows in the chat when they come back to the site.');
  await expect(page.getByRole('main').getByRole('link', { name: 'ann@example.com' })).toHaveAttribute(
    'href',
    'mailto:ann@example.com',
  );
  await desk.say('We do, in four days.');
  await expect(desk.section('Requests')).toContainText('0');
  await expect(desk.section('Mine')).toContainText('1');
  await expect(desk.section('Missed')).toContainText('0');
  await page.keyboard.press('Escape');
  await desk.section('Requests').click();
  await expect(page.getByText('No requests', { exact: true })).toBeVisible();

  const back = new ShopPage(await context.newPage());
  await back.visit(site.origin);
  // Before the chat is opened the button tells that there is something.
  await expect(back.page.getByRole('button', { name: /^Chat with us, 1 unread/ })).toBeVisible();
  await back.openChat();
  await expect(back.log.getByText('New messages', { exact: true })).toBeVisible();
  await expect(back.bubbles).toHaveText(['Do you ship to Oslo?', 'We do, in four days.']);
  await context.close();
});

test('REQ2 REQ3: the last one leaves while a visitor waits, who leaves a phone number; and comes back while somebody fills in the form', async ({
  newDesk,
  newShop,
  server,
  browser,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');
  await expect(desk.section('New')).toContainText('1');
  await choose(desk, 'Away');
  const request = new RequestForm(shop);
  await shop.panel.getByRole('button', { name: 'Leave your e-mail or phone' }).click();
  await request.phone.fill('+48 600 100 200');
  await request.leave.click();
  await expect(shop.line('+48 600 100 200')).toBeVisible();
  await expect(shop.message).toBeVisible();
  await expect(shop.panel.getByRole('button', { name: 'Leave your e-mail or phone' })).toHaveCount(0);
  await expect(desk.section('Requests')).toContainText('1');
  await expect(desk.section('New')).toContainText('0');

  const other = await visit(await (await browser.newContext({ locale: 'en-GB' })).newPage(), server.origin);
  const form = new RequestForm(other);
  await form.words.fill('Which glaze is that?');
  await form.email.fill('bo@example.com');
  await choose(desk, 'Online');
  await expect(form.form).toContainText('We are here again.');
  await form.leave.click();
  await expect(other.line('Which glaze is that?')).toBeVisible();
  await expect(desk.section('New')).toContainText('1');
  await expect(desk.page).toHaveTitle('(1) Holdline');
  // What is said while somebody is there is to be answered now.
  await shop.say('Are you back?');
  await expect(desk.section('Requests')).toContainText('0');
  await expect(desk.section('New')).toContainText('2');
  await other.page.context().close();
});
