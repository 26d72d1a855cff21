import * as Y from 'yjs';
import { CONVERSATION_ROOTS, PREVIOUS_KEY } from '#schema/docs/conversation-document.ts';
import type { DocumentWrite } from '#schema/docs/entry-effects.ts';
import type { PreviousChapter } from '#schema/conversation/conversation.ts';
import { isRoomHead, type AnyHead } from '#schema/room/room.ts';

/** What yjs itself makes of the same writes by client 1: what the server's bytes are measured against (DOC1). */
export class Twin {
  readonly #doc = new Y.Doc();
  #update: Uint8Array | null = null;

  constructor() {
    this.#doc.clientID = 1;
    this.#doc.on('update', (update: Uint8Array) => (this.#update = update));
  }

  /** A chapter begins with the head as the one before has left it. */
  static ofChapter(head: AnyHead, previous: PreviousChapter): Twin {
    const twin = new Twin();
    const written: Readonly<Record<string, unknown>> = isRoomHead(head)
      ? { name: head.name, members: head.members, [PREVIOUS_KEY]: previous, direct: head.direct }
      : {
          ...{ state: head.state, assignee: head.assignee, visitor: head.visitor, site: head.site },
          ...{ [PREVIOUS_KEY]: previous, others: head.others, observers: head.observers, department: head.department },
          ...{ rating: head.rating, callback: head.callback },
        };
    twin.write(
      Object.entries(written)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]): DocumentWrite => ({ kind: 'set', root: CONVERSATION_ROOTS.head, key, value })),
    );
    return twin;
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

  get clock(): number {
    return Y.getState(this.#doc.store, 1);
  }

  get bytes(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }
}
