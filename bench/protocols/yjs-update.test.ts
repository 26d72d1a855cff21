import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { UpdateWriter } from './yjs-update.ts';

const NOW = 1_790_000_000_123;

function write(writer: UpdateWriter, number: number): Uint8Array {
  const buffer = Buffer.alloc(1000);
  return new Uint8Array(buffer.subarray(0, writer.push(buffer, 0, number, NOW)));
}

/** The update yjs makes when `doc` pushes `value`. */
function pushed(doc: Y.Doc, value: unknown): Uint8Array {
  let made = new Uint8Array();
  doc.once('update', (update: Uint8Array) => (made = new Uint8Array(update)));
  doc.getArray('messages').push([value]);
  return made;
}

describe('the load of the Yjs peers', () => {
  test('hand-written updates are the bytes yjs itself makes, with two authors taking turns', () => {
    const clients = [0x8123_4567, 0xfedc_ba98] as const;
    const writers = clients.map(
      (client, side) => new UpdateWriter({ index: side, conversation: 0, side: side as 0 | 1 }, client),
    );
    const docs = clients.map((client) => {
      const doc = new Y.Doc();
      doc.clientID = client;
      return doc;
    });
    const reader = new Y.Doc();
    for (let number = 0; number < 300; number += 1) {
      const author = number % 3 === 0 ? 0 : 1;
      const update = write(writers[author] as UpdateWriter, number);
      Y.applyUpdate(reader, update);
      expect(reader.store.pendingStructs).toBeNull();
      const value: unknown = reader.getArray('messages').get(number);
      expect(update).toEqual(pushed(docs[author] as Y.Doc, value));
      Y.applyUpdate(docs[1 - author] as Y.Doc, update);
      writers[1 - author]?.observe(update, 0);
    }
    expect(reader.getArray('messages').length).toBe(300);
  });
});
