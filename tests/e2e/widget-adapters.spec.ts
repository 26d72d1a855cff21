import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, pageWith, strictPolicy, test } from './fixtures/host.ts';

const NONCE = 'c2FpZC1vbmNl';

/** What the page's own script wrote down, and what stood in the console as plain words. */
const heardBy = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (globalThis as unknown as { log: string[] }).log);

function infosOf(page: Page): string[] {
  const infos: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'info') infos.push(message.text());
  });
  return infos;
}

/** A script that loads another, as the snippets of the other chats do. */
const loads = (src: string): string =>
  `var s = document.createElement('script'); s.async = true; s.src = '${src}'; document.head.appendChild(s);`;

test('API10 D11: a page written for Intercom works as it is, once its script comes from here', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const snippet = `<script nonce="${NONCE}">
    window.log = [];
    window.intercomSettings = { app_id: 'abc12345', name: 'Maria Nowak', email: 'maria@example.com', user_id: 7, plan: 'pro', signed_up_at: 1767225600,
      action_color: '#0a7d55', alignment: 'left', vertical_padding: 40, custom_launcher_selector: '#help' };
    (function(){var w=window;var ic=w.Intercom;if(typeof ic==="function"){ic('update',w.intercomSettings);}else{
      var i=function(){i.c(arguments);};i.q=[];i.c=function(args){i.q.push(args);};w.Intercom=i;
      ${loads(`${server.origin}/widget/adapters/intercom.js?site=demo`)}}})();
    Intercom('onShow', function () { log.push('show'); });
    Intercom('onHide', function () { log.push('hide'); });
    Intercom('onUnreadCountChange', function (count) { log.push('unread ' + count); });
    Intercom('trackEvent', 'invited-friend', { friends: 2 });
    Intercom('trackEvent', 'invited-friend', { friends: 3 });
  </script>`;
  const { page, shop, faults, requests } = await visitHost(
    {
      html: pageWith(snippet, '<main><h1>A shop</h1><button id="help">Help</button></main>'),
      policy: strictPolicy(server.origin)
        .replace('script-src', `script-src ${server.origin}`)
        // Its own snippet gives an address to a script element.
        .replace("require-trusted-types-for 'script'; trusted-types 'none'", ''),
    },
    async (context) => {
      await context.addInitScript(() => {
        const infos: string[] = [];
        Object.assign(globalThis, { infos });
        const { info } = console;
        console.info = (...words: unknown[]) => {
          infos.push(words.join(' '));
          info(...words);
        };
      });
    },
  );
  await expect(shop.launcher).toBeVisible();
  expect((await shop.launcher.boundingBox())?.x).toBeLessThan(100);
  expect(requests().some((address) => address.includes('panel'))).toBe(false);
  expect(await shop.launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(10, 125, 85)');
  const infos = await page.evaluate(() => (globalThis as unknown as { infos: string[] }).infos);
  expect(infos.filter((words) => words.includes('trackEvent'))).toHaveLength(1);
  expect(infos.filter((words) => words.includes('user_id'))).toHaveLength(1);

  await page.getByRole('button', { name: 'Help' }).click();
  await expect(shop.message).toBeVisible();
  await page.evaluate(() => {
    const { Intercom } = globalThis as unknown as { Intercom: (...all: unknown[]) => void };
    Intercom('hide');
    Intercom('showNewMessage', 'Where is my order?');
  });
  await expect(shop.message).toHaveValue('Where is my order?');
  await shop.say('Where is my order?');
  await desk.open('New', 'Where is my order?');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Maria Nowak');
  const told = desk.page.getByRole('region', { name: 'From the site' }).getByRole('definition');
  await expect(told).toHaveText(['pro', /2026/]);
  await desk.take();
  await page.evaluate(() => {
    const { Intercom } = globalThis as unknown as { Intercom: (...all: unknown[]) => void };
    Intercom('hide');
    Intercom('update', { hide_default_launcher: true });
  });
  await expect(shop.launcher).toBeHidden();
  await desk.say('On its way.');
  await expect.poll(() => heardBy(page)).toContain('unread 1');
  await page.evaluate(() => {
    (globalThis as unknown as { Intercom: (...all: unknown[]) => void }).Intercom('shutdown');
  });
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  await page.evaluate(() => {
    (globalThis as unknown as { Intercom: (...all: unknown[]) => void }).Intercom('boot', { app_id: 'abc12345' });
  });
  await expect(shop.launcher).toBeVisible();
  await shop.openChat();
  await expect(shop.log.getByRole('article')).toHaveCount(0);
  expect(await heardBy(page)).toEqual(expect.arrayContaining(['show', 'hide', 'show', 'unread 1', 'unread 0']));
  expect(await faults()).toEqual([]);
});

test('API10 D11: a page written for Crisp works as it is, once its script comes from here', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const snippet = `<script>
    window.log = [];
    window.$crisp = []; window.CRISP_WEBSITE_ID = '1e5d7c1a-0000-4000-8000-000000000000';
    window.CRISP_RUNTIME_CONFIG = { locale: 'en' };
    window.CRISP_READY_TRIGGER = function () { log.push('ready'); };
    (function () { var d = document; ${loads(`${server.origin}/widget/adapters/crisp.js?site=demo`)} })();
    $crisp.push(['safe', true]);
    $crisp.push(['set', 'user:email', ['maria@example.com']]);
    $crisp.push(['set', 'user:nickname', 'Maria Nowak']);
    $crisp.push(['set', 'session:data', [[['plan', 'pro']]]]);
    $crisp.push(['config', 'color:theme', ['teal']]);
    $crisp.push(['on', 'chat:opened', function () { log.push('opened'); }]);
    $crisp.push(['on', 'message:sent', function (message) { log.push('sent ' + message.content); }]);
    $crisp.push(['on', 'message:received', function (message) { log.push(message.from + ' ' + message.content + ' ' + message.user.nickname); }]);
  </script>`;
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet) });
  const infos = infosOf(page);
  await expect(shop.launcher).toBeVisible();
  await expect.poll(() => heardBy(page)).toEqual(['ready']);
  await expect
    .poll(() => shop.launcher.evaluate((button) => getComputedStyle(button).backgroundColor))
    .toBe('rgb(0, 121, 107)');
  await page.evaluate(() => {
    const { $crisp } = globalThis as unknown as { $crisp: { push: (...commands: unknown[]) => void } };
    $crisp.push(['set', 'message:text', ['A half thou']], ['do', 'chat:open']);
  });
  await expect(shop.message).toHaveValue('A half thou');
  await shop.message.fill('');
  await page.evaluate(() => {
    const { $crisp } = globalThis as unknown as { $crisp: { push: (...commands: unknown[]) => void } };
    $crisp.push(['do', 'message:send', ['text', 'Sent by the page']]);
  });
  await expect(shop.line('Sent by the page')).toBeVisible();
  await desk.open('New', 'Sent by the page');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Maria Nowak');
  await desk.take();
  await desk.say('Heard.');
  await expect(shop.line('Heard.')).toBeVisible();
  const asked = await page.evaluate(() => {
    const { $crisp } = globalThis as unknown as {
      $crisp: { is: (name: string) => boolean; get: (...all: string[]) => unknown; push: (command: unknown) => void };
    };
    return [
      ...['chat:opened', 'chat:visible', 'session:ongoing'].map((name) => $crisp.is(name)),
      ...['user:email', 'chat:unread:count', 'session:identifier'].map((name) => $crisp.get(name)),
      $crisp.get('session:data', 'plan'),
    ];
  });
  expect(asked).toEqual([true, true, true, 'maria@example.com', 0, null, 'pro']);
  await expect(desk.page.getByRole('region', { name: 'From the site' }).getByRole('definition')).toHaveText('pro');
  await page.evaluate(() => {
    const { $crisp } = globalThis as unknown as { $crisp: { push: (...commands: unknown[]) => void } };
    $crisp.push(['off', 'chat:opened'], ['do', 'chat:close'], ['do', 'chat:open']);
  });
  await expect(shop.message).toBeVisible();
  const log = await heardBy(page);
  expect(log).toEqual(expect.arrayContaining(['opened', 'sent Sent by the page']));
  expect(log.filter((line) => line === 'opened')).toHaveLength(1);
  expect(log.find((line) => line.startsWith('operator Heard.'))).toBeTruthy();
  // `safe` asks for no words in the console.
  expect(infos).toEqual([]);
  expect(await faults()).toEqual([]);
});

test('API10 D11: a page written for Chatwoot works as it is, once its server is this one', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const snippet = `<script>
    window.log = [];
    window.chatwootSettings = { hideMessageBubble: true, position: 'left', locale: 'pl', darkMode: 'auto', type: 'standard' };
    for (const name of ['ready', 'opened', 'closed', 'on-message', 'on-unread-message-count-changed'])
      addEventListener('chatwoot:' + name, (event) => log.push(name + ' ' + (event.detail ? event.detail.content || JSON.stringify(event.detail) : '')));
    addEventListener('chatwoot:ready', function () {
      $chatwoot.setUser('user-7', { name: 'Maria Nowak', email: 'maria@example.com', phone_number: '+48600', identifier_hash: 'x' });
      $chatwoot.setCustomAttributes({ plan: 'pro' });
    });
    (function(d,t) {
      var BASE_URL="${server.origin}";
      var g=d.createElement(t),s=d.getElementsByTagName(t)[0];
      g.src=BASE_URL+"/packs/js/sdk.js"; g.async = true; s.parentNode.insertBefore(g,s);
      g.onload=function(){ window.chatwootSDK.run({ websiteToken: 'demo', baseUrl: BASE_URL }) }
    })(document,"script");
  </script>`;
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet) });
  await expect.poll(() => heardBy(page)).toEqual(['ready ']);
  await expect(page.locator('holdline-chat')).toHaveAttribute('lang', 'pl');
  await expect(page.getByRole('button', { name: /^Napisz do nas/ })).toBeHidden();
  const chatwoot = (method: string, ...given: unknown[]): Promise<void> =>
    page.evaluate(
      ([name, parts]) => {
        const { $chatwoot } = globalThis as unknown as { $chatwoot: Record<string, (...all: unknown[]) => void> };
        $chatwoot[name]?.(...parts);
      },
      [method, given] as const,
    );
  await chatwoot('setLocale', 'en');
  await chatwoot('toggle', 'open');
  await expect(shop.message).toBeVisible();
  await shop.say('Is it me?');
  await desk.open('New', 'Is it me?');
  await expect(desk.page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Maria Nowak');
  await desk.take();
  const told = desk.page.getByRole('region', { name: 'From the site' });
  await expect(told.getByRole('definition')).toHaveText('pro');
  await chatwoot('deleteCustomAttribute', 'plan');
  await expect(told).toHaveCount(0);
  await chatwoot('toggle');
  await desk.say('It is you.');
  await expect.poll(() => heardBy(page)).toContain('on-unread-message-count-changed {"unreadMessageCount":1}');
  await expect.poll(() => heardBy(page)).toContain('on-message It is you.');
  await chatwoot('toggleBubbleVisibility', 'show');
  await expect(shop.launcher).toBeVisible();
  await chatwoot('reset');
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  expect(await heardBy(page)).toEqual(expect.arrayContaining(['ready ', 'opened ', 'closed ', 'on-message Is it me?']));
  expect(await faults()).toEqual([]);
});

test('API10 WID14: a loader that a broken line did not bring is fetched again, and what the page has called meanwhile is done', async ({
  server,
  visitHost,
}) => {
  const snippet = `<script>
    window.$crisp = []; window.CRISP_WEBSITE_ID = '1e5d7c1a-0000-4000-8000-000000000000';
    (function () { var d = document; ${loads(`${server.origin}/widget/adapters/crisp.js?site=demo`)} })();
    $crisp.push(['set', 'message:text', ['A half thou']], ['do', 'chat:open']);
  </script>`;
  let tries = 0;
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet) }, async (context) => {
    await context.route(/\/widget\.js/, (route) => ((tries += 1) < 3 ? route.abort() : route.continue()));
  });
  await expect(shop.message).toHaveValue('A half thou');
  expect(tries).toBe(3);
  expect((await faults()).filter((fault) => !fault.startsWith('Failed to load resource'))).toEqual([]);
  await expect(page.locator('holdline-chat')).toHaveCount(1);
});

test('API10 API11 WID2: where the widget itself cannot be had, an adapter throws nothing into the page, and neither does the file that the manual gives applications', async ({
  server,
  visitHost,
}) => {
  const manual = readFileSync(join(import.meta.dirname, '..', '..', 'widget', 'manual', 'en.md'), 'utf8');
  const file = /```js\n(\/\/ chat\.js[^]*?)```/.exec(manual)?.[1] ?? '';
  const pages = [
    `<script>window.intercomSettings = { app_id: 'x' };</script><script src="${server.origin}/widget/adapters/intercom.js"></script>`,
    `<script>window.$crisp = [];</script><script src="${server.origin}/widget/adapters/crisp.js"></script>`,
    `<script src="${server.origin}/packs/js/sdk.js"></script><script>chatwootSDK.run({ websiteToken: 'x' });</script>`,
    `<script type="module">${file.replace('https://chat.example', server.origin)}\nholdline('open');</script>`,
  ];
  for (const html of pages) {
    let asked = 0;
    const { page, faults } = await visitHost({ html: pageWith(html) }, async (context) => {
      await context.route('**/widget.js*', (route) => {
        asked += 1;
        return route.abort();
      });
    });
    await expect.poll(() => asked, html).toBeGreaterThan(0);
    await page.waitForLoadState('networkidle');
    // The browser says that a file did not come, and that is all.
    expect((await faults()).filter((fault) => !fault.includes('net::ERR_FAILED'))).toEqual([]);
  }
});
