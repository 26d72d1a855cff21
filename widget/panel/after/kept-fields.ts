import type { PartHost } from '../parts/part.ts';
import { storageKey, type KeptTexts } from '../../visitor-store.ts';

/** What is typed into the forms that come after a talk, and small choices: on this device, for all tabs of the page's site. */
export interface Kept {
  /** Beside a rating; empty when it was said. */
  readonly comment?: string;
  /** To be called back. */
  readonly phone?: string;
  /** No sound. */
  readonly isMuted?: boolean;
  /** The newest entry that has sounded, in any tab. */
  readonly rung?: number;
  /** Emoji used lately, the newest first, with blanks between. */
  readonly emoji?: string;
  /** The entry that closed the talk of which nothing is to be said. */
  readonly quiet?: number;
  /** Of which talk this is; of another nothing holds. */
  readonly talk?: string;
}

export interface KeptFields {
  readonly read: () => Kept;
  readonly write: (change: Kept) => void;
}

/** By the store of the panel that they belong to: what no storage takes is the same for all parts of it, and of nobody who comes after. */
const fieldsByStore = new WeakMap<PartHost['store'], KeptFields>();

export function keptFieldsOf(host: Pick<PartHost, 'options' | 'environment' | 'store'>): KeptFields {
  const { options, environment, store } = host;
  const talkNow = (): string => store.read()?.conversation ?? '';
  const fields = fieldsByStore.get(store) ?? createKeptFields(options.site, environment.localStorage, talkNow);
  fieldsByStore.set(store, fields);
  return fields;
}

/**
 * Where storage is blocked they live as long as the panel. `talkNow`: empty while there is none. How the device is set stands under a key of
 * its own: what goes with a talk (visitor-store.ts) leaves it alone.
 */
export function createKeptFields(site: string, storage: KeptTexts | null, talkNow: () => string): KeptFields {
  const place = createPlace(storage, `${storageKey(site)}:after`);
  const settings = createPlace(storage, `${storageKey(site)}:settings`);
  const ofTalk = (): Kept => {
    const { talk, ...kept } = place.read();
    return talk && talk !== talkNow() ? {} : kept;
  };
  return {
    read: () => ({ ...ofTalk(), ...settings.read() }),
    write: ({ isMuted, emoji, ...change }) => {
      const set = { ...(isMuted !== undefined && { isMuted }), ...(emoji !== undefined && { emoji }) };
      if (Object.keys(set).length > 0) settings.write({ ...settings.read(), ...set });
      if (Object.keys(change).length > 0) place.write({ ...ofTalk(), ...change, talk: talkNow() });
    },
  };
}

/** One text of the storage. What that refuses is in memory, until it takes something again: what it says holds for all who read it. */
function createPlace(storage: KeptTexts | null, key: string) {
  let inMemory: Kept | null = null;
  return {
    read: (): Kept => {
      if (inMemory !== null) return inMemory;
      try {
        return parse(storage?.getItem(key) || null);
      } catch {
        return {};
      }
    },
    write: (kept: Kept): void => {
      inMemory = kept;
      try {
        storage?.setItem(key, JSON.stringify(kept));
        if (storage !== null) inMemory = null;
      } catch {
        // Full or forbidden.
      }
    },
  };
}

/** Of a page that anybody may have written. */
function parse(text: string | null): Kept {
  const given: unknown = JSON.parse(text ?? '{}');
  if (typeof given !== 'object' || given === null) return {};
  const fits = {
    comment: 'string',
    phone: 'string',
    isMuted: 'boolean',
    rung: 'number',
    quiet: 'number',
    emoji: 'string',
    talk: 'string',
  };
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => typeof value === fits[name as keyof typeof fits]),
  );
}
