import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryApi, VISITOR_TOKEN } from '../testing/temporary-api.ts';

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

const stop = (method: string, ticket: string, body?: string) =>
  api.ask(`/api/letters/stop?t=${ticket}`, {
    method,
    headers: { 'accept-language': 'pl-PL,pl;q=0.9', 'content-type': 'application/x-www-form-urlencoded' },
    ...(body !== undefined && { body }),
  });
const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

test('MAIL6 looking at the link changes nothing, one press ends letters, and one takes it back; a mail program does it by itself', async () => {
  expect(await textOf(stop('GET', 'whole'))).toContain('Nie chcę więcej wiadomości');
  expect(await textOf(stop('GET', 'whole'))).toContain('Nie wysyłać więcej wiadomości e-mail z czatu na ten adres?');
  expect(await textOf(stop('POST', 'whole', 'List-Unsubscribe=One-Click'))).toContain(
    'nie przyjdzie już żadna wiadomość',
  );
  expect(await textOf(stop('GET', 'whole'))).toContain('nie przyjdzie już żadna wiadomość');
  expect(await textOf(stop('POST', 'whole', 'again=1'))).toContain('znów przychodzą');
  expect((await stop('POST', 'broken', '')).status).toBe(400);
});

test('MAIL7 the page of the link keeps the ticket to itself: no referrer, no cache, nothing of anybody else’s', async () => {
  const page = await api.ask('/letter', { headers: { 'accept-language': 'ru' } });
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('cache-control')).toBe('no-store');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(await page.text()).toContain('Открыть диалог');
});

test('MAIL7 a ticket is taken with the token of a device, and not with a session, a query or nothing', async () => {
  const body = JSON.stringify({ ticket: 'a'.repeat(71) });
  const ask = (headers: Record<string, string>) => api.ask('/api/letters/open', { method: 'POST', body, headers });
  expect((await ask({ authorization: `Bearer ${VISITOR_TOKEN}` })).status).toBe(200);
  expect((await ask(await api.as('owner'))).status).toBe(403);
  expect((await ask({})).status).toBe(401);
  const wrong = { method: 'POST', body: '{"ticket":"<>"}', headers: { authorization: `Bearer ${VISITOR_TOKEN}` } };
  expect((await api.ask('/api/letters/open', wrong)).status).toBe(400);
});

test('MAIL10 the widget of another site shows its ticket with the origin that its browser tells, the page of the letter is led on, and staff are not', async () => {
  const headers = { authorization: `Bearer ${VISITOR_TOKEN}` };
  const post = (path: string, body: unknown, more: Record<string, string> = headers) =>
    api.ask(path, { method: 'POST', body: JSON.stringify(body), headers: more });
  const ticket = 'a'.repeat(43);
  const arrived = await post(
    '/api/letters/arrive',
    { ticket, site: 'shop' },
    { ...headers, origin: 'https://shop.example' },
  );
  expect(arrived.headers.get('access-control-allow-origin')).toBe('*');
  expect(arrived.headers.get('access-control-allow-credentials')).toBeNull();
  expect(await arrived.json()).toMatchObject({ conversation: 'https://shop.example', site: 'shop' });
  expect(await (await post('/api/letters/arrive', { ticket, site: 'shop' })).json()).toMatchObject({
    conversation: 'none',
  });
  for (const wrong of [{ ticket }, { ticket: 'a'.repeat(71), site: 'shop' }, { ticket, site: '../x' }, {}])
    expect((await post('/api/letters/arrive', wrong)).status).toBe(400);
  const conversation = '01936f00-0000-7000-8000-00000000000a';
  const led = await post('/api/letters/onward', { conversation });
  expect(led.headers.get('access-control-allow-origin')).toBeNull();
  expect(await led.json()).toMatchObject({ url: expect.stringContaining('https://shop.example/#v') as string });
  expect((await post('/api/letters/onward', { conversation: `${conversation.slice(0, -1)}f` })).status).toBe(404);
  expect((await post('/api/letters/onward', { conversation: 'x' })).status).toBe(400);
  for (const path of ['/api/letters/arrive', '/api/letters/onward']) {
    for (const role of ['observer', 'operator', 'admin', 'owner'] as const)
      expect((await post(path, { ticket, site: 'shop', conversation }, await api.as(role))).status).toBe(403);
    expect((await post(path, { ticket, site: 'shop', conversation }, {})).status).toBe(401);
  }
});

test('PRIV5 what is kept of a visitor is neither told nor deleted before the code is said, by whoever asks', async () => {
  const headers = { authorization: `Bearer ${VISITOR_TOKEN}` };
  const statusOf = async (path: string, method: string, code?: string): Promise<number> =>
    (await api.ask(path, { method, headers, ...(code !== undefined && { body: JSON.stringify({ code }) }) })).status;
  api.setMustConfirm(true);
  expect(await statusOf('/api/own-data', 'GET')).toBe(403);
  expect(await statusOf('/api/own-data/erase', 'POST')).toBe(403);
  expect(await statusOf('/api/own-data/code', 'POST')).toBe(200);
  expect(await statusOf('/api/own-data/confirm', 'POST', '1')).toBe(400);
  expect(await statusOf('/api/own-data/confirm', 'POST', '00000000')).toBe(403);
  expect(await statusOf('/api/own-data', 'GET')).toBe(403);
  expect(await statusOf('/api/own-data/confirm', 'POST', '12345678')).toBe(200);
  expect(await statusOf('/api/own-data', 'GET')).toBe(200);
  expect(await statusOf('/api/own-data/erase', 'POST')).toBe(200);
  for (const role of ['observer', 'operator', 'admin', 'owner'] as const)
    for (const path of ['/api/own-data/code', '/api/own-data/confirm'])
      expect((await api.ask(path, { method: 'POST', headers: await api.as(role), body: '{}' })).status).toBe(403);
});
