import type { SimulatedTimer } from './globals.ts';
import { drained } from './globals.ts';

/** Somebody whose work ends or stops with it: one life of the server, one tab, one device. */
export interface Owner {
  readonly name: string;
  alive: boolean;
  /** What is due waits until it is thawed. */
  frozen: boolean;
  backlog: (() => void)[];
}

export const createOwner = (name: string): Owner => ({ name, alive: true, frozen: false, backlog: [] });

interface Event extends SimulatedTimer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  readonly owner: Owner | null;
}

/**
 * Virtual time: one event after the other in the order of their times, each with everything that promises make of it before the
 * next one. Nothing else in the process moves while a run lasts.
 */
export interface Scheduler {
  /** ms since 1970. */
  readonly now: () => number;
  /** Without an owner it belongs to whoever is running; null: to the world. */
  readonly after: (ms: number, run: () => void, owner?: Owner | null) => SimulatedTimer;
  /** In the order of the calls, a little later: a task of the browser's own. */
  readonly soon: (run: () => void) => SimulatedTimer;
  /** Lets somebody else go on within this event: nothing for the dead, later for the frozen. */
  readonly hand: (owner: Owner, run: () => void) => void;
  readonly thaw: (owner: Owner) => void;
  readonly runUntil: (end: number) => Promise<void>;
  /** Ends the run at the next event. */
  readonly stop: () => void;
  readonly events: () => number;
}

/** How long a task of the browser's storage takes, ms. */
const TASK = 0.05;

export function createScheduler(start: number): Scheduler {
  const heap: Event[] = [];
  let now = start;
  let made = 0;
  let ran = 0;
  let stopped = false;
  let current: Owner | null = null;

  const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(event: Event): void {
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Event;
      if (!isBefore(event, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  function pop(): Event | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (!isBefore(heap[child] as Event, last)) break;
      heap[index] = heap[child] as Event;
      index = child;
    }
    heap[index] = last;
    return first;
  }

  const after: Scheduler['after'] = (ms, run, owner = current) => {
    // A setTimeout of a library may say NaN or Infinity.
    const wait = ms > 0 ? (ms < 1e12 ? ms : 1e12) : 0;
    const event: Event = { at: now + wait, order: ++made, run, owner, cancelled: false };
    push(event);
    return event;
  };

  return {
    now: () => now,
    after,
    soon: (run) => after(TASK, run, null),
    hand: (owner, run) => {
      if (!owner.alive) return;
      if (owner.frozen) return void owner.backlog.push(run);
      const before = current;
      current = owner;
      run();
      current = before;
    },
    thaw: (owner) => {
      owner.frozen = false;
      for (const run of owner.backlog.splice(0)) after(0, run, owner);
    },
    stop: () => {
      stopped = true;
    },
    events: () => ran,
    runUntil: async (end) => {
      while (!stopped && heap.length > 0 && (heap[0] as Event).at <= end) {
        const event = pop() as Event;
        if (event.cancelled || event.owner?.alive === false) continue;
        now = Math.max(now, event.at);
        if (event.owner?.frozen === true) {
          event.owner.backlog.push(() => {
            if (!event.cancelled) event.run();
          });
          continue;
        }
        ran += 1;
        current = event.owner;
        event.run();
        await drained();
        current = null;
      }
      now = Math.max(now, end);
    },
  };
}
