import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openTemporaryApi } from '../testing/temporary-api.ts';
import { createHttpServer } from './http-server.ts';

async function listening(limits: { readonly trustProxy: boolean }) {
  const api = await openTemporaryApi(limits);
  const server = createHttpServer(api.app);
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    api.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { api, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const account = { email: 'operator@example.com', password: 'correct horse battery' };
const signIn = (origin: string, headers: { readonly [header: string]: string } = {}) =>
  fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: JSON.stringify(account),
  });

test('over a real connection: sign-in, session, commands', async () => {
  const { api, origin } = await listening({ trustProxy: false });
  const signedIn = await signIn(origin, { 'x-holdline-address': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' });
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const sessions = await fetch(`${origin}/api/auth/list-sessions`, { headers: { cookie } });
  // The address is the connection's, whatever the caller says.
  expect(await sessions.json()).toMatchObject([{ ipAddress: '127.0.0.1' }]);
  const command = {
    id: '01936f00-0000-7000-8000-000000000001',
    type: 'conversation.take',
    writtenAt: 1,
    payload: { conversation: '01936f00-0000-7000-8000-000000000002' },
  };
  const given = await fetch(`${origin}/api/commands`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ commands: [command] }),
  });
  expect(given.status).toBe(200);
  expect(api.submitted).toHaveLength(1);
});

test('behind a proxy the address is the one the proxy wrote', async () => {
  const { origin } = await listening({ trustProxy: true });
  const signedIn = await signIn(origin, { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const sessions = await fetch(`${origin}/api/auth/list-sessions`, { headers: { cookie } });
  expect(await sessions.json()).toMatchObject([{ ipAddress: '203.0.113.9' }]);
});
