import { parseDocumentName } from '#schema/docs/document-name.ts';
import { isStaffKind } from '#schema/docs/staff-document.ts';
import type { ReplicaRoom } from '../replicas/replicas.ts';

/** Two rooms as one: documents that staff write, and those that only the server writes. */
export function routed(staff: ReplicaRoom, others: ReplicaRoom): ReplicaRoom {
  const roomOf = (name: string): ReplicaRoom => {
    const address = parseDocumentName(name);
    return address !== null && isStaffKind(address.kind) ? staff : others;
  };
  return {
    open: (name) => roomOf(name).open(name),
    release: (name) => roomOf(name).release(name),
    beyond: (name) => roomOf(name).beyond(name),
    find: (name) => roomOf(name).find(name),
    epochs: {
      of: (name) => roomOf(name).epochs.of(name),
      admit: (name, epoch, isRefused) => roomOf(name).epochs.admit(name, epoch, isRefused),
    },
    setFeed: (feed) => {
      others.setFeed(feed);
      staff.setFeed(feed);
    },
    forget: (name) => roomOf(name).forget(name),
    askAgain: (made) => {
      others.askAgain(made);
      staff.askAgain(made);
    },
    close: () => {
      others.close();
      staff.close();
    },
  };
}
