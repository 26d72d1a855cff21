import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { LinkState, Looks, StaffReplicas, Watchable } from '../interface.ts';
import type { Cache } from '../replicas/cache.ts';
import type { ReplicaEvents } from '../replicas/replica-events.ts';
import type { ReplicaRoom } from '../replicas/replicas.ts';
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

/** The same, and what else a person of staff has on a device (desk-rooms.ts). */
export interface DeskRooms extends Omit<StaffRoom, 'frame'> {
  readonly looks: Looks;
  readonly frame: (frame: Extract<ServerFrame, { readonly t: 'saved' | 'writing' | 'looks' }>) => void;
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

export interface DeskRoomsParts extends StaffRoomParts {
  readonly cache: Pick<Cache, 'run' | 'flush'>;
  readonly link: Watchable<LinkState>;
  /** This tab has the line of all tabs. */
  readonly leads: () => boolean;
  /** On the socket, if this tab has one and its line is up. */
  readonly send: (frame: ClientFrame) => boolean;
}

export type CreateDeskRooms = (parts: DeskRoomsParts) => DeskRooms;
