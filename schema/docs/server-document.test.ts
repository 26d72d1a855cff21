import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { conversationAfter, type Conversation } from '../conversation/conversation.ts';
import type { Effect, Entry } from '../conversation/entry.ts';
import { DamagedDocumentError } from './byte-reader.ts';
import { readConversation } from './conversation-document.ts';
import { readContact } from './contact-document.ts';
import { readNotes } from './desk-document.ts';
import { writesOf, type DocumentWrite } from './entry-effects.ts';
import {
  applyWrites,
  diffSince,
  emptyState,
  stateClock,
  stateFromBytes,
  stateToBytes,
  stateVector,
} from './server-document.ts';
import {
  ANNA,
  BORIS,
  entryOf,
  expectSameBytes,
  hasNothingPending,
  idOf,
  replicaOf,
  VISITOR,
  VISITOR_ID,
  YjsTwin,
} from './server-document.fixtures.ts';

const page = { url: 'https://shop.example/parcel?id=7', title: 'Twoja przesyłka' };

/** One history with every kind of effect, the rare ones more than once. */
const EFFECTS: readonly Effect[] = [
  { kind: 'started', visitor: VISITOR_ID, site: 'shop', page },
  { kind: 'said', text: 'Dzień dobry', page, writtenAt: 1_700_000_000_000 },
  { kind: 'said', text: 'Is anybody there? 👋' },
  { kind: 'taken' },
  { kind: 'said', text: 'Yes' },
  { kind: 'edited', message: idOf(5), text: 'Yes!', rev: 1 },
  { kind: 'edited', message: idOf(5), text: 'Yes?', rev: 2 },
  { kind: 'unsent', message: idOf(5), rev: 3 },
  { kind: 'handed-over', to: BORIS },
  { kind: 'closed' },
  { kind: 'said', text: 'One more thing', reopens: true },
  { kind: 'said', text: 'Still me' },
  { kind: 'taken' },
  { kind: 'closed' },
  { kind: 'reopened' },
];
const HISTORY: readonly Entry[] = EFFECTS.map((effect, index) =>
  entryOf(index + 1, effect, index % 3 === 0 ? ANNA : VISITOR),
);

/** Writes the history and holds every step against yjs. */
function writeAll(history: readonly Entry[]) {
  const state = emptyState();
  const twin = new YjsTwin();
  const updates: Uint8Array[] = [];
  let conversation: Conversation | null = null;
  for (const entry of history) {
    const writes = writesOf(entry, conversation?.head ?? null);
    const { update } = applyWrites(state, writes);
    expect(update, `update of ${entry.effect.kind}`).toEqual(twin.apply(writes));
    expect(stateToBytes(state), `state after ${entry.effect.kind}`).toEqual(twin.bytes);
    if (update !== null) updates.push(update);
    conversation = conversationAfter(conversation, entry);
  }
  return { state, twin, updates, conversation };
}

const push = (value: object): readonly DocumentWrite[] => [{ kind: 'push', root: 'messages', value }];
const set = (key: string, value: unknown): DocumentWrite => ({ kind: 'set', root: 'card', key, value });
const remove = (key: string): DocumentWrite => ({ kind: 'delete', root: 'card', key });

describe('a server-written document', () => {
  test('DOC1 every kind of entry has the bytes that yjs makes, as update and as state', () => {
    const { conversation, updates, state } = writeAll(HISTORY);
    expect(updates).toHaveLength(HISTORY.length);
    expect(conversation?.messages).toHaveLength(12);
    expect(stateClock(state)).toBe(Y.decodeStateVector(stateVector(state)).get(1));
  });

  test('DOC1 notes and contacts have the bytes that yjs makes, and deleting what is not there writes nothing', () => {
    const { state } = writeAll([
      entryOf(1, { kind: 'noted', text: 'Calls at nine', writtenAt: 5 }),
      entryOf(2, { kind: 'noted', text: '' }),
    ]);
    expect(readNotes(replicaOf([stateToBytes(state)])).map((note) => note.text)).toEqual(['Calls at nine', '']);

    const contact = writeAll([
      entryOf(1, { kind: 'contact-updated', fields: { name: 'Ola', email: 'ola@example.org' } }),
      entryOf(2, { kind: 'contact-updated', fields: { name: '', phone: '' } }),
      entryOf(3, { kind: 'contact-updated', fields: { phone: '' } }),
      entryOf(4, { kind: 'contact-updated', fields: { name: 'Olga', phone: '+48 22' } }),
      entryOf(5, { kind: 'contact-updated', fields: { name: 'Olga P.', email: 'o@example.org' } }),
    ]);
    expect(contact.updates).toHaveLength(4);
    expect(readContact(contact.twin.doc)).toEqual({ name: 'Olga P.', email: 'o@example.org', phone: '+48 22' });
  });

  test.each([
    ['empty text', { text: '' }],
    ['Polish', { text: 'Zażółć gęślą jaźń' }],
    ['emoji', { text: '👩‍👩‍👧‍👦🇵🇱' }],
    ['8 KB', { text: 'ż'.repeat(4096) }],
    [
      'integers at the edge of 31 bits',
      { a: [0, -0, -1, 63, 64, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) + 1, -(2 ** 31), 2 ** 32] },
    ],
    ['times in ms', { at: [1_700_000_000_000, 1_700_000_000_001, 2 ** 40, 0] }],
    ['fractions and beyond', { x: [0.5, 0.1, 1e300, Number.MAX_SAFE_INTEGER, Number.NaN, Infinity] }],
    ['nested and nothing', { by: { kind: 'visitor', deep: { er: [null, true, false, []] } }, none: undefined }],
    ['keys beyond ASCII', { ключ: 1, '🔑': 2, '': 3 }],
    [
      'strings about the length where the encoding changes',
      { s: [47, 48, 127, 128, 16383, 16384].map((n) => 'x'.repeat(n)) },
    ],
  ])('DOC1 %s has the bytes that yjs makes', (_name, value) => {
    const state = emptyState();
    const twin = new YjsTwin();
    for (const writes of [push(value), push(value), [set('name', value)], [set('name', value)], push(value)]) {
      expect(applyWrites(state, writes).update).toEqual(twin.apply(writes));
      expect(stateToBytes(state)).toEqual(twin.bytes);
    }
  });

  test('DOC1 a run of lines grows past the places where its count takes another byte', () => {
    const state = emptyState();
    const twin = new YjsTwin();
    for (let index = 0; index < 16_400; index += 1) {
      const { update } = applyWrites(state, push({ index }));
      const expected = twin.apply(push({ index }));
      if (index < 140 || index > 16_370) {
        expectSameBytes(update, expected);
        expectSameBytes(stateToBytes(state), twin.bytes);
      }
    }
  });

  test('DOC1 tombstones of one key join only when nothing was written between them', () => {
    const state = emptyState();
    const twin = new YjsTwin();
    const steps: DocumentWrite[][] = [
      [set('name', 'a')],
      [set('name', 'b')],
      [set('name', 'c')],
      [set('phone', '1')],
      [set('name', 'd')],
      [set('name', 'e')],
      [remove('name')],
      [remove('name')],
      [set('name', 'f'), remove('phone')],
      [remove('name'), set('phone', '2')],
      [set('phone', '3')],
      [remove('phone')],
    ];
    for (const writes of steps) {
      expect(applyWrites(state, writes).update).toEqual(twin.apply(writes));
      expect(stateToBytes(state)).toEqual(twin.bytes);
    }
  });

  test('DOC1 a value set before a line, a deletion in front of an open run, and several lines at once, keep the run whole', () => {
    const state = emptyState();
    const twin = new YjsTwin();
    const steps: DocumentWrite[][] = [
      [set('name', 'Ola'), ...push({ n: 1 })],
      [...push({ n: 2 })],
      [remove('name')],
      [...push({ n: 3 })],
      [set('name', 'Olga'), ...push({ n: 4 })],
      [...push({ n: 5 }), ...push({ n: 6 }), set('name', 'Ola'), remove('gone')],
      [...push({ n: 7 }), ...push({ n: 8 })],
    ];
    for (const writes of steps) {
      expect(applyWrites(state, writes).update).toEqual(twin.apply(writes));
      expect(stateToBytes(state)).toEqual(twin.bytes);
    }
  });

  test('DOC1 DOC5 reloading from the bytes at any moment changes nothing', () => {
    const whole = writeAll(HISTORY);
    for (let split = 0; split <= HISTORY.length; split += 1) {
      const state = stateFromBytes(stateToBytes(writeAll(HISTORY.slice(0, split)).state));
      let conversation = HISTORY.slice(0, split).reduce<Conversation | null>(conversationAfter, null);
      HISTORY.slice(split).forEach((entry, index) => {
        const { update } = applyWrites(state, writesOf(entry, conversation?.head ?? null));
        expect(update).toEqual(whole.updates[split + index]);
        conversation = conversationAfter(conversation, entry);
      });
      expect(stateToBytes(state)).toEqual(stateToBytes(whole.state));
    }
  });

  test('DOC1 DOC2 what a replica lacks is what yjs would send it, from every moment of its past', () => {
    const { state, twin, conversation } = writeAll(HISTORY);
    for (let clock = 0; clock <= stateClock(state) + 1; clock += 1) {
      const vector = Y.encodeStateVector(new Map([[1, clock]]));
      const expected = clock > stateClock(state) ? Y.encodeStateVector(twin.doc) : vector;
      expect(diffSince(state, vector), `from ${clock}`).toEqual(Y.encodeStateAsUpdate(twin.doc, expected));
    }
    expect(diffSince(state, new Uint8Array([0]))).toEqual(twin.bytes);
    expect(readConversation(replicaOf([diffSince(state, new Uint8Array([0]))]))).toEqual(conversation);
  });

  test('DOC2 a vector that cannot be read, or that knows only strangers, gets everything', () => {
    const { state, twin } = writeAll(HISTORY);
    for (const vector of [[], [3, 1], [1, 7, 40], [255, 255, 255, 255, 255, 255, 255, 255, 255, 255]])
      expect(diffSince(state, new Uint8Array(vector))).toEqual(twin.bytes);
    expect(diffSince(emptyState(), new Uint8Array([0]))).toEqual(new Uint8Array([0, 0]));
  });

  test('DOC2 a replica that wrote something of its own gets only what it lacks', () => {
    const { state, updates, conversation } = writeAll(HISTORY);
    const replica = replicaOf(updates.slice(0, 6));
    replica.clientID = 4_000_000_000;
    replica.getMap('mine').set('x', 1);
    const diff = diffSince(state, Y.encodeStateVector(replica));
    expect(diff.length).toBeLessThan(stateToBytes(state).length);
    Y.applyUpdate(replica, diff);
    expect(hasNothingPending(replica)).toBe(true);
    expect(readConversation(replica)).toEqual(conversation);
  });

  test('DOC3 bytes that are cut off or changed in shape are refused, never taken for a smaller document', () => {
    const bytes = stateToBytes(writeAll(HISTORY).state);
    for (let length = 0; length < bytes.length; length += 1)
      expect(() => stateFromBytes(bytes.subarray(0, length)), `${length} bytes`).toThrow(DamagedDocumentError);
    expect(() => stateFromBytes(new Uint8Array([...bytes, 0]))).toThrow('bytes behind the end');
  });

  test('DOC3 a document that somebody else has written in is refused', () => {
    const foreign = (write: (doc: Y.Doc) => void, client = 1): Uint8Array => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, stateToBytes(writeAll(HISTORY).state));
      doc.clientID = client;
      doc.transact(() => write(doc));
      return Y.encodeStateAsUpdate(doc);
    };
    const cases: readonly (readonly [string, Uint8Array])[] = [
      ['more than one writer', foreign((doc) => doc.getArray('messages').push([{}]), 9)],
      ['an insertion between others', foreign((doc) => doc.getArray('messages').insert(0, [{}]))],
      ['more than one list', foreign((doc) => doc.getArray('other').push([{}]))],
      ['content of kind 7', foreign((doc) => doc.getMap('head').set('state', new Y.Text('x')))],
    ];
    for (const [reason, bytes] of cases) expect(() => stateFromBytes(bytes), reason).toThrow(reason);
  });

  test('DOC1 memory stays under the encoded bytes by 1.25 and 1 KB, for any number of lines', () => {
    const state = emptyState();
    for (let seq = 1; seq <= 200; seq += 1) {
      applyWrites(state, writesOf(entryOf(seq, { kind: 'said', text: 'x'.repeat((seq * 37) % 400) }), null));
      expect(state.structs.bytes.length + 700).toBeLessThanOrEqual(stateToBytes(state).length * 1.25 + 1024);
    }
  });
});
