import fc from 'fast-check';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Task } from '../conversation/task.ts';
import type { FileInfo } from '../files.ts';
import type { Effect, Entry } from '../conversation/entry.ts';
import type { MergedCard } from '../conversation/known-person.ts';
import type { VisitSource } from '../conversation/visit.ts';
import { bytesToUuid, type CommandId, type ConversationId, type VisitorId } from '../ids.ts';
import { SYSTEM, type Author } from '../words.ts';
import type { DocumentWrite } from './entry-effects.ts';

/** A live Y.Doc of client 1 that gets the same writes: what the direct encoding is measured against. */
export class YjsTwin {
  readonly doc = new Y.Doc();
  #update: Uint8Array | null = null;

  constructor() {
    this.doc.clientID = 1;
    this.doc.on('update', (update: Uint8Array) => (this.#update = update));
  }

  /** Performs the writes in one transaction; the update event's bytes, or null when there was none. */
  apply(writes: readonly DocumentWrite[]): Uint8Array | null {
    this.#update = null;
    this.doc.transact(() => {
      for (const write of writes) {
        if (write.kind === 'push') this.doc.getArray(write.root).push([write.value]);
        else if (write.kind === 'set') this.doc.getMap(write.root).set(write.key, write.value);
        else this.doc.getMap(write.root).delete(write.key);
      }
    });
    return this.#update;
  }

  get bytes(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }
}

/** Throws when the two differ; a thousand times quicker than a deep comparison, which it leaves the explaining to. */
export function expectSameBytes(actual: Uint8Array | null, expected: Uint8Array | null): void {
  if (actual !== null && expected !== null && Buffer.compare(actual, expected) === 0) return;
  expect(actual).toEqual(expected);
}

/** A stock replica that got these updates in this order. */
export function replicaOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

export const hasNothingPending = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs === null && doc.store.pendingDs === null;

export const VISITOR_ID = `v${'A'.repeat(22)}` as VisitorId;
export const VISITOR: Author = { kind: 'visitor', id: VISITOR_ID, name: '' };
export const ANNA: Author = { kind: 'operator', id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'Anna Żółć' };
export const BORIS: Author = { kind: 'operator', id: '01890a5d-ac96-774b-bcce-b302099a8058', name: 'Борис' };

/** A UUIDv7 that is a function of its number. */
export function idOf(n: number): CommandId {
  const bytes = new Uint8Array(16).fill(1);
  bytes[6] = 0x70;
  bytes[8] = 0x80;
  new DataView(bytes.buffer).setUint32(10, n);
  return bytesToUuid(bytes) as CommandId;
}

export const entryOf = (seq: number, effect: Effect, by: Author = VISITOR, at = 1_700_000_000_000 + seq): Entry => ({
  seq,
  at,
  id: idOf(seq),
  by,
  effect,
});

const author = fc.constantFrom<Author>(VISITOR, ANNA, BORIS, SYSTEM);
const text = fc.oneof(
  { weight: 10, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 10, arbitrary: fc.constantFrom('', 'ok', 'Zażółć gęślą jaźń', '👩‍👩‍👧 и привет') },
  { weight: 1, arbitrary: fc.constant('x'.repeat(8192)) },
);
const page = fc.option(fc.record({ url: fc.webUrl(), title: text }), { nil: undefined });
const time = fc.oneof(fc.integer({ min: 0, max: 2 ** 42 }), fc.constantFrom(0, 2 ** 31 - 1, 2 ** 31, 2 ** 32));
const writtenAt = fc.option(time, { nil: undefined });

const present = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

const SAID = fc.record({
  kind: fc.constant('said'),
  text,
  page,
  writtenAt,
  reopens: fc.constantFrom(undefined, true),
  takes: fc.constantFrom(undefined, true),
  file: fc.constantFrom<FileInfo | undefined>(
    undefined,
    undefined,
    { id: idOf(7), name: 'счёт.pdf', type: 'application/pdf', size: 2 ** 31 + 5 },
    { id: idOf(8), name: 'photo.jpg', type: 'image/jpeg', size: 90_000, width: 1200, height: 800, asks: true },
  ),
});

/** What may come after `started`, whether or not `decide` would ever let it. */
const conversationEffect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 6, arbitrary: SAID.map((effect) => present(effect) as Effect) },
  fc.record({ kind: fc.constant('edited'), message: fc.integer({ min: 1, max: 6 }).map(idOf), text, rev: fc.nat(9) }),
  fc.record({
    kind: fc.constant('file-answered'),
    message: fc.integer({ min: 1, max: 6 }).map(idOf),
    yes: fc.boolean(),
    text,
    rev: fc.nat(9),
  }),
  fc.record({ kind: fc.constant('unsent'), message: fc.integer({ min: 1, max: 6 }).map(idOf), rev: fc.nat(9) }),
  fc.constantFrom<Effect>({ kind: 'taken' }, { kind: 'closed' }, { kind: 'reopened' }),
  fc.record({ kind: fc.constant('handed-over'), to: fc.constantFrom(ANNA, BORIS) }),
  fc.record({ kind: fc.constant('offered-on'), from: fc.constantFrom(ANNA, BORIS) }),
  fc.constantFrom<Effect>({
    kind: 'handed-over',
    to: { kind: 'operator', id: '', name: 'Продажи' },
    department: 'sales',
  }),
  fc.record({ kind: fc.constant('brought-in'), who: fc.constantFrom(ANNA, BORIS) }),
  fc
    .record({
      kind: fc.constant('rated'),
      score: fc.constantFrom(1, 3, 5),
      comment: fc.constantFrom(undefined, 'Дзякуй', 'x'.repeat(200)),
    })
    .map((effect) => present(effect) as Effect),
  fc
    .record({
      kind: fc.constant('callback-asked'),
      phone: fc.constantFrom('+48 600 100 200', '8 (800) 555-35-35 доб. 7'),
      when: fc.option(time),
      request: fc.constantFrom(undefined, true),
      reopens: fc.constantFrom(undefined, true),
    })
    .map((effect) => present(effect) as Effect),
  fc.constantFrom<Effect>(
    { kind: 'callback-cancelled' },
    { kind: 'callback-done', done: true },
    { kind: 'callback-done', done: false },
  ),
  fc.constantFrom<Effect>({ kind: 'left' }, { kind: 'left', looked: true }, { kind: 'left', to: BORIS }),
);

const field = fc.option(fc.oneof(fc.constant(''), text), { nil: undefined });
const someTask = fc.integer({ min: 1, max: 4 }).map(idOf);
const task = fc
  .record({
    id: someTask,
    title: text,
    due: fc.option(time),
    assignee: fc.constantFrom(ANNA, BORIS),
    remindAt: fc.option(time),
    about: fc.constantFrom(undefined, idOf(9) as string as ConversationId),
  })
  .map(present);
/** The card of who turned out to be somebody else, with several notes at once. */
const mergedCard: fc.Arbitrary<MergedCard> = fc.record({
  fields: fc.constantFrom({}, { name: 'Ann' }, { name: 'Ann', phone: '123' }),
  score: fc.option(fc.nat(999)),
  // Of those that are the same name as one of its own none is taken over (merged-card.ts).
  tags: fc.constantFrom([], ['B2B'], ['B2B', 'gość']),
  notes: fc.array(fc.record({ seq: fc.nat(40), id: someTask, at: time, by: author, text }), { maxLength: 4 }),
  tasks: fc.constant([]),
  done: fc.constant([]),
  gone: fc.uniqueArray(someTask, { maxLength: 2 }),
  visits: fc.constant([]),
});
const contactEffect: fc.Arbitrary<Effect> = fc.oneof(
  fc
    .record({ name: field, email: field, phone: field, address: field })
    .map((fields) => ({ kind: 'contact-updated', fields: present(fields) }) as Effect),
  fc.record({ kind: fc.constant('contact-tagged'), tag: fc.constantFrom('VIP', 'vip', 'żółw', ' '), on: fc.boolean() }),
  fc.record({ kind: fc.constant('contact-noted'), text, writtenAt }).map((effect) => present(effect) as Effect),
  fc.record({ kind: fc.constant('contact-rated'), score: fc.option(fc.nat(999)) }),
  fc.record({ kind: fc.constant('task-set'), task: task as fc.Arbitrary<Task> }),
  fc.record({ kind: fc.constant('task-done'), task: someTask, done: fc.boolean() }),
  fc.record({
    kind: fc.constant('contact-visited'),
    visit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 100 })),
    from: fc.constantFrom<VisitSource>(
      {},
      { page: 'https://shop.example/', referrer: '', language: 'pl-PL' },
      { campaign: { source: 'гугл', click: 'gclid' }, device: { browser: 'Chrome', kind: 'phone' } },
    ),
  }),
  fc.record({
    kind: fc.constant('contact-described'),
    attributes: fc.constantFrom({}, { plan: 'Pro', seats: 12, trial: false }, { план: 'Про' }),
  }),
  fc.record({ kind: fc.constant('contact-removed'), item: someTask, gone: fc.boolean() }),
  fc.record({ kind: fc.constant('contact-merged'), from: fc.constant(VISITOR_ID), card: mergedCard }),
);

const tag = fc.constantFrom('vip', 'VIP', 'Возврат', 'zażółć', 'a');
const noteEffect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant('noted'), text, writtenAt }).map((effect) => present(effect) as Effect),
  fc.record({ kind: fc.constant('tagged'), tag, on: fc.boolean() }),
  fc.record({ kind: fc.constant('categorised'), category: fc.constantFrom('lead', 'spam', null) }),
  fc.record({ kind: fc.constant('muted'), on: fc.boolean() }),
);

const entries = (effects: fc.Arbitrary<Effect>, length: number): fc.Arbitrary<readonly Entry[]> =>
  fc
    .array(fc.record({ effect: effects, by: author, at: time }), { minLength: 1, maxLength: length, size: 'max' })
    .map((rows) => rows.map(({ effect, by, at }, index) => entryOf(index + 1, effect, by, at)));

export const conversationHistory = (length: number): fc.Arbitrary<readonly Entry[]> =>
  entries(conversationEffect, length).map((rest) => [
    entryOf(1, {
      kind: 'started',
      visitor: VISITOR_ID,
      site: 'shop',
      page: { url: 'https://shop.example/', title: 'Shop' },
      department: 'sales',
      answers: [{ ask: 'Order', answer: 'Ż-17 🫖' }],
    }),
    ...rest.map((entry) => ({ ...entry, seq: entry.seq + 1, id: idOf(entry.seq + 1) })),
  ]);

export const contactHistory = (length: number): fc.Arbitrary<readonly Entry[]> => entries(contactEffect, length);
export const deskHistory = (length: number): fc.Arbitrary<readonly Entry[]> => entries(noteEffect, length);
