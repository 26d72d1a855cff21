import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileClaim } from '#schema/files.ts';
import { createIdFactory, type CommandId } from '#schema/ids.ts';
import { announcing } from '../../tests/support/send-file.ts';
import { openTemporaryApi } from '../testing/temporary-api.ts';

const newId = createIdFactory<CommandId>({ now: Date.now, randomBytes });
let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
});
afterAll(() => api.close());

const text = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(0x61);

async function announce(
  size: number,
  given: { [key: string]: string } = {},
  role: 'operator' | 'visitor' = 'operator',
) {
  const id = given['id'] ?? newId();
  const conversation = given['conversation'] ?? newId();
  const about = { id, conversation, name: 'list.txt', type: 'text/plain', ...given };
  const headers = { ...(await api.as(role)), ...announcing(about, size) };
  const answer = await api.ask('/api/files', { method: 'POST', headers });
  return { id, conversation, answer, path: `/api/files/uploads/${id}` };
}

const asks = async (path: string, method: string, headers: { [header: string]: string } = {}, body?: BodyInit) =>
  api.ask(path, {
    method,
    headers: { ...(await api.as('operator')), 'tus-resumable': '1.0.0', ...headers },
    ...(body !== undefined && { body, duplex: 'half' }),
  });
const patch = (path: string, from: number, body: BodyInit) =>
  asks(path, 'PATCH', { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) }, body);
const offset = async (path: string) => Number((await asks(path, 'HEAD')).headers.get('upload-offset'));

test('FILE1 an upload is announced, told where it stands, gone on with, and whole', async () => {
  const { answer, path, id, conversation } = await announce(70_000);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toBe(path);
  expect(answer.headers.get('tus-max-size')).toBe('200000');
  expect(Date.parse(answer.headers.get('upload-expires') ?? '')).toBeGreaterThan(api.workspace.clock.now());
  expect(await offset(path)).toBe(0);
  const first = await patch(path, 0, text(50_000));
  expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '50000']);
  const head = await asks(path, 'HEAD');
  expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
    200,
    '50000',
    '70000',
  ]);
  expect(head.headers.get('cache-control')).toBe('no-store');
  expect((await asks(path, 'GET')).status).toBe(409);
  expect((await patch(path, 50_000, text(20_000))).headers.get('upload-offset')).toBe('70000');
  expect(await (await asks(path, 'GET')).json()).toEqual({ id, name: 'list.txt', type: 'text/plain', size: 70_000 });
  const folder = join(api.workspace.dataDir, 'files', conversation);
  expect(readdirSync(folder)).toEqual([id]);
  expect(readFileSync(join(folder, id))).toHaveLength(70_000);
});

test('FILE1 what this server speaks is told to whoever asks, also from another site', async () => {
  const headers = { origin: 'https://shop.test', 'access-control-request-method': 'PATCH' };
  const answer = await api.ask('/api/files', { method: 'OPTIONS', headers });
  expect(answer.headers.get('tus-version')).toBe('1.0.0');
  expect(answer.headers.get('tus-extension')).toBe('creation,expiration,termination');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH');
});

test('FILE1 announcing it twice makes one; another with its id is refused', async () => {
  const { id, conversation } = await announce(5);
  expect((await announce(5, { id, conversation })).answer.status).toBe(201);
  expect((await announce(5, { id })).answer.status).toBe(409);
  expect((await announce(5, { id, conversation }, 'visitor')).answer.status).toBe(409);
});

test('FILE1 from anywhere else than where it stands nothing is taken', async () => {
  const { path } = await announce(10);
  expect((await patch(path, 3, text(5))).status).toBe(409);
  await patch(path, 0, text(5));
  expect((await patch(path, 0, text(5))).status).toBe(409);
  expect((await patch(path, 5, text(9))).status).toBe(413);
  expect(await offset(path)).toBe(5);
  expect((await asks(path, 'PATCH', { 'upload-offset': '5' }, text(5))).status).toBe(415);
  expect((await asks(path, 'PATCH', { 'content-type': 'application/offset+octet-stream' }, text(5))).status).toBe(400);
  expect((await asks(path, 'HEAD', { 'tus-resumable': '0.2.2' })).status).toBe(412);
});

test('FILE1 what had come when a line broke stays, and a request whose line only looks alive holds up nobody', async () => {
  const { path, id, conversation } = await announce(30);
  let pulled = 0;
  const broken = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        pulled += 1;
        if (pulled === 1) controller.enqueue(text(12));
        else controller.error(new Error('reset'));
      },
    },
    { highWaterMark: 0 },
  );
  const other = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(text(3)) });
  await patch(path, 0, broken);
  expect(await offset(path)).toBe(12);
  // Nothing more ever comes of it.
  void patch(path, 12, other);
  const part = join(api.workspace.dataDir, 'files', conversation, `${id}.part`);
  await expect.poll(() => statSync(part).size).toBe(15);
  expect(await offset(path)).toBe(15);
  expect((await patch(path, 15, text(15))).headers.get('upload-offset')).toBe('30');
  expect((await asks(path, 'GET')).status).toBe(200);
});

test('FILE1 all bytes were here when the server died: the next question makes it whole', async () => {
  const { path, id, conversation } = await announce(8);
  const part = join(api.workspace.dataDir, 'files', conversation, `${id}.part`);
  writeFileSync(part, text(8));
  expect(await offset(path)).toBe(8);
  expect((await asks(path, 'GET')).status).toBe(200);
  expect(existsSync(part)).toBe(false);
});

test('FILE1 an upload that is given up leaves nothing', async () => {
  const { path, id, conversation } = await announce(8);
  await patch(path, 0, text(4));
  expect((await asks(path, 'DELETE')).status).toBe(204);
  expect((await asks(path, 'HEAD')).status).toBe(404);
  expect(existsSync(join(api.workspace.dataDir, 'files', conversation, `${id}.part`))).toBe(false);
});

test('FILE2 what cannot be taken is refused before a byte of it was sent', async () => {
  expect((await announce(200_001)).answer.status).toBe(413);
  expect((await announce(50_001, {}, 'visitor')).answer.status).toBe(413);
  expect((await announce(5, { name: 'setup.exe' }, 'visitor')).answer.status).toBe(415);
  expect((await announce(5, { name: 'setup.exe' })).answer.status).toBe(201);
  expect((await announce(0)).answer.status).toBe(400);
  expect((await announce(5, { conversation: '../team' })).answer.status).toBe(400);
  api.setFiles({ mayPut: () => false });
  expect((await announce(5)).answer.status).toBe(404);
  api.setFiles({});
});

test('FILE5 DOOR3 a cookie is believed only from a page of this server', async () => {
  const { path } = await announce(5);
  expect((await asks(path, 'HEAD', { origin: 'https://evil.test' })).status).toBe(403);
  expect((await api.ask(path, { method: 'HEAD' })).status).toBe(401);
});

test('FILE5 bytes that are not as they were are not given away', async () => {
  const { path, id, conversation } = await announce(8);
  await patch(path, 0, text(8));
  const file = (await (await asks(path, 'GET')).json()) as FileClaim;
  api.setFiles({ read: () => file });
  const address = `/api/files/${conversation}/${newId()}`;
  const answer = await asks(address, 'GET');
  expect([answer.status, await answer.text()]).toEqual([200, 'aaaaaaaa']);
  const etag = answer.headers.get('etag') ?? '';
  expect((await asks(address, 'GET', { 'if-none-match': etag })).status).toBe(304);
  truncateSync(join(api.workspace.dataDir, 'files', conversation, id), 3);
  expect((await asks(address, 'GET')).status).toBe(404);
  api.setFiles({});
});

test('FILE5 whoever asks only whether a file is there leaves nothing open, and its name is told as it is', async () => {
  const { path, id, conversation } = await announce(70_000, { name: "it's (1)*.txt" });
  await patch(path, 0, text(70_000));
  const file: FileClaim = { id: id as CommandId, name: 'x', type: 'text/plain', size: 70_000 };
  api.setFiles({ read: () => file });
  const address = `/api/files/${conversation}/${id}`;
  const open = (): number => readdirSync('/proc/self/fd').length;
  const before = open();
  for (let n = 0; n < 20; n += 1) {
    const { status, headers } = await asks(address, 'HEAD');
    expect([status, headers.get('content-length')]).toEqual([200, '70000']);
    expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''it%27s%20%281%29%2A.txt");
  }
  // One that is read to its end comes behind whatever the others began.
  expect(await (await asks(address, 'GET')).arrayBuffer()).toHaveProperty('byteLength', 70_000);
  expect(open() - before).toBeLessThan(10);
  api.setFiles({});
});

test('FILE7 KEEP5 what is announced for a conversation that is erased in the same moment leaves no name', async () => {
  const answers = [true, false];
  api.setFiles({ mayPut: () => answers.shift() ?? false });
  const { answer, path } = await announce(9, { name: 'passport-of-vera.txt' });
  expect([answer.status, answers]).toEqual([404, []]);
  api.setFiles({});
  expect((await asks(path, 'HEAD')).status).toBe(404);
});
