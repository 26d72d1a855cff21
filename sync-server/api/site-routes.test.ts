import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicSiteOf, siteSettingsFrom } from '#schema/site/site-settings.ts';
import type { Site } from '#schema/site/site.ts';
import { openTemporaryApi, VISITOR_TOKEN } from '../testing/temporary-api.ts';
import { createWidgetLoader } from './files/widget-loader.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
  api.write('build/widget/widget.js', 'start();');
});
afterAll(() => api.close());

const DEFAULTS = siteSettingsFrom(null);

const send = async (method: string, path: string, body: unknown) =>
  api.ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...(await api.as('admin')) },
    body: JSON.stringify(body),
  });
const read = async (): Promise<readonly Site[]> =>
  (await (await api.ask('/api/sites', { headers: await api.as('owner') })).json()) as readonly Site[];
const loader = async (query = '') => (await api.ask(`/widget.js${query}`)).text();

test('SITE1 SITE2 an admin adds a site and changes a part of it; the loader of its pages says so at once', async () => {
  expect((await send('POST', '/api/sites', { id: 'shop', name: ' The shop ' })).status).toBe(200);
  expect((await send('POST', '/api/sites', { id: 'shop', name: 'Twice' })).status).toBe(409);
  expect(await loader('?site=shop')).toBe('import.meta.site={"id":"shop"};\nstart();');
  const look = { ...DEFAULTS.look, accent: '#0a7d55' };
  const changed = await send('PATCH', '/api/sites/shop', { settings: { look } });
  expect(await changed.json()).toEqual({ id: 'shop', name: 'The shop', settings: { ...DEFAULTS, look } });
  expect(await loader('?site=shop')).toContain('"accent":"#0a7d55"');
  expect(await loader()).toContain('{"id":"default"');
  expect((await read()).map(({ id }) => id)).toEqual(['default', 'shop']);
});

test('SITE6 whoever saves over what was read before a colleague changed it is answered 409, and nothing of it is stored', async () => {
  await send('POST', '/api/sites', { id: 'both', name: 'Both' });
  const { consent } = DEFAULTS;
  const save = (link: string) =>
    send('PATCH', '/api/sites/both', { settings: { consent: { ...consent, link } }, was: { consent } });
  expect((await save('https://shop.example/one')).status).toBe(200);
  const refused = await save('https://shop.example/two');
  expect([refused.status, await refused.json()]).toEqual([409, { error: 'changed-meanwhile' }]);
  expect((await read()).find(({ id }) => id === 'both')?.settings.consent.link).toBe('https://shop.example/one');
});

test('SITE4 a site that nobody has added has a widget all the same; one that is archived has none', async () => {
  expect(await loader('?site=early')).toContain('{"id":"early"');
  await send('POST', '/api/sites', { id: 'old', name: 'Old' });
  await send('PATCH', '/api/sites/old', { archived: true });
  expect(await loader('?site=old')).not.toContain('start');
  await send('PATCH', '/api/sites/old', { archived: false });
  expect(await loader('?site=old')).toContain('start');
  expect((await api.ask('/widget.js?site=../x')).status).toBe(404);
});

test('SITE10 where it is asked for, the widget stays away from pages of other addresses, and from none while none is named', async () => {
  const on = async (origin?: string) => {
    const answer = await api.ask('/widget.js?site=fern', origin === undefined ? {} : { headers: { origin } });
    expect(answer.status).toBe(200);
    return [(await answer.text()).includes('start()'), (answer.headers.get('vary') ?? '').includes('origin')];
  };
  await send('POST', '/api/sites', { id: 'fern', name: 'Fern' });
  const set = async (origins: unknown) => (await send('PATCH', '/api/sites/fern', { settings: { origins } })).status;
  expect(await on('https://other.example')).toEqual([true, false]);
  expect(await set({ list: [], only: true })).toBe(200);
  expect(await on('https://other.example')).toEqual([true, false]);
  expect(await set({ list: ['https://fern.example'], only: false })).toBe(200);
  expect(await on('https://other.example')).toEqual([true, false]);
  expect(await set({ list: ['https://fern.example', 'https://*.fern.example'], only: true })).toBe(200);
  for (const origin of ['https://fern.example', 'https://www.fern.example', undefined, 'http://chat.test'])
    expect([origin, await on(origin)]).toEqual([origin, [true, true]]);
  for (const origin of ['https://other.example', 'http://fern.example', 'null'])
    expect([origin, await on(origin)]).toEqual([origin, [false, true]]);
  expect(await set({ list: ['fern.example'], only: true })).toBe(400);
});

test('SITE8 the demo shop has the chat of the site that its address names, on all its pages; of an archived one it says so', async () => {
  const link = '<a href="/demo/"></a><a href="/demo/cart.html"></a><link href="/demo/shop.css" />';
  api.write('widget/demo/index.html', `<script src="/widget.js" async></script>${link}<main></main>`);
  api.write('build/widget/manual/en.html', '<body data-chat="__CHAT__">');
  await send('POST', '/api/sites', { id: 'vases', name: 'Vases' });
  const shop = async (query: string) => (await api.ask(`/demo/${query}`)).text();
  expect(await shop('')).toBe(`<script src="/widget.js" async></script>${link}<main></main>`);
  expect(await shop('?site=vases')).toBe(
    '<script src="/widget.js?site=vases" async></script><a href="/demo/?site=vases"></a><a href="/demo/cart.html?site=vases"></a><link href="/demo/shop.css" /><main></main>',
  );
  expect((await api.ask('/demo/?site=../x')).status).toBe(404);
  expect(await (await api.ask('/docs/widget/en')).text()).toContain('data-chat="here"');
  for (const id of ['vases', 'default']) await send('PATCH', `/api/sites/${id}`, { archived: true });
  expect(await shop('?site=vases')).toContain('archived');
  expect(await (await api.ask('/docs/widget/en')).text()).toContain('data-chat="none"');
  await send('PATCH', '/api/sites/default', { archived: false });
});

test('SITE5 a preview has what is not saved yet, and the chat itself, whatever is asked before it and whenever it shows', async () => {
  await send('POST', '/api/sites', { id: 'shy', name: 'Shy' });
  const settings = {
    start: { show: 'duty', rules: { match: 'all', conditions: [] } },
    tracking: { on: true },
    consent: { needed: true, words: {}, link: '' },
  };
  expect((await send('PATCH', '/api/sites/shy', { settings })).status).toBe(200);
  expect(await loader('?site=shy')).toContain('"consent"');
  const look = { ...DEFAULTS.look, accent: '#0a7d55' };
  const asked = `/widget.js?site=shy&preview=${encodeURIComponent(JSON.stringify({ look, ...settings }))}`;
  const preview = await (await api.ask(asked, { headers: await api.as('admin') })).text();
  expect(preview).toContain('"accent":"#0a7d55"');
  expect(preview).not.toContain('"live"');
  // What is asked before the chat, and the other states, only where they are what is looked at; pages of the site have none of them.
  const consent = { needed: false, words: { en: 'May we?' }, link: '' };
  const unsaved = encodeURIComponent(JSON.stringify({ consent }));
  const showing = async (shows: string) =>
    (await api.ask(`/widget.js?site=shy&shows=${shows}&preview=${unsaved}`, { headers: await api.as('admin') })).text();
  expect(await showing('question')).toContain('"May we?"');
  expect(await showing('call')).toContain('"call":{"offer":"always","pages":[]}');
  for (const text of [await showing('secrets'), await loader('?site=shy&shows=question')])
    expect(text).not.toContain('"shows"');
  // As on a device of that brightness, unless the site has chosen one.
  const bright = async (scheme: string, own: string) => {
    const given = encodeURIComponent(JSON.stringify({ look: { ...look, scheme: own } }));
    const made = await api.ask(`/widget.js?site=shy&scheme=${scheme}&preview=${given}`, {
      headers: await api.as('admin'),
    });
    return /"color-scheme":"(\w+)"/.exec(await made.text())?.[1];
  };
  expect([await bright('dark', 'auto'), await bright('light', 'auto'), await bright('pink', 'auto')]).toEqual([
    'dark',
    'light',
    undefined,
  ]);
  expect(await bright('dark', 'light')).toBe('light');
  expect(await loader('?site=shy&scheme=dark')).not.toContain('"color-scheme"');
  api.write(
    'widget/demo/preview.html',
    '<html data-scheme="__SCHEME__"><script>__OPEN__;</script><script src="/widget.js?__LOADER__"></script>',
  );
  const page = async (scheme: string) => (await api.ask(`/widget/preview/shy?scheme=${scheme}`)).text();
  expect(await page('dark')).toMatch(/data-scheme="dark".*scheme=dark/);
  expect(await page('"><script>')).toContain('data-scheme=""');
  const framed = async (shows: string) => (await api.ask(`/widget/preview/shy?shows=${shows}`)).text();
  expect(await framed('question')).toContain('shows=question');
  // Only who is asked or invited is a stranger there each time.
  expect([await framed('question'), await framed('other')].map((text) => text.includes('localStorage'))).toEqual([
    true,
    false,
  ]);
});

test('SITE5 a preview is made for whoever may save it and for nobody else: no visitor, no stranger, no page of another site', async () => {
  const preview = `/widget.js?preview=${encodeURIComponent(JSON.stringify({ look: DEFAULTS.look }))}`;
  const statusOf = async (headers: Record<string, string>) => (await api.ask(preview, { headers })).status;
  expect(await statusOf({})).toBe(401);
  expect(await statusOf({ authorization: `Bearer ${VISITOR_TOKEN}` })).toBe(403);
  const roles = ['observer', 'operator', 'admin', 'owner'] as const;
  const statuses = await Promise.all(roles.map(async (role) => statusOf(await api.as(role))));
  expect(statuses).toEqual([403, 403, 200, 200]);
});

test('SITE4 SITE5 whatever ids and previews are asked for, the widget of a site that was added is made once', () => {
  const widget = createWidgetLoader();
  const loader = { bytes: Buffer.from('start();'), type: '', etag: 'e', encoded: () => Promise.resolve(null) };
  const of = (id: string) => publicSiteOf(id, DEFAULTS, []);
  const shop = widget.ofSite(loader, of('shop'));
  for (let count = 0; count < 500; count += 1) widget.passing(loader, of(`x${count}`));
  expect(widget.ofSite(loader, of('shop'))).toBe(shop);
  for (let count = 0; count < 99; count += 1) widget.ofSite(loader, of(`x${count}`));
  expect(widget.ofSite(loader, of('shop'))).toBe(shop);
});

test('SITE7 the chat of a site is a page of its own, in the words of the site and the visitor’s language; of an archived one it is not', async () => {
  await send('POST', '/api/sites', { id: 'jars', name: 'Jars' });
  const texts = { ...DEFAULTS.texts, title: { en: '<Jars> & co', ru: 'Банки' } };
  await send('PATCH', '/api/sites/jars', { settings: { texts } });
  const chat = async (query: string, language = 'en') => {
    const answer = await api.ask(`/chat${query}`, { headers: { 'accept-language': language } });
    return { status: answer.status, policy: answer.headers.get('content-security-policy'), html: await answer.text() };
  };
  const english = await chat('?site=jars', 'en-GB');
  expect(english.html).toContain('<title>&lt;Jars&gt; &amp; co</title>');
  expect(english.html).toContain('src="/widget.js?site=jars" data-language="en" data-container="#chat" data-inline');
  expect(english.policy).not.toContain('unsafe');
  expect((await chat('?site=jars&language=ru', 'en-GB')).html).toContain('<html lang="ru"><head>');
  expect((await chat('?site=jars', 'pl-PL,en')).html).toContain('<title>Czat</title>');
  expect((await chat('')).status).toBe(200);
  expect((await chat('?site=../x')).status).toBe(404);
  await send('PATCH', '/api/sites/jars', { archived: true });
  const gone = await chat('?site=jars');
  expect([gone.status, gone.html.includes('widget.js'), gone.html.includes('not used any more')]).toEqual([
    410,
    false,
    true,
  ]);
});

test('SITE4 words of an admin cannot leave their place in the loader', async () => {
  const hostile = '</script>";alert(1)//\u2028\\';
  const texts = { ...DEFAULTS.texts, title: { en: hostile } };
  await send('POST', '/api/sites', { id: 'quoted', name: 'Quoted' });
  expect((await send('PATCH', '/api/sites/quoted', { settings: { texts } })).status).toBe(200);
  const [line = ''] = (await loader('?site=quoted')).split('\n');
  const served = JSON.parse(line.slice('import.meta.site='.length, -1)) as { texts: unknown };
  expect(served.texts).toEqual(texts);
});

test.each([
  ['no id', 'POST', '/api/sites', { name: 'x' }, 400],
  ['an id that is none', 'POST', '/api/sites', { id: 'A b', name: 'x' }, 400],
  ['a part that is none', 'PATCH', '/api/sites/shop', { settings: { colour: 'red' } }, 400],
  ['half a part', 'PATCH', '/api/sites/shop', { settings: { look: { accent: '#000000' } } }, 400],
  ['what is not there', 'PATCH', '/api/sites/nowhere', { name: 'x' }, 404],
  ['too much', 'PATCH', '/api/sites/shop', { name: 'x'.repeat(1_100_000) }, 413],
])('SITE2 %s is refused, and nothing changes', async (_what, method, path, body, status) => {
  const before = await read();
  expect((await send(method, path, body)).status).toBe(status);
  expect(await read()).toEqual(before);
});

test('SITE4 SITE10 SITE11 admins read where the widget was asked for, and a file that keeps it away is asked for each time', async () => {
  const seen = async (site: string) => api.ask(`/api/sites/${site}/seen`, { headers: await api.as('admin') });
  const fetched = async (): Promise<string | null> =>
    (await api.ask('/widget.js?site=moss', { headers: { origin: 'https://moss.example' } })).headers.get(
      'cache-control',
    );
  expect((await seen('moss')).status).toBe(404);
  await fetched();
  await send('POST', '/api/sites', { id: 'moss', name: 'Moss' });
  expect(await (await seen('moss')).json()).toEqual([]);
  expect(await fetched()).toBe('public, max-age=300');
  await api.ask('/widget.js?site=moss');
  const shown = { origin: 'https://moss.example', at: expect.any(Number) as number, isShown: true };
  expect(await (await seen('moss')).json()).toEqual([shown]);
  await send('PATCH', '/api/sites/moss', { archived: true });
  expect(await fetched()).toBe('no-cache');
  expect(await (await seen('moss')).json()).toEqual([{ ...shown, isShown: false }]);
  await send('PATCH', '/api/sites/moss', { archived: false });
  expect(await fetched()).toBe('public, max-age=300');
  expect((await api.ask('/api/sites/moss/seen', { headers: await api.as('operator') })).status).toBe(403);
});
