import * as Y from 'yjs';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { OpenReplica } from '../replicas/replica-events.ts';
import type { Feed } from '../replicas/replicas.ts';
import type { Say, TabMessage } from './messages.ts';

/** Feeds the replicas of a tab that does not lead from the one that does. */
export interface FollowerFeed extends Feed {
  readonly received: (message: Extract<TabMessage, { readonly t: 'document' }>) => void;
  /** Another tab leads now: ask it for everything. */
  readonly askAll: () => void;
  readonly wants: () => readonly OpenReplica['name'][];
}

export function createFollowerFeed(tab: string, say: Say): FollowerFeed {
  const following = new Map<string, OpenReplica>();

  /**
   * Those whose question was answered. Until then what the leader tells all tabs may be ahead of this one: its deletions would
   * count and its content would not, and a value that was only replaced would be gone for a moment.
   */
  const answered = new Set<string>();

  const ask = (replica: OpenReplica): void => {
    answered.delete(replica.name);
    say({ t: 'open', tab, name: replica.name, epoch: replica.epoch, vector: Y.encodeStateVector(replica.doc) });
  };

  return {
    keepsCache: false,
    attach: (replica) => {
      following.set(replica.name, replica);
      ask(replica);
      return () => {
        following.delete(replica.name);
        if (replica.state === 'synced') replica.setState('cached');
      };
    },
    askAll: () => following.forEach(ask),
    wants: () => [...following.values()].map(({ name }) => name),
    received: (message) => {
      const replica = following.get(message.name);
      if (replica === undefined || (message.tab !== undefined && message.tab !== tab)) return;
      const { epoch, update, state, whole } = message;
      if (message.tab === undefined) {
        if (!answered.has(message.name)) return;
      } else if (whole === undefined || (whole === false && epoch !== replica.epoch)) {
        // It was told nothing for a while; or the answer adds to what was here when it was asked for, and that is here no more.
        return ask(replica);
      } else answered.add(message.name);
      if (state === 'refused' && epoch === null) return replica.refuse(CLOSE_CODES.notFound.code);
      if (epoch !== null && epoch !== replica.epoch) {
        if (replica.epoch === null) replica.adopt(epoch);
        else if (whole === true) {
          // Discarding attaches anew, which would ask for what is already here.
          replica.discard(epoch);
        } else return ask(replica);
      }
      if (update !== undefined) {
        Y.applyUpdate(replica.doc, update, 'tab');
        // Something was missed on the way; what the answer to a question lacks, whoever leads lacks too, and tells when it comes.
        const { pendingStructs, pendingDs } = replica.doc.store;
        if (message.tab === undefined && (pendingStructs !== null || pendingDs !== null)) return ask(replica);
      }
      const known = replica.epoch !== null;
      replica.setState(state === 'cached' || state === 'empty' ? (known ? 'cached' : 'empty') : state);
    },
  };
}
