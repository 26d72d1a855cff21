import type { Page } from '@playwright/test';
import { mustPost, newCommand, newConversationId, newVisitor } from '../support/people.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { test } from './fixtures/host.ts';
import { bubbleOf, visit } from './fixtures/live-visit.ts';
import { expect } from './fixtures/test.ts';

/** Behind a proxy that tells where people are: this machine’s own address is nobody’s in particular. */
test.use({ environment: { TRUST_PROXY: 'on' } });

/**
 * Where the settings are open already, without reading the app anew. A link is followed only after a frame was drawn, at the latest a tenth
 * of a second later: until then a field of the same name is the one of the section before.
 */
async function openSection(page: Page, name: string): Promise<void> {
  const path = `/settings/sites/default/${name}`;
  const link = page.locator(`nav a[href="${path}"]`);
  if (page.url().includes('/settings/')) await link.click();
  else await page.goto(new URL(path, page.url()).href);
  await expect(link).toHaveAttribute('aria-current', 'page');
}

test('E8 SITE5: questions, an invitation, the form of a call, a rating and what is there while nobody is show as they are typed, and take no key from the field', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  const preview = page.frameLocator('iframe[title="Preview"]');

  await openSection(page, 'consent');
  await page.getByLabel('Ask before the chat begins').check();
  const words = page.getByLabel('What is asked in English');
  await words.fill('May we keep what you write?');
  await expect(preview.locator('.asked')).toContainText('May we keep what you write?');
  await expect(words).toBeFocused();

  await openSection(page, 'invitations');
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await page.getByLabel('Words in English').fill('May I help you choose?');
  await expect(preview.locator('.invited')).toContainText('May I help you choose?');
  await page.getByLabel('Words in English').fill('May I help?');
  await expect(preview.locator('.invited')).toContainText('May I help?');
  await expectAccessible(page, 'a section with its preview');

  await openSection(page, 'rating');
  const question = page.getByRole('textbox', { name: 'English' });
  await question.fill('Was it good?');
  await expect(preview.locator('.rating legend')).toHaveText('Was it good?');
  await expect(question).toBeFocused();

  await openSection(page, 'callback');
  const pages = page.getByLabel('Only on these pages');
  await page.getByLabel('Offer a call back').selectOption('Yes');
  await pages.fill('/somewhere/else');
  await expect(preview.locator('.call-form')).toBeVisible();
  await expect(pages).toBeFocused();

  await openSection(page, 'nobody');
  const isForm = page.getByLabel('Form for a request');
  await expect(preview.locator('.request-lead')).toContainText('Nobody is here right now.');
  await isForm.uncheck();
  await expect(preview.locator('.notices')).toContainText('Nobody is here right now.');
  await expect(preview.locator('.request')).toHaveCount(0);
  await expect(isForm).toBeFocused();
  // However often it is drawn, whom an admin looks as is one and the same, and not the visitor that they are on the site's own pages.
  const strangers = await page.evaluate(async () => {
    const records = ['holdline:default', 'preview-holdline:default'].map((key) => localStorage.getItem(key) ?? '{}');
    const devices = records.map((record) => (JSON.parse(record) as { readonly device?: string }).device ?? '');
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    return {
      preview: devices[1],
      left: names.filter(
        (name) => /visitor-default-(.+)/.test(name) && !devices.some((device) => device && name.includes(device)),
      ),
    };
  });
  expect(strangers).toEqual({ preview: expect.stringMatching(/./), left: [] });
});

test('E8 PRIV1 PRIV3 PRIV4 RATE4 REQ8 LIVE1 CONSENT1 CALL8 INVITE1: what an admin sets of privacy, ratings, calls, invitations, nobody, who is on the site and consent is kept, and is so in the widget and at the desk', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page } = desk;
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  };
  const days = page.getByLabel('Days after the end');
  const helpThemselves = page.getByLabel('Visitors help themselves');
  const parameters = page.getByLabel('Kept parameters of addresses');
  const isShort = page.getByLabel('Shorten network addresses');
  const asks = page.getByLabel('Ask for a rating after a conversation');
  const offer = page.getByLabel('Offer a call back');
  const pages = page.getByLabel('Only on these pages');
  const invitation = page.getByRole('button', { name: /^Invitation 1/ });
  const isForm = page.getByLabel('Form for a request');
  const after = page.getByLabel('Offer to leave contacts after');
  const isTracked = page.getByLabel('Show operators who is on the site');
  const isAsked = page.getByLabel('Ask before the chat begins');
  const words = page.getByLabel('What is asked in English');

  await openSection(page, 'privacy');
  await page.getByLabel('Delete closed conversations').selectOption('After a time of their own');
  await days.fill('30');
  await helpThemselves.uncheck();
  await parameters.fill('product');
  await isShort.check();
  await save();
  await openSection(page, 'rating');
  await asks.uncheck();
  await save();
  await openSection(page, 'callback');
  await offer.selectOption('Yes');
  await pages.fill('/cart*');
  await save();
  await openSection(page, 'invitations');
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await page.getByLabel('Words in English').fill('May I help you choose?');
  // In the place of the thirty seconds.
  await page.getByRole('combobox', { name: 'Condition 2' }).selectOption('page');
  await page.getByRole('textbox', { name: 'Value' }).fill('/cart*');
  await save();
  await openSection(page, 'nobody');
  await isForm.uncheck();
  await after.fill('0');
  await save();
  await openSection(page, 'tracking');
  await isTracked.check();
  await save();
  await openSection(page, 'consent');
  await isAsked.check();
  await words.fill('May we keep what you write?');
  await page.getByLabel('Link to your privacy policy').fill('https://shop.example/privacy');
  await save();

  await page.reload();
  await expect(isAsked).toBeChecked();
  await expect(words).toHaveValue('May we keep what you write?');
  await expectAccessible(page, 'consent that is asked for');
  await openSection(page, 'tracking');
  await expect(isTracked).toBeChecked();
  await expectAccessible(page, 'who is on the site, shown');
  await openSection(page, 'nobody');
  await expect(isForm).not.toBeChecked();
  await expect(after).toHaveValue('0');
  await expectAccessible(page, 'nobody there, without a form');
  await openSection(page, 'invitations');
  await expect(invitation).toContainText('Shown when somebody is on duty and the page is /cart*; once a day.');
  await openSection(page, 'callback');
  await expect(offer).toHaveValue('always');
  await expect(pages).toHaveValue('/cart*');
  await openSection(page, 'rating');
  await expect(asks).not.toBeChecked();
  await expectAccessible(page, 'no question of a rating');
  await openSection(page, 'privacy');
  await expect(days).toHaveValue('30');
  await expect(helpThemselves).not.toBeChecked();
  await expect(parameters).toHaveValue('product');
  await expect(isShort).toBeChecked();
  await expectAccessible(page, 'privacy of a site’s own');

  const { page: shopPage, shop, context } = await visit({ browser, host, server }, '/cart?product=7&token=secret');
  await bubbleOf(shopPage)
    .getByRole('button', { name: /May I help you choose\?/ })
    .click();
  const question = shopPage.getByRole('dialog', { name: 'Before we chat' });
  await expect(question).toContainText('May we keep what you write?');
  await question.getByRole('button', { name: 'I agree' }).click();
  await expect(shop.panel.getByRole('article')).toContainText('May I help you choose?');
  const call = shop.panel.getByRole('button', { name: 'Ask for a call' });
  await expect(call).toBeVisible();
  await shopPage.evaluate(() => history.pushState(null, '', '/help'));
  await expect(call).toHaveCount(0);
  await shopPage.evaluate(() => history.back());
  await expect(call).toBeVisible();
  await shop.say('Good day');
  await page.goto(`${server.origin}/visitors`);
  await expect(page.locator('tr[data-visitor] .page a')).toHaveAttribute('href', `${host.origin}/cart`);
  await page.goto(`${server.origin}/`);
  await desk.open('New', 'Good day');
  await expect(page.getByRole('main').locator(`a[href="${host.origin}/cart?product=7"]`).first()).toBeVisible();
  await expect(desk.log).toContainText('answered an automatic invitation: “May I help you choose?”');
  await desk.take();
  await desk.say('How can I help?');
  await expect(shop.line('How can I help?')).toBeVisible();
  await desk.close();
  await expect(shop.panel.getByText('This conversation is closed.')).toBeVisible();
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  // All that comes late is there, the question of a rating too.
  await expect(shop.panel.getByRole('menu')).toHaveAttribute('aria-busy', 'false');
  await expect(shop.panel.getByRole('menuitem', { name: 'Rate the conversation' })).toBeVisible();
  await expect(shop.panel.getByRole('menuitem', { name: 'Your data' })).toHaveCount(0);
  await shopPage.keyboard.press('Escape');
  await expect(shop.panel.locator('.rating')).toHaveCount(0);

  await page.getByRole('button', { name: /^Your status/ }).click();
  await page.getByRole('dialog', { name: 'Team' }).getByRole('radio', { name: 'Away' }).check();
  await expect(shop.panel.getByText('Nobody is here right now.')).toBeVisible();
  await expect(shop.panel.getByRole('form')).toHaveCount(0);
  await expect(shop.message).toBeVisible();
  await expectAccessible(shopPage, 'the chat while nobody is there, without a form');
  await context.close();

  // PRIV4: whoever comes from an address of their own is blocked by the part that many have in common.
  const stranger = { ...newVisitor(), address: '203.0.113.77' };
  const conversation = newConversationId();
  await mustPost(server, stranger, newCommand('conversation.start', { conversation, site: 'default' }));
  await mustPost(server, stranger, newCommand('message.send', { conversation, text: 'Buy my pills', lastSeen: 0 }));
  await page.keyboard.press('Escape');
  await desk.open('New', 'Buy my pills');
  await page.locator('body').press('v');
  const dialog = page.getByRole('dialog', { name: /^Block / });
  await dialog.getByRole('radio', { name: 'Its network address' }).check();
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByText(/^Suspended .* · by you$/)).toBeVisible();
  await page.goto(`${server.origin}/settings/blocks`);
  const blocked = page.getByRole('list', { name: 'Block list' });
  await expect(blocked).toContainText('203.0.113.0/24');
  await expect(blocked).not.toContainText('203.0.113.77');
});
