import { readFile } from 'node:fs/promises';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { startMailServer } from '../support/mail-server.ts';
import { startServer } from '../support/server-process.ts';
import { addDepartment } from './fixtures/ask-owner.ts';
import { test } from './fixtures/host.ts';
import { bubbleOf, setSite, visit } from './fixtures/live-visit.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect } from './fixtures/test.ts';

/** What a visitor does is done without a mouse, and after each step it is said where the keyboard is. This one is reached by Tab and pressed. */
const pressAt = async (target: Parameters<typeof tabTo>[0], key = 'Enter', way: 'Tab' | 'Shift+Tab' = 'Tab') => {
  await tabTo(target, way);
  await target.page().keyboard.press(key);
};

/** The chat's menu, opened by its button; the entry is reached by arrows. */
async function choose({ page, panel }: ShopPage, name: string): Promise<void> {
  const entry = panel.getByRole('menuitem', { name });
  await pressAt(panel.getByRole('button', { name: 'Menu' }), 'Enter', 'Shift+Tab');
  await expect(panel.getByRole('menu', { name: 'Menu' })).toHaveAttribute('aria-busy', 'false');
  await expect(panel.getByRole('menuitem').first()).toBeFocused();
  const above = await panel
    .getByRole('menuitem')
    .evaluateAll((items, label) => items.findIndex(({ textContent }) => textContent === label), name);
  for (let step = 0; step < above; step += 1) await page.keyboard.press('ArrowDown');
  await expect(entry).toBeFocused();
  await page.keyboard.press('Enter');
}

/** By the chooser of the browser, which the keyboard has opened. */
async function attach({ page, panel }: ShopPage, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await pressAt(panel.getByLabel('Attach files'), 'Space', 'Shift+Tab');
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('Six cups, please') });
  await expect(panel.getByLabel('Attach files')).toBeFocused();
}

test('WID9 D13 INVITE2 CONSENT2 ASK1 ASK2: by keyboard alone a visitor puts an invitation away, answers it, says no and then yes to what is kept, fills in the form with its department, and writes', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  const department = await addDepartment(server, 'Sales');
  const invitation = {
    ...{ id: 'help-1', name: 'Help', on: true, words: { en: 'May I help you choose?' } },
    every: 'visit',
    rules: { match: 'all', conditions: [] },
  } as const;
  const { form: asked } = siteSettingsFrom(null);
  await setSite(server, {
    invitations: { from: 'Anna of the shop', list: [invitation] },
    consent: { needed: true, words: { en: 'May we keep what you write?' }, link: 'https://shop.example/privacy' },
    form: { ...asked, email: 'required', departments: [department], needsDepartment: true },
  });
  const desk = await newDesk();
  const { page, shop, context } = await visit({ browser, host, server });
  const { keyboard } = page;
  const bubble = bubbleOf(page);
  const answer = bubble.getByRole('button', { name: 'Anna of the shop May I help you choose?' });
  const search = page.getByRole('textbox', { name: 'Search' });

  // Put away by its button, and by Escape while the keyboard is in it: the chat's button has the keyboard then.
  await tabTo(search);
  await expect(answer).toHaveAccessibleDescription('Answer in the chat');
  await expect(search).toBeFocused();
  await pressAt(bubble.getByRole('button', { name: 'Close the invitation' }));
  await expect(bubble).toBeHidden();
  await expect(shop.launcher).toBeFocused();
  await page.reload();
  await tabTo(answer);
  await keyboard.press('Escape');
  await expect(bubble).toBeHidden();
  await expect(shop.launcher).toBeFocused();

  // Answered: first it is asked what may be kept. A no, twice, and then a yes.
  await page.reload();
  const question = page.getByRole('dialog', { name: 'Before we chat' });
  const yes = question.getByRole('button', { name: 'I agree' });
  await pressAt(answer);
  await expect(yes).toBeFocused();
  await expect(question).toHaveAccessibleDescription('May we keep what you write? Privacy policy');
  await keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(shop.launcher).toBeFocused();
  await pressAt(answer);
  await expect(yes).toBeFocused();
  await pressAt(question.getByRole('button', { name: 'No, thanks' }));
  await expect(question).toBeHidden();
  await expect(shop.launcher).toBeFocused();
  await expect(shop.panel).toHaveCount(0);
  await pressAt(answer);
  await expect(yes).toBeFocused();
  await keyboard.press('Enter');

  const form = shop.panel.getByRole('form', { name: 'Before the chat' });
  const email = form.getByRole('textbox', { name: 'E-mail' });
  const words = form.getByRole('textbox', { name: 'Your question' });
  const sales = form.getByRole('radio', { name: /^Sales/ });
  await expect(email).toBeFocused();
  await expect(shop.log.getByRole('article')).toContainText('May I help you choose?');
  await keyboard.press('Escape');
  await expect(shop.panel).toHaveCount(0);
  await expect(shop.launcher).toBeFocused();
  await keyboard.press('Enter');
  await expect(email).toBeFocused();
  // What is missing takes the keyboard, one after the other.
  await tabTo(words);
  await keyboard.type('Which cup is it?');
  await pressAt(form.getByRole('button', { name: 'Start the chat' }));
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription('Please fill this in.');
  await keyboard.type('ann@example.com');
  await keyboard.press('Enter');
  await expect(sales).toBeFocused();
  await expect(form.getByRole('radiogroup', { name: 'Whom is it for?' })).toHaveAccessibleDescription(
    'Please choose whom it is for.',
  );
  await keyboard.press('Space');
  await expect(sales).toBeChecked();
  await pressAt(form.getByRole('button', { name: 'Start the chat' }));
  await expect(form).toHaveCount(0);
  await expect(shop.message).toBeFocused();
  await expect(shop.line('Which cup is it?')).toBeVisible();

  // The talk goes on where the keyboard is, and is there again after the chat was left.
  await desk.open('New', 'Which cup is it?');
  await expect(desk.page.getByRole('main')).toContainText('Sales');
  await desk.take();
  await desk.say('The blue one.');
  await expect(shop.line('The blue one.')).toBeVisible();
  await expect(shop.message).toBeFocused();
  await keyboard.type('I take two.');
  await pressAt(shop.panel.getByRole('button', { name: 'Send', exact: true }));
  await expect(desk.line('I take two.')).toBeVisible();
  await expect(shop.message).toBeFocused();
  await keyboard.press('Escape');
  await expect(shop.panel).toHaveCount(0);
  await expect(shop.launcher).toBeFocused();
  await context.close();
});

/** With a mail server, so that a copy of the talk can go. */
const withMail = test.extend<{ mail: Awaited<ReturnType<typeof startMailServer>> }>({
  mail: async ({ browserName: _browser }, use) => {
    const mail = await startMailServer();
    await use(mail);
    await mail.close();
  },
  server: async ({ mail }, use) => {
    const server = await startServer({
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port), SMTP_SECURITY: 'none' },
      MAIL_FROM: 'chat@shop.example',
    });
    await server.stop();
    await server.start({ PUBLIC_URL: server.origin });
    await use(server);
    await server.dispose();
  },
});

withMail(
  'WID9 D13 FILE12 RATE4 MAIL8 PRIV1 PRIV2: by keyboard alone a visitor takes a file off and sends one, rates the talk, has a copy by mail, downloads what is kept and has it deleted',
  async ({ mail, newDesk, newShop }) => {
    const desk = await newDesk();
    const shop = await newShop({ path: '/demo/?site=default' });
    const { page, panel } = shop;
    const { keyboard } = page;
    const button = (name: string) => panel.getByRole('button', { name, exact: true });
    await expect(shop.message).toBeFocused();

    const held = panel.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
    await attach(shop, 'wrong.txt');
    await pressAt(button('Remove wrong.txt'), 'Enter', 'Shift+Tab');
    await expect(held).toHaveCount(0);
    await expect(shop.message).toBeFocused();
    await attach(shop, 'order.txt');
    await expect(held).toContainText('order');
    await tabTo(shop.message);
    await keyboard.type('This is my order');
    await keyboard.press('Enter');
    await expect(held).toHaveCount(0);
    await expect(shop.message).toBeFocused();
    // A visitor's file waits for a yes of ours: it can be called back until then.
    await expect(shop.line('order.txt')).toContainText('Waiting for our yes');
    await desk.open('New', 'order.txt');
    await desk.take();
    await desk.say('Thank you.');
    await expect(shop.line('Thank you.')).toBeVisible();
    await desk.close();

    const card = panel.getByRole('region', { name: 'How did we do?' });
    await expect(card).toBeVisible();
    await expect(shop.message).toBeFocused();
    // Of stars of which none is chosen the browser comes to the nearest.
    await pressAt(card.getByRole('radio', { name: '5: Excellent' }), 'Space', 'Shift+Tab');
    const good = card.getByRole('radio', { name: '4: Good' });
    await keyboard.press('ArrowLeft');
    await expect(good).toBeFocused();
    await expect(good).toBeChecked();
    const words = card.getByRole('textbox', { name: 'A few words, if you like' });
    await expect(words).toBeVisible();
    await keyboard.press('Tab');
    await expect(words).toBeFocused();
    await keyboard.type('Quick and kind');
    await pressAt(card.getByRole('button', { name: 'Send' }));
    await expect(good).toBeFocused();
    await expect(desk.log).toContainText('4 of 5: “Quick and kind”');
    await pressAt(card.getByRole('button', { name: 'Change' }));
    await expect(words).toBeFocused();
    await pressAt(card.getByRole('button', { name: 'Save' }));
    await expect(good).toBeFocused();

    await choose(shop, 'E-mail me this conversation');
    const copy = panel.getByRole('region', { name: 'E-mail me this conversation' });
    await expect(copy.getByRole('heading')).toBeFocused();
    await keyboard.press('Escape');
    await expect(copy).toHaveCount(0);
    await expect(button('Menu')).toBeFocused();
    await choose(shop, 'E-mail me this conversation');
    const address = copy.getByRole('textbox', { name: 'Your e-mail' });
    await tabTo(address);
    await keyboard.type('ann@example');
    await pressAt(copy.getByRole('button', { name: 'Send the copy' }));
    await expect(address).toBeFocused();
    await expect(address).toHaveAccessibleDescription('This is not a whole e-mail address.');
    await keyboard.type('.com');
    await pressAt(copy.getByRole('button', { name: 'Send the copy' }));
    await expect(copy.getByRole('status')).toHaveText('The copy is on its way to ann@example.com.');
    await expect(copy.getByRole('button', { name: 'Send the copy' })).toBeFocused();
    await mail.came(1);
    expect(mail.letters[0]?.text).toContain('> This is my order');
    await pressAt(button('Back to the chat'), 'Enter', 'Shift+Tab');
    await expect(button('Menu')).toBeFocused();

    await choose(shop, 'Your data');
    const data = panel.getByRole('region', { name: 'Your data' });
    await expect(data.getByRole('heading', { name: 'Your data' })).toBeFocused();
    const saved = page.waitForEvent('download');
    await pressAt(button('Download to read'));
    expect(await readFile(await (await saved).path(), 'utf8')).toContain('This is my order');
    await expect(button('Download to read')).toBeFocused();
    // What cannot be brought back is asked once more, and the key that asked does not answer.
    await pressAt(button('Delete everything…'));
    await expect(button('Keep it')).toBeFocused();
    await keyboard.press('Enter');
    await expect(button('Delete everything…')).toBeFocused();
    await keyboard.press('Enter');
    await expect(button('Keep it')).toBeFocused();
    await keyboard.press('Escape');
    await expect(button('Delete everything…')).toBeFocused();
    await keyboard.press('Enter');
    await pressAt(button('Yes, delete everything for good'), 'Enter', 'Shift+Tab');
    const erased = data.getByText('Everything that was kept of you is deleted.');
    await expect(erased).toBeFocused();
    await keyboard.press('Escape');
    await expect(data).toHaveCount(0);
    await expect(shop.bubbles).toHaveCount(0);
    await expect(button('Menu')).toBeFocused();
  },
);

test('WID9 D13 REQ2: by keyboard alone a visitor leaves a phone number in a talk that waits when the last one goes, and another leaves a request while nobody is there', async ({
  server,
  newDesk,
  newShop,
  page,
}) => {
  const desk = await newDesk();
  const waits = await newShop();
  const waiting = waits.page.keyboard;
  await expect(waits.message).toBeFocused();
  await waiting.type('Is the kiln still warm?');
  await waiting.press('Enter');
  await expect(desk.section('New')).toContainText('1');
  await desk.page.getByRole('button', { name: /^Your status/ }).click();
  await desk.page.getByRole('dialog', { name: 'Team' }).getByRole('radio', { name: 'Away' }).check();
  const offer = waits.panel.getByRole('button', { name: 'Leave your e-mail or phone' });
  const reach = waits.panel.getByRole('form', { name: 'Leave a request' });
  await expect(offer).toBeVisible();
  await expect(waits.message).toBeFocused();
  await pressAt(offer, 'Enter', 'Shift+Tab');
  await expect(reach.getByRole('textbox', { name: 'Your question' })).toBeFocused();
  await pressAt(reach.getByRole('button', { name: 'Write in the chat instead' }));
  await expect(waits.message).toBeFocused();
  await pressAt(offer, 'Enter', 'Shift+Tab');
  await tabTo(reach.getByRole('textbox', { name: 'Phone' }));
  await waiting.type('+48 600 100 200');
  await pressAt(reach.getByRole('button', { name: 'Leave the request' }));
  await expect(waits.line('+48 600 100 200')).toBeVisible();
  await expect(waits.message).toBeFocused();
  await expect(desk.section('Requests')).toContainText('1');

  const shop = new ShopPage(page);
  const { panel } = shop;
  const { keyboard } = page;
  await shop.visit(server.origin);
  await pressAt(shop.launcher);
  const form = panel.getByRole('form', { name: 'Leave a request' });
  const words = form.getByRole('textbox', { name: 'Your question' });
  const email = form.getByRole('textbox', { name: 'E-mail' });
  await expect(words).toBeFocused();
  await keyboard.type('Do you ship to Oslo?');
  await keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(shop.launcher).toBeFocused();
  await keyboard.press('Enter');
  await expect(words).toBeFocused();
  await expect(words).toHaveValue('Do you ship to Oslo?');
  await pressAt(form.getByRole('button', { name: 'Leave the request' }));
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription(/^Leave an e-mail or a phone number\./);
  await keyboard.type('ann@example.com');
  await pressAt(form.getByRole('button', { name: 'Leave the request' }));
  await expect(shop.line('Do you ship to Oslo?')).toBeVisible();
  await expect(form).toHaveCount(0);
  await expect(shop.message).toBeFocused();
  await expect(desk.section('Requests')).toContainText('2');
});
