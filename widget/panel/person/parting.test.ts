import { expect, test } from 'vitest';
import type { EntryCommand } from '#schema/commands/command.ts';
import { addParting, dropPartings, readPartings, sendPartings, sendWhileHere } from './parting.ts';

const said = (id: string, text = id) => ({ id, type: 'message.send', payload: { text } }) as unknown as EntryCommand;
const ids = (host: Parameters<typeof readPartings>[0]) =>
  readPartings(host).map(({ token, commands }) => [token, ...commands.map(({ id }) => id)]);

let sites = 0;

/** A device of its own. `answer`: what the server says to each command of a request; null: there is no line. */
function device(answer: (id: string, token: string) => string | null) {
  const disk = new Map<string, string>();
  const state = { isFull: false, meanwhile: (): void => undefined };
  const asked: string[][] = [];
  const out: string[] = [];
  const later: (() => void)[] = [];
  const site = `shop${(sites += 1)}`;
  const fetch = async (url: string, { body, headers }: { readonly body: string; readonly headers: object }) => {
    const token = (headers as { readonly authorization: string }).authorization.slice('Bearer '.length);
    await Promise.resolve();
    if (url.endsWith('/sign-out')) return (out.push(token), new Response('{}'));
    const { commands } = JSON.parse(body) as { readonly commands: readonly { readonly id: string }[] };
    const says = commands.map(({ id }) => ({ id, status: answer(id, token) }));
    if (says.some(({ status }) => status === null)) throw new TypeError('no line');
    asked.push(commands.map(({ id }) => id));
    state.meanwhile();
    if (says.some(({ status }) => status === '401')) return new Response('{}', { status: 401 });
    if (says.some(({ status }) => status === 'broken')) return new Response('{"results":[{"id"');
    return Response.json({ results: says.map(({ id, status }) => ({ id, result: { status, after: 1 } })) });
  };
  const host = {
    options: { site, origin: 'https://chat.example' },
    environment: {
      fetch,
      setTimeout: (run: () => void) => later.push(run),
      localStorage: {
        getItem: (key: string) => disk.get(key) ?? null,
        setItem: (key: string, value: string) => {
          if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
          disk.set(key, value);
        },
        removeItem: (key: string) => void disk.delete(key),
      },
    },
  } as unknown as Parameters<typeof readPartings>[0];
  return { host, disk, state, asked, out, later, key: `holdline-parting:${site}` };
}

test('IDENT8 of two who sign out one after the other without a line the words of both wait, and leave each in their own name', async () => {
  let isLive = false;
  const { host, asked, out, disk } = device(() => (isLive ? 'accepted' : null));
  addParting(host, { token: 'ann', commands: [said('a')] });
  addParting(host, { token: 'tim', commands: [said('t')] });
  expect(await sendPartings(host)).toBe(false);
  expect([ids(host), out]).toEqual([
    [
      ['ann', 'a'],
      ['tim', 't'],
    ],
    [],
  ]);
  isLive = true;
  expect(await sendPartings(host)).toBe(true);
  expect([asked, out, disk.size]).toEqual([[['a'], ['t']], ['ann', 'tim'], 0]);
});

test('IDENT8 one visitor who signs out in two tabs has each command once', () => {
  const { host } = device(() => null);
  addParting(host, { token: 'ann', commands: [said('a')] });
  addParting(host, { token: 'ann', commands: [said('a'), said('b')] });
  expect(ids(host)).toEqual([['ann', 'a', 'b']]);
});

test('IDENT8 what another tab puts there while words are sent stays, and what is nobody’s by now takes nothing of others along', async () => {
  const { host, state, out } = device((_id, token) => (token === 'ann' ? '401' : 'retry'));
  addParting(host, { token: 'ann', commands: [said('a')] });
  addParting(host, { token: 'tim', commands: [said('t')] });
  state.meanwhile = () => addParting(host, { token: 'eve', commands: [said('e')] });
  expect(await sendPartings(host)).toBe(false);
  expect([ids(host), out]).toEqual([
    [
      ['tim', 't'],
      ['eve', 'e'],
    ],
    [],
  ]);
  dropPartings(host);
  expect(ids(host)).toEqual([]);
});

test('IDENT8 OUT8 behind what has to wait no refusal is believed, and an answer that broke off is none', async () => {
  let says = ['retry', 'rejected', 'accepted'];
  const { host } = device((id) => says[Number(id)] ?? null);
  addParting(host, { token: 'ann', commands: [said('0'), said('1'), said('2')] });
  expect(await sendPartings(host)).toBe(false);
  expect(ids(host)).toEqual([['ann', '0', '1']]);
  says = ['broken', 'broken'];
  expect(await sendPartings(host)).toBe(false);
  expect(ids(host)).toEqual([['ann', '0', '1']]);
});

test('IDENT8 DOOR2 what is too much for one request leaves in several', async () => {
  const { host, asked, out } = device(() => 'accepted');
  const long = 'x'.repeat(8_000);
  addParting(host, { token: 'ann', commands: Array.from({ length: 40 }, (_, n) => said(`${n}`, long)) });
  expect(await sendPartings(host)).toBe(false);
  expect(await sendPartings(host)).toBe(true);
  expect([asked.length, asked.flat().length, out]).toEqual([2, 40, ['ann']]);
});

test('IDENT8 what an earlier version kept is read, and what is none is not', () => {
  const { host, disk, key } = device(() => null);
  disk.set(key, JSON.stringify({ token: 'ann', commands: [said('a')] }));
  addParting(host, { token: 'tim', commands: [said('t')] });
  expect(ids(host)).toEqual([
    ['ann', 'a'],
    ['tim', 't'],
  ]);
  for (const broken of ['{', 'null', '7', '[null,{"token":1}]']) {
    disk.set(key, broken);
    expect(ids(host)).toEqual([]);
  }
});

test('IDENT8 all who ask for it share one round, and hear of each try until they leave', async () => {
  let isLive = false;
  const { host, later, asked } = device(() => (isLive ? 'accepted' : null));
  addParting(host, { token: 'ann', commands: [said('a')] });
  const heard: string[] = [];
  sendWhileHere(host);
  const leave = sendWhileHere(host, () => heard.push('strip'));
  await expect.poll(() => later.length).toBe(1);
  expect(heard).toEqual(['strip']);
  leave();
  isLive = true;
  later.shift()?.();
  await expect.poll(() => ids(host)).toEqual([]);
  expect([asked, heard, later.length]).toEqual([[['a']], ['strip'], 0]);
  // Of who signs out later another one begins.
  addParting(host, { token: 'tim', commands: [said('t')] });
  sendWhileHere(host);
  await expect.poll(() => ids(host)).toEqual([]);
});

test('IDENT8 what a full storage does not take leaves as long as the page is there', async () => {
  let isLive = false;
  const { host, state, out, later } = device(() => (isLive ? 'accepted' : null));
  state.isFull = true;
  expect(addParting(host, { token: 'ann', commands: [said('a')] })).toBe(false);
  expect(ids(host)).toEqual([['ann', 'a']]);
  sendWhileHere(host);
  await expect.poll(() => later.length).toBe(1);
  isLive = true;
  later.shift()?.();
  await expect.poll(() => out).toEqual(['ann']);
  expect([ids(host), later.length]).toEqual([[], 0]);
});
