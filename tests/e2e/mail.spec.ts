import type { Site } from '#schema/site/site.ts';
import { startMailServer, type MailServerProcess } from '../support/mail-server.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { expect, test as base } from './fixtures/test.ts';

/** A mail server of this test's own. */
const test = base.extend<{ mailServer: MailServerProcess }>({
  mailServer: async ({ browserName: _browser }, use) => {
    const mailServer = await startMailServer({ password: 'hush-hush' });
    await use(mailServer);
    await mailServer.close();
  },
});

test('D14 D5 B6 E8 E12 MAIL1 MAIL2 MAIL4 MAIL6 MAIL7 MAIL8 MAIL11: an admin sets mail up and sees that it works; the desk tells when an answer goes by mail, and it finds a visitor who has left; the link opens the conversation on another device, the talk goes on there, and a copy of it comes by mail', async ({
  mailServer,
  server,
  newDesk,
  newShop,
  browser,
}) => {
  const desk = await newDesk();
  const { page } = desk;
  await page.goto(`${server.origin}/settings/mail`);
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Protection').selectOption('none');
  await page.getByLabel('Port').fill(String(mailServer.port));
  await page.getByLabel('User name').fill('shop');
  await page.getByLabel('Password').fill('wrong');
  await page.getByLabel('Letters come from').fill('chat@shop.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Send a test letter' }).click();
  const steps = page.getByRole('list', { name: 'The way of the test letter' });
  await expect(steps.locator('[data-hop="signed-in"]')).toContainText('535 Invalid login');
  await expectAccessible(page, 'mail');
  await page.getByLabel('Password').fill('hush-hush');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(async () => {
    await page.getByRole('button', { name: 'Send a test letter' }).click();
    await expect(page.getByText('The mail server has taken it.')).toBeVisible({ timeout: 2_000 });
  }).toPass();

  await page.request.post(`${server.origin}/api/sites`, {
    headers: { origin: server.origin },
    data: { id: 'demo', name: 'Fern & Clay' },
  });
  await page.goto(`${server.origin}/settings/sites/demo/mail`);
  await page.getByLabel('Minutes to wait').fill('30');
  await page.getByLabel('Replies by mail go to').fill('help@shop.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();

  const shop = await newShop({ path: '/demo/?site=demo' });
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
  await desk.say('It is green & glazed');
  // MAIL11: when it goes, as long as it has not.
  const note = page.getByRole('note').filter({ hasText: 'vera@example.com' });
  await expect(note).toHaveText(
    /An e-mail to vera@example\.com goes (?:at|on \d+ \w+,) \d\d:\d\d, unless it is read before\./,
  );
  // Nobody waits here for as long as was set; the rest of it stays as it was saved.
  const told = await page.request.get(`${server.origin}/api/sites`);
  const sites = (await told.json()) as readonly Site[];
  const mail = sites.find(({ id }) => id === 'demo')?.settings.mail;
  expect(mail?.afterMinutes).toBe(30);
  await page.request.fetch(`${server.origin}/api/sites/demo`, {
    method: 'PATCH',
    headers: { origin: server.origin },
    data: { settings: { mail: { ...mail, afterMinutes: 0 } } },
  });
  await mailServer.came(2);
  await expect(note).toHaveCount(0);
  const letter = mailServer.letters[1];
  expect(letter?.to).toEqual(['vera@example.com']);
  expect(letter?.header('reply-to')).toBe('help@shop.example');
  expect(letter?.header('from')).toContain('chat@shop.example');
  await expect(desk.line('It is green & glazed')).toContainText('e-mailed');

  const link = /http:\S+\/letter#\S+/.exec(letter?.text ?? '')?.[0] ?? '';
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const phone = new ShopPage(await context.newPage());
  await phone.page.goto(link);
  await expect(phone.page.getByRole('button', { name: 'Open the conversation' })).toBeVisible();
  expect(phone.page.url()).not.toContain('#');
  // Looking lets nobody in, and nothing is seen.
  await expect(desk.mark('It is green & glazed', 'Seen')).toHaveCount(0);
  await expectAccessible(phone.page, 'from a letter');
  await phone.page.getByRole('button', { name: 'Open the conversation' }).click();
  await expect(phone.line('It is green & glazed')).toBeVisible();
  await expect(desk.mark('It is green & glazed', 'Seen')).toBeVisible();
  await phone.say('Green will do');
  await expect(desk.line('Green will do')).toBeVisible();

  // D5: a copy of it all, to the visitor's own address.
  await phone.panel.getByRole('button', { name: 'Menu' }).click();
  await phone.panel.getByRole('menuitem', { name: 'E-mail me this conversation' }).click();
  const view = phone.panel.getByRole('region', { name: 'E-mail me this conversation' });
  await view.getByRole('textbox', { name: 'Your e-mail' }).fill('vera@example');
  await view.getByRole('button', { name: 'Send the copy' }).click();
  await expect(view.getByRole('status')).toHaveText('This is not a whole e-mail address.');
  await expectAccessible(phone.page, 'a copy by e-mail');
  await view.getByRole('textbox', { name: 'Your e-mail' }).fill('vera@example.com');
  await view.getByRole('button', { name: 'Send the copy' }).click();
  await expect(view.getByRole('status')).toHaveText('The copy is on its way to vera@example.com.');
  await mailServer.came(3);
  expect(mailServer.letters[2]?.text).toContain('> Is the teapot blue?');
  expect(mailServer.letters[2]?.text).toContain('> Green will do');

  // PRIV5: the letter may have been handed on, so the mailbox is asked before everything is given out.
  await phone.panel.getByRole('button', { name: 'Back' }).click();
  await phone.panel.getByRole('button', { name: 'Menu' }).click();
  await phone.panel.getByRole('menuitem', { name: 'Your data' }).click();
  await phone.panel.getByRole('button', { name: 'Download to read' }).click();
  await expect(phone.panel.getByRole('heading', { name: 'Is it you?' })).toBeVisible();
  await phone.panel.getByRole('button', { name: 'Send me a code' }).click();
  await expect(phone.panel.getByText('A code is on its way to v…@example.com.')).toBeVisible();
  await mailServer.came(4);
  const code = /> (\d{8})/.exec(mailServer.letters[3]?.text ?? '')?.[1] ?? '';
  const field = phone.panel.getByRole('textbox', { name: 'Code from the e-mail' });
  await field.fill(code === '00000000' ? '00000001' : '00000000');
  await field.press('Enter');
  await expect(phone.panel.getByRole('status').filter({ hasText: 'This is not the code' })).toBeVisible();
  await expectAccessible(phone.page, 'the code');
  const download = phone.page.waitForEvent('download');
  await field.fill(code);
  await field.press('Enter');
  expect((await download).suggestedFilename()).toBe('holdline-demo.html');

  // MAIL6: the page that ends letters, in each of its states; looking at it ends nothing.
  const stop = /http:\S+\/api\/letters\/stop\?t=[^\s>]+/.exec(letter?.text ?? '')?.[0] ?? '';
  const end = await context.newPage();
  const states = end.getByRole('status');
  await end.goto(stop);
  await expect(states).toHaveText('Send no more e-mails from the chat to this address?');
  await expectAccessible(end, 'no more letters');
  await end.getByRole('button', { name: 'No more e-mails' }).click();
  await expect(states).toHaveText(/^No more e-mails will come to this address/);
  await expectAccessible(end, 'letters are ended');
  await end.getByRole('button', { name: 'Send me e-mails after all' }).click();
  await expect(states).toHaveText('E-mails come to this address again.');
  await expectAccessible(end, 'letters come again');
  await context.close();
});
