/** What was offered in one step, and what came back. The numbers of messages run on through the life of the generator. */
import { percentilesOf } from './percentiles.ts';
import type { ReadbackResult, StepResult } from './orders.ts';
import type { Seat } from '../protocols/protocol.ts';

const DELIVERED = 1;
const ECHOED = 2;
const ACKNOWLEDGED = 4;
const READ_BACK = 8;

export class Ledger {
  readonly base: number;
  readonly count: number;
  readonly #conversations: number;
  readonly #acknowledges: boolean;
  readonly #due: Float64Array;
  readonly #written: Float64Array;
  readonly #flags: Uint8Array;
  readonly #latency: Float64Array;
  readonly #fromWrite: Float64Array;
  readonly #acknowledgement: Float64Array;
  sent = 0;
  delivered = 0;
  acknowledged = 0;
  refused = 0;
  doubled = 0;
  strayed = 0;
  reading = false;

  constructor(base: number, count: number, conversations: number, acknowledges: boolean) {
    this.base = base;
    this.count = count;
    this.#conversations = conversations;
    this.#acknowledges = acknowledges;
    this.#due = new Float64Array(count);
    this.#written = new Float64Array(count);
    this.#flags = new Uint8Array(count);
    this.#latency = new Float64Array(count);
    this.#fromWrite = new Float64Array(count);
    this.#acknowledgement = new Float64Array(count);
  }

  /** The conversations take turns; in each of them so do its two people. */
  seatOf(index: number): number {
    const conversation = index % this.#conversations;
    return conversation * 2 + this.#sideOf(index);
  }

  #sideOf(index: number): number {
    return Math.floor(index / this.#conversations) & 1;
  }

  wrote(index: number, due: number, now: number): void {
    this.#due[index] = due;
    this.#written[index] = now;
    this.sent += 1;
  }

  received(seat: Seat, number: number, now: number): void {
    const index = number - this.base;
    if (index < 0 || index >= this.count) return;
    if (this.reading) {
      this.#flags[index] = (this.#flags[index] ?? 0) | READ_BACK;
      return;
    }
    if (index % this.#conversations !== seat.conversation) {
      this.strayed += 1;
      return;
    }
    const isAuthor = seat.side === this.#sideOf(index);
    const flag = isAuthor ? ECHOED : DELIVERED;
    const flags = this.#flags[index] ?? 0;
    if ((flags & flag) !== 0) {
      this.doubled += 1;
      return;
    }
    this.#flags[index] = flags | flag;
    if (isAuthor) {
      if (!this.#acknowledges) this.acknowledge(number, now);
      return;
    }
    this.#latency[this.delivered] = now - (this.#due[index] ?? 0);
    this.#fromWrite[this.delivered] = now - (this.#written[index] ?? 0);
    this.delivered += 1;
  }

  acknowledge(number: number, now: number): void {
    const index = number - this.base;
    if (this.reading || index < 0 || index >= this.count) return;
    const flags = this.#flags[index] ?? 0;
    if ((flags & ACKNOWLEDGED) !== 0) {
      this.doubled += 1;
      return;
    }
    this.#flags[index] = flags | ACKNOWLEDGED;
    this.#acknowledgement[this.acknowledged] = now - (this.#due[index] ?? 0);
    this.acknowledged += 1;
  }

  get unsettled(): number {
    return this.sent - Math.min(this.delivered, this.acknowledged);
  }

  result(aborted: string | null): StepResult {
    const late = new Float64Array(this.sent);
    for (let index = 0; index < this.sent; index += 1)
      late[index] = (this.#written[index] ?? 0) - (this.#due[index] ?? 0);
    return {
      offered: this.count,
      sent: this.sent,
      delivered: this.delivered,
      acknowledged: this.acknowledged,
      refused: this.refused,
      doubled: this.doubled,
      strayed: this.strayed,
      latency: percentilesOf(this.#latency, this.delivered),
      fromWrite: percentilesOf(this.#fromWrite, this.delivered),
      acknowledgement: percentilesOf(this.#acknowledgement, this.acknowledged),
      late: percentilesOf(late, this.sent),
      aborted,
      complete:
        aborted === null &&
        this.delivered === this.count &&
        this.acknowledged === this.count &&
        this.doubled + this.strayed + this.refused === 0,
    };
  }

  /** After everybody has joined again: what had been promised or seen and is no longer there. */
  readback(): ReadbackResult {
    let acknowledgedGone = 0;
    let observedGone = 0;
    for (const flags of this.#flags) {
      if ((flags & READ_BACK) !== 0) continue;
      if ((flags & ACKNOWLEDGED) !== 0) acknowledgedGone += 1;
      if ((flags & DELIVERED) !== 0) observedGone += 1;
    }
    return { acknowledged: this.acknowledged, acknowledgedGone, observed: this.delivered, observedGone };
  }
}
