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
  /** Of which talk this is; of another nothing holds but how this device is set. */
  readonly talk?: string;
}

export interface KeptFields {
  readonly read: () => Kept;
  readonly write: (change: Kept) => void;
}

export const keptFieldsOf = ({ options, environment, store }: Pick<PartHost, 'options' | 'environment' | 'store'>) =>
  createKeptFields(options.site, environment.localStorage, () => store.read()?.conversation ?? '');

/** Where storage is blocked they live as long as the page. `talkNow`: empty while there is none. */
export function createKeptFields(site: string, storage: KeptTexts | null, talkNow: () => string): KeptFields {
  const key = `${storageKey(site)}:after`;
  let inMemory: Kept = {};
  const readAny = (): Kept => {
    try {
      return { ...inMemory, ...parse(storage?.getItem(key) ?? null) };
    } catch {
      return inMemory;
    }
  };
  const read = (): Kept => {
    const { isMuted, emoji, talk, ...rest } = readAny();
    const set = { ...(isMuted !== undefined && { isMuted }), ...(emoji !== undefined && { emoji }) };
    return talk && talk !== talkNow() ? set : { ...rest, ...set };
  };
  return {
    read,
    write: (change) => {
      inMemory = { ...read(), ...change, talk: talkNow() };
      try {
        storage?.setItem(key, JSON.stringify(inMemory));
      } catch {
        // Full or forbidden: in memory it is.
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
