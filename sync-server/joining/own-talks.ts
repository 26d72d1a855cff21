import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import { textFrame } from '../publish/websocket-frame.ts';

/**
 * Tells the devices of a visitor who is known on several which conversation theirs is (IDENT7): the one that is open, else the last one;
 * of two the one in which something happened last. All of them show the same.
 */
export interface OwnTalks {
  /** It hears of it until the returned function is called. Nobody else than who is known on several devices does. */
  readonly enter: (listener: OwnTalksListener) => () => void;
  readonly conversationChanged: (row: ConversationRow) => void;
  /** They are deleted. */
  readonly forget: (conversations: readonly ConversationId[]) => void;
}

export interface OwnTalksListener {
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. */
  readonly push: (frame: Buffer) => void;
}

/** As far as it tells which of several is theirs. */
export interface OwnTalk {
  readonly id: ConversationId;
  readonly visitor: VisitorId;
  readonly isOpen: boolean;
  readonly lastAt: number;
}

interface OwnTalksDeps {
  /** Of the disk, where the last second may be missing. */
  readonly talksOf: (visitor: VisitorId) => readonly OwnTalk[];
  readonly seenBy: (conversation: ConversationId, visitor: VisitorId) => number;
}

/** What changed last, for what the disk does not tell yet. */
const REMEMBERED = 2_000;

export function createOwnTalks({ talksOf, seenBy }: OwnTalksDeps): OwnTalks {
  const recent = new Map<ConversationId, OwnTalk>();
  const talks = new Map<VisitorId, Map<ConversationId, OwnTalk>>();
  const listeners = new Map<VisitorId, Map<OwnTalksListener, ConversationId | null>>();

  function load(visitor: VisitorId): Map<ConversationId, OwnTalk> {
    const known = talks.get(visitor);
    if (known !== undefined) return known;
    const loaded = new Map(talksOf(visitor).map((talk) => [talk.id, talk]));
    for (const talk of recent.values()) {
      if (talk.visitor === visitor) loaded.set(talk.id, talk);
      else loaded.delete(talk.id);
    }
    talks.set(visitor, loaded);
    return loaded;
  }

  function tell(visitor: VisitorId): void {
    const [first, ...others] = load(visitor).values();
    if (first === undefined) return;
    const { id } = others.reduce((best, talk) => (isBefore(talk, best) ? talk : best), first);
    for (const [listener, told] of listeners.get(visitor) ?? []) {
      if (told === id) continue;
      listeners.get(visitor)?.set(listener, id);
      const frame = { t: 'mine', conversation: id, seen: seenBy(id, visitor) } satisfies ServerFrame;
      listener.push(textFrame(JSON.stringify(frame)));
    }
  }

  return {
    enter: (listener) => {
      const { actor } = listener;
      if (actor.kind !== 'visitor' || actor.origin === undefined) return () => undefined;
      const { id } = actor;
      const own = listeners.get(id) ?? new Map<OwnTalksListener, ConversationId | null>();
      listeners.set(id, own.set(listener, null));
      tell(id);
      return () => {
        own.delete(listener);
        if (own.size > 0 || listeners.get(id) !== own) return;
        listeners.delete(id);
        talks.delete(id);
      };
    },
    conversationChanged: ({ id, visitor, state, lastAt }) => {
      const talk = { id, visitor, isOpen: state !== 'closed', lastAt };
      recent.delete(id);
      recent.set(id, talk);
      const [oldest] = recent.keys();
      if (recent.size > REMEMBERED && oldest !== undefined) recent.delete(oldest);
      if (!listeners.has(visitor)) return;
      load(visitor).set(id, talk);
      tell(visitor);
    },
    forget: (conversations) => {
      for (const id of conversations) {
        recent.delete(id);
        for (const own of talks.values()) own.delete(id);
      }
    },
  };
}

const isBefore = (one: OwnTalk, other: OwnTalk): boolean =>
  one.isOpen === other.isOpen ? one.lastAt > other.lastAt : one.isOpen;
