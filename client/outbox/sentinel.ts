import type { ClientEnvironment } from '../environment.ts';

/**
 * Notices a wiped database: the browser says nothing when it replaces one by an empty one. The same installation id stands in
 * the database and in localStorage, the number of rows beside it.
 */
export interface Sentinel {
  /** `found` is the id in the database that was just opened. */
  readonly judge: (found: string | null) => {
    readonly kind: 'known' | 'new' | 'wiped';
    readonly install: string;
  };
  readonly count: (rows: number) => void;
  /** Tells two devices of one person apart; random, made at installation. */
  readonly device: () => string;
  readonly forget: () => void;
}

interface Memory {
  readonly install: string;
  readonly rows: number;
}

export function createSentinel(
  ports: Pick<ClientEnvironment, 'localStorage' | 'randomBytes'>,
  namespace: string,
): Sentinel {
  const key = `holdline-${namespace}`;
  let memory = recall();

  function recall(): Memory | null {
    try {
      return JSON.parse(ports.localStorage?.getItem(key) ?? 'null') as Memory | null;
    } catch {
      return null;
    }
  }
  function remember(next: Memory): void {
    if (memory?.install === next.install && memory.rows === next.rows) return;
    memory = next;
    try {
      ports.localStorage?.setItem(key, JSON.stringify(next));
    } catch {
      // Full or refused: then only a wipe within this visit is noticed.
    }
  }
  const fresh = (): string => Array.from(ports.randomBytes(12), (byte) => byte.toString(36)).join('');

  return {
    judge: (found) => {
      if (found !== null) {
        remember({ install: found, rows: memory?.rows ?? 0 });
        return { kind: 'known', install: found };
      }
      const before = memory ?? recall();
      const install = before?.install ?? fresh();
      const wiped = before !== null && before.rows > 0;
      remember({ install, rows: before?.rows ?? 0 });
      return { kind: wiped ? 'wiped' : 'new', install };
    },
    count: (rows) => {
      if (memory !== null) remember({ ...memory, rows });
    },
    device: () => {
      if (memory === null) remember({ install: fresh(), rows: 0 });
      return memory?.install ?? '';
    },
    forget: () => {
      memory = null;
      try {
        ports.localStorage?.removeItem(key);
      } catch {
        // Refused storage holds nothing to forget.
      }
    },
  };
}
