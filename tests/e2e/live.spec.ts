import { CHROME, bubbleOf, setSite, visit } from './fixtures/live-visit.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { test } from './fixtures/host.ts';
import { keptBy, NOTHING_KEPT } from './fixtures/kept-by.ts';
import { expect } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

const ALWAYS = { match: 'all', conditions: [] } as const;

test('D1 START1 START2 START3 START4 START6 API7: the button shows on the pages of its rule, through a router of the page’s own, and stays for who has written', async ({
  browser,
  host,
  server,
}) => {
  await setSite(server, {
    start: { show: 'rules', rules: { match: 'all', conditions: [{ kind: 'page', is: '/cart*' }] } },
    look: {
      accent: '#123456',
      scheme: 'auto',
      side: 'end',
      size: 56,
      aside: 20,
      above: 20,
      radius: 20,
      layer: 0,
      avatar: '',
    },
  });
  const { page, shop, asked, context } = await visit({ browser, host, server });
  // The file with the rules has come, and nothing else was asked for or kept.
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await expect(shop.launcher).toBeHidden();
  expect(asked.filter((address) => !/\/widget\/[a-z]+-[\w-]+\.js$/.test(address))).toEqual([]);
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);
  await page.evaluate(() => history.pushState(null, '', '/cart/pay'));
  await expect(shop.launcher).toBeVisible();
  await page.evaluate(() => history.back());
  await expect(shop.launcher).toBeHidden();
  // START6: the page's own word holds, wherever it goes.
  const say = (name: string, ...more: unknown[]) =>
    page.evaluate(
      (call) => (globalThis as unknown as { holdline: (...all: unknown[]) => Promise<unknown> }).holdline(...call),
      [name, ...more],
    );
  const goTo = (path: string) => page.evaluate((to) => history.pushState(null, '', to), path);
  await say('show');
  await goTo('/help');
  await expect(shop.launcher).toBeVisible();
  await say('hide');
  await goTo('/cart/pay');
  await expect(shop.launcher).toBeHidden();
  await say('setLanguage', 'en');
  await goTo('/cart/other');
  await expect(shop.launcher).toBeHidden();
  await say('show');
  // API7: back to what the site has set, not to what the widget has.
  const colour = () => shop.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
  await say('setLook', { accent: '#0a7d55', side: 'start' });
  expect(await colour()).toBe('rgb(10, 125, 85)');
  await say('setLook', { accent: '', side: '' });
  expect(await colour()).toBe('rgb(18, 52, 86)');
  expect((await shop.launcher.boundingBox())?.x).toBeGreaterThan(100);
  await page.goto(`${host.origin}/help`);
  await expect(shop.launcher).toBeHidden();
  await page.goto(`${host.origin}/cart`);
  await shop.openChat();
  await shop.say('Where is my order?');
  await page.goto(`${host.origin}/help`);
  await expect(shop.launcher).toBeVisible();
  await context.close();

  // Only while somebody is on duty: the page asks for that alone.
  await setSite(server, { start: { show: 'duty', rules: ALWAYS } });
  const other = await visit({ browser, host, server });
  await expect.poll(() => other.asked.some((address) => address.endsWith('/api/sites/default/duty'))).toBe(true);
  expect(await keptBy(other.page)).toEqual(NOTHING_KEPT);
  await other.context.close();
});

test('START7: a line that breaks while the rules come costs the page nothing, and they are fetched again', async ({
  browser,
  host,
  server,
}) => {
  await setSite(server, {
    start: { show: 'rules', rules: { match: 'all', conditions: [{ kind: 'page', is: '/' }] } },
  });
  const faults: string[] = [];
  let tries = 0;
  const { shop, context } = await visit({ browser, host, server }, '/', {}, async (page) => {
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.route('**/widget/live-*.js', (route) => {
      tries += 1;
      return tries === 1 ? route.abort() : route.continue();
    });
  });
  await expect(shop.launcher).toBeVisible();
  expect(tries).toBeGreaterThan(1);
  expect(faults).toEqual([]);
  await context.close();
});

test('D8 INVITE1 INVITE2 INVITE3 INVITE4: an invitation comes by its rule, takes no focus, goes with Escape, and begins the talk that answers it', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  const rules = { match: 'all', conditions: [{ kind: 'seconds', least: 1 }] } as const;
  const help = {
    id: 'help-1',
    name: 'Help',
    on: true,
    words: { en: 'May I help you choose?' },
    rules,
    every: 'visit',
  } as const;
  await setSite(server, { invitations: { from: 'Anna of the shop', list: [help] } });
  const desk = await newDesk();
  const { page, shop, context } = await visit({ browser, host, server });
  const bubble = bubbleOf(page);
  await page.getByLabel('Search').focus();
  await expect(bubble).toContainText('May I help you choose?');
  await expect(page.getByLabel('Search')).toBeFocused();
  // Told once, however often it is looked whether it still holds.
  const told = await page.evaluate(async () => {
    const region = document.querySelector('holdline-chat')?.shadowRoot?.querySelector('.invited-said');
    let changes = 0;
    const observer = new MutationObserver((all) => (changes += all.length));
    if (region) observer.observe(region, { childList: true, characterData: true, subtree: true });
    for (let look = 0; look < 3; look += 1) {
      document.dispatchEvent(new Event('visibilitychange'));
      await Promise.resolve();
    }
    return [region?.textContent, changes];
  });
  expect(told).toEqual(['Anna of the shop: May I help you choose?', 0]);
  await expectAccessible(page, 'an invitation');
  // Escape that is meant for something of the page leaves it there.
  await page.evaluate(() => {
    const own = Object.assign(document.createElement('dialog'), { textContent: 'Cookies?' });
    document.body.append(own);
    own.showModal();
  });
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toBeHidden();
  await expect(bubble).toBeVisible();
  await page.evaluate(() => document.addEventListener('keydown', (event) => event.preventDefault(), { once: true }));
  await page.keyboard.press('Escape');
  await expect(bubble).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bubble).toBeHidden();
  await page.reload();
  await expect(shop.launcher).toBeVisible();
  await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(2_000);
  await expect(bubble).toBeHidden();
  await context.close();

  const other = await visit({ browser, host, server });
  await expect(bubbleOf(other.page)).toBeVisible();
  // It goes along to the next page, and is answered there.
  await other.page.goto(`${host.origin}/help`);
  await bubbleOf(other.page)
    .getByRole('button', { name: /May I help you choose/ })
    .click();
  await expect(other.shop.panel.getByRole('article')).toContainText('May I help you choose?');
  await expect(bubbleOf(other.page)).toBeHidden();
  await other.shop.say('Yes, which cup is it?');
  await desk.open('New', 'which cup is it');
  await expect(desk.log).toContainText('answered an automatic invitation: “May I help you choose?”');
  const upon = 'Automatic invitation: “May I help you choose?”';
  await expect(desk.page.getByRole('complementary', { name: 'Visitor' })).toContainText(upon);
  await desk.page.getByRole('link', { name: 'History' }).click();
  await desk.page.getByRole('button', { name: 'Filters' }).click();
  // The lists of the history are written a while after the talk (DER2).
  await expect(async () => {
    await desk.page.getByLabel('Begun').selectOption({ index: 0 });
    await desk.page.getByLabel('Begun').selectOption('Automatic invitation');
    await expect(desk.page.getByRole('link').filter({ hasText: upon })).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await desk.page.getByLabel('Begun').selectOption('By the visitor');
  await expect(desk.page.getByRole('link').filter({ hasText: upon })).toHaveCount(0);
  await other.page.reload();
  await other.shop.openChat();
  await expect(other.shop.panel.getByRole('article').first()).toContainText('May I help you choose?');
  await other.context.close();

  // The longest one is there to its last word on the smallest phone.
  const long = `${'All cups are one third off this week. '.repeat(8).slice(0, 292)} the end`;
  await setSite(server, { invitations: { from: 'Anna of the shop', list: [{ ...help, words: { en: long } }] } });
  const phone = await visit({ browser, host, server }, '/', {}, (small) =>
    small.setViewportSize({ width: 320, height: 568 }),
  );
  const words = bubbleOf(phone.page).getByRole('button', { name: /the end$/ });
  await expect(words).toBeVisible();
  expect(await words.evaluate((button) => button.scrollHeight - button.clientHeight)).toBeLessThanOrEqual(0);
  const box = await bubbleOf(phone.page).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeGreaterThanOrEqual(0);
  await phone.context.close();
});

test('INVITE3: nobody is invited who has the panel open or has a conversation, and who has neither is', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  const help = (id: string, path: string) =>
    ({
      ...{ id, name: id, on: true },
      every: 'visit',
      words: { en: `May I help with the ${id}?` },
      rules: { match: 'all', conditions: [{ kind: 'page', is: path }] },
    }) as const;
  await setSite(server, { invitations: { from: '', list: [help('cart', '/cart'), help('help', '/help')] } });
  await newDesk();
  const { page, shop, context } = await visit({ browser, host, server });
  const shown = () => page.evaluate(() => localStorage.getItem('holdline:default:visit') ?? '');
  const goTo = (path: string) => page.evaluate((to) => history.pushState(null, '', to), path);
  await shop.openChat();
  await goTo('/cart');
  await goTo('/');
  await shop.launcher.click();
  await expect(shop.panel).toHaveCount(0);
  // What was not shown then has not been used up.
  expect(await shown()).not.toContain('"cart"');
  await goTo('/cart');
  await expect(bubbleOf(page)).toContainText('May I help with the cart?');
  await bubbleOf(page).getByRole('button', { name: 'Close the invitation' }).click();

  await goTo('/');
  await shop.openChat();
  await shop.say('I know what I want.');
  await shop.launcher.click();
  await expect(shop.panel).toHaveCount(0);
  await goTo('/help');
  await goTo('/');
  expect(await shown()).toContain('"cart"');
  expect(await shown()).not.toContain('"help"');
  await expect(bubbleOf(page)).toBeHidden();
  await context.close();
});

test('LIVE6 WID1: where who is on the site is off nothing is fetched, told or kept for it, whatever else goes by rules there', async ({
  browser,
  host,
  server,
}) => {
  const rules = { match: 'all', conditions: [{ kind: 'page', is: '/' }] } as const;
  for (const on of [false, true]) {
    await setSite(server, { start: { show: 'rules', rules }, tracking: { on } });
    const { page, shop, asked, context } = await visit({ browser, host, server });
    await expect(shop.launcher).toBeVisible();
    await page.mouse.move(200, 200);
    await page.getByLabel('Search').fill('cups');
    const isAsked = (part: RegExp) => asked.some((address) => part.test(address));
    // Turned on, it is asked for by the same signs: that nothing came is not because nothing was waited for.
    if (on) await expect.poll(() => isAsked(/^ws.*\/watch/)).toBe(true);
    else await page.waitForLoadState('networkidle');
    expect([isAsked(/\/widget\/track-/), isAsked(/^ws/)]).toEqual([on, on]);
    if (!on) expect(await keptBy(page)).toEqual(NOTHING_KEPT);
    await context.close();
  }
});

test('B21 D8 LIVE1 LIVE2 LIVE3 LIVE4 INVITE4 INVITE5 INVITE6: operators see who is on the site, and no crawler; invite with own words, and the answer comes to who invited, with by whom it began on the card and in the history', async ({
  browser,
  host,
  server,
  newDesk,
}) => {
  const desk = await newDesk();
  await expect(desk.page.getByRole('link', { name: 'Go to who is on the site now' })).toHaveCount(0);
  // Off: a page tells nothing and keeps nothing.
  const before = await visit({ browser, host, server }, '/?utm_source=mail');
  await expect(before.shop.launcher).toBeVisible();
  await before.page.mouse.move(200, 200);
  expect(before.asked).toEqual([]);
  expect(await keptBy(before.page)).toEqual(NOTHING_KEPT);
  await before.context.close();

  await setSite(server, { tracking: { on: true } });
  await desk.page.getByRole('link', { name: 'Go to who is on the site now' }).click();
  await expect(desk.page.getByText('Nobody is on the site')).toBeVisible();
  const bot = await visit({ browser, host, server }, '/', {
    userAgent: CHROME.replace('Chrome/', 'HeadlessChrome/'),
  });
  await bot.page.mouse.move(100, 100);
  const { page, shop, context } = await visit({ browser, host, server }, '/?utm_source=mail&token=secret');
  const row = desk.page.getByRole('row').filter({ hasText: 'Somebody else’s shop' });
  // What tells of it may come a moment after the page.
  await expect(async () => {
    await page.mouse.move(200, 200);
    await page.mouse.move(240, 200);
    await expect(row).toHaveCount(1, { timeout: 1_500 });
  }).toPass();
  await expect(row).toContainText('mail');
  await expect(row).toContainText('Chrome · Linux');
  await expect(row).not.toContainText('secret');
  await page.evaluate(() => {
    history.pushState(null, '', '/cart');
    document.title = 'The cart';
  });
  const cart = desk.page.getByRole('row').filter({ hasText: '/cart' });
  await expect(cart).toContainText('The cart');
  await expectAccessible(desk.page, 'who is on the site');

  await cart.getByRole('button', { name: /^Invite/ }).click();
  await desk.page.getByLabel('Your words').fill('The blue one is sold out. May I show you another?');
  await desk.page.keyboard.press('Control+Enter');
  await expect(cart).toContainText('You have invited');
  await bubbleOf(page)
    .getByRole('button', { name: /The blue one is sold out/ })
    .click();
  await shop.say('Yes, please.');
  await expect(cart).toContainText('With');
  await cart.getByRole('link', { name: /^Open/ }).click();
  await expect(desk.log).toContainText('The blue one is sold out');
  await expect(desk.log).toContainText('Yes, please.');
  await expect(desk.message).toBeVisible();
  const upon = 'Invited by olga: “The blue one is sold out. May I show you another?”';
  await expect(desk.page.getByRole('complementary', { name: 'Visitor' })).toContainText(upon);

  await desk.page.goBack();
  await expect(desk.page.getByRole('row').filter({ hasText: '/cart' })).toHaveCount(1);
  await context.close();
  await expect(desk.page.getByText('Nobody is on the site')).toBeVisible({ timeout: 30_000 });
  await bot.context.close();

  // Of two talks one began so.
  await visitorSays(server, 'Nobody has invited me.');
  await desk.page.getByRole('link', { name: 'History' }).click();
  await desk.page.getByRole('button', { name: 'Filters' }).click();
  const found = desk.page.getByRole('list', { name: 'Results' }).getByRole('link');
  for (const [way, words] of [
    ['By the visitor', 'Nobody has invited me.'],
    ['Invited by an operator', upon],
  ] as const)
    await expect(async () => {
      await desk.page.getByLabel('Begun').selectOption({ index: 0 });
      await desk.page.getByLabel('Begun').selectOption(way);
      await expect(found).toHaveCount(1, { timeout: 2_000 });
      await expect(found).toContainText(words, { timeout: 2_000 });
    }).toPass();
});

test('D1 D8 E8 START5: an admin makes a rule without knowing how it is written, reads it as a sentence, and tries it on an address', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  await page.goto(new URL('/settings/sites/default/start', page.url()).href);
  await page.getByRole('radio', { name: /^By rules/ }).check();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('/cart*');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('combobox', { name: 'Condition 2' }).selectOption('seconds');
  await page.getByRole('spinbutton', { name: 'Value' }).fill('10');
  await expect(
    page.getByText('The button shows when the page is /cart* and the page has been open for at least 10 seconds.'),
  ).toBeVisible();
  const tried = page.getByRole('region', { name: 'Try it' });
  await tried.getByLabel('Address of a page').fill('https://shop.example/cart?utm_source=mail');
  await expect(tried.getByRole('status')).toHaveText('The button shows.');
  await tried.getByLabel('Seconds on it').fill('5');
  await expect(tried.getByRole('status')).toHaveText('The button does not show.');
  await expectAccessible(page, 'rules of the button');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await page.getByLabel('Words in English').fill('May I help?');
  await expect(page.getByText(/Shown when somebody is on duty and .* 30 seconds; once a day\./)).toBeVisible();
  await tried.getByLabel('Address of a page').fill('https://shop.example/');
  await expect(tried.getByRole('status')).toHaveText('“Invitation 1” is shown.');
  await tried.getByLabel('Somebody is on duty').uncheck();
  await expect(tried.getByRole('status')).toHaveText('No invitation is shown.');
  await expectAccessible(page, 'invitations of a site');
  for (const section of ['Who is on the site', 'Consent']) {
    await page.getByRole('link', { name: section, exact: true }).click();
    await expect(page.getByRole('heading', { name: section })).toBeVisible();
    await expectAccessible(page, section);
  }
});
