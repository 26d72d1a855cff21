import type { ClientEnvironment, Timer } from '../environment.ts';

/**
 * Which tab holds the socket. Web Locks choose; a leader that hangs keeps its lock for ever, so followers ask it now and then
 * whether it is there, and steal the lock when three questions in a row stay without an answer. Questions, not a heartbeat:
 * timers of a hidden tab are slowed to one a minute, its message handlers are not. Correctness never depends on any of this:
 * two leaders at once only send the same commands twice.
 */
export interface Leadership {
  readonly isLeader: () => boolean;
  /** How often this tab has begun to lead. */
  readonly reigns: () => number;
  /** Any sign of life of the leader. */
  readonly heard: () => void;
  /** Leads without asking: this tab has what the others cannot see. */
  readonly leadAlone: () => void;
  readonly stop: () => void;
}

export interface LeadershipHooks {
  readonly lead: () => void;
  readonly follow: () => void;
  /** Ask the leader whether it is there. */
  readonly ask: () => void;
}

const ASK_EVERY = 1_700;
const MISSED = 3;

export function createLeadership(
  ports: Pick<ClientEnvironment, 'locks' | 'setTimeout' | 'clearTimeout'>,
  name: string,
  hooks: LeadershipHooks,
): Leadership {
  let leading = false;
  let reigns = 0;
  let stopped = false;
  let missed = 0;
  let timer: Timer | null = null;
  let release: (() => void) | null = null;
  let queue = new AbortController();

  const lead = (): void => {
    if (leading) return;
    leading = true;
    reigns += 1;
    if (timer !== null) ports.clearTimeout(timer);
    timer = null;
    hooks.lead();
  };

  const follow = (): void => {
    leading = false;
    missed = 0;
    hooks.follow();
    queue = new AbortController();
    request({ signal: queue.signal });
    ask();
  };

  const ask = (): void => {
    timer = ports.setTimeout(() => {
      if (missed < MISSED) {
        missed += 1;
        hooks.ask();
        ask();
      } else {
        queue.abort();
        request({ steal: true });
      }
    }, ASK_EVERY);
  };

  const request = (options: LockOptions): void => {
    const { locks } = ports;
    if (locks === null) return lead();
    locks
      .request(name, options, () => {
        if (stopped) return undefined;
        lead();
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      })
      .catch(() => {
        // Ours was stolen, because we seemed to hang. A queued request that we took back ourselves ends here too.
        if (stopped || options.signal?.aborted === true) return;
        if (release !== null) {
          release = null;
          follow();
        } else lead();
      });
  };

  if (ports.locks === null) lead();
  else follow();

  return {
    isLeader: () => leading,
    reigns: () => reigns,
    heard: () => {
      missed = 0;
    },
    leadAlone: () => {
      if (leading || stopped) return;
      queue.abort();
      lead();
    },
    stop: () => {
      stopped = true;
      if (timer !== null) ports.clearTimeout(timer);
      queue.abort();
      release?.();
    },
  };
}
