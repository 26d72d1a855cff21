import * as encoding from 'lib0/encoding';
import type { HostileUpdate } from './hostile-updates.ts';
import {
  ANY,
  any,
  deep,
  DELETED,
  DOC,
  EMBED,
  FORMAT,
  GC,
  item,
  length,
  STRING,
  TYPE,
  update,
  type Section,
  type Write,
} from './struct-bytes.ts';

/**
 * The same attacks (A1–A20) on a document that staff write, by a person who may write it. `victim` is a colleague's client
 * whose text has `end` letters; `own` is a client that nobody has used.
 */
export interface Target {
  readonly victim: number;
  readonly end: number;
  readonly own: number;
  /** A text root, and a map root if there is one. */
  readonly text: string;
  readonly map: string | null;
}

const string =
  (text: string): Write =>
  (encoder) =>
    encoding.writeVarString(encoder, text);

export function hostileStaffUpdates({ victim, end, own, text, map }: Target): readonly HostileUpdate[] {
  const mine = (...structs: readonly Write[]): readonly Section[] => [{ client: own, clock: 0, structs }];
  const theirs = (clock: number, ...structs: readonly Write[]): readonly Section[] => [
    { client: victim, clock, structs },
  ];
  const named = (name: string, bytes: Uint8Array): HostileUpdate => ({ name, bytes });
  const key = map ?? 'about';
  const nested = Array.from({ length: 4_000 }, (_, level) =>
    item(TYPE, level === 0 ? { root: text } : { parent: [own, level - 1] }, (encoder) =>
      encoding.writeVarUint(encoder, 0),
    ),
  );
  const all = [
    named('A1 a GC struct that uses up a colleague’s clock', update(theirs(end, length(GC, 10 ** 12)))),
    named('A1 a GC struct of one’s own', update(mine(length(GC, 10 ** 9)))),
    named('A1 a small GC struct of one’s own', update(mine(length(GC, 3)))),
    named(
      'A2 a struct over known clocks, into another root',
      update(theirs(end - 1, item(STRING, { root: 'nowhere' }, string('ab')))),
    ),
    named(
      'A3 neighbours of which one is not there',
      update(mine(item(STRING, { origin: [victim, 0], rightOrigin: [victim, end + 5] }, string('a3')))),
    ),
    named(
      'A4 two sections of one client',
      update([
        ...mine(item(STRING, { root: text }, string('shown'))),
        ...mine(item(STRING, { root: text }, string('kept'))),
      ]),
    ),
    named('A5 deletes what is not there', update([], [[victim, 0, end + 1_000]])),
    named(
      'A7 structs that wait for ever',
      update([{ client: own, clock: 500, structs: [item(STRING, { root: text }, string('x'.repeat(50_000)))] }]),
    ),
    named('A7 deletions that wait for ever', update([], [[own, 10, 10_000]])),
    named('A8 an unknown root', update(mine(item(STRING, { root: 'nobody-knows-it' }, string('x'))))),
    named(
      'A8 an unknown root in a struct that waits',
      update([{ client: own, clock: 7, structs: [item(STRING, { root: 'nobody' }, string('x'))] }]),
    ),
    named(
      'A9 a struct that refers to its own future',
      update(mine(item(STRING, { root: text }, string('a')), item(STRING, { origin: [own, 100] }, string('9')))),
    ),
    named(
      'A9 two that each have the other for a neighbour',
      update([
        { client: own, clock: 0, structs: [item(STRING, { origin: [own + 1, 0] }, string('a'))] },
        { client: own + 1, clock: 0, structs: [item(STRING, { origin: [own, 0] }, string('b'))] },
      ]),
    ),
    named('A10 a prototype as a key', update(mine(item(ANY, { root: key, key: '__proto__' }, any({ role: 'owner' }))))),
    named(
      'A10 a prototype in a value',
      update(mine(item(ANY, { root: key, key: 'k' }, any(JSON.parse('{"__proto__":{"role":"owner"}}'))))),
    ),
    named('A11 a value 20,000 deep', update(mine(item(ANY, { root: key, key: 'k' }, deep(20_000))))),
    named('A11 a value 20 deep', update(mine(item(ANY, { root: key, key: 'k' }, deep(20))))),
    named('A11 types 4,000 deep', update(mine(...nested))),
    named(
      'A12 a deleted content of a million millions',
      update(mine(item(DELETED, { root: text }, (encoder) => encoding.writeVarUint(encoder, 2 ** 40)))),
    ),
    named(
      'A13 a subdocument that loads itself',
      update(
        mine(
          item(DOC, { root: key, key: 'notes' }, (encoder) => {
            encoding.writeVarString(encoder, 'secret-notes');
            encoding.writeAny(encoder, { autoLoad: true });
          }),
        ),
      ),
    ),
    named('A14 a colleague’s next item, forged', update(theirs(end, item(STRING, { root: text }, string('a14'))))),
    named('A15 a key in a text', update(mine(item(STRING, { root: text, key: 'hidden' }, string('x'))))),
    named('A15 values in a text', update(mine(item(ANY, { root: text }, any('hidden'))))),
    named(
      'A16 many clients',
      update(
        Array.from({ length: 3_000 }, (_, n) => ({
          client: own + n,
          clock: 0,
          structs: [item(STRING, { root: text }, string('x'))],
        })),
      ),
    ),
    named(
      'A16 the client of the server',
      update([{ client: 1, clock: 0, structs: [item(STRING, { root: text }, string('x'))] }]),
    ),
    named(
      'A16 a client beyond all clients',
      update([{ client: 2 ** 32, clock: 0, structs: [item(STRING, { root: text }, string('x'))] }]),
    ),
    named('A19 an embed', update(mine(item(EMBED, { root: text }, string('{"html":"<img onerror=alert(1)>"}'))))),
    named(
      'A19 a format',
      update(
        mine(
          item(FORMAT, { root: text }, (encoder) => {
            encoding.writeVarString(encoder, 'onclick');
            encoding.writeVarString(encoder, '"alert(1)"');
          }),
        ),
      ),
    ),
    named('A19 more than an update may carry', update(mine(item(STRING, { root: text }, string('x'.repeat(66_000)))))),
    named('A19 undefined as a value', update(mine(item(ANY, { root: key, key: 'k' }, any(undefined))))),
    named('bytes that are no update', Uint8Array.of(1, 200, 200, 200)),
  ];
  if (map === null) return all;
  return [
    ...all,
    named('A15 list items in a map', update(mine(item(ANY, { root: map }, any('hidden'))))),
    named('A19 a text as the value of a key', update(mine(item(STRING, { root: map, key: 'k' }, string('abc'))))),
    named(
      'A3 neighbours in two roots',
      update(
        mine(
          item(ANY, { root: map, key: 'k' }, any(1)),
          item(STRING, { origin: [victim, 0], rightOrigin: [own, 0] }, string('a3')),
        ),
      ),
    ),
  ];
}
