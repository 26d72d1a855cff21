import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { conversationAfter, type Conversation } from '../conversation/conversation.ts';
import { BLANK_DESK, deskAfter } from '../conversation/desk.ts';
import type { ContactFields, Entry } from '../conversation/entry.ts';
import { ByteReader, DamagedDocumentError } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readContact } from './contact-document.ts';
import { readConversation } from './conversation-document.ts';
import { readDesk, readNotes } from './desk-document.ts';
import { writesOf } from './entry-effects.ts';
import { applyWrites, diffSince, emptyState, stateClock, stateFromBytes, stateToBytes } from './server-document.ts';
import {
  contactHistory,
  conversationHistory,
  deskHistory,
  expectSameBytes,
  hasNothingPending,
  replicaOf,
  YjsTwin,
} from './server-document.fixtures.ts';

interface Written {
  readonly bytes: Uint8Array;
  readonly updates: readonly Uint8Array[];
  readonly conversation: Conversation | null;
}

/** Writes a history, reloading after the entries that `reloads` names, and holds each step against yjs. */
function write(history: readonly Entry[], reloads: readonly boolean[]): Written {
  const twin = new YjsTwin();
  const updates: Uint8Array[] = [];
  let state = emptyState();
  let conversation: Conversation | null = null;
  history.forEach((entry, index) => {
    const writes = writesOf(entry, conversation?.head ?? null);
    const clock = stateClock(state);
    const { update } = applyWrites(state, writes);
    expectSameBytes(update, twin.apply(writes));
    const bytes = stateToBytes(state);
    expectSameBytes(bytes, twin.bytes);
    const vector = Y.encodeStateVector(new Map([[1, clock]]));
    expectSameBytes(diffSince(state, vector), Y.encodeStateAsUpdate(twin.doc, vector));
    if (update !== null) updates.push(update);
    if (reloads[index % Math.max(1, reloads.length)]) state = stateFromBytes(bytes);
    conversation = conversationAfter(conversation, entry);
  });
  return { bytes: stateToBytes(state), updates, conversation };
}

/** Stock replicas that came to the document by different ways, all with nothing pending. */
function replicas({ bytes, updates }: Written, cut: number, order: readonly number[]): readonly Y.Doc[] {
  const prefix = replicaOf(updates.slice(0, cut % (updates.length + 1)));
  Y.applyUpdate(prefix, diffSince(stateFromBytes(bytes), Y.encodeStateVector(prefix)));
  const shuffled = updates.map((update, index) => ({ update, place: order[index % order.length] ?? 0 }));
  shuffled.sort((a, b) => a.place - b.place);
  const all = [
    replicaOf(updates),
    replicaOf([bytes]),
    prefix,
    replicaOf(shuffled.map(({ update }) => update)),
    replicaOf([...updates].reverse()),
    replicaOf([...updates, bytes, ...updates]),
  ];
  for (const replica of all) expect(hasNothingPending(replica)).toBe(true);
  return all;
}

const ways = [
  fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
  fc.nat(1000),
  fc.array(fc.integer(), { minLength: 1, maxLength: 60 }),
] as const;

describe('random histories', () => {
  test('DOC1 DOC2 conversations: bytes equal those of yjs, and every replica reads as the fold of the entries', () => {
    fc.assert(
      fc.property(conversationHistory(60), ...ways, (history, reloads, cut, order) => {
        const written = write(history, reloads);
        for (const replica of replicas(written, cut, order))
          expect(readConversation(replica)).toEqual(written.conversation);
      }),
      { numRuns: 50 },
    );
  });

  test('DOC1 DOC2 contacts: bytes equal those of yjs, and every replica reads as the fold of the entries', () => {
    fc.assert(
      fc.property(contactHistory(40), ...ways, (history, reloads, cut, order) => {
        const written = write(history, reloads);
        const card: Record<string, string> = {};
        for (const { effect } of history) {
          if (effect.kind === 'contact-updated') Object.assign(card, effect.fields);
          if (effect.kind === 'contact-merged') Object.assign(card, effect.card.fields);
        }
        const known = Object.fromEntries(Object.entries(card).filter(([, value]) => value !== '')) as ContactFields;
        for (const replica of replicas(written, cut, order)) expect(readContact(replica)).toEqual(known);
      }),
      { numRuns: 50 },
    );
  });

  test('DOC1 DOC2 TEAM7 notes, tags and the log: bytes equal those of yjs, and every replica reads as the fold of the entries', () => {
    fc.assert(
      fc.property(deskHistory(40), ...ways, (history, reloads, cut, order) => {
        const written = write(history, reloads);
        const notes = history.flatMap(({ effect: { kind, ...words }, seq, id, at, by }) =>
          kind === 'noted' ? [{ seq, id, at, by, ...words }] : [],
        );
        const lines = history.flatMap(({ effect, seq, id, at, by }) =>
          effect.kind === 'noted' ? [] : [{ seq, id, at, by, ...effect }],
        );
        const { tags, category } = history.reduce((desk, entry) => deskAfter(desk, entry, 0), BLANK_DESK);
        for (const replica of replicas(written, cut, order)) {
          expect(readNotes(replica)).toEqual(notes);
          expect(readDesk(replica)).toEqual({ tags, category, lines, consent: null });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('values', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.double(),
    fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.integer({ min: 0xd700, max: 0xe010 }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom(undefined, -0, 2 ** 31, -(2 ** 31), 2 ** 31 - 1),
  );

  test('DOC1 a value is written as lib0 writes it, and skipped to its very end', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (values) => {
        const expected = encoding.createEncoder();
        const writer = new ByteWriter();
        for (const each of values) {
          encoding.writeAny(expected, each);
          writer.any(each);
        }
        expect(writer.toBytes()).toEqual(encoding.toUint8Array(expected));
        const reader = new ByteReader(writer.toBytes());
        for (let index = 0; index < values.length; index += 1) reader.skipAny();
        expect(reader.at).toBe(writer.length);
      }),
      { numRuns: 500 },
    );
  });

  test('DOC1 what is no JSON value is a defect, not a silent gap', () => {
    for (const each of [1n, () => 1, Symbol('x')]) expect(() => new ByteWriter().any(each)).toThrow('not a JSON value');
  });

  test('DOC3 random damage is refused or leaves a document of one writer', () => {
    const whole = (history: readonly Entry[]): Uint8Array => write(history, [false]).bytes;
    fc.assert(
      fc.property(conversationHistory(5), fc.nat(), fc.integer({ min: 1, max: 255 }), (history, at, flip) => {
        const bytes = whole(history).slice();
        bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip;
        let state;
        try {
          state = stateFromBytes(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedDocumentError);
          return;
        }
        expect(stateFromBytes(stateToBytes(state))).toEqual(state);
      }),
      { numRuns: 100 },
    );
  });
});
