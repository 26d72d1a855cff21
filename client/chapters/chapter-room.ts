import { encodeStateAsUpdate } from 'yjs';
import { chapterOfEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import { talkDocument } from '#schema/docs/document-name.ts';
import type { Talk } from '#schema/conversation/join-chapters.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { Chapters, EndedReplica, LinkState, ReadTalk, Replica, Replicas, Watchable } from '../interface.ts';
import type { Cache } from '../replicas/cache.ts';
import { createChapterStore } from './chapter-store.ts';
import { createChapters } from './chapters.ts';
import { fetchChapter } from './fetch-chapter.ts';

/** The earlier chapters of long conversations on this device. Loaded when the first one is met: most visitors never have one. */
export interface ChapterRoom {
  readonly open: <Some extends Talk>(conversation: ConversationId, read: ReadTalk<Some>) => Chapters<Some>;
  /** A replica went on under another epoch: what it held is kept as a chapter, or, of another life of the document, dropped. */
  readonly renewed: (replica: Replica, ended: EndedReplica) => void;
}

export interface ChapterRoomDeps {
  readonly environment: ClientEnvironment;
  readonly cache: Cache;
  readonly replicas: Replicas;
  readonly link: Watchable<LinkState>;
  readonly origin: string;
  readonly bearer: string | null;
}

export function createChapterRoom({ environment, cache, replicas, link, ...server }: ChapterRoomDeps): ChapterRoom {
  const store = createChapterStore(cache, environment.now);
  return {
    open: (conversation, read) => {
      const name = talkDocument(conversation);
      return createChapters({
        replica: replicas.open(name),
        read,
        store,
        fetch: (number, family) => fetchChapter(environment, server, { conversation, number, family }),
        link,
        closed: () => replicas.release(name),
      });
    },
    renewed: ({ name, epoch }, ended) => {
      if (epoch === null) return;
      const family = epochFamily(epoch);
      if (family !== epochFamily(ended.epoch)) store.dropOthers(name, family);
      else store.save(name, chapterOfEpoch(ended.epoch), family, encodeStateAsUpdate(ended.doc));
    },
  };
}
