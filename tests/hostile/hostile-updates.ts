import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import {
  ANY,
  any,
  bytesOf,
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
 * Yjs updates as an attacker writes them, byte by byte, because Yjs itself would not. `research` calls them A1–A20. The struct
 * layout is that of Yjs' update format, version 1.
 */
export interface HostileUpdate {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SERVER = 1;
const STRANGER = 4_000_000_001;

const nestedTypes = (levels: number): readonly Write[] =>
  Array.from({ length: levels }, (_, level) =>
    item(TYPE, level === 0 ? { root: 'messages' } : { parent: [STRANGER, level - 1] }, (encoder) =>
      encoding.writeVarUint(encoder, 0),
    ),
  );

const stranger = (...structs: readonly Write[]): readonly Section[] => [{ client: STRANGER, clock: 0, structs }];
const forged = (id: string) =>
  any({ seq: 99, id, at: 1, by: { kind: 'operator', id, name: 'Mallory' }, kind: 'text', text: id });

/** What one can do to a document with these bytes, whose server client stands at clock `end`. */
export function hostileUpdates(document: Uint8Array): readonly HostileUpdate[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, document);
  const end = Y.getState(doc.store, SERVER);
  const server = (clock: number, ...structs: readonly Write[]): readonly Section[] => [
    { client: SERVER, clock, structs },
  ];
  const named = (name: string, bytes: Uint8Array): HostileUpdate => ({ name, bytes });
  return [
    named('A1 a GC struct that uses up the clock of the server', update(server(end, length(GC, 10 ** 12)))),
    named('A1 a GC struct of somebody else', update(stranger(length(GC, 10 ** 9)))),
    named(
      'A2 a struct over known clocks, into another type',
      update(
        server(end - 1, item(ANY, { root: 'edits' }, forged('a2')), item(ANY, { root: 'messages' }, forged('a2b'))),
      ),
    ),
    named(
      'A3 neighbours in two types',
      update(stranger(item(ANY, { origin: [SERVER, 0], rightOrigin: [SERVER, end - 1] }, forged('a3')))),
    ),
    named(
      'A4 two sections of one client',
      update([
        ...stranger(item(ANY, { root: 'messages' }, forged('shown'))),
        ...stranger(item(ANY, { root: 'messages' }, forged('kept'))),
      ]),
    ),
    named('A5 deletes everything', update([], [[SERVER, 0, end]])),
    named(
      'A6 a key overwritten by the greatest client',
      update([{ client: 2 ** 32 - 1, clock: 0, structs: [item(ANY, { root: 'head', key: 'state' }, any('closed'))] }]),
    ),
    named(
      'A7 structs that wait for ever',
      update([{ client: STRANGER, clock: 500, structs: [item(ANY, { root: 'messages' }, any('x'.repeat(60_000)))] }]),
    ),
    named('A7 deletions that wait for ever', update([], [[STRANGER, 10, 10_000]])),
    named(
      'A8 an unknown root in a struct that waits',
      update([{ client: STRANGER, clock: 7, structs: [item(ANY, { root: 'nobody-knows-it' }, any(1))] }]),
    ),
    named(
      'A9 a struct that refers to its own future',
      update(stranger(item(ANY, { root: 'messages' }, forged('a9')), item(ANY, { origin: [STRANGER, 100] }, any(1)))),
    ),
    named(
      'A10 a prototype as a key',
      update(
        stranger(item(ANY, { root: 'head', key: '__proto__' }, any(JSON.parse('{"__proto__":{"role":"owner"}}')))),
      ),
    ),
    named('A11 a value 20,000 deep', update(stranger(item(ANY, { root: 'messages' }, deep(20_000))))),
    named('A11 types 4,000 deep', update(stranger(...nestedTypes(4_000)))),
    named(
      'A12 a deleted content of a million millions',
      update(stranger(item(DELETED, { root: 'messages' }, (encoder) => encoding.writeVarUint(encoder, 2 ** 40)))),
    ),
    named(
      'A13 a subdocument that loads itself',
      update(
        stranger(
          item(DOC, { root: 'head', key: 'notes' }, (encoder) => {
            encoding.writeVarString(encoder, 'secret-notes');
            encoding.writeAny(encoder, { autoLoad: true });
          }),
        ),
      ),
    ),
    named(
      'A14 the next item of the server, forged',
      update(server(end, item(ANY, { root: 'messages' }, forged('a14')))),
    ),
    named('A15 list items in a map', update(stranger(item(ANY, { root: 'head' }, any('hidden'))))),
    named('A15 keys in a list', update(stranger(item(ANY, { root: 'messages', key: 'hidden' }, any('x'))))),
    named('A15 a new root', update(stranger(item(ANY, { root: 'mine' }, any('x'))))),
    named(
      'A16 many clients',
      update(Array.from({ length: 3_000 }, (_, n) => ({ client: STRANGER + n, clock: 0, structs: [length(GC, 1)] }))),
    ),
    named(
      'A17 something said between old messages',
      update(stranger(item(ANY, { origin: [SERVER, 0] }, forged('a17')))),
    ),
    named(
      'A19 an embed',
      update(
        stranger(
          item(EMBED, { root: 'messages' }, (encoder) =>
            encoding.writeVarString(encoder, '{"html":"<img onerror=alert(1)>"}'),
          ),
        ),
      ),
    ),
    named(
      'A19 a format',
      update(
        stranger(
          item(FORMAT, { root: 'messages' }, (encoder) => {
            encoding.writeVarString(encoder, 'onclick');
            encoding.writeVarString(encoder, '"alert(1)"');
          }),
        ),
      ),
    ),
    named(
      'A19 text in a list',
      update(
        stranger(item(STRING, { root: 'messages' }, (encoder) => encoding.writeVarString(encoder, 'x'.repeat(10_000)))),
      ),
    ),
    named('A20 the document itself once more', document),
  ];
}

/** Whether an unprotected document would take harm: other bytes, something left waiting, or an exception. */
export function harms(document: Uint8Array, { bytes }: HostileUpdate): boolean {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, document);
  const before = Y.encodeStateAsUpdate(doc);
  try {
    Y.applyUpdate(doc, bytes);
    return Buffer.compare(Y.encodeStateAsUpdate(doc), before) !== 0;
  } catch {
    return true;
  }
}

/** Awareness of many who are not there, and of one who is somebody else (A18). */
export const forgedAwareness = (clients: number): Uint8Array =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint8Array(
      encoder,
      bytesOf((inner) => {
        encoding.writeVarUint(inner, clients);
        for (let client = 0; client < clients; client += 1) {
          encoding.writeVarUint(inner, client);
          encoding.writeVarUint(inner, 1_000_000);
          encoding.writeVarString(inner, '{"user":"AWARENESS-OF-MALLORY"}');
        }
      }),
    );
  });
