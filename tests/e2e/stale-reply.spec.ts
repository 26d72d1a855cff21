import { plugIn, unplug } from './fixtures/network.ts';
import type { DeskPage } from './fixtures/desk-page.ts';
import type { ShopPage } from './fixtures/shop-page.ts';
import { expect, test as base } from './fixtures/test.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };

interface Stale {
  readonly bob: DeskPage;
  readonly olga: DeskPage;
  readonly shop: ShopPage;
}

const ASKED = 'Will the pot hold two litres?';
const BY_BOB = 'Bob: it holds one and a half.';
const BY_OLGA = 'Olga: it holds two litres.';

/** Bob answers without a network; meanwhile Olga takes over and answers; Bob's reply is held. */
const test = base.extend<{ stale: Stale }>({
  stale: async ({ line, newDesk, newShop, newColleague }, use) => {
    const bob = await newColleague(BOB, { origin: line.origin });
    const shop = await newShop();
    await shop.say(ASKED);
    await bob.open('New', ASKED);
    await bob.take();
    await expect(shop.log).toContainText('Bob joined');

    await unplug(bob.page.context(), line);
    await bob.say(BY_BOB);
    // The answer to the take may not have come before the line went.
    await expect(bob.truth).toHaveText(/ · 1 reply waiting( · 1 action waiting)?$/);

    const olga = await newDesk();
    await olga.open('Others’', ASKED);
    await olga.page.getByRole('button', { name: 'Take over' }).click();
    await expect(olga.page.getByText('You answer')).toBeVisible();
    await olga.say(BY_OLGA);
    await expect(shop.line(BY_OLGA)).toBeVisible();

    await plugIn(bob.page.context(), line);
    await expect(bob.held).toContainText(BY_BOB);
    await use({ bob, olga, shop });
  },
});

test('CMD6: a reply written offline is held when a colleague answered meanwhile, and its author sees what changed', async ({
  stale: { bob, shop },
}) => {
  const meanwhile = bob.held.getByRole('listitem');
  await expect(meanwhile).toHaveCount(2);
  await expect(meanwhile.nth(0)).toContainText('olga took the conversation');
  await expect(meanwhile.nth(1)).toContainText('olga replied');
  await expect(meanwhile.nth(1)).toContainText(BY_OLGA);
  await expect(bob.page.getByRole('link', { name: '1 needs your decision' })).toBeVisible();
  await expect(bob.bubbles).toHaveText([ASKED, BY_OLGA]);
  await expect(bob.section('Others’')).toContainText('1');

  await expect(bob.log).toContainText('olga took the conversation');

  // It is kept until Bob chooses, also over a reload.
  await bob.page.reload();
  await expect(bob.held).toContainText(BY_BOB);
  await expect(bob.held.getByRole('listitem')).toHaveCount(2);
  await expect(shop.bubbles).toHaveText([ASKED, BY_OLGA]);
});

test('CMD7: send anyway reaches the visitor, once', async ({ stale: { bob, olga, shop } }) => {
  await bob.held.getByRole('button', { name: 'Send anyway' }).click();
  await expect(bob.held).toHaveCount(0);
  for (const side of [shop, olga, bob]) await expect(side.bubbles).toHaveText([ASKED, BY_OLGA, BY_BOB]);
  await expect(bob.mark(BY_BOB, 'Seen')).toBeVisible();
  await expect(bob.page.getByRole('link', { name: /decision/ })).toHaveCount(0);
  await bob.page.reload();
  await expect(bob.bubbles).toHaveText([ASKED, BY_OLGA, BY_BOB]);
  await expect(bob.held).toHaveCount(0);
});

test('CMD7: keep as note shows it to colleagues and never to the visitor', async ({ stale: { bob, olga, shop } }) => {
  await bob.held.getByRole('button', { name: 'Keep as note' }).click();
  await expect(bob.held).toHaveCount(0);
  for (const desk of [bob, olga]) {
    const note = desk.log.getByRole('article', { name: /^Note for colleagues/ });
    await expect(note).toHaveCount(1);
    await expect(note).toContainText(BY_BOB);
  }
  // What Olga says next comes after the note, and the visitor sees only that.
  await olga.say('Two and a bit.');
  await expect(shop.bubbles).toHaveText([ASKED, BY_OLGA, 'Two and a bit.']);
  await expect(shop.log).not.toContainText(BY_BOB);
});

test('CMD7: drop forgets it, for good', async ({ stale: { bob, olga, shop } }) => {
  await bob.held.getByRole('button', { name: 'Drop' }).click();
  await expect(bob.held).toHaveCount(0);
  await expect(bob.truth).toHaveText('Synced');
  await bob.page.reload();
  await bob.synced();
  await expect(bob.bubbles).toHaveText([ASKED, BY_OLGA]);
  await expect(bob.held).toHaveCount(0);
  await olga.say('Anything else?');
  await expect(shop.bubbles).toHaveText([ASKED, BY_OLGA, 'Anything else?']);
  await expect(bob.bubbles).toHaveText([ASKED, BY_OLGA, 'Anything else?']);
});
