import { createRandom } from './random.ts';

/** What a mobile network does to bytes that pass it, as far as TCP lets one see it: they come late and in gulps, and none is missing. */
export interface MobileNetwork {
  /** A new connection: gives, for each direction, when bytes that leave now have arrived. */
  readonly connect: (now: number) => Record<Direction, Lane>;
  /** Segments that had to be sent again so far. */
  readonly lost: () => number;
}

export type Direction = 'up' | 'down';

/** How so many bytes that leave at `now` arrive: pieces in their order, each with its time, ms. */
export type Lane = (bytes: number, now: number) => readonly { readonly bytes: number; readonly at: number }[];

export interface MobileProfile {
  /** Round trip when nothing else is under way, ms. */
  readonly roundTrip: number;
  /** Bytes a second, of all connections together. */
  readonly rate: Record<Direction, number>;
  /** Of segments, how many are lost, 0 to 1. */
  readonly loss: number;
  readonly seed: number;
}

/** 400 ms and 400 kbit/s down, as WebPageTest's "Mobile 3G - Slow" and the throughput of Chrome's "Slow 3G"; half of that up. */
export const SLOW_3G = { roundTrip: 400, rate: { up: 200_000 / 8, down: 400_000 / 8 } } as const;

/** What Ethernet leaves of 1,500 bytes to a segment. */
const SEGMENT = 1_460;
/** Linux waits for what it knows of the round trip and 200 ms for how that varies (RFC 6298, and `TCP_RTO_MIN`). */
const LEAST_VARIANCE = 200;
/** For the first segment of a connection nothing is known yet (RFC 6298, 2.1). */
const FIRST_TIMEOUT = 1_000;
const LONGEST_STALL = 3_000;
/** Where radio loses one segment it loses its neighbours too: a repetition is lost that often. */
const LOST_AGAIN = 0.25;

/**
 * A lost segment is sent again after the retransmission timeout, which doubles each time, and all that was sent behind it on that connection
 * waits for it; other connections do not. The link itself is shared by all of them.
 */
export function createMobileNetwork({ roundTrip, rate, loss, seed }: MobileProfile): MobileNetwork {
  const random = createRandom(seed);
  const freeAt: Record<Direction, number> = { up: 0, down: 0 };
  let lost = 0;

  const stall = (timeout: number): number => {
    let waits = 0;
    if (!random.chance(loss)) return waits;
    let next = timeout;
    do {
      lost += 1;
      waits += next;
      next *= 2;
    } while (random.chance(LOST_AGAIN));
    return Math.min(waits, LONGEST_STALL);
  };

  const laneOf = (direction: Direction, opensAt: number): Lane => {
    let last = opensAt;
    return (bytes, now) => {
      const pieces = [];
      for (let left = bytes; pieces.length === 0 || left > 0; left -= SEGMENT) {
        const piece = Math.min(left, SEGMENT);
        const leaves = Math.max(now, freeAt[direction]) + (piece / rate[direction]) * 1_000;
        freeAt[direction] = leaves;
        last = Math.max(last, leaves + roundTrip / 2 + stall(roundTrip + LEAST_VARIANCE));
        pieces.push({ bytes: piece, at: last });
      }
      return pieces;
    };
  };

  return {
    connect: (now) => {
      const opensAt = now + roundTrip + stall(FIRST_TIMEOUT);
      return { up: laneOf('up', opensAt), down: laneOf('down', opensAt) };
    },
    lost: () => lost,
  };
}
