import { plugIn, takeDown, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { startShopSite, type ShopSite } from './fixtures/shop-site.ts';
import { expect, newTab, test as base } from './fixtures/test.ts';

/** A shop of its own, whose chat comes over the line. */
const test = base.extend<{ site: ShopSite }>({
  site: async ({ line }, use) => {
    const site = await startShopSite(line.origin);
    await use(site);
    await site.close();
  },
});

test('A7 WID3 OUT1 OUT3: a visitor writes and edits without a network, closes the tab, and the next page of the shop delivers it all, in order', async ({
  site,
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: site.origin });
  await shop.say('Hello?');
  await desk.open('New', 'Hello?');
  await desk.take();
  await desk.say('Hello, what can I do for you?');
  await expect(shop.line('what can I do')).toBeVisible();
  const context = shop.page.context();

  await unplug(context, line);
  await expect(shop.panel).toContainText('Offline');
  await shop.say('My parcel is lost.');
  await shop.say('It was a tea pot.');
  await shop.edit('It was a tea pot.', 'It was a teapot.');
  await shop.say('The green one.');
  await expect(shop.panel).toContainText('Offline · 4 messages waiting');
  await expect(shop.panel).toContainText(
    'You are offline. Your message is kept on this device and will be sent by itself.',
  );
  for (const text of ['parcel is lost', 'a teapot', 'green one']) await expect(shop.waits(text)).toBeVisible();

  const elsewhere = await newTab(shop.page);
  await shop.page.close();
  await plugIn(context, line);
  await expect(desk.line('parcel is lost')).toHaveCount(0);

  // The chat stays shut: to have written before is enough.
  const next = new ShopPage(elsewhere);
  await next.visit(site.origin, '/demo/teapot.html');
  const said = ['Hello?', 'Hello, what can I do for you?', 'My parcel is lost.', 'It was a teapot.', 'The green one.'];
  await expect(desk.bubbles).toHaveText(said);
  await expect(desk.line('a teapot')).toContainText('edited');

  await next.openChat();
  await expect(next.bubbles).toHaveText(said);
  await expect(next.mark('green one', 'Seen')).toBeVisible();
  await expect(next.panel).toContainText('We have everything you wrote');
});

test('A7 WID3 OUT4: the chat server is away while the visitor goes from page to page; what was written is never gone and leaves once', async ({
  site,
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: site.origin });

  takeDown(line);
  await expect(shop.panel).toContainText('Offline');
  // The very first words of this visitor: the conversation itself has yet to be started.
  await shop.say('Is the mug dishwasher safe?');
  await expect(shop.panel).toContainText(
    'No connection. Your message is kept on this device and will be sent by itself.',
  );
  await shop.say('And the bowl?');
  await expect(shop.panel).toContainText('Offline · 2 messages waiting');

  // The shop is as it was, whether or not the chat can be fetched.
  await shop.page.getByRole('link', { name: 'See the moss teapot' }).click();
  await expect(shop.page).toHaveURL(/teapot/);
  await expect(shop.page.getByRole('main')).toBeVisible();
  await shop.visit(site.origin, '/demo/mug.html');
  await expect(shop.page.getByRole('heading', { name: 'Morning mug' })).toBeVisible();
  await expect(desk.section('New')).toContainText('0');

  line.refuse(false);
  await shop.visit(site.origin, '/demo/bowl.html');
  const said = ['Is the mug dishwasher safe?', 'And the bowl?'];
  await shop.openChat();
  await expect(shop.bubbles).toHaveText(said);
  await desk.open('New', 'the bowl');
  await expect(desk.bubbles).toHaveText(said);
  await expect(shop.mark('And the bowl?', 'Seen')).toBeVisible();
});

test('WID3 OUT3: on a page that stays open, what waits leaves by itself when the network is back, and a reload shows it once', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin });
  await shop.say('One');
  await desk.open('New', 'One');

  await unplug(shop.page.context(), line);
  await expect(shop.panel).toContainText('Offline');
  for (const text of ['Two', 'Three', 'Four']) await shop.say(text);
  await plugIn(shop.page.context(), line);
  const said = ['One', 'Two', 'Three', 'Four'];
  await expect(desk.bubbles).toHaveText(said);
  await expect(shop.mark('Four', 'Seen')).toBeVisible();

  await shop.page.reload();
  await shop.openChat();
  await expect(shop.bubbles).toHaveText(said);
  await expect(shop.panel).toContainText('We have everything you wrote');
});

test('WID14 OUT1: the network goes before the chat was fetched; it opens on the same page when it is back', async ({
  browser,
  site,
  line,
}) => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const shop = new ShopPage(await context.newPage());
  await shop.visit(site.origin);
  await expect(shop.launcher).toBeVisible();
  await unplug(context, line);
  await shop.launcher.click();
  await expect(shop.page.getByText('No connection yet')).toBeVisible();
  await plugIn(context, line);
  await expect(shop.message).toBeVisible();
  await shop.say('At last');
  await expect(shop.mark('At last', 'Sent')).toBeVisible();

  await context.close();
});
