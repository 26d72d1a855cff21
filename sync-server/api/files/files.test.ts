import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTemporaryApi } from '../../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
const script = `console.log(${JSON.stringify('x'.repeat(2000))})`;
const page = `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'self' 'sha256-AAAA='">app`;

beforeAll(async () => {
  api = await openTemporaryApi();
  api.write('build/app/index.html', page);
  api.write('build/app/sw.js', 'self');
  api.write('build/app/_app/immutable/entry.abc.js', script);
  api.write('build/app/icons/a b.png', 'png');
  api.write('build/widget/widget.js', script);
  api.write('build/widget/widget/panel-abc.js', script);
  api.write('build/widget/widget/holdline.d.ts', 'export {};');
  api.write('build/widget/widget/adapters/chatwoot.js', script);
  api.write(
    'widget/demo/index.html',
    '<script nonce="__NONCE__" src="/widget.js"></script><script nonce="__NONCE__">1</script>',
  );
  for (const language of ['en', 'ru', 'pl']) {
    api.write(
      `build/widget/manual/${language}.html`,
      `${language} <script nonce="__NONCE__"></script> https://chat.example/widget.js wss://chat.example`,
    );
  }
  api.write('build/widget/manual/live.js', script);
  api.write('widget/demo/shoes.html', 'shoes');
  api.write('widget/demo/shop.css', 'a{}');
});
afterAll(() => api.close());

const get = (path: string, headers: { readonly [header: string]: string } = {}) => api.ask(path, { headers });

describe("the operators' app", () => {
  test.each(['/', '/inbox', '/chat/01936f00-0000-7000-8000-000000000002', '/index.html', '/setup'])(
    '%s is the one page, asked for each time, with its own policy and no frame around it',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(page);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'self'; script-src 'self' 'sha256-AAAA='; frame-ancestors 'none'",
      );
    },
  );

  test('PHONE2 what is shared where there is no worker is not read, and the page asks for it again', async () => {
    const body = new FormData();
    body.append('files', new File(['words'], 'a.txt'));
    const answer = await api.ask('/share', { method: 'POST', body });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/share?again']);
  });

  test('hashed files are kept for ever, the service worker is asked for each time', async () => {
    expect((await get('/_app/immutable/entry.abc.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/sw.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/icons/a%20b.png')).headers.get('content-type')).toBe('image/png');
  });

  test('APP2 the service worker may fetch the app to keep it: its policy is that of its own file', async () => {
    const response = await get('/sw.js');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'self'; frame-ancestors 'none'");
  });

  test('who has a file is told so', async () => {
    const etag = (await get('/sw.js')).headers.get('etag') ?? '';
    const again = await get('/sw.js', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    api.write('build/app/sw.js', 'self, changed');
    expect((await get('/sw.js', { 'if-none-match': etag })).status).toBe(200);
  });

  test('files are sent in the smallest form that is taken', async () => {
    const path = '/_app/immutable/entry.abc.js';
    const sent = async (encodings: string) => {
      const response = await get(path, { 'accept-encoding': encodings });
      return [response.headers.get('content-encoding'), Buffer.from(await response.arrayBuffer())] as const;
    };
    const [brotli, small] = await sent('gzip, deflate, br');
    expect(brotli).toBe('br');
    expect(brotliDecompressSync(small).toString()).toBe(script);
    const [gzip, larger] = await sent('gzip, br;q=0');
    expect(gzip).toBe('gzip');
    expect(gunzipSync(larger).toString()).toBe(script);
    expect((await sent('identity'))[0]).toBeNull();
  });

  test('what the build has compressed is sent as it is, unless the file is newer', async () => {
    const path = '/_app/immutable/built.abc.js';
    const sent = async (encoding: string): Promise<string> =>
      brotliDecompressSync(
        Buffer.from(await (await get(path, { 'accept-encoding': encoding })).arrayBuffer()),
      ).toString();
    api.write(`build/app${path}`, script);
    api.write(`build/app${path}.br`, brotliCompressSync('the form that the build made'));
    expect(await sent('br')).toBe('the form that the build made');
    api.write(`build/app${path}`, `${script}//`, new Date(Date.now() + 5_000));
    expect(await sent('br')).toBe(`${script}//`);
  });

  test.each([
    '/%2e%2e/%2e%2e/auth-secret',
    '/..%2f..%2fauth-secret',
    '/_app/..%2f..%2f..%2fauth-secret',
    '/x%00.js',
    '/%zz.js',
  ])('nothing outside the builds can be read: %s', async (path) => {
    const response = await get(path);
    expect(await response.text()).not.toMatch(/^[\w-]{43}$/);
    expect([200, 404]).toContain(response.status);
  });
});

describe('the widget', () => {
  test('is there for every site; its loader is kept for minutes, its parts for ever', async () => {
    const loader = await get('/widget.js');
    expect(loader.headers.get('cache-control')).toBe('public, max-age=300');
    const part = await get('/widget/panel-abc.js');
    expect(part.headers.get('cache-control')).toContain('immutable');
    for (const { status, headers } of [loader, part]) {
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
  });
});

test('API1 the types of the widget are there to read and to save, as they are now', async () => {
  const types = await get('/widget/holdline.d.ts');
  expect([types.status, await types.text()]).toEqual([200, 'export {};']);
  expect(types.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(types.headers.get('cache-control')).toBe('no-cache');
});

test('API10 adapters are there for every site for minutes, that of Chatwoot also where its snippet asks for it', async () => {
  for (const path of ['/widget/adapters/chatwoot.js', '/packs/js/sdk.js']) {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  }
});

test('nothing but the widget is open to other sites', async () => {
  for (const path of ['/', '/inbox', '/sw.js', '/demo', '/healthz', '/api/setup', '/widgets']) {
    const { headers } = await get(path);
    expect(headers.get('access-control-allow-origin'), path).toBeNull();
    expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
  }
});

describe('the manual of the widget', () => {
  test('API11 a page of it names this very server, under a policy of its own', async () => {
    const page = await get('/docs/widget');
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    const text = await page.text();
    expect(text).toContain(`en <script nonce="${nonce}">`);
    expect(text).not.toContain('chat.example');
    expect(text).toMatch(/ws:\/\/[\w.:]+$/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('API11 whatever host its caller names is text in it', async () => {
    const page = await api.app.request(`http://a"onclick='x'&$&b/docs/widget`);
    expect(await page.text()).toContain('http://a&quot;onclick=&#39;x&#39;&amp;$&amp;b/widget.js');
  });

  test.each([
    ['/docs/widget', 'ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['/docs/widget', 'de, pl;q=0.5', 'pl'],
    ['/docs/widget', 'de', 'en'],
    ['/docs/widget/pl', 'ru', 'pl'],
  ])('API11 %s speaks the language of its reader: %s', async (path, accepted, language) => {
    expect(await (await get(path, { 'accept-language': accepted })).text()).toMatch(new RegExp(`^${language} `));
  });

  test('API11 beside its pages there is what they run, and nothing else', async () => {
    expect((await get('/docs/widget/live.js')).headers.get('cache-control')).toBe('no-cache');
    for (const path of ['/docs/widget/de', '/docs/widget/en.html', '/docs/widget/..%2f..%2fapp%2findex.html']) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});

describe('the demo shop', () => {
  test('WID2 each page has a policy of its own: nothing runs without its nonce, no inline styles', async () => {
    const [first, second] = [await get('/demo'), await get('/demo/')];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w+/=]{24})'/.exec(policy)?.[1] ?? '';
    expect(nonce).not.toBe('');
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
    const html = await first.text();
    expect(html).not.toContain('__NONCE__');
    expect(html.split(`nonce="${nonce}"`)).toHaveLength(3);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
  });

  test('has pages and files', async () => {
    expect(await (await get('/demo/shoes')).text()).toBe('shoes');
    expect(await (await get('/demo/shoes.html')).text()).toBe('shoes');
    expect((await get('/demo/shop.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });
});

test('without builds, the pages say what to do', async () => {
  const bare = await openTemporaryApi();
  for (const path of ['/', '/inbox', '/widget.js']) {
    const response = await bare.ask(path);
    expect(response.status, path).toBe(503);
    expect(await response.text(), path).toContain('npm run build');
  }
  bare.close();
});
