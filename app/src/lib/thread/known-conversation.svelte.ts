import { talkOf } from '#client/chapters/conversation-of.ts';
import type { Chapters, ChaptersState, HoldlineClient, ReadTalk, Replica } from '#client/interface.ts';
import type { Talk } from '#schema/conversation/join-chapters.ts';
import { chapterOfEpoch } from '#schema/docs/chapter-epoch.ts';
import { talkDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import { ReplicaView, watched } from '../device/sources.svelte.ts';

/** What this device knows of a conversation, or of a room, with as many of its earlier chapters as were asked for. */
export class KnownConversation<Some extends Talk> {
  readonly #client: HoldlineClient;
  readonly #id: ConversationId;
  readonly #read: ReadTalk<Some>;
  readonly #replica: Replica;
  readonly #live: ReplicaView<Some | null>;
  #chapters: Chapters<Some> | null = $state.raw(null);
  #isOpening = false;
  #isReleased = false;
  #stopTrying: () => void = () => undefined;

  constructor(client: HoldlineClient, id: ConversationId, read: ReadTalk<Some>) {
    this.#client = client;
    this.#id = id;
    this.#read = read;
    const replica = client.replicas.open(talkDocument(id));
    this.#replica = replica;
    this.#live = new ReplicaView(replica, () => talkOf(replica, read));
    // Without the code of chapters, or before there is a second one, it is tried again with the line and with whatever is new.
    const stops = [replica.subscribe(() => this.#open()), client.link.subscribe(() => this.#open())];
    this.#stopTrying = () => stops.forEach((stop) => stop());
    this.#open();
  }

  readonly #source = $derived(this.#chapters === null ? null : watched(this.#chapters));

  get #state(): ChaptersState<Some> | null {
    return this.#source?.current ?? null;
  }

  get content(): Some | null {
    return this.#state?.conversation ?? this.#live.content;
  }

  /** Of what shows: where that is behind the replica, it is what was known before. */
  get state(): Replica['state'] {
    const { state } = this.#live;
    return state === 'synced' && this.#state?.isBehind === true ? 'cached' : state;
  }

  /** What is before the first line. */
  get earlier(): ChaptersState['earlier'] {
    // Without the code for chapters one can only try to get it again.
    return this.#state?.earlier ?? (this.#live.content?.previous === undefined ? 'beginning' : 'failed');
  }

  /** It has more than one chapter. */
  get isLong(): boolean {
    // Read with the state, which tells when the epoch has changed.
    return this.#live.state !== 'empty' && chapterOfEpoch(this.#replica.epoch ?? '') > 1;
  }

  readonly loadEarlier = (): void => {
    if (this.#chapters === null) this.#open();
    else this.#chapters.loadEarlier();
  };

  /** Of one that was refused something tells that it is there by now: whoever opens what nobody holds asks for it. */
  askAgain(): void {
    const { replicas } = this.#client;
    const name = talkDocument(this.#id);
    this.#chapters?.close();
    replicas.release(name);
    replicas.open(name);
    this.#chapters = null;
    this.#isOpening = false;
    this.#open();
  }

  release(): void {
    this.#isReleased = true;
    this.#stopTrying();
    this.#chapters?.close();
    this.#client.replicas.release(talkDocument(this.#id));
  }

  /** Most conversations have one chapter, and nothing to look for behind it. */
  #open(): void {
    if (this.#isOpening || chapterOfEpoch(this.#replica.epoch ?? '') === 1) return;
    this.#isOpening = true;
    this.#client.openChapters(this.#id, this.#read).then(
      (chapters) => {
        this.#stopTrying();
        if (this.#isReleased) chapters.close();
        else this.#chapters = chapters;
      },
      () => {
        this.#isOpening = false;
      },
    );
  }
}
