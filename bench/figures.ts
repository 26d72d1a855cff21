/** Every figure of a run. Absent ones were not asked for or do not apply. */

export interface FixedRateFigures {
  /** Milliseconds from due to the other side's socket. */
  readonly p50?: number;
  readonly p99?: number;
  /** The same from the moment it was written: without the pacing of the generator. */
  readonly p50FromWrite?: number;
  readonly p99FromWrite?: number;
  readonly cpuPerThousand?: number;
  /** Offered and not delivered and acknowledged when the step ended; an overload ends it early. */
  readonly lost: number;
}

export interface Figures {
  at1000?: FixedRateFigures;
  at4000?: FixedRateFigures;
  /** Highest rate held with p99 < 100 ms and nothing lost, messages a second; median of `heldSearches`. */
  held?: number;
  heldSearches?: readonly number[];
  /** Processor seconds of the server for 1,000 messages at that rate. */
  cpuPerThousand?: number;
  /** Bytes. */
  idleRss?: number;
  bytesPerSocket?: number;
  rssPerSocket?: number;
  bytesPerConversation?: number;
  rssPerConversation?: number;
  loadedJoinsPerSecond?: number;
  loadedJoinsP99?: number;
  unloadedJoinsPerSecond?: number;
  unloadedJoinsP99?: number;
  /** After kill -9 under load. */
  acknowledged?: number;
  acknowledgedGone?: number;
  observedGone?: number;
  /** On top of 1,000,000 old messages. */
  heldOnOld?: number;
  /** Milliseconds until a conversation of 1,000 messages that was not loaded is there. */
  coldOpen?: number;
  coldOpenWorst?: number;
  /** The most cores others used during any step. */
  foreignCores?: number;
  /** What could not be measured, and why. */
  failures?: string[];
}
