import * as Y from 'yjs';
import type { DocumentName } from '#schema/docs/document-name.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { OpenReplica, ReplicaEvents } from '../replicas/replica-events.ts';
import type { ReplicaRoom } from '../replicas/replicas.ts';
import type { Say, TabMessage } from './messages.ts';

/** Gives the other tabs the documents they show, from the replicas of the tab that leads. */
export interface LeaderDesk extends ReplicaEvents {
  readonly asked: (message: Extract<TabMessage, { readonly t: 'ask' | 'open' | 'gone' }>) => void;
  /** This tab leads no more. */
  readonly clear: () => void;
}

/** A hidden tab speaks at least once a minute. */
const SILENT_TAB = 150_000;

interface Follower {
  readonly holds: Set<DocumentName>;
  heardAt: number;
}

export function createLeaderDesk(
  ports: Pick<ClientEnvironment, 'now'>,
  replicas: () => ReplicaRoom,
  say: Say,
): LeaderDesk {
  const followers = new Map<string, Follower>();

  const isWanted = (name: DocumentName): boolean => [...followers.values()].some(({ holds }) => holds.has(name));

  const drop = (tab: string, keep: ReadonlySet<DocumentName>): void => {
    const follower = followers.get(tab);
    if (follower === undefined) return;
    for (const name of follower.holds) {
      if (keep.has(name)) continue;
      follower.holds.delete(name);
      replicas().release(name);
    }
    if (follower.holds.size === 0) followers.delete(tab);
  };

  const hold = (tab: string, name: DocumentName): OpenReplica | null => {
    const follower = followers.get(tab) ?? { holds: new Set(), heardAt: 0 };
    followers.set(tab, follower);
    follower.heardAt = ports.now();
    if (!follower.holds.has(name)) {
      follower.holds.add(name);
      replicas().open(name);
    }
    return replicas().find(name);
  };

  return {
    asked: (message) => {
      if (message.t === 'gone') return drop(message.tab, new Set());
      if (message.t === 'ask') {
        drop(message.tab, new Set(message.wants));
        for (const name of message.wants) hold(message.tab, name);
        for (const [tab, { heardAt, holds }] of [...followers]) {
          if (ports.now() - heardAt <= SILENT_TAB) continue;
          // One that was only frozen finds this before anything that is ahead of it.
          for (const name of holds) say({ t: 'document', name, tab, epoch: null, state: 'empty' });
          drop(tab, new Set());
        }
        return;
      }
      const replica = hold(message.tab, message.name);
      if (replica === null) return;
      const { name, epoch, state, doc } = replica;
      const whole = message.epoch !== epoch;
      say({
        t: 'document',
        name,
        tab: message.tab,
        epoch,
        state,
        whole,
        ...(epoch !== null && { update: Y.encodeStateAsUpdate(doc, whole ? undefined : message.vector) }),
      });
    },
    updated: ({ name, epoch, state }, update) => {
      if (isWanted(name)) say({ t: 'document', name, epoch, state, update });
    },
    changed: ({ name, epoch, state }) => {
      if (isWanted(name)) say({ t: 'document', name, epoch, state });
    },
    clear: () => {
      for (const tab of [...followers.keys()]) drop(tab, new Set());
    },
  };
}
