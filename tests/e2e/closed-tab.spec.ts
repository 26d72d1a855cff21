import { SYNC_TAG } from '#client/environment.ts';
import { DeskPage } from './fixtures/desk-page.ts';
import { isKept, plugIn, promisedTo, syncNow, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { expect, newTab, test } from './fixtures/test.ts';

test('OUT7: a visitor writes over a socket that died unnoticed and closes the tab; the going page delivers it', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop({ origin: line.origin });
  await shop.say('One thing more');
  await desk.open('New', 'One thing more');
  await expect(shop.mark('One thing more', 'Seen')).toBeVisible();
  const elsewhere = await newTab(shop.page);

  // The socket lost bytes and stays deaf; new connections are sound.
  line.set({ up: 'drop', down: 'drop' });
  await shop.say('Please wrap it as a gift.');
  await expect(shop.waits('wrap it as a gift')).toBeVisible();
  line.set({ up: 'pass', down: 'pass' });
  await shop.page.close();
  const said = ['One thing more', 'Please wrap it as a gift.'];
  await expect(desk.bubbles).toHaveText(said);

  // The row was still on the device; delivered twice, it is there once.
  const next = new ShopPage(elsewhere);
  await next.visit(line.origin);
  await next.openChat();
  await expect(next.bubbles).toHaveText(said);
  await expect(next.panel).toContainText('We have everything you wrote');
  await next.say('Thank you!');
  await expect(desk.bubbles).toHaveText([...said, 'Thank you!']);
});

test('OUT7: an operator closes the tab without a network; when it is back the service worker delivers, with no page of ours open', async ({
  line,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const shop = await newShop();
  await shop.say('When will you call?');
  await desk.open('New', 'When will you call');
  await desk.take();
  await expect(shop.log).toContainText('olga joined');
  await desk.synced();
  await isKept(desk.page);
  const context = desk.page.context();
  const elsewhere = await newTab(desk.page);

  await unplug(context, line);
  await desk.say('Tomorrow at nine.');
  await desk.say('Our time.');
  await desk.close();
  await expect(desk.truth).toHaveText(/ · 2 replies waiting · 1 action waiting$/);
  await expect.poll(() => promisedTo(context)).toEqual([SYNC_TAG]);
  await desk.page.close();

  await plugIn(context, line);
  await syncNow(elsewhere, line.origin, SYNC_TAG);
  const said = ['When will you call?', 'Tomorrow at nine.', 'Our time.'];
  await expect(shop.bubbles).toHaveText(said, { timeout: 20_000 });
  await expect(shop.log).toContainText('olga closed the conversation');

  const again = new DeskPage(elsewhere);
  await again.page.goto(line.origin);
  await again.synced();
  await again.open('Closed', 'Our time.');
  await expect(again.bubbles).toHaveText(said);
  await expect(again.mark('Our time.', 'Seen')).toBeVisible();
  await expect(shop.bubbles).toHaveText(said);
});
