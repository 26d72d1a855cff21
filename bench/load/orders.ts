/** What the runner may ask of the load generator, and what it answers. Times in milliseconds. */

export type Order =
  | { readonly kind: 'target'; readonly protocol: ProtocolName; readonly port: number; readonly conversations: number }
  | { readonly kind: 'connect' }
  | { readonly kind: 'step'; readonly step: StepOrder }
  /** Wait until the last step's messages have all arrived. */
  | { readonly kind: 'settle'; readonly patience: number }
  | { readonly kind: 'joins'; readonly joins: JoinOrder }
  | { readonly kind: 'readback' }
  /** All sockets are about to be lost: comes back with each until all are live again. */
  | { readonly kind: 'storm' }
  | { readonly kind: 'disconnect' };

export type ProtocolName = 'holdline' | 'y-websocket' | 'hocuspocus' | 'limit';

/** Sockets beside those of the people: seats `first`, `first + stride`, …, round and round. */
export interface JoinOrder {
  readonly count: number;
  /** Joins under way at any moment. */
  readonly concurrency: number;
  readonly first: number;
  readonly stride: number;
}

export interface StepOrder {
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
  /** How often due messages are looked for. */
  readonly tick: number;
  /** How long to wait for what is still on its way after the last message. */
  readonly patience: number;
  /** The server will be killed: end when the sockets do. */
  readonly untilClosed?: boolean;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface StepResult {
  readonly offered: number;
  readonly sent: number;
  /** Reached the other side. */
  readonly delivered: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** More than once at the same socket, or at a socket of another conversation. */
  readonly doubled: number;
  readonly strayed: number;
  /** From the moment the message was due until the other side's socket had it. */
  readonly latency: Percentiles;
  /** The same from the moment it was written: what the server and the kernel add. */
  readonly fromWrite: Percentiles;
  /** From due to the author's acknowledgement. */
  readonly acknowledgement: Percentiles;
  /** From due to written: above a few milliseconds the generator itself is the bottleneck. */
  readonly late: Percentiles;
  /** Why the step ended early, or null. */
  readonly aborted: string | null;
  /** Everything offered was delivered and acknowledged, once. */
  readonly complete: boolean;
}

export interface JoinResult {
  readonly count: number;
  readonly perSecond: number;
  /** One join: connect, upgrade, authorise, subscribe, state received. */
  readonly latency: Percentiles;
  /** The part of it after the upgrade: authorise, subscribe, load, state received. */
  readonly afterUpgrade: Percentiles;
  readonly failed: number;
  readonly failure: string | null;
}

export interface ConnectResult {
  /** The first of the two people of each conversation: these joins load it. */
  readonly first: JoinResult;
  readonly second: JoinResult;
}

export interface ReadbackResult {
  readonly acknowledged: number;
  readonly acknowledgedGone: number;
  readonly observed: number;
  readonly observedGone: number;
}

export interface StormResult {
  /** When the last one was live, ms since 1970. */
  readonly lastAt: number;
  readonly tries: number;
  /** The most that became live within 100 ms. */
  readonly busiest: number;
  readonly missing: number;
}

export interface Answers {
  readonly target: null;
  readonly connect: ConnectResult;
  readonly step: StepResult;
  /** How many never did. */
  readonly settle: number;
  readonly joins: JoinResult;
  readonly readback: ReadbackResult;
  readonly storm: StormResult;
  readonly disconnect: null;
}
