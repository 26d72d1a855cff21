import type { ClientEnvironment } from '#client/environment.ts';
import type { World } from '../world/world.ts';

/** localStorage of one browser profile: the browser writes it now and then, and a power cut takes it back to that. */
export interface LocalStorage {
  readonly storage: NonNullable<ClientEnvironment['localStorage']>;
  readonly powerLoss: () => void;
}

const LAZY = 5_000;

export function createLocalStorage(world: World, isFull: () => boolean): LocalStorage {
  const local = new Map<string, string>();
  let onDisk = new Map<string, string>();
  let savedAt = 0;
  return {
    storage: {
      getItem: (key) => local.get(key) ?? null,
      setItem: (key, value) => {
        if (isFull()) throw new DOMException('full', 'QuotaExceededError');
        if (world.now() - savedAt > LAZY) {
          onDisk = new Map(local);
          savedAt = world.now();
        }
        local.set(key, value);
      },
      removeItem: (key) => void local.delete(key),
    },
    powerLoss: () => {
      local.clear();
      for (const [key, value] of onDisk) local.set(key, value);
    },
  };
}
