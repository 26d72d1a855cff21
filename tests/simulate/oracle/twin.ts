import * as Y from 'yjs';
import type { DocumentWrite } from '#schema/docs/entry-effects.ts';

/** What yjs itself makes of the same writes by client 1: what the server's bytes are measured against (DOC1). */
export class Twin {
  readonly #doc = new Y.Doc();
  #update: Uint8Array | null = null;

  constructor() {
    this.#doc.clientID = 1;
    this.#doc.on('update', (update: Uint8Array) => (this.#update = update));
  }

  /** One transaction; the bytes of its update event, or null when nothing changed. */
  write(writes: readonly DocumentWrite[]): Uint8Array | null {
    this.#update = null;
    this.#doc.transact(() => {
      for (const write of writes) {
        if (write.kind === 'push') this.#doc.getArray(write.root).push([write.value]);
        else if (write.kind === 'set') this.#doc.getMap(write.root).set(write.key, write.value);
        else this.#doc.getMap(write.root).delete(write.key);
      }
    });
    return this.#update;
  }

  get bytes(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }
}
