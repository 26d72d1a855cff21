import type { ClientEnvironment } from '../environment.ts';
import type { Cache } from '../replicas/cache.ts';

/** What the server last told of how far its data reaches; it stands where the replicas stand, and goes with them. */
export interface ToldLife {
  readonly current: () => string | undefined;
  /** Resolves when it is known what to say with the first hello, unless the disk hangs. */
  readonly read: Promise<void>;
  readonly told: (life: string) => void;
}

/** The row of the cache that keeps it; no document is called so. */
const LIFE = ':life';
const LIFE_WITHIN = 500;
const NOTHING = /*#__PURE__*/ new Uint8Array(0);
const branchOf = (life: string): string => life.split('.', 1)[0] ?? '';

export function createToldLife(
  ports: Pick<ClientEnvironment, 'setTimeout'>,
  cache: Pick<Cache, 'load' | 'saveSoon'>,
  setBack: () => void,
): ToldLife {
  let life: string | undefined;
  return {
    current: () => life,
    read: new Promise<void>((resolve) => {
      ports.setTimeout(resolve, LIFE_WITHIN);
      void cache.load(LIFE).then((row) => {
        life ??= row?.epoch;
        resolve();
      });
    }),
    told: (told) => {
      if (told === life) return;
      // The server's data was set back: what was seen then is not what is there now.
      if (life !== undefined && branchOf(told) !== branchOf(life)) setBack();
      life = told;
      cache.saveSoon(LIFE, () => ({ epoch: told, bytes: NOTHING }));
    },
  };
}
