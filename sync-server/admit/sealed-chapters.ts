import { deflateSync } from 'node:zlib';
import { epochFamily } from '#schema/docs/chapter-epoch.ts';
import { buildChapter } from '#schema/docs/chapter.ts';
import { talkDocument, type DocumentName } from '#schema/docs/document-name.ts';
import { stateToBytes } from '#schema/docs/server-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { mayRead, mayReadRoom } from '#schema/policy/policy.ts';
import { isRoomHead, type AnyHead } from '#schema/room/room.ts';
import type { Actor } from '#schema/words.ts';
import type { Log } from '../log.ts';
import type { ChapterStore } from '../store/chapter-store.ts';
import type { Rooms } from '../publish/rooms.ts';
import type { EntryStore } from '../store/entry-store.ts';

/** A sealed chapter for somebody who may read it. */
export interface SealedChapter {
  /** The document's; the chapter is never another one while this stays. */
  readonly epoch: string;
  /** Tells these bytes from any others. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** The same in the form of zlib, which HTTP calls `deflate`. */
  readonly deflated: Uint8Array;
}

/** Who may read which sealed chapter: whoever may read the conversation, or is in the room now. */
export interface SealedChapters {
  /** Null: there is no such chapter, or it is not for this reader (POL2). Throws when the disk fails or nothing whole is left. */
  readonly read: (actor: Actor, conversation: ConversationId, number: number) => SealedChapter | null;
}

export interface SealedChaptersDeps {
  readonly rooms: Pick<Rooms, 'find' | 'release'>;
  readonly store: Pick<EntryStore, 'findDocument' | 'entriesAfter'>;
  readonly chapters: ChapterStore;
  readonly log: Log;
}

export function createSealedChapters({ rooms, store, chapters, log }: SealedChaptersDeps): SealedChapters {
  /** Only its newest entry tells who is in a room now, and whose a conversation is: that may have turned out since (IDENT5). */
  function isFor(actor: Actor, name: DocumentName, ended: AnyHead): boolean {
    // Staff read every conversation, also one whose newest chapter is damaged.
    if (!isRoomHead(ended) && actor.kind !== 'visitor') return mayRead(actor, 'conversation', ended.visitor);
    const room = rooms.find(name);
    if (room === null || room === 'damaged') return false;
    const { head } = room.committed;
    rooms.release(room);
    if (head === null) return false;
    return isRoomHead(head) ? mayReadRoom(actor, head.members) : mayRead(actor, 'conversation', head.visitor);
  }

  /** From its entries, which give the same bytes (DOC7). */
  function rebuilt(document: number, number: number, lastSeq: number): Uint8Array {
    const before = number === 1 ? null : (chapters.find(document, number - 1)?.end ?? null);
    if (number > 1 && before === null) throw new Error(`chapter ${number - 1} is missing`);
    const entries = store.entriesAfter(document, before?.lastSeq ?? 0).filter(({ seq }) => seq <= lastSeq);
    return stateToBytes(buildChapter(before, entries).state);
  }

  return {
    read: (actor, conversation, number) => {
      const name = talkDocument(conversation);
      const document = store.findDocument(name);
      const chapter = document === null ? null : chapters.find(document.key, number);
      if (document === null || chapter === null) return null;
      if (!isFor(actor, name, chapter.end.head)) return null;
      const { digest, deflated } = chapter;
      const epoch = epochFamily(document.epoch);
      if (chapter.bytes !== null) return { epoch, digest, bytes: chapter.bytes, deflated };
      log.error({ document: name, chapter: number }, 'a sealed chapter is damaged; it is built from its entries');
      const bytes = rebuilt(document.key, number, chapter.end.lastSeq);
      return { epoch, digest, bytes, deflated: deflateSync(bytes) };
    },
  };
}
