import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { prepareRoots, STAFF_KINDS } from '#schema/docs/staff-document.ts';
import { hostileStaffUpdates } from '../../tests/hostile/hostile-staff-updates.ts';
import { emptyDocument } from './assemble.ts';
import { examine, type Examined } from './firewall.ts';

const VICTIM = 2_000_000_002;
const OWN = 4_000_000_001;

function victimDocument(): Y.Doc {
  const doc = emptyDocument('own-draft');
  doc.clientID = VICTIM;
  doc.getText('note').insert(0, 'a colleague wrote this');
  return doc;
}

const examineFor =
  (doc: Y.Doc, owners: ReadonlyMap<number, string>, person: string) =>
  (update: Uint8Array): Examined =>
    examine(update, {
      doc,
      roots: STAFF_KINDS['own-draft'],
      mayWriteAs: (client) => (owners.get(client) ?? person) === person,
    });

const doc = victimDocument();
const target = { victim: VICTIM, end: 22, own: OWN, text: 'note', map: 'about' };
const hostile = hostileStaffUpdates(target);

test('STAFF4 the corpus is hostile: each changes, breaks or bloats a document that takes it without looking', () => {
  const harmless = hostile.filter(({ bytes }) => {
    const taken = victimDocument();
    const before = Y.encodeStateAsUpdate(taken);
    try {
      Y.applyUpdate(taken, bytes);
      return Buffer.compare(Y.encodeStateAsUpdate(taken), before) === 0;
    } catch {
      return false;
    }
  });
  expect(harmless).toEqual([]);
});

test.each(hostile)('STAFF4 $name is not let through', ({ bytes }) => {
  const before = Y.encodeStateAsUpdate(doc);
  const examined = examineFor(doc, new Map([[VICTIM, 'a colleague']]), 'mallory')(bytes);
  // A known beginning is cut off, and what is left of it does no harm: it follows its left neighbour.
  expect(examined).toMatchObject({ kind: 'refused' });
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  expect([...doc.share.keys()]).toEqual(['note', 'edit', 'about']);
});

test('STAFF4 what stands already is let through again and changes nothing (A20)', () => {
  const examined = examineFor(doc, new Map([[VICTIM, 'a colleague']]), 'mallory')(Y.encodeStateAsUpdate(doc));
  expect(examined).toMatchObject({ kind: 'let-through', clients: [] });
});

interface Device {
  readonly doc: Y.Doc;
  readonly person: string;
  unsent: Uint8Array[];
}

/** What a device does: writes, takes back, sets a key, sends what it has, begins again as another client, or takes the news. */
const step = fc.record({
  device: fc.nat(2),
  what: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'set', 'send', 'send', 'sync', 'restart', 'news'),
  at: fc.nat(200),
  text: fc.constantFrom('a', 'words ', 'ąę', '👋🏽', '\n'),
});

test('STAFF4 no update of an honest device is refused, whatever it did without a network, and nothing is left pending', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const server = emptyDocument('own-draft');
      const owners = new Map<number, string>();
      const fresh = (): Y.Doc => {
        const made = new Y.Doc();
        prepareRoots(made, 'own-draft');
        return made;
      };
      const devices: Device[] = ['ann', 'ann', 'bob'].map((person) => ({ doc: fresh(), person, unsent: [] }));
      const send = (device: Device, update: Uint8Array): void => {
        const examined = examineFor(server, owners, device.person)(update);
        if (examined.kind === 'refused') throw new Error(examined.reason);
        for (const client of examined.clients) owners.set(client, device.person);
        Y.applyUpdate(server, examined.bytes);
        expect([server.store.pendingStructs, server.store.pendingDs]).toEqual([null, null]);
      };
      const synchronise = (device: Device): void => {
        send(device, Y.encodeStateAsUpdate(device.doc, Y.encodeStateVector(server)));
        device.unsent = [];
      };
      for (const { device: n, what, at, text } of steps) {
        const device = devices[n] as Device;
        const note = device.doc.getText('note');
        const change = (work: () => void): void => {
          const hear = (update: Uint8Array): void => void device.unsent.push(update);
          device.doc.on('update', hear);
          device.doc.transact(work);
          device.doc.off('update', hear);
        };
        if (what === 'insert') change(() => note.insert(at % (note.length + 1), text));
        else if (what === 'delete' && note.length > 0)
          change(() => note.delete(at % note.length, Math.min(3, note.length - (at % note.length))));
        else if (what === 'set') change(() => device.doc.getMap('about').set(`k${at % 3}`, { text, at: [at] }));
        else if (what === 'sync') synchronise(device);
        else if (what === 'send') {
          // Several at once, as a device gathers them.
          if (device.unsent.length > 0) send(device, Y.mergeUpdates(device.unsent.splice(0)));
        } else if (what === 'restart') {
          const again = fresh();
          Y.applyUpdate(again, Y.encodeStateAsUpdate(device.doc));
          devices[n] = { doc: again, person: device.person, unsent: device.unsent };
        } else if (what === 'news') {
          synchronise(device);
          Y.applyUpdate(device.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(device.doc)));
        }
      }
      for (const device of devices) synchronise(device);
      for (const device of devices) {
        Y.applyUpdate(device.doc, Y.encodeStateAsUpdate(server));
        expect(device.doc.getText('note').toJSON()).toBe(server.getText('note').toJSON());
      }
    }),
    { numRuns: 300 },
  );
});
