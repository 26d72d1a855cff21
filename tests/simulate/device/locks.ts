import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';

/** Web Locks of one browser profile. */
export interface Locks {
  readonly of: (tab: Owner) => Pick<LockManager, 'request'>;
  readonly tabEnded: (tab: Owner) => void;
}

interface Request {
  readonly tab: Owner;
  readonly work: (lock: Lock | null) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  isOver: boolean;
}
interface Named {
  holder: Request | null;
  queue: Request[];
}

const GRANTED_AFTER = 0.2;
const aborted = (): DOMException => new DOMException('the request was aborted', 'AbortError');

export function createLocks(world: World): Locks {
  const byName = new Map<string, Named>();

  function grant(name: string, named: Named): void {
    if (named.holder !== null) return;
    const next = named.queue.shift();
    if (next === undefined) return;
    named.holder = next;
    world.after(GRANTED_AFTER, () => begin(name, named, next), next.tab);
  }

  function begin(name: string, named: Named, request: Request): void {
    if (request.isOver) return;
    const result = new Promise((resolve) => resolve(request.work({ name, mode: 'exclusive' })));
    const over = (settle: () => void): void => {
      if (request.isOver) return;
      end(name, named, request);
      settle();
    };
    result.then(
      (value) => over(() => request.resolve(value)),
      (error: Error) => over(() => request.reject(error)),
    );
  }

  function end(name: string, named: Named, request: Request): void {
    request.isOver = true;
    named.queue = named.queue.filter((other) => other !== request);
    if (named.holder === request) named.holder = null;
    grant(name, named);
  }

  function request(tab: Owner, name: string, options: LockOptions, work: Request['work']): Promise<unknown> {
    const named = byName.get(name) ?? { holder: null, queue: [] };
    byName.set(name, named);
    return new Promise((resolve, reject) => {
      const made: Request = { tab, work, resolve, reject, isOver: false };
      if (!tab.alive) return;
      options.signal?.addEventListener('abort', () => {
        // What is held already cannot be taken back so.
        if (made.isOver || named.holder === made) return;
        end(name, named, made);
        reject(aborted());
      });
      if (options.steal === true) {
        const robbed = named.holder;
        named.holder = null;
        named.queue.unshift(made);
        if (robbed !== null) {
          robbed.isOver = true;
          world.after(GRANTED_AFTER, () => robbed.reject(aborted()), robbed.tab);
        }
      } else named.queue.push(made);
      grant(name, named);
    });
  }

  return {
    of: (tab) => ({
      request: (name: string, ...given: [Request['work']] | [LockOptions, Request['work']]) =>
        given.length === 1 ? request(tab, name, {}, given[0]) : request(tab, name, given[0], given[1]),
    }),
    tabEnded: (tab) => {
      for (const [name, named] of byName)
        for (const made of [named.holder, ...named.queue]) if (made?.tab === tab) end(name, named, made);
    },
  };
}
