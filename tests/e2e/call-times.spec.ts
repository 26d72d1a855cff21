import { signIn } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { test } from './fixtures/host.ts';
import { setSite, visit } from './fixtures/live-visit.ts';
import { expect } from './fixtures/test.ts';

/** The clock on a wall of that zone, in either manner of writing it. */
const clockIn = (timeZone: string, at: number): RegExp => {
  const [day, half] = ['en-GB', 'en-US'].map((locale) =>
    new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(at),
  );
  return new RegExp(`\\b(0?${day}|${half})`);
};

/** The owner, day and night. */
async function worksAlways(server: ServerProcess): Promise<void> {
  const { id: person, token } = await signIn(server);
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: 0, to: 0 }));
  const set = await fetch(`${server.origin}/api/schedule`, {
    method: 'PATCH',
    body: JSON.stringify({ zone: 'UTC', weeks: [{ person, week }] }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  expect(set.status, await set.text()).toBe(200);
}

test('D6 CALL1 CALL5 CALL7 CALL8: offered while nobody is there and on the pages that the site names; a time is chosen by the visitor’s clock, and read by the desk’s', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  await setSite(server, { callback: { offer: 'nobody', pages: ['/cart*'] } });
  await worksAlways(server);
  const desk = await newDesk();
  const be = async (status: 'Online' | 'Away') => {
    await desk.page.getByRole('button', { name: /^Your status/ }).click();
    await desk.page.getByRole('dialog', { name: 'Team' }).getByRole('radio', { name: status }).check({ force: true });
    await desk.page.keyboard.press('Escape');
    await expect(desk.page.getByRole('button', { name: new RegExp(`^Your status: ${status}`) })).toBeVisible();
  };
  const { page, shop, context } = await visit({ browser, host, server }, '/cart', { timezoneId: 'Asia/Tokyo' });
  const offer = shop.panel.getByRole('button', { name: 'Ask for a call' });
  await shop.openChat();
  await expect(shop.panel.getByText('Nobody is here')).toHaveCount(0);
  await expect(offer).toHaveCount(0);
  await be('Away');
  await expect(offer).toBeVisible();
  await be('Online');
  await expect(offer).toHaveCount(0);
  await be('Away');
  await expect(offer).toBeVisible();
  // What stood open stands open on the next page.
  await page.goto(`${host.origin}/help`);
  await expect(shop.panel).toContainText('Nobody is here');
  await expect(offer).toHaveCount(0);
  await page.goto(`${host.origin}/cart`);
  await offer.click();

  const form = shop.panel.getByRole('region', { name: 'Ask for a call' });
  await form.getByRole('textbox', { name: 'Your phone number' }).fill('+48 600 100 200');
  const when = form.getByRole('combobox', { name: 'When' });
  const option = when.getByRole('option').nth(6);
  await expect(option).toBeAttached();
  const at = Number(await option.getAttribute('value'));
  // Of the half hours none begins sooner than in half an hour.
  const first = Number(await when.getByRole('option').nth(1).getAttribute('value'));
  expect(first - Date.now()).toBeGreaterThan(25 * 60_000);
  expect(at - first).toBe(5 * 30 * 60_000);
  await when.selectOption(String(at));
  await form.getByRole('button', { name: 'Call me back' }).click();
  await expect(shop.panel.getByText(/We will call \+48 600 100 200: /)).toContainText(clockIn('Asia/Tokyo', at));

  // The desks of the tests are in Warsaw.
  await desk.section('Requests').click();
  const row = desk.page.getByRole('link').filter({ hasText: '+48 600 100 200' });
  await expect(row).toContainText(clockIn('Europe/Warsaw', at));
  await expect(row).not.toContainText(clockIn('Asia/Tokyo', at));
  await context.close();
});

test('D6 CALL7: of two who choose the last place of a half hour the second is told that it has just been taken, keeps the number, and has another', async ({
  browser,
  host,
  server,
}) => {
  await setSite(server, { callback: { offer: 'always', pages: [] } });
  await worksAlways(server);
  const open = async (phone: string) => {
    const { page, shop } = await visit({ browser, host, server }, '/', { timezoneId: 'UTC' });
    await shop.launcher.click();
    await shop.panel.getByRole('button', { name: 'Ask for a call' }).click();
    const form = shop.panel.getByRole('region', { name: 'Ask for a call' });
    const times = form.getByRole('combobox', { name: 'When' });
    await expect(times.getByRole('option').nth(3)).toBeAttached();
    await form.getByRole('textbox').fill(phone);
    return { page, shop, form, times };
  };
  const ann = await open('+48 600 100 200');
  const bob = await open('+48 600 300 400');
  const at = (await ann.times.getByRole('option').nth(2).getAttribute('value')) ?? '';
  const next = (await ann.times.getByRole('option').nth(3).getAttribute('value')) ?? '';
  await ann.times.selectOption(at);
  await bob.times.selectOption(at);
  await ann.form.getByRole('button', { name: 'Call me back' }).click();
  await expect(ann.shop.panel.getByRole('status').filter({ hasText: 'We will call +48 600 100 200: ' })).toBeVisible();
  await expect(ann.shop.panel.getByText('Kept on this device')).toHaveCount(0);
  await bob.form.getByRole('button', { name: 'Call me back' }).click();
  const told = bob.shop.panel
    .getByRole('alert')
    .filter({ hasText: 'this time has just been taken. Please choose another.' });
  await expect(told).toBeVisible();
  await expectAccessible(bob.page, 'a time that was taken');

  await bob.shop.panel.getByRole('button', { name: 'Choose another time' }).click();
  await expect(bob.form.getByRole('textbox')).toHaveValue('+48 600 300 400');
  await expect(bob.times.locator(`option[value="${next}"]`)).toBeAttached();
  await expect(bob.times.locator(`option[value="${at}"]`)).toHaveCount(0);
  await bob.times.selectOption(next);
  await bob.form.getByRole('button', { name: 'Call me back' }).click();
  const promise = bob.shop.panel.getByRole('status').filter({ hasText: 'We will call +48 600 300 400: ' });
  await expect(promise).toContainText(clockIn('UTC', Number(next)));
  await expect(told).toHaveCount(0);
  // Nobody is promised the other's time by a change either, and what was promised stays.
  await bob.shop.panel.getByRole('button', { name: 'Change' }).click();
  await expect(bob.times).toHaveValue(next);
  await expect(bob.times.locator(`option[value="${at}"]`)).toHaveCount(0);
});
