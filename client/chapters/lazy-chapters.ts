import type { HoldlineClient } from '../interface.ts';
import type { ChapterRoom, ChapterRoomDeps } from './chapter-room.ts';

/** The room of chapters, whose code is fetched when it is first needed. */
export interface LazyChapters {
  readonly open: HoldlineClient['openChapters'];
  /** Without its code what has ended is not kept; it is fetched when it is wanted. */
  readonly renewed: ChapterRoom['renewed'];
}

export function createLazyChapters(deps: () => ChapterRoomDeps): LazyChapters {
  let room: Promise<ChapterRoom> | null = null;
  const load = (): Promise<ChapterRoom> =>
    (room ??= import('./chapter-room.ts').then(
      ({ createChapterRoom }) => createChapterRoom(deps()),
      (error: unknown) => {
        room = null;
        throw error;
      },
    ));
  return {
    open: async (conversation, read) => (await load()).open(conversation, read),
    renewed: (replica, ended) =>
      void load().then(
        (chapters) => chapters.renewed(replica, ended),
        () => undefined,
      ),
  };
}
