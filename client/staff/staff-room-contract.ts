import type { ServerFrame } from '#schema/wire/frames.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { StaffReplicas } from '../interface.ts';
import type { ReplicaEvents, ReplicaRoom } from '../replicas/replicas.ts';
import type { Say, TabMessage } from '../tabs/messages.ts';
import type { StaffWrites } from './staff-writes.ts';

/** What the rest of the client does with documents that this person writes (staff-room.ts). */
export interface StaffRoom {
  /** All replicas of the client: these, and those that only the server writes. */
  readonly room: ReplicaRoom;
  readonly replicas: StaffReplicas;
  readonly writes: StaffWrites;
  readonly frame: (frame: Extract<ServerFrame, { readonly t: 'saved' | 'writing' }>) => void;
  readonly fromTab: (message: TabMessage) => void;
  /** Another tab leads now: it must have what this one wrote. */
  readonly leaderChanged: () => void;
  /** Puts on the disk and on the line what waits for its moment. */
  readonly flush: () => void;
  /** What can be fetched again goes from the device; what is open is saved again as it changes. */
  readonly forgetSaved: () => Promise<void>;
  readonly openNoMore: () => void;
  readonly close: () => Promise<void>;
  /**
   * Once it is closed: words that the server never got, and those put aside, stay for when this person comes back, unless they are
   * to be dropped. The disk says which there are: this tab knows only of what it had open.
   */
  readonly destroy: (options: { readonly dropUnsaved: boolean }) => Promise<void>;
}

export interface StaffRoomParts {
  readonly environment: ClientEnvironment;
  readonly namespace: string;
  readonly tab: string;
  /** The other replicas. */
  readonly others: ReplicaRoom;
  readonly events: ReplicaEvents;
  readonly say: Say;
}

export type CreateStaffRoom = (parts: StaffRoomParts) => StaffRoom;
