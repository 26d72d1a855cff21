import type { BrowserContext, Page } from '@playwright/test';
import { expect, pageWith, test } from './fixtures/host.ts';

type Called = Record<string, (...given: readonly unknown[]) => unknown>;

/** What stood in the console as plain words, from the start on. */
function listening(): { readonly infos: string[]; readonly prepare: (context: BrowserContext) => Promise<void> } {
  const infos: string[] = [];
  const prepare = (context: BrowserContext): Promise<void> => {
    context.on('console', (message) => {
      if (message.type() === 'info') infos.push(message.text());
    });
    return Promise.resolve();
  };
  return { infos, prepare };
}
const saidOf = (chat: string, ...said: readonly string[]): readonly string[] =>
  said.map((words) => `Holdline, in place of ${chat}: ${words}.`).toSorted();
const invalid = (...what: readonly string[]): readonly string[] =>
  what.map((each) => `"${each}" is not valid and does nothing`);
const ignored = (...what: readonly string[]): readonly string[] =>
  what.map((each) => `"${each}" has no counterpart and does nothing`);

/** How the button stands there. */
const lookOf = (page: Page) =>
  page.locator('holdline-chat').evaluate((element) => {
    const button = element.shadowRoot?.querySelector('.launcher');
    if (!button) throw new Error('there is no button');
    const { right, bottom } = element.getBoundingClientRect();
    const { zIndex, colorScheme } = getComputedStyle(element);
    return {
      accent: getComputedStyle(button).backgroundColor,
      aside: document.documentElement.clientWidth - right,
      above: document.documentElement.clientHeight - bottom,
      layer: zIndex,
      scheme: colorScheme,
    };
  });
const USUAL = { accent: 'rgb(42, 91, 215)', aside: 20, above: 20, layer: '2147480000', scheme: 'light dark' };

test('API10 D11: what a page gives Intercom’s calls and they cannot be is told once and does nothing; the rest of the call is done, and nothing is thrown', async ({
  server,
  visitHost,
}) => {
  const { infos, prepare } = listening();
  const snippet = `<script>
    window.intercomSettings = { app_id: 'abc12345', name: 7, email: 'maria@example.com', action_color: 'gren', alignment: 'Left', z_index: 1.5,
      horizontal_padding: '20', vertical_padding: 40, theme_mode: 'sepia', language_override: 'de', hide_default_launcher: 'yes',
      custom_launcher_selector: '#1help', far_at: 1e300, odd: function () {}, plan: undefined };
  </script><script src="${server.origin}/widget/adapters/intercom.js?site=demo"></script>`;
  // An element with this id has the name of our function, until somebody takes it.
  const body = '<main id="holdline"><h1>A shop</h1><button id="help">Help</button></main>';
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet, body) }, prepare);
  await expect(shop.launcher).toBeVisible();
  await expect.poll(() => lookOf(page)).toEqual({ ...USUAL, above: 40 });
  await page.getByRole('button', { name: 'Help' }).click();
  await page.evaluate(() => {
    const { Intercom } = globalThis as unknown as Called;
    for (const method of ['constructor', Symbol('x'), Object.create(null), undefined]) Intercom?.(method);
    Intercom?.('onUnreadCountChange');
    Intercom?.('onShow', 7);
    Intercom?.('showSpace', Object.create(null));
    Intercom?.('update', {
      get action_color() {
        throw new Error('not to be looked at');
      },
    });
    Intercom?.('update', { action_color: 'transparent', z_index: -1, horizontal_padding: 60 });
    Intercom?.('update', { custom_launcher_selector: '#help', vertical_padding: Number.NaN });
    Intercom?.('hide');
  });
  await expect.poll(() => lookOf(page)).toEqual({ ...USUAL, above: 40, aside: 60 });
  await expect(shop.message).toHaveCount(0);
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(shop.message).toBeVisible();
  const wrong = invalid(
    ...['name 7', 'action_color gren', 'alignment Left', 'z_index 1.5', 'horizontal_padding 20', 'theme_mode sepia'],
    ...['language_override de', 'hide_default_launcher yes', 'custom_launcher_selector #1help', 'far_at 1e+300'],
    ...[
      'odd function',
      'onUnreadCountChange undefined',
      'onShow 7',
      'update',
      'action_color transparent',
      'z_index -1',
    ],
    ...['vertical_padding NaN'],
  );
  const unknown = ignored('constructor', 'Symbol(x)', 'object', 'undefined', 'showSpace object');
  expect(infos.toSorted()).toEqual(saidOf('Intercom', ...wrong, ...unknown));
  expect(await faults()).toEqual([]);
});

test('API10 D11: what a page gives Crisp’s calls and they cannot be is told once and does nothing; the rest of the call is done, and nothing is thrown', async ({
  server,
  visitHost,
}) => {
  const { infos, prepare } = listening();
  const snippet = `<script>
    window.log = [];
    window.$crisp = [null, 7, ['constructor', 'call'], ['do', 'valueOf'], ['config', 'color:theme', ['limegren']],
      ['config', 'container:index', [9]], ['on', 'constructor', function () {}], ['on', 'chat:opened'],
      ['on', 'chat:opened', function () { log.push('opened'); }]];
    window.CRISP_RUNTIME_CONFIG = { locale: 'de' };
  </script><script src="${server.origin}/widget/adapters/crisp.js?site=demo"></script>`;
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet) }, prepare);
  await expect(shop.launcher).toBeVisible();
  await expect.poll(() => lookOf(page)).toEqual({ ...USUAL, layer: '9' });
  const asked = await page.evaluate(() => {
    const { $crisp } = globalThis as unknown as { $crisp: Called };
    const config = (name: string, ...values: readonly unknown[]): void => {
      for (const value of values) $crisp.push?.(['config', name, [value]]);
    };
    config('color:theme', 'teal', 'constructor', '', 7, 'transparent');
    config('color:mode', 'dark', 'sepia');
    config('container:index', 8, 1.5, -1, '9');
    config('position:reverse', 'yes');
    $crisp.push?.(['set', 'user:email', ['maria@example.com']], ['set', 'user:email', [7]], ['set', 'user:email']);
    const odd = [['plan', 'pro'], ['basket', {}], [Object.create(null), 1], 7];
    $crisp.push?.(['set', 'session:data', [odd]], ['do', 'message:send', ['text', ' ']], ['do', Symbol('x')]);
    const trap = new Proxy([], {
      get: () => {
        throw new Error('not to be looked at');
      },
    });
    $crisp.push?.(trap, ['do', 'message:send', [{}]], ['off', {}]);
    return [
      ...[['user:email'], ['session:data', 'plan'], ['session:data', 'constructor'], ['constructor']].map((given) =>
        $crisp.get?.(...given),
      ),
      ...['toString', undefined, Object.create(null)].map((name) => $crisp.is?.(name)),
    ];
  });
  expect(asked).toEqual(['maria@example.com', 'pro', null, null, false, false, false]);
  await expect.poll(() => lookOf(page)).toEqual({ ...USUAL, accent: 'rgb(0, 121, 107)', layer: '8', scheme: 'dark' });
  await shop.openChat();
  expect(await page.evaluate(() => (globalThis as unknown as { log: string[] }).log)).toEqual(['opened']);
  const wrong = invalid(
    ...['locale de', 'color:theme limegren', 'chat:opened undefined', 'color:theme constructor', 'color:theme '],
    ...['color:theme 7', 'color:theme transparent', 'color:mode sepia', 'container:index 1.5', 'container:index -1'],
    ...['container:index 9', 'position:reverse yes', 'user:email 7', 'session:data basket object'],
    ...['session:data object', 'session:data 7', 'push'],
  );
  const unknown = ignored(
    ...['undefined', 'call', 'valueOf', 'constructor', 'Symbol(x)', 'message:send object', 'toString', 'object'],
  );
  expect(infos.toSorted()).toEqual(saidOf('Crisp', ...wrong, ...unknown, `holdline('send'): the text is empty`));
  expect(await faults()).toEqual([]);
});

test('API10 D11: what a page gives Chatwoot’s calls and they cannot be is told once and does nothing; the rest of the call is done, and nothing is thrown', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const { infos, prepare } = listening();
  const snippet = `<script>
    window.chatwootSettings = { hideMessageBubble: 'yes', position: 'Left', locale: 'de', darkMode: 'sepia' };
  </script><script src="${server.origin}/packs/js/sdk.js"></script>
  <script>chatwootSDK.run(); chatwootSDK.run({ websiteToken: 'demo' }); chatwootSDK.run(null);</script>`;
  const desk = await newDesk();
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet) }, prepare);
  await expect(shop.launcher).toBeVisible();
  await page.evaluate(() => {
    const { $chatwoot } = globalThis as unknown as { $chatwoot: Called };
    const bare: unknown = Object.create(null);
    $chatwoot.setUser?.('user-7', 'Maria');
    $chatwoot.setUser?.('user-7', { name: 'Maria Nowak', email: 7, phone_number: null });
    for (const locale of ['de', bare, undefined]) $chatwoot.setLocale?.(locale);
    for (const mode of ['dark', 'sepia', 7]) $chatwoot.setColorScheme?.(mode);
    $chatwoot.setCustomAttributes?.({ plan: 'pro', basket: [1], seats: Number.POSITIVE_INFINITY });
    for (const given of [['plan'], 'plan', undefined]) $chatwoot.setCustomAttributes?.(given);
    for (const name of [bare, undefined]) $chatwoot.deleteCustomAttribute?.(name);
    for (const wish of ['gone', undefined]) $chatwoot.toggleBubbleVisibility?.(wish);
    const trap = {
      get name() {
        throw new Error('not to be looked at');
      },
    };
    $chatwoot.setUser?.('user-7', trap);
  });
  await expect.poll(() => lookOf(page)).toEqual({ ...USUAL, scheme: 'dark' });
  await shop.openChat();
  await shop.say('Is it me?');
  await desk.open('New', 'Is it me?');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Maria Nowak');
  await expect(desk.page.getByRole('region', { name: 'From the site' }).getByRole('definition')).toHaveText('pro');
  const wrong = invalid(
    ...['hideMessageBubble yes', 'position Left', 'locale de', 'darkMode sepia', 'email 7', 'setColorScheme sepia'],
    ...['setColorScheme 7', 'setCustomAttributes basket object', 'setCustomAttributes seats Infinity', 'setUser'],
    ...['setCustomAttributes object', 'setCustomAttributes plan', 'setCustomAttributes undefined'],
    ...['deleteCustomAttribute object', 'deleteCustomAttribute undefined', 'toggleBubbleVisibility gone'],
    ...['toggleBubbleVisibility undefined', 'setUser Maria'],
  );
  expect(infos.toSorted()).toEqual(
    saidOf('Chatwoot', ...wrong, ...ignored('setLocale de', 'setLocale object', 'setLocale undefined')),
  );
  expect(await faults()).toEqual([]);
});
