import type { PartHost } from '../parts/part.ts';
import { createPageStorage, type KeptTexts, type PageMemory, type PageStorage } from '../../page-storage.ts';
import { storageKey } from '../../visitor-store.ts';

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

export const keptFieldsOf = ({ options, environment, store, memory }: KeptFieldsHost): KeptFields =>
  createKeptFields(options.site, environment.localStorage, () => store.read()?.conversation ?? '', memory);

type KeptFieldsHost = Pick<PartHost, 'options' | 'environment' | 'store' | 'memory'>;

/**
 * Where storage is blocked they live as long as the page. `talkNow`: empty while there is none. How the device is set stands under a key of
 * its own: what goes with a talk (visitor-store.ts) leaves it alone.
 */
export function createKeptFields(
  site: string,
  given: KeptTexts | null,
  talkNow: () => string,
  memory: PageMemory = new Map(),
): KeptFields {
  const storage = createPageStorage(given, memory);
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

/** One text of the storage. */
const createPlace = (storage: PageStorage, key: string) => ({
  read: (): Kept => {
    try {
      return parse(storage.getItem(key) || null);
    } catch {
      return {};
    }
  },
  write: (kept: Kept): void => storage.setItem(key, JSON.stringify(kept)),
});

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
