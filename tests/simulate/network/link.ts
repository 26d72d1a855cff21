import type { Random } from '../../support/random.ts';
import type { World } from '../world/world.ts';

export type Direction = 'up' | 'down';

/**
 * The way between one device and the server. It loses no byte in the middle of a connection, because TCP does not: what cannot
 * pass waits and comes late, or the connection ends. What is lost, doubled and put out of order are connections and requests.
 */
export interface Link {
  readonly name: string;
  /** A direction that is stalled lets nothing through, and says nothing of it. */
  readonly stalled: { up: boolean; down: boolean };
  /** New connections and requests fail at once, as with no network; what there is, is stalled. */
  isRefusing: boolean;
  /** One way, ms. */
  latency: readonly [least: number, most: number];
  /** How much the other side reads, bytes a ms. */
  bandwidth: number;
  /** How much a byte that waits weighs for the server, so that a small conversation can make a reader slow. */
  weight: number;
  /** Of requests over HTTP: how often they are late by up to a minute, come twice, or are answered to nobody. */
  requests: { late: number; twice: number; unanswered: number };
  readonly random: Random;
  readonly paths: Set<Path>;
}

export const createLink = (name: string, random: Random): Link => ({
  name,
  stalled: { up: false, down: false },
  isRefusing: false,
  latency: [2, 30],
  bandwidth: Infinity,
  weight: 1,
  requests: { late: 0, twice: 0, unanswered: 0 },
  random,
  paths: new Set(),
});

/** One direction of one connection: everything arrives once, in order, or not at all. */
export interface Path {
  /** `left` is called when it has left the process that sends it. */
  readonly send: (bytes: number, arrive: () => void, left?: () => void) => void;
  /** Bytes that have not left the process. */
  readonly waiting: () => number;
  readonly onEmpty: (run: () => void) => void;
  readonly resume: () => void;
  /** What has not left the process goes with it. */
  readonly forget: () => void;
  readonly destroy: () => void;
}

interface Parcel {
  readonly bytes: number;
  readonly arrive: () => void;
  readonly left: (() => void) | undefined;
}

/** What the system takes from a process before the other side has read it, bytes. */
const WINDOW = 64 * 1024;

export function createPath(world: World, link: Link, direction: Direction): Path {
  const queue: Parcel[] = [];
  const held: (() => void)[] = [];
  let emptied: (() => void)[] = [];
  let waiting = 0;
  let underWay = 0;
  let lastArrival = 0;
  let gone = false;

  function pump(): void {
    while (!gone && underWay < WINDOW) {
      const parcel = queue.shift();
      if (parcel === undefined) break;
      waiting -= parcel.bytes;
      underWay += parcel.bytes;
      parcel.left?.();
      const [least, most] = link.latency;
      const flight = least + link.random.fraction() * (most - least) + parcel.bytes / link.bandwidth;
      lastArrival = Math.max(lastArrival, world.now() + flight);
      world.after(lastArrival - world.now(), () => arrived(parcel), null);
    }
    if (queue.length > 0) return;
    const due = emptied;
    emptied = [];
    for (const run of due) run();
  }

  function arrived(parcel: Parcel): void {
    if (gone) return;
    if (link.stalled[direction] || held.length > 0) return void held.push(() => arrive(parcel));
    arrive(parcel);
  }

  function arrive({ bytes, arrive: take }: Parcel): void {
    underWay -= bytes;
    take();
    pump();
  }

  const path: Path = {
    send: (bytes, take, left) => {
      if (gone) return;
      queue.push({ bytes, arrive: take, left });
      waiting += bytes;
      pump();
    },
    waiting: () => waiting,
    onEmpty: (run) => void emptied.push(run),
    resume: () => {
      // One at a time, so that a stall in between keeps the rest.
      const next = (): void => {
        if (gone || link.stalled[direction]) return;
        held.shift()?.();
        if (held.length > 0) world.after(0.1, next, null);
      };
      world.after(link.latency[0], next, null);
    },
    forget: () => {
      queue.length = waiting = 0;
    },
    destroy: () => {
      gone = true;
      queue.length = held.length = 0;
      waiting = 0;
      link.paths.delete(path);
    },
  };
  link.paths.add(path);
  return path;
}

export function stall(link: Link, directions: readonly Direction[]): void {
  for (const direction of directions) link.stalled[direction] = true;
}

export function heal(link: Link): void {
  link.stalled.up = link.stalled.down = link.isRefusing = false;
  for (const path of link.paths) path.resume();
}
