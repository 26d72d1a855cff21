import type { ConversationId } from '#schema/ids.ts';
import { maySign } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { Timers } from '../timers.ts';

/**
 * Which conversations people of staff have open on a page that can be seen (LOOK1 to LOOK4): a sign of each socket, gone with it,
 * kept nowhere. Everybody of staff is told of everybody's, because any list shows them.
 */
export interface Looks {
  /** This socket is told of everybody from now on. */
  readonly enter: (looker: Looker) => void;
  readonly look: (looker: Looker, conversations: readonly ConversationId[], isVisible: boolean) => void;
  /** A page of this person can be seen, on some device: they need not be called elsewhere (NOTIFY7). */
  readonly isVisible: (person: string) => boolean;
  readonly leave: (looker: Looker) => void;
  /** It may have been too slow for what it was told last. */
  readonly catchUp: (looker: Looker) => void;
}

/** A multiplexed socket. */
export interface Looker {
  readonly actor: Actor;
  readonly pushEphemeral: (frame: Buffer) => boolean;
}

/** What changes within so many ms is told in one frame: nobody sees the difference, and a flood of signs stays small. */
const TOLD_EVERY = 100;

export function createLooks(timers: Pick<Timers, 'after'>): Looks {
  const listeners = new Set<Looker>();
  const missed = new Set<Looker>();
  const byLooker = new Map<Looker, readonly ConversationId[]>();
  const changed = new Set<string>();
  const visible = new Set<Looker>();

  /** Of all devices of these people together. */
  function looksOf(isAsked: (person: string) => boolean): Readonly<Record<string, readonly ConversationId[]>> {
    const looks = new Map<string, Set<ConversationId>>();
    for (const [{ actor }, conversations] of byLooker) {
      if (!isAsked(actor.id)) continue;
      const all = looks.get(actor.id) ?? new Set();
      for (const conversation of conversations) all.add(conversation);
      looks.set(actor.id, all);
    }
    return Object.fromEntries([...looks].map(([person, all]) => [person, [...all]]));
  }

  function tellAll(looker: Looker): void {
    missed.delete(looker);
    const frame = textFrame(JSON.stringify({ t: 'looks', looks: looksOf(() => true), isAll: true }));
    if (!looker.pushEphemeral(frame)) missed.add(looker);
  }

  function tellChanged(): void {
    const nothing = Object.fromEntries([...changed].map((person) => [person, []]));
    const looks = { ...nothing, ...looksOf((person) => changed.has(person)) };
    changed.clear();
    const frame = textFrame(JSON.stringify({ t: 'looks', looks }));
    for (const looker of listeners) if (!looker.pushEphemeral(frame)) missed.add(looker);
  }

  function becomeChanged({ actor }: Looker): void {
    if (changed.size === 0) timers.after(TOLD_EVERY, tellChanged);
    changed.add(actor.id);
  }

  return {
    enter: (looker) => {
      if (!maySign(looker.actor, 'hear look', null)) return;
      listeners.add(looker);
      if (byLooker.size > 0) tellAll(looker);
    },
    isVisible: (person) => visible.values().some(({ actor }) => actor.id === person),
    look: (looker, conversations, isVisible) => {
      if (!listeners.has(looker) || !maySign(looker.actor, 'give look', null)) return;
      if (isVisible) visible.add(looker);
      else visible.delete(looker);
      if (conversations.length === 0 && !byLooker.has(looker)) return;
      if (conversations.length === 0) byLooker.delete(looker);
      else byLooker.set(looker, conversations);
      becomeChanged(looker);
    },
    leave: (looker) => {
      listeners.delete(looker);
      visible.delete(looker);
      missed.delete(looker);
      if (byLooker.delete(looker)) becomeChanged(looker);
    },
    catchUp: (looker) => {
      if (missed.has(looker)) tellAll(looker);
    },
  };
}
