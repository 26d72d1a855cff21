/** The people: a socket each, two to a conversation, joined a few at a time. */
import { WebSocketClient } from './websocket.ts';
import { percentilesOf } from './percentiles.ts';
import { storm } from './storm.ts';
import type { ConnectResult, JoinOrder, JoinResult, StormResult } from './orders.ts';
import type { Ledger } from './ledger.ts';
import type { Dialogue, Line, Protocol, Seat } from '../protocols/protocol.ts';

const CONNECT_CONCURRENCY = 64;
const JOIN_DEADLINE = 15_000;
/** Devices' clocks differ: ids of one moment come from a window this wide, milliseconds. */
const CLOCK_SPREAD = 1000;

interface Person {
  readonly socket: WebSocketClient;
  readonly dialogue: Dialogue;
}

export class Crowd {
  readonly #protocol: Protocol;
  readonly #port: number;
  readonly #seats: readonly Seat[];
  readonly #people: (Person | undefined)[] = [];
  #extra: WebSocketClient[] = [];
  closed = 0;
  lastReason = '';
  ledger: Ledger | null = null;

  constructor(protocol: Protocol, port: number, conversations: number) {
    this.#protocol = protocol;
    this.#port = port;
    this.#seats = Array.from({ length: conversations * 2 }, (_, index) => ({
      index,
      conversation: index >> 1,
      side: (index & 1) === 0 ? 0 : 1,
    }));
  }

  get size(): number {
    return this.#seats.length;
  }

  async connect(): Promise<ConnectResult> {
    this.closed = 0;
    const first = this.#seats.filter((seat) => seat.side === 0);
    const second = this.#seats.filter((seat) => seat.side === 1);
    const keep = (seat: Seat, person: Person): void => {
      this.#people[seat.index] = person;
    };
    return {
      first: await this.#joinAll(first, CONNECT_CONCURRENCY, keep),
      second: await this.#joinAll(second, CONNECT_CONCURRENCY, keep),
    };
  }

  /** Joins more sockets beside those of the people and drops them when all are in. */
  async joins({ count, concurrency, first, stride }: JoinOrder): Promise<JoinResult> {
    const seats = Array.from(
      { length: count },
      (_, index) => this.#seats[(first + index * stride) % this.#seats.length],
    );
    const result = await this.#joinAll(
      seats.filter((seat) => seat !== undefined),
      concurrency,
      (_seat, person) => this.#extra.push(person.socket),
    );
    for (const socket of this.#extra) socket.destroy();
    this.#extra = [];
    return result;
  }

  /** Loses all its sockets when the server goes, and brings back each by itself. */
  async storm(): Promise<StormResult> {
    while (this.closed < this.#seats.length) await new Promise((later) => setTimeout(later, 1));
    this.#people.length = 0;
    return storm(this.#seats.length, async (index) => {
      const seat = this.#seats[index];
      if (seat === undefined) return false;
      const { refusal } = await this.#join(seat, (_seat, person) => {
        this.#people[index] = person;
      });
      return refusal === null;
    });
  }

  /** @param now milliseconds since 1970 by a right clock */
  say(seat: number, number: number, now: number): boolean {
    const person = this.#people[seat];
    if (person === undefined || !person.socket.isOpen) return false;
    person.dialogue.say(number, now - ((seat * 7919) % CLOCK_SPREAD));
    return true;
  }

  disconnect(): void {
    for (const person of this.#people) person?.socket.destroy();
    this.#people.length = 0;
  }

  async #joinAll(
    seats: readonly Seat[],
    concurrency: number,
    keep: (seat: Seat, person: Person) => void,
  ): Promise<JoinResult> {
    const times = new Float64Array(seats.length);
    const timesAfterUpgrade = new Float64Array(seats.length);
    let done = 0;
    let next = 0;
    let failed = 0;
    let failure: string | null = null;
    const start = performance.now();
    const worker = async (): Promise<void> => {
      for (let seat = seats[next]; seat !== undefined; seat = seats[next]) {
        next += 1;
        const began = performance.now();
        const { upgradedAt, refusal } = await this.#join(seat, keep);
        if (refusal === null) {
          const now = performance.now();
          times[done] = now - began;
          timesAfterUpgrade[done] = now - upgradedAt;
          done += 1;
        } else {
          failed += 1;
          failure = refusal;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, seats.length) }, worker));
    const seconds = (performance.now() - start) / 1000;
    return {
      count: done,
      perSecond: done / seconds,
      latency: percentilesOf(times, done),
      afterUpgrade: percentilesOf(timesAfterUpgrade, done),
      failed,
      failure,
    };
  }

  #join(
    seat: Seat,
    keep: (seat: Seat, person: Person) => void,
  ): Promise<{ upgradedAt: number; refusal: string | null }> {
    return new Promise((resolve) => {
      let upgradedAt = 0;
      const end = (refusal: string | null): void => {
        clearTimeout(deadline);
        resolve({ upgradedAt, refusal });
      };
      const deadline = setTimeout(() => {
        socket.destroy();
        end(`no state within 15 s; last: ${this.lastReason}`);
      }, JOIN_DEADLINE);
      const { path, headers } = this.#protocol.upgrade(seat);
      const socket = new WebSocketClient(this.#port, path, headers, {
        onOpen: () => {
          upgradedAt = performance.now();
          dialogue.onOpen();
        },
        onFrame: (opcode, buffer, start, end) => {
          dialogue.onFrame(opcode, buffer, start, end);
        },
        onClose: (reason) => {
          this.closed += 1;
          this.lastReason = reason;
          end(reason);
        },
      });
      const line: Line = {
        seat,
        send: (opcode, fill) => {
          socket.send(opcode, fill);
        },
        sendBytes: (opcode, bytes) => {
          socket.sendBytes(opcode, bytes);
        },
      };
      let isJoined = false;
      const dialogue = this.#protocol.open(line, {
        joined: () => {
          if (isJoined) return;
          isJoined = true;
          keep(seat, { socket, dialogue });
          end(null);
        },
        received: (number) => this.ledger?.received(seat, number, performance.now()),
        acknowledged: (number) => this.ledger?.acknowledge(number, performance.now()),
        refused: (number, reason) => {
          this.lastReason = reason;
          if (number >= 0 && this.ledger !== null) this.ledger.refused += 1;
        },
      });
    });
  }
}
