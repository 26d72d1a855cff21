import { afterEach, expect, test } from 'vitest';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { startTcpProxy } from '../../tests/support/tcp-proxy.ts';
import { startTusServer } from '../../tests/support/tus-server.ts';
import { fetchFile } from './fetch-file.ts';
import { upload } from './upload.ts';

const TALK = '01900000-0000-7000-8000-000000000004' as ConversationId;
const ID = '01900000-0000-7000-8000-000000000005' as CommandId;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function world() {
  const server = await startTusServer();
  const proxy = await startTcpProxy({ target: server.port });
  closing.push(server.close, proxy.close);
  return { server, proxy, ports: createBrowser().tab().environment, to: { origin: proxy.origin, bearer: 'token' } };
}

test('FILE8 a picture that the server has cleaned, and is smaller there, is whole also for one whose answer was lost', async () => {
  const { server, ports, to } = await world();
  const file = { id: ID, conversation: TALK, name: 'a.gif', type: 'image/gif', size: 100, announced: false };
  const given = {
    bytes: new ArrayBuffer(100),
    signal: new AbortController().signal,
    announced: () => Promise.resolve(),
    progress: () => undefined,
  };
  expect(await upload(ports, to, file, given)).toMatchObject({ ok: true });
  server.cleanedTo = 60;
  expect(await upload(ports, to, { ...file, announced: true }, given)).toMatchObject({ ok: true, value: { size: 60 } });
  expect(server.asked.filter((asked) => asked.startsWith('PATCH'))).toEqual(['PATCH 0']);
});

test('FILE10 a line that dies behind the first bytes of a file is given up, and what came of it is no file', async () => {
  const { server, proxy, ports, to } = await world();
  server.serves = new Uint8Array(3_000_000);
  expect(await fetchFile(ports, to, TALK, ID)).toMatchObject({ ok: true, value: { size: 3_000_000 } });
  // Its clock: nothing came for longer than anybody waits.
  const patience: (() => void)[] = [];
  const impatient = {
    ...ports,
    setTimeout: (callback: () => void) => {
      patience.push(callback);
      return setTimeout(() => undefined, 60_000).unref();
    },
  };
  proxy.slow({ delay: 0, rate: 200_000 });
  const fetched = fetchFile(impatient, to, TALK, ID);
  await expect.poll(() => patience.length).toBeGreaterThan(3);
  patience.at(-1)?.();
  expect(await fetched).toEqual({ ok: false, failure: 'offline' });
});
