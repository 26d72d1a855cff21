import { applyUpdate, Doc } from 'yjs';
import { joinChapters, type Talk } from '#schema/conversation/join-chapters.ts';
import type { PreviousChapter } from '#schema/conversation/conversation.ts';
import { chapterOfEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import type { Result } from '#schema/result.ts';
import type { Chapters, ChaptersState, LinkState, ReadTalk, Replica, Watchable } from '../interface.ts';
import { createSettable } from '../watchable.ts';
import type { ChapterStore } from './chapter-store.ts';
import { numberOf, wholeChapter } from './conversation-of.ts';
import type { FetchFailure } from './fetch-chapter.ts';

/**
 * A conversation with its earlier chapters.
 *
 * 1. Each chapter tells how the one before it ended; what is shown goes back from the live one without a gap.
 * 2. Whoever looked at a conversation while it went on in a new chapter goes on seeing what they saw: what the replica held
 *    becomes the earlier chapter at once, from memory; where it lacked something, it stays as it is until the chapter has come.
 * 3. Another life of the document (its epoch's family) begins with nothing of the one before.
 */
export interface ChaptersDeps<Some extends Talk> {
  readonly replica: Replica;
  readonly read: ReadTalk<Some>;
  readonly store: ChapterStore;
  readonly fetch: (number: number, family: string) => Promise<Result<Uint8Array, FetchFailure>>;
  readonly link: Watchable<LinkState>;
  readonly closed: () => void;
}

/** So many lines are shown in any case, as far as there are that many. */
const FEW = 40;

export function createChapters<Some extends Talk>({
  replica,
  read,
  store,
  fetch,
  link,
  closed,
}: ChaptersDeps<Some>): Chapters<Some> {
  const settable = createSettable<ChaptersState<Some>>({ conversation: null, earlier: 'loading', isBehind: false });
  let chapters = new Map<number, Some>();
  let family: string | null = null;
  let live: Some | null = null;
  /** The oldest chapter that is shown, or will be. */
  let lowest = 1;
  /** Of one chapter: it holds up no other. */
  let trouble: { readonly number: number; readonly failure: FetchFailure } | null = null;
  let loading = false;
  let isOpen = true;
  /** The chapter that is the newest of what is shown, and the life it is of. */
  let shown: { readonly family: string | null; readonly number: number } | null = null;

  /** Takes in what the replica holds now; a replica between two epochs leaves everything as it is. */
  function readLive(): void {
    const next = read(replica.doc);
    if (next === null || replica.epoch === null) {
      if (replica.state === 'refused') live = null;
      return;
    }
    const before = numberOf(live);
    live = next;
    const isOther = family !== epochFamily(replica.epoch);
    family = epochFamily(replica.epoch);
    if (isOther) {
      chapters = new Map();
      trouble = null;
    }
    // Away for long, one does not want all that was said meanwhile at once.
    if (isOther || numberOf(next) > before + 1) lowest = numberOf(next);
    const { ended } = replica;
    if (ended === null || next.previous?.number !== chapterOfEpoch(ended.epoch) || chapters.has(next.previous.number))
      return;
    const content = wholeChapter(ended.doc, next.previous, read);
    if (content !== null) chapters.set(next.previous.number, content);
  }

  /** The chapters that are here before the live one, the newest first. */
  function present(): readonly Some[] {
    const found: Some[] = [];
    for (let end = live?.previous; end !== undefined && end.number >= lowest; end = found.at(-1)?.previous) {
      const chapter = chapters.get(end.number);
      if (chapter === undefined) break;
      found.push(chapter);
    }
    return found;
  }

  function evaluate(): void {
    if (!isOpen) return;
    readLive();
    const found = present();
    const oldest = found.at(-1) ?? live;
    const next = oldest?.previous;
    const lines = found.reduce((sum, { messages }) => sum + messages.length, live?.messages.length ?? 0);
    if (next !== undefined && next.number < lowest && lines < FEW) {
      lowest = next.number;
      return evaluate();
    }
    const isWanted = next !== undefined && next.number >= lowest;
    const failure = trouble?.number === next?.number ? trouble?.failure : undefined;
    if (isWanted && failure === undefined && !loading) void load(next);
    if (isWanted && loading && shown?.family === family && next.number >= shown.number)
      return settable.set({ ...settable.current, isBehind: true });
    shown = live && { family, number: numberOf(live) };
    settable.set({
      conversation: live === null ? null : joinChapters(live, found.toReversed()),
      earlier: next === undefined ? 'beginning' : !isWanted ? 'more' : (failure ?? 'loading'),
      isBehind: false,
    });
  }

  async function load(end: PreviousChapter): Promise<void> {
    const of = family;
    if (of === null) return;
    loading = true;
    const content = await find(end, of);
    loading = false;
    if (of === family) {
      if (typeof content === 'string') trouble = { number: end.number, failure: content };
      else chapters.set(end.number, content);
    }
    evaluate();
  }

  async function find(end: PreviousChapter, of: string): Promise<Some | FetchFailure> {
    const kept = await store.load(replica.name, end.number, of);
    const known = kept === null ? null : chapterIn(kept, end, read);
    if (known !== null) return known;
    if (link.current.state === 'offline') return 'offline';
    const fetched = await fetch(end.number, of);
    if (!fetched.ok) return fetched.failure;
    const content = chapterIn(fetched.value, end, read);
    if (content === null) return 'failed';
    store.save(replica.name, end.number, of, fetched.value);
    return content;
  }

  const tryAgain = (): void => {
    trouble = null;
    evaluate();
  };
  const stops = [
    replica.subscribe(evaluate),
    link.subscribe(() => {
      if (link.current.state === 'live' && trouble !== null) tryAgain();
    }),
  ];
  evaluate();

  return {
    get current() {
      return settable.current;
    },
    subscribe: settable.subscribe,
    loadEarlier: () => {
      const { conversation, earlier } = settable.current;
      const oldest = numberOf(conversation);
      // Not where one was away for so long that less of it is wanted than stays on the screen for now.
      if (earlier === 'more' && lowest <= oldest) lowest = oldest - 1;
      if (earlier !== 'beginning') tryAgain();
    },
    close: () => {
      isOpen = false;
      for (const stop of stops) stop();
      closed();
    },
  };
}

/** As `wholeChapter`, from bytes; null for any that are no document. */
export function chapterIn<Some extends Talk>(
  bytes: Uint8Array,
  end: PreviousChapter,
  read: ReadTalk<Some>,
): Some | null {
  const doc = new Doc();
  try {
    applyUpdate(doc, bytes);
  } catch {
    return null; // damaged on this device, or no update at all
  }
  return wholeChapter(doc, end, read);
}
