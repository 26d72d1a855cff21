import type { EndedReplica, Replica } from '../interface.ts';

/** A replica as whoever feeds it sees it. */
export interface OpenReplica extends Replica {
  readonly setState: (state: Replica['state']) => void;
  /** Ends this epoch; what follows belongs to `epoch` (null: not known yet). */
  readonly discard: (epoch: string | null) => void;
  /** The server does not give it, and says with this code why; what is not to be had is not kept either. */
  readonly refuse: (code: number) => void;
  /** An empty replica takes the epoch it is told. */
  readonly adopt: (epoch: string) => void;
}

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
