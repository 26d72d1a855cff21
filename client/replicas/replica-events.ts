import type { EndedReplica } from '../interface.ts';
import type { OpenReplica } from './replicas.ts';

export interface ReplicaEvents {
  /** Content came in, from wherever. */
  readonly updated: (replica: OpenReplica, update: Uint8Array) => void;
  /** Its state or epoch is another one. */
  readonly changed: (replica: OpenReplica) => void;
}

export interface RoomEvents extends ReplicaEvents {
  /** The epoch that came after `ended` is known. */
  readonly renewed: (replica: OpenReplica, ended: EndedReplica) => void;
}
