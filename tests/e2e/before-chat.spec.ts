import type { DeskPage } from './fixtures/desk-page.ts';
import { askOwner } from './fixtures/ask-owner.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { startShopSite, type ShopSite } from './fixtures/shop-site.ts';
import { expect, test as base } from './fixtures/test.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { forwardClock, type ForwardClock } from '../support/forward-clock.ts';
import { mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { WorkspaceLists } from '#schema/workspace-lists.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';

const MINUTE = 60_000;

/** A website that has the settings of the site `default`, and whose chat comes over the line. */
const test = base.extend<{ site: ShopSite }>({
  site: async ({ line }, use) => {
    const site = await startShopSite(line.origin, 'default');
    await use(site);
    await site.close();
  },
});

/** The owner, over HTTP. */
const setSite = (server: ServerProcess, settings: object): Promise<unknown> =>
  askOwner(server, 'PATCH', '/api/sites/default', { settings });

test('D2 E8 ASK1 ASK2 ASK3: an admin sets what is asked; a visitor answers it without a network, once, and staff see it before the first words, in the department that was chosen', async ({
  newDesk,
  browser,
  line,
  server,
  site,
}) => {
  await askOwner(server, 'POST', '/api/lists/departments', { name: 'Sales' });
  const desk = await newDesk();
  const { page } = desk;
  await page.goto(`${server.origin}/settings/sites/default/form`);
  await page.getByRole('combobox', { name: 'E-mail' }).selectOption('Required');
  await page.getByRole('button', { name: 'Add a question' }).click();
  const question = page.getByRole('group', { name: 'Question 1' });
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await question.getByLabel('Question 1: English').fill('Order number');
  await question.getByRole('combobox').selectOption('Required');
  await page.getByRole('checkbox', { name: 'Sales' }).check();
  await page.getByRole('checkbox', { name: 'One has to be chosen' }).check();
  await expectAccessible(page, 'what is asked before the chat');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await page.goto(`${server.origin}/`);

  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const shop = new ShopPage(await context.newPage());
  await shop.visit(site.origin);
  await shop.launcher.click();
  const form = shop.panel.getByRole('form', { name: 'Before the chat' });
  const start = form.getByRole('button', { name: 'Start the chat' });
  await expect(form.getByRole('radio', { name: /^Sales nobody here now/ })).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'E-mail' })).toBeFocused();
  await form.getByRole('textbox', { name: 'Your question' }).fill('Where is my mug?');
  await form.getByRole('textbox', { name: 'E-mail' }).fill('ann@example.com');
  await start.click();
  const number = form.getByRole('textbox', { name: 'Order number' });
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription('Please fill this in.');
  await expect(form.getByRole('radiogroup')).toHaveAccessibleDescription('Please choose whom it is for.');
  await expectAccessible(shop.page, 'the form before the chat');
  // What was typed outlives the page.
  await shop.page.reload();
  await expect(form.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ann@example.com');
  await number.fill('A-17');
  await start.click();
  await expect(form.getByText('Please choose whom it is for.')).toBeVisible();
  await expect(form.getByRole('radio')).toHaveCount(1);
  await expect(form.getByRole('radio', { name: /^Sales/ })).toBeFocused();
  await form.getByRole('radio', { name: /^Sales/ }).check();
  await unplug(context, line);
  await expect(shop.panel).toContainText('Offline');
  // Enter that is pressed twice says it once, and the field that comes in its place is empty.
  await number.press('Enter');
  await shop.page.keyboard.press('Enter');
  await shop.message.fill('It is blue');
  await expect(shop.waits('Where is my mug?')).toBeVisible();
  await expect(form).toHaveCount(0);
  await expect(shop.bubbles).toHaveCount(1);
  await expect(shop.message).toHaveValue('It is blue');
  await plugIn(context, line);
  await expect(shop.mark('Where is my mug?', 'Sent').or(shop.mark('Where is my mug?', 'Delivered'))).toBeVisible();

  await desk.open('New', 'Where is my mug?');
  await expect(page.getByRole('main')).toContainText('Sales');
  const answers = desk.log.getByLabel('Answered before the chat');
  await expect(answers).toContainText('Order number');
  await expect(answers).toContainText('A-17');
  const card = page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ann@example.com');
  await desk.take();
  await desk.close();
  // A talk that was closed goes on without being asked again.
  await expect(shop.panel).toContainText('This conversation is closed');
  await shop.page.reload();
  await expect(shop.message).toHaveValue('It is blue');
  await expect(form).toHaveCount(0);
  await context.close();
});

test('D2 D7 QUEUE1 QUEUE2 REQ7: who waits is told their place and that nobody knows yet how long; after a while they leave an address and go on waiting', async ({
  newDesk,
  newShop,
  line,
  server,
  site: { origin },
}) => {
  await setSite(server, { nobody: { after: 10, form: true } });
  const desk = await newDesk();
  const [first, second] = [await newShop({ origin }), await newShop({ origin })];
  await first.say('Is the kiln still warm?');
  await second.say('Which glaze is that?');
  await expect(first.panel).toContainText('You are next in line. We cannot tell yet how long it takes.');
  await expect(second.panel).toContainText('You are number 2 in line.');
  await expectAccessible(second.page, 'a place in the line');
  // In a tunnel nobody knows it.
  await unplug(second.page.context(), line);
  await expect(second.panel).toContainText('Offline');
  await expect(second.panel).not.toContainText('in line');
  await plugIn(second.page.context(), line);
  await expect(second.panel).toContainText('You are number 2 in line.');
  // The field grows with what is written.
  const height = async (): Promise<number> => (await first.message.boundingBox())?.height ?? 0;
  const low = await height();
  await first.message.fill('One\nTwo\nThree\nFour');
  await expect.poll(height).toBeGreaterThan(low + 30);
  await first.message.fill('');
  await expect.poll(height).toBe(low);
  await desk.open('New', 'kiln still warm');
  await desk.take();
  await expect(second.panel).toContainText('You are next in line.');
  await expect(first.panel).not.toContainText('in line');

  await expect(second.panel).toContainText('Nobody has answered yet. This chat goes on waiting.', { timeout: 15_000 });
  await expectAccessible(second.page, 'nobody has answered');
  await second.panel.getByRole('button', { name: 'Leave your e-mail or phone' }).click();
  const form = second.panel.getByRole('form', { name: 'Leave a request' });
  await expect(form).toContainText('this chat goes on waiting');
  await form.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.com');
  await form.getByRole('button', { name: 'Leave the request' }).click();
  await expect(second.line('bo@example.com')).toBeVisible();
  await expect(second.message).toBeVisible();
  await expect(desk.section('New')).toContainText('1');
  await expect(desk.section('Requests')).toContainText('0');
  await expect(desk.page).toHaveTitle('(1) Holdline');
});

/** The server's time can be put forward. */
const later = test.extend<{ clock: ForwardClock }>({
  clock: async ({ browserName: _browser }, use) => use(forwardClock()),
  server: async ({ clock }, use) => {
    const server = await startServer(clock.environment);
    await use(server);
    await server.dispose();
  },
});

later(
  'D2 QUEUE2 QUEUE3: after five talks that waited for more than two minutes the sixth is told three, and after that that it takes longer; where an admin turns it off, who waits hears no more of it',
  async ({ newDesk, newShop, server, clock, site: { origin } }) => {
    await setSite(server, { nobody: { after: 0, form: true } });
    const desk = await newDesk();
    const owner = await signIn(server);
    const talks: { readonly visitor: ReturnType<typeof newVisitor>; readonly conversation: ConversationId }[] = [];
    for (let talk = 1; talk <= 5; talk += 1) {
      const [visitor, conversation] = [newVisitor(), newConversationId()];
      await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'default' }));
      const asked = { conversation, text: `Question ${talk}`, lastSeen: 0 };
      await mustPost(server, visitor, newCommand('message.send', asked));
      talks.push({ visitor, conversation });
    }
    /** It counts as a wait of somebody who is there: they have just written once more. */
    const take = async ({ visitor, conversation }: (typeof talks)[number]) => {
      const more = { conversation, text: 'Is anybody there?', lastSeen: 0 };
      await mustPost(server, visitor, newCommand('message.send', more));
      await mustPost(server, owner, newCommand('conversation.take', { conversation }));
    };
    await clock.pass(2.1 * MINUTE);
    await desk.synced();
    const shop = await newShop({ origin });
    // With four that waited nothing is known yet.
    for (const talk of talks.slice(1)) await take(talk);
    await shop.say('Which glaze is that?');
    await expect(shop.panel).toContainText('You are next in line. We cannot tell yet how long it takes.');
    for (const talk of talks.slice(0, 1)) await take(talk);
    await expect(shop.panel).toContainText('You are next in line. Usually somebody is with you within 3 minutes.');
    await clock.pass(3.1 * MINUTE);
    await expect(shop.panel).toContainText('You are next in line. It is taking longer than usual.', {
      timeout: 60_000,
    });

    const { page } = desk;
    await page.goto(`${server.origin}/settings/sites/default/form`);
    await page.getByRole('checkbox', { name: 'Place in line and expected wait' }).uncheck();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await expect(shop.panel).not.toContainText('in line');
    await expect(shop.line('Which glaze is that?')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Place in line and expected wait' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(shop.panel).toContainText('You are next in line.');
  },
);

const status = ({ page }: DeskPage) => page.getByRole('button', { name: /^Your status/ });

test('D7 B18 ASK3 REQ2 REQ6 REQ8 DUTY1 DUTY2: a visitor is told by its own clock when somebody is back, and a request asks what the site asks; on duty for another site, what waits here is quiet', async ({
  newDesk,
  newShop,
  browser,
  line,
  server,
  site,
}) => {
  const lists = (await askOwner(server, 'POST', '/api/lists/departments', { name: 'Repairs' })) as WorkspaceLists;
  const repairs = lists.departments[0]?.id ?? '';
  const questions = [{ ask: { en: 'Order number' }, need: 'required' }];
  const { form } = siteSettingsFrom(null);
  await setSite(server, { form: { ...form, questions, departments: [repairs] } });
  // On duty from a time that is three hours away.
  const start = Math.ceil(Date.now() / MINUTE) + 180;
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: start % 1_440, to: (start + 30) % 1_440 }));
  const { id: person } = await signIn(server);
  await askOwner(server, 'PATCH', '/api/schedule', { zone: 'UTC', weeks: [{ person, week }] });
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' });
  const shop = new ShopPage(await context.newPage());
  await shop.visit(site.origin);
  await shop.launcher.click();
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tokyo' });
  const back = new RegExp(`We are back (today|tomorrow) at ${time.format(start * MINUTE)}\\.`);
  const request = shop.panel.getByRole('form', { name: 'Leave a request' });
  await expect(request).toContainText(back);
  await expect(shop.panel).toContainText(
    new RegExp(`Nobody is here · back (today|tomorrow) ${time.format(start * MINUTE)}`),
  );
  await request.getByRole('textbox', { name: 'Your question' }).fill('Is the kiln still warm?');
  await request.getByRole('textbox', { name: 'E-mail' }).fill('ann@example.com');
  await request.getByRole('button', { name: 'Leave the request' }).click();
  const number = request.getByRole('textbox', { name: 'Order number' });
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription('Please fill this in.');
  await number.fill('A-17');
  await request.getByRole('radio', { name: /^Repairs/ }).check();
  await expectAccessible(shop.page, 'a request that is asked what the site asks');
  // The department goes while the visitor is in a tunnel: the request comes in all the same, and that is said.
  await unplug(context, line);
  await expect(shop.panel).toContainText('Offline');
  await askOwner(server, 'DELETE', `/api/lists/departments/${repairs}`, {});
  await request.getByRole('button', { name: 'Leave the request' }).click();
  await expect(shop.waits('Is the kiln still warm?')).toBeVisible();
  await plugIn(context, line);
  await expect(shop.panel).toContainText('“Repairs” takes no chats any more: your question goes to the whole team.');

  // Without the form: plain words, and the field. What the page had is kept by the browser for minutes.
  await setSite(server, { form, nobody: { after: 60, form: false } });
  await shop.page.close();
  const other = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce' });
  const plain = new ShopPage(await other.newPage());
  await plain.visit(site.origin);
  await plain.openChat();
  await expect(plain.panel).toContainText(back);
  await expect(plain.panel).toContainText('Nobody is here right now. What you write is kept');
  await expect(plain.panel.getByRole('form', { name: 'Leave a request' })).toHaveCount(0);
  await other.close();
  await context.close();

  await askOwner(server, 'PATCH', '/api/schedule', { weeks: [{ person, week: [] }] });
  await askOwner(server, 'POST', '/api/sites', { id: 'blog', name: 'Blog' });
  const desk = await newDesk();
  const visitor = await newShop({ origin: site.origin });
  await visitor.say('Which glaze is that?');
  await expect(desk.section('New')).toContainText('1');
  await status(desk).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Team' });
  await dialog.getByRole('checkbox', { name: 'All sites' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Main site' }).uncheck();
  await expectAccessible(desk.page, 'on duty for some sites');
  await desk.page.keyboard.press('Escape');
  await expect(status(desk)).toHaveAccessibleName('Your status: Online · 1 site. Team');
  await expect(desk.section('New')).toContainText('0');
  await expect(desk.section('Others’')).toContainText('2');
  await expect(desk.page).toHaveTitle('Holdline');
  await expect(visitor.panel).toContainText('Nobody is here right now.');
});
