import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import * as stock from 'yjs';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { leanYjs } from './lean-yjs.ts';

const source = join(dirname(createRequire(import.meta.url).resolve('yjs')), 'yjs.mjs');
/** Where it finds the same packages as the original. */
const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache');
const leanFile = join(folder, `lean-yjs-${process.pid}.mjs`);
mkdirSync(folder, { recursive: true });
writeFileSync(leanFile, leanYjs(readFileSync(source, 'utf8')));
const lean = (await import(/* @vite-ignore */ pathToFileURL(leanFile).href)) as typeof stock;
afterAll(() => rmSync(leanFile));

function stockOf(update: Uint8Array): stock.Doc {
  const doc = new stock.Doc();
  stock.applyUpdate(doc, update);
  return doc;
}

test('DOC2 the panel reads what the server writes, in any order and cut anywhere, as stock Yjs does', () => {
  const write = fc.record({
    kind: fc.constantFrom('push', 'set', 'delete'),
    key: fc.constantFrom('a', 'b', 'c'),
    words: fc.string(),
  });
  fc.assert(
    fc.property(fc.array(write, { minLength: 1, maxLength: 25 }), fc.infiniteStream(fc.nat()), (writes, order) => {
      const server = new stock.Doc();
      const updates: Uint8Array[] = [];
      server.on('update', (update: Uint8Array) => updates.push(update));
      for (const { kind, key, words } of writes) {
        if (kind === 'push') server.getArray('messages').push([{ text: words, at: 1.5, none: null }]);
        else if (kind === 'set') server.getMap('head').set(key, words);
        else server.getMap('head').delete(key);
      }
      const shuffled = updates
        .map((update) => ({ update, place: order.next().value as number }))
        .sort((a, b) => a.place - b.place);
      const reader = new lean.Doc();
      // What a tab that leads hears of its line goes on to the others.
      const other = new stock.Doc();
      reader.on('update', (update: Uint8Array, origin: unknown) => {
        expect(origin).toBe('line');
        stock.applyUpdate(other, update);
      });
      let again = new lean.Doc();
      for (const { update } of shuffled) {
        lean.applyUpdate(reader, update, 'line');
        lean.applyUpdate(again, update);
        // The cache has what was read.
        const kept = lean.encodeStateAsUpdate(again);
        expect(kept).toEqual(stock.encodeStateAsUpdate(stockOf(kept)));
        again = new lean.Doc();
        lean.applyUpdate(again, kept);
        expect(again.store.pendingStructs).toBe(null);
      }
      // What waited for an earlier update then is asked for again, as all is that is not known.
      lean.applyUpdate(again, stock.encodeStateAsUpdate(server, lean.encodeStateVector(again)));
      for (const doc of [reader, again]) {
        expect(doc.getArray('messages').toArray()).toEqual(server.getArray('messages').toArray());
        expect(new Map(doc.getMap('head').entries())).toEqual(new Map(server.getMap('head').entries()));
        expect(doc.getArray('messages').length).toBe(server.getArray('messages').length);
        expect(doc.getMap('head').size).toBe(server.getMap('head').size);
        expect(lean.encodeStateVector(doc)).toEqual(stock.encodeStateVector(server));
        expect(doc.store.pendingStructs).toBe(null);
      }
      expect(stock.encodeStateAsUpdate(other)).toEqual(stock.encodeStateAsUpdate(server));
      expect(lean.encodeStateAsUpdate(reader)).toEqual(stock.encodeStateAsUpdate(server));
    }),
  );
});

test('DOC2 a conversation reads in the panel as it does elsewhere: nothing that its reader asks for is cut', () => {
  const server = new stock.Doc();
  const head = server.getMap('head');
  const told = {
    state: 'active',
    assignee: null,
    visitor: 'v',
    site: 's',
    others: [],
    previous: { number: 1, lastSeq: 3 },
  };
  for (const [key, value] of Object.entries(told)) head.set(key, value);
  server.getArray('messages').push([
    { seq: 4, text: 'a' },
    { seq: 5, text: 'b' },
  ]);
  server.getMap('edits').set('a', { text: 'c', rev: 1 });
  head.set('state', 'closed');
  const reader = new lean.Doc();
  lean.applyUpdate(reader, stock.encodeStateAsUpdate(server));
  expect(readConversation(reader)).toEqual(readConversation(server));
  expect(readConversation(reader)).toMatchObject({ head: { state: 'closed' }, messages: [{ seq: 4 }, { seq: 5 }] });
  expect(readConversation(new lean.Doc())).toBe(null);
});

test('DOC2 the panel knows that an update waits for an earlier one, and reads it when that has come', () => {
  const server = new stock.Doc();
  const updates: Uint8Array[] = [];
  server.on('update', (update: Uint8Array) => updates.push(update));
  for (const words of ['a', 'b', 'c']) server.getArray('messages').push([words]);
  server.getMap('head').set('state', 'waiting');
  server.getMap('head').set('state', 'closed');
  const [first, ...others] = updates as [Uint8Array, ...Uint8Array[]];
  const reader = new lean.Doc();
  for (const update of others) lean.applyUpdate(reader, update);
  expect(reader.store.pendingStructs).not.toBe(null);
  expect(reader.getArray('messages').toArray()).toEqual([]);
  lean.applyUpdate(reader, first);
  expect(reader.store.pendingStructs).toBe(null);
  expect(reader.getArray('messages').toArray()).toEqual(['a', 'b', 'c']);
  expect(reader.getMap('head').get('state')).toBe('closed');
});

test('writing to a replica is a mistake that is heard of', () => {
  const doc = new lean.Doc();
  expect(() => doc.getArray('messages').push(['mine'])).toThrow();
  expect(() => doc.getMap('head').set('state', 'closed')).toThrow();
  expect(() => doc.getMap('head').delete('state')).toThrow();
});

test('WID8 another Yjs on the host’s page is not told of ours, which would make it complain', () => {
  const mark = '__ $YJS$ __';
  expect(readFileSync(source, 'utf8')).toContain(`importIdentifier = '${mark}'`);
  expect(leanYjs(readFileSync(source, 'utf8'))).not.toContain('glo[importIdentifier]');
});

test('a Yjs that has changed where we cut stops the build', () => {
  expect(() => leanYjs('export const Doc = 1;')).toThrow('Yjs has changed');
});
