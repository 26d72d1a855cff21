import type { Chapters, ChaptersState, HoldlineClient } from '#client/interface.ts';
import type { Talk } from '#schema/conversation/join-chapters.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { isRoomId } from '#schema/room/room-id.ts';
import { countByDay } from './month.ts';

/**
 * On which days something was said in a conversation, in its earlier chapters too. It reads them one after the other beside the
 * thread, which shows none of them for that: what is on this device without a line, and the rest once there is one.
 */
interface Said {
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
}
type SomeTalk = Omit<Talk, 'messages'> & { readonly messages: readonly Said[] };

export class DayIndex {
  #chapters: Chapters<SomeTalk> | null = null;
  #state: ChaptersState<SomeTalk> | null = $state.raw(null);
  #isFailed = $state(false);
  #isClosed = false;
  #stop: () => void = () => undefined;

  constructor(client: Pick<HoldlineClient, 'openChapters'>, id: ConversationId) {
    client.openChapters<SomeTalk>(id, isRoomId(id) ? readRoom : readConversation).then(
      (chapters) => {
        if (this.#isClosed) return chapters.close();
        this.#chapters = chapters;
        const look = (): void => {
          this.#state = chapters.current;
          if (chapters.current.earlier === 'more') chapters.loadEarlier();
        };
        this.#stop = chapters.subscribe(look);
        look();
      },
      () => (this.#isFailed = true),
    );
  }

  readonly #counts = $derived.by(() =>
    countByDay((this.#state?.conversation?.messages ?? []).filter(({ kind }) => kind === 'text').map(({ at }) => at)),
  );

  /** How many messages there are on each day. */
  get counts(): ReadonlyMap<number, number> {
    return this.#counts;
  }

  /** `all` is known · `reading` · the part before the first of these days is `elsewhere`: not on this device, or not to be had. */
  get extent(): 'all' | 'reading' | 'elsewhere' {
    if (this.#isFailed) return 'elsewhere';
    const earlier = this.#state?.earlier;
    if (earlier === 'beginning') return 'all';
    return earlier === 'offline' || earlier === 'failed' ? 'elsewhere' : 'reading';
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
    this.#chapters?.close();
  }
}
