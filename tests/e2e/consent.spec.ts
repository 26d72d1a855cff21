import type { Page } from '@playwright/test';
import { signIdentity } from '#sync-server/testing/sign-identity.ts';
import { newSecret } from './fixtures/ask-owner.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { call, test } from './fixtures/host.ts';
import { keptBy, NOTHING_KEPT } from './fixtures/kept-by.ts';
import { takeDown } from './fixtures/network.ts';
import { setSite, visit } from './fixtures/live-visit.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { expect, newTab } from './fixtures/test.ts';

test('D15 CONSENT1 CONSENT2 CONSENT3 CONSENT4: before a yes nothing is asked for or kept; it is noted with the talk, and can be taken back', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, {
    tracking: { on: true },
    consent: { needed: true, words: { en: 'May we keep what you write?' }, link: 'https://shop.example/privacy' },
  });
  const desk = await newDesk();
  const { page, shop, asked, context } = await visit({ browser, host, server });
  await page.mouse.move(200, 200);
  await shop.launcher.click();
  const question = page.getByRole('dialog', { name: 'Before we chat' });
  const panel = page.getByRole('dialog', { name: 'Chat', exact: true });
  await expect(question).toContainText('May we keep what you write?');
  await expect(question.getByRole('link', { name: 'Privacy policy' })).toHaveAttribute(
    'href',
    'https://shop.example/privacy',
  );
  await expect(question.getByRole('button', { name: 'I agree' })).toBeFocused();
  await expectAccessible(page, 'the question of consent');
  await question.getByRole('button', { name: 'No, thanks' }).click();
  await expect(question).toBeHidden();
  await expect(panel).toHaveCount(0);
  expect(asked.filter((address) => address.startsWith('ws') || address.includes('/api/'))).toEqual([]);
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);

  await shop.launcher.click();
  await question.getByRole('button', { name: 'I agree' }).click();
  await expect(shop.message).toBeVisible();
  await shop.say('Good day');
  await desk.open('New', 'Good day');
  await desk.page.getByText('What was done').click();
  await expect(desk.page.getByText(/agreed that we keep the conversation/)).toBeVisible();
  await page.reload();
  await shop.openChat();
  await expect(question).toBeHidden();
  await expect(shop.line('Good day')).toBeVisible();

  expect(await call(page, 'consent', false)).toBe(true);
  await expect(desk.page.getByText(/took the consent back/)).toBeVisible();
  await shop.launcher.click();
  await expect(question).toBeVisible();
  await expect(panel).toHaveCount(0);
  // The page's own banner may answer as well.
  expect(await call(page, 'consent', true)).toBe(true);
  await expect(shop.line('Good day')).toBeVisible();
  await panel.getByRole('button', { name: 'Menu' }).click();
  await panel.getByRole('menuitem', { name: 'Take back my consent' }).click();
  await expect(panel).toHaveCount(0);
  await expect(shop.launcher).toBeVisible();
  await shop.launcher.click();
  await expect(question).toBeVisible();
  await context.close();
});

test('API2 CONSENT2: a no settles every call that waits for the answer, words that the page sends ask as well, and a later yes begins again', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, { consent: { needed: true, words: {}, link: '' } });
  const desk = await newDesk();
  const { page, shop, context } = await visit({ browser, host, server });
  await expect(shop.launcher).toBeVisible();
  const question = page.getByRole('dialog', { name: 'Before we chat' });
  const panel = page.getByRole('dialog', { name: 'Chat', exact: true });
  const no = question.getByRole('button', { name: 'No, thanks' });

  for (const name of ['open', 'toggle']) {
    const waits = call(page, name);
    await no.click();
    expect(await waits, name).toBe(false);
    await expect(question).toBeHidden();
    await expect(shop.launcher).toBeVisible();
  }
  // Words of the page: asked for, refused, and gone.
  const refused = call(page, 'send', 'Refused words');
  await no.click();
  expect(await refused).toBe(false);
  // The button puts the question away again, Escape too, and each asks anew.
  await shop.launcher.click();
  await expect(question).toBeVisible();
  const also = call(page, 'open');
  await shop.launcher.click();
  expect(await also).toBe(false);
  const away = call(page, 'open');
  await expect(question).toBeVisible();
  expect(await call(page, 'toggle')).toBe(false);
  expect(await away).toBe(false);
  // The page closes it, also before there is anything to be seen of it.
  const closed = call(page, 'open');
  await expect(question).toBeVisible();
  expect(await call(page, 'close')).toBe(true);
  await expect(question).toBeHidden();
  expect(await closed).toBe(false);
  expect(await page.evaluate(`Promise.all([holdline('open'), holdline('close')])`)).toEqual([false, true]);
  await expect(question).toBeHidden();
  const gone = call(page, 'open');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await gone).toBe(false);
  await expect(panel).toHaveCount(0);
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);
  // The page takes the widget away while somebody is asked.
  const ended = call(page, 'open');
  await expect(question).toBeVisible();
  expect(await call(page, 'destroy')).toBe(true);
  expect(await ended).toBe(false);
  expect(await call(page, 'start')).toBe(true);

  const sent = call(page, 'send', 'Agreed words');
  await question.getByRole('button', { name: 'I agree' }).click();
  expect(await sent).toBe(true);
  expect(await call(page, 'open')).toBe(true);
  await expect(shop.line('Agreed words')).toBeVisible();
  await expect(shop.line('Refused words')).toHaveCount(0);
  await desk.open('New', 'Agreed words');
  await context.close();
});

test('CONSENT1 CONSENT3 IDENT8: what one visitor agreed to is agreed to by nobody else, signed on the same page or left by a sign-out in another tab', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, { consent: { needed: true, words: {}, link: '' } });
  const secret = await newSecret(server, 'default');
  const signed = (person: string, name: string): string =>
    signIdentity(secret, { sub: person, aud: 'default', exp: Date.now() / 1_000 + 300, name });
  const desk = await newDesk();
  const { page, shop, context } = await visit({ browser, host, server });
  const question = page.getByRole('dialog', { name: 'Before we chat' });
  const consentKept = () => page.evaluate(() => localStorage.getItem('holdline:default:consent'));
  const ann = call(page, 'identify', { token: signed('1', 'Ann') });
  await shop.launcher.click();
  await question.getByRole('button', { name: 'I agree' }).click();
  await shop.say('This is Ann.');
  await expect(shop.panel).toContainText('We have everything you wrote');
  expect([await ann, (await consentKept()) !== null]).toEqual([true, true]);

  // Somebody else, on the same page.
  const tim = call(page, 'identify', { token: signed('2', 'Tim') });
  await expect(shop.panel.getByText('This is Ann.')).toHaveCount(0);
  await expect(question).toBeHidden();
  await expect.poll(consentKept).toBeNull();
  await shop.launcher.click();
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'I agree' }).click();
  await shop.say('This is Tim.');
  await desk.open('New', 'This is Tim.');
  await desk.page.getByText('What was done').click();
  await expect(desk.page.getByText(/agreed that we keep the conversation/)).toHaveCount(1);
  expect(await tim).toBe(true);

  // And nobody, by a sign-out in another tab, over a chat in which nothing was written.
  const tab = new ShopPage(await newTab(page));
  await tab.visit(host.origin, '/');
  await tab.openChat();
  await expect(tab.line('This is Tim.')).toBeVisible();
  expect(await call(page, 'shutdown')).toBe(true);
  await expect(tab.panel).toHaveCount(0);
  await expect(tab.launcher).toBeVisible();
  await tab.launcher.click();
  await expect(tab.page.getByRole('dialog', { name: 'Before we chat' })).toBeVisible();
  expect(await consentKept()).toBeNull();
  await context.close();
});

test('CONSENT2 CONSENT4 IDENT8: a yes in one tab of the shop is heard in the other that asks, and so is its end, in the menu or by a sign-out', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, { consent: { needed: true, words: {}, link: '' } });
  const desk = await newDesk();
  const { page, shop, context } = await visit({ browser, host, server });
  const other = await newTab(page);
  await other.goto(`${host.origin}/cart`);
  const beside = new ShopPage(other);
  const questionOf = (tab: Page) => tab.getByRole('dialog', { name: 'Before we chat' });
  await beside.launcher.click();
  await expect(questionOf(other)).toBeVisible();

  await shop.launcher.click();
  await questionOf(page).getByRole('button', { name: 'I agree' }).click();
  await shop.say('Good day');
  await expect(questionOf(other)).toBeHidden();
  await expect(beside.line('Good day')).toBeVisible();
  await desk.open('New', 'Good day');
  await desk.page.getByText('What was done').click();

  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await shop.panel.getByRole('menuitem', { name: 'Take back my consent' }).click();
  await expect(desk.page.getByText(/took the consent back/)).toHaveCount(1);
  for (const tab of [shop, beside]) {
    await expect(tab.page.getByRole('dialog', { name: 'Chat', exact: true })).toHaveCount(0);
    await tab.launcher.click();
    await expect(questionOf(tab.page)).toBeVisible();
  }
  await questionOf(other).getByRole('button', { name: 'I agree' }).click();
  for (const tab of [shop, beside]) await expect(tab.line('Good day')).toBeVisible();

  // While its line is on its way, what it had to tell would wait, and the call say so.
  await expect(beside.panel).toContainText('We have everything you wrote');
  expect(await call(other, 'shutdown')).toBe(true);
  await expect(shop.panel).toHaveCount(0);
  await shop.launcher.click();
  await expect(questionOf(page)).toBeVisible();
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);
  // Who signs out has taken nothing back.
  await expect(desk.page.getByText(/agreed that we keep/)).toHaveCount(1);
  await expect(desk.page.getByText(/took the consent back/)).toHaveCount(0);
  await context.close();
});

for (const needed of [false, true]) {
  test(`IDENT8 API9 CONSENT1: what somebody wrote without a line before they signed out leaves from the same page and from a later one, and nobody opens the chat; ${needed ? 'under a yes' : 'nobody asks'}`, async ({
    browser,
    host,
    server,
    line,
    newDesk,
  }) => {
    await setSite(server, { consent: { needed, words: {}, link: '' } });
    const desk = await newDesk();
    const { page, shop, context } = await visit({ browser, host, server: { ...server, origin: line.origin } });
    const yes = page.getByRole('dialog', { name: 'Before we chat' }).getByRole('button', { name: 'I agree' });
    /** Says something that does not leave, and signs out. */
    async function leaveWith(text: string): Promise<void> {
      await shop.launcher.click();
      if (needed) await yes.click();
      await shop.say(`${text}, first`);
      await desk.open('New', `${text}, first`);
      await page.waitForLoadState('networkidle');
      takeDown(line);
      await shop.say(`${text}, second`);
      expect(await call(page, 'shutdown')).toBe(false);
      await expect(shop.launcher).toBeVisible();
    }
    await leaveWith('Ann');
    line.refuse(false);
    await expect(desk.bubbles).toHaveText(['Ann, first', 'Ann, second']);
    await expect.poll(async () => (await keptBy(page)).local).not.toContain('holdline-parting:default');

    await leaveWith('Tim');
    await page.goto('about:blank');
    line.refuse(false);
    await page.goto(`${host.origin}/help`);
    await expect(desk.bubbles).toHaveText(['Tim, first', 'Tim, second']);
    await expect(shop.launcher).toHaveAttribute('aria-expanded', 'false');
    await expect.poll(async () => (await keptBy(page)).local).not.toContain('holdline-parting:default');
    // No panel is made before a yes.
    if (needed) expect(await keptBy(page)).toEqual(NOTHING_KEPT);
    await context.close();
  });
}
