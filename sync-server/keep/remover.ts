import { contactDocument, conversationDocument, deskDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Rooms } from '../publish/rooms.ts';
import type { Timers } from '../timers.ts';
import type { KeepStore } from './keep-store.ts';

/**
 * Lets conversations go for good while the server runs: first nobody may write them, then what was being written is committed and
 * derived, then nobody has them in memory, then they go from the disk, and only then everybody is told. In this order nothing of
 * them is passed over, and nothing can come back.
 */
export interface Remover {
  /** True while a command's document is being deleted; it has to come back later, and will not find it. */
  readonly isLeaving: (visitor: VisitorId | null, conversation: ConversationId | null) => boolean;
  /** A visitor's card and all conversations. False: the order was not carried out. */
  readonly removeVisitor: (visitor: VisitorId, order: (leaving: Leaving) => Promise<boolean>) => Promise<boolean>;
  /** These conversations, and the cards of visitors who have no other. */
  readonly removeConversations: (
    conversations: readonly ConversationId[],
    order: (leaving: Leaving) => Promise<boolean>,
  ) => Promise<boolean>;
}

/** What is to be deleted from the disk. */
export interface Leaving {
  readonly conversations: readonly ConversationId[];
  /** Whose cards. */
  readonly visitors: readonly VisitorId[];
}

/** Who holds something of a conversation in memory. */
export interface Holder {
  /** Forget it; called before and after it is deleted. Throws nothing: what else there is has to be told of it too. */
  readonly forget: (conversations: readonly ConversationId[], visitors: readonly VisitorId[]) => void;
}

export interface RemoverDeps {
  readonly rooms: Pick<Rooms, 'areSettled' | 'dismiss' | 'readmit'>;
  readonly store: Pick<KeepStore, 'conversationsOf' | 'goneAt'>;
  readonly timers: Timers;
  readonly visitorOf: (conversation: ConversationId) => VisitorId | null;
  /** A command that is leaving (`isLeaving`) was taken before it was, and is on its way to the disk: also one that begins something. */
  readonly isUnderWay: () => boolean;
  /** Writes what was derived and waits; false when some of it is not on the disk. */
  readonly flushDerived: () => Promise<boolean>;
  /** Ends the drafts of these; when it resolves nothing of them is on its way to the disk. */
  readonly endDrafts: (conversations: readonly ConversationId[]) => Promise<void>;
  readonly holders: readonly Holder[];
  /** It was not deleted after all. These two are called again when they throw, as they may when the disk refuses something. */
  readonly stayed: (conversation: ConversationId) => void;
  readonly cardStayed: (visitor: VisitorId) => void;
  /** These documents are gone. */
  readonly tell: (documents: readonly DocumentName[], visitor: VisitorId) => void;
}

/** Until what could not be read is read again, ms. */
const AGAIN_AFTER = 1_000;
/** Between two looks whether what is on its way to the disk has come there, ms: a few, for that takes about as many. */
const SETTLES_IN = 5;

export function createRemover(deps: RemoverDeps): Remover {
  const { rooms, store, timers } = deps;
  const visitors = new Set<VisitorId>();
  const conversations = new Set<ConversationId>();

  const namesOf = (leaving: Leaving): readonly DocumentName[] => [
    ...leaving.conversations.flatMap((id) => [conversationDocument(id), deskDocument(id)]),
    ...leaving.visitors.map(contactDocument),
  ];

  const pause = (): Promise<void> => new Promise((resolve) => void timers.after(SETTLES_IN, resolve));

  const areSettled = (leaving: Leaving): boolean => !deps.isUnderWay() && rooms.areSettled(namesOf(leaving));

  /** What is decided of them is on the disk, and so is what was derived from it; null while the disk refuses it. */
  async function settled(now: () => Leaving): Promise<Leaving | null> {
    for (;;) {
      while (!areSettled(now())) await pause();
      if (!(await deps.flushDerived())) return null;
      const leaving = now();
      if (areSettled(leaving)) return leaving;
    }
  }

  /** Everybody hears of what is gone from the disk, and what stayed is on lists again: as soon as the disk can be read. */
  function tellOutcome(leaving: Leaving, owned: ReadonlyMap<DocumentName, VisitorId | null>): void {
    const gone = new Map<VisitorId, DocumentName[]>();
    let stayed: readonly ConversationId[];
    let cards: readonly VisitorId[];
    try {
      for (const [name, owner] of owned) {
        if (owner !== null && store.goneAt(name) !== null) gone.set(owner, [...(gone.get(owner) ?? []), name]);
      }
      stayed = leaving.conversations.filter((id) => store.goneAt(conversationDocument(id)) === null);
      cards = leaving.visitors.filter((visitor) => store.goneAt(contactDocument(visitor)) === null);
    } catch {
      timers.after(AGAIN_AFTER, () => tellOutcome(leaving, owned));
      return;
    }
    for (const id of stayed) untilTold(() => deps.stayed(id));
    for (const visitor of cards) untilTold(() => deps.cardStayed(visitor));
    for (const [owner, documents] of gone) deps.tell(documents, owner);
  }

  /** Whoever hears of it may have to read the disk, and hears it again where that fails. */
  function untilTold(tell: () => void): void {
    try {
      tell();
    } catch {
      timers.after(AGAIN_AFTER, () => untilTold(tell));
    }
  }

  async function remove(now: () => Leaving, order: (leaving: Leaving) => Promise<boolean>): Promise<boolean> {
    const leaving = await settled(now);
    if (leaving === null) return false;
    const names = namesOf(leaving);
    const owned = new Map([
      ...leaving.conversations.map((id) => [conversationDocument(id), deps.visitorOf(id)] as const),
      ...leaving.visitors.map((visitor) => [contactDocument(visitor), visitor] as const),
    ]);
    const forget = (): void => {
      for (const holder of deps.holders) holder.forget(leaving.conversations, leaving.visitors);
    };
    rooms.dismiss(names);
    let isOnDisk = false;
    try {
      await deps.endDrafts(leaving.conversations);
      // The server itself asks nobody whether it may write: what it began before nobody had them any more is let through first.
      while (deps.isUnderWay()) await pause();
      if (!(await deps.flushDerived())) return false;
      isOnDisk = true;
      forget();
      return await order(leaving);
    } finally {
      rooms.readmit(names);
      // What only the memory knows stays there: the next flush tells the disk that all before it was taken in.
      if (isOnDisk) forget();
      tellOutcome(leaving, owned);
    }
  }

  /** Nobody writes them until `work` is done. */
  async function kept(leaving: Leaving, work: () => Promise<boolean>): Promise<boolean> {
    for (const visitor of leaving.visitors) visitors.add(visitor);
    for (const id of leaving.conversations) conversations.add(id);
    try {
      return await work();
    } finally {
      for (const visitor of leaving.visitors) visitors.delete(visitor);
      for (const id of leaving.conversations) conversations.delete(id);
    }
  }

  return {
    isLeaving: (visitor, conversation) => {
      if (visitors.size + conversations.size === 0) return false;
      if (visitor !== null && visitors.has(visitor)) return true;
      if (conversation === null) return false;
      const owner = visitors.size === 0 ? null : deps.visitorOf(conversation);
      return conversations.has(conversation) || (owner !== null && visitors.has(owner));
    },
    removeVisitor: async (visitor, order) => {
      // Twice at once would let the first one's end open the door that the second one still needs closed.
      if (visitors.has(visitor)) return false;
      const now = (): Leaving => ({ conversations: store.conversationsOf(visitor), visitors: [visitor] });
      return kept({ conversations: [], visitors: [visitor] }, () => remove(now, order));
    },
    removeConversations: async (ids, order) => {
      await deps.flushDerived();
      const those = new Set(ids);
      const hasNoOther = (visitor: VisitorId): boolean => store.conversationsOf(visitor).every((id) => those.has(id));
      const owners = new Set(ids.map(deps.visitorOf).filter((visitor) => visitor !== null));
      if ([...owners].some((visitor) => visitors.has(visitor))) return false;
      const last = [...owners].filter(hasNoOther);
      const now = (): Leaving => ({ conversations: ids, visitors: last.filter(hasNoOther) });
      return kept({ conversations: ids, visitors: last }, () => remove(now, order));
    },
  };
}
