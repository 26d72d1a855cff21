import { createPageStorage, type KeptTexts, type PageMemory, type PageStorage } from './page-storage.ts';

/**
 * What the widget keeps in the host page's own storage, under one key a site: who this visitor is, which conversation it
 * has, and small comforts. Where storage is blocked it lives as long as the page, and `isKept` says so.
 */
export interface VisitorRecord {
  /** The visitor's credential; never put into an address. Made when the panel is first opened. */
  readonly token: string;
  /** Random; separates the databases of this visitor from those of one who was here before a wipe. */
  readonly device: string;
  readonly conversation: string | null;
  readonly draft: string;
  /** Newest entry that the visitor has seen. */
  readonly seen: number;
  /** JSON of what stands in the form for when nobody is there, beside the words. */
  readonly contact: string;
  /** JSON of what `identify` last told the server; with `jwt:` before it, of what its site has signed. */
  readonly identified: string;
  /** The token that is about to take the place of `token`; empty while there is none. */
  readonly next: string;
  /** In how many visits it wrote, and when last by the device's clock, ms. */
  readonly visits: number;
  readonly wroteAt: number;
  /** Files wait on this device. */
  readonly files: boolean;
}

export interface VisitorStore {
  /** Null while nothing was ever kept: reading makes nothing. */
  readonly read: () => VisitorRecord | null;
  /** Makes the record if there is none. */
  readonly ensure: () => VisitorRecord;
  readonly update: (change: Partial<VisitorRecord>) => void;
  /** It is gone from the server, and its visitor's card with it: nothing of it is kept, and what the page says is told anew. */
  readonly forgetTalk: () => void;
  /** Nothing is written any more: what is kept goes. */
  readonly end: () => void;
  readonly isKept: () => boolean;
  /** Calls back after another tab has changed the record; `isGone`: it was taken away. */
  readonly subscribe: (changed: (isGone: boolean) => void) => () => void;
}

const NO_TALK = { conversation: null, draft: '', seen: 0, visits: 0, wroteAt: 0, contact: '', identified: '' };
const EMPTY: VisitorRecord = { ...NO_TALK, token: '', device: 'first', next: '', files: false };

export const storageKey = (site: string): string => `holdline:${site}`;

export function createVisitorStore(
  site: string,
  given: KeptTexts | null,
  randomBytes: (length: number) => Uint8Array,
  memory: PageMemory,
): VisitorStore {
  const key = storageKey(site);
  const storage = createPageStorage(given, memory);
  let last: VisitorRecord | null = null;
  let isOver = false;

  // Another tab may take it away: what is written before that is heard is still of this visitor, not of a new one.
  const read = (): VisitorRecord | null => (last = parse(storage, key) ?? last);
  const write = (record: VisitorRecord): VisitorRecord => {
    if (!isOver) storage.setItem(key, JSON.stringify({ version: 1, ...record }));
    return (last = record);
  };
  const ensure = (): VisitorRecord =>
    read() ?? write({ ...EMPTY, token: newToken(randomBytes), device: base64Url(randomBytes(9)) });

  const update = (change: Partial<VisitorRecord>): void => void write({ ...ensure(), ...change });

  return {
    read,
    ensure,
    update,
    forgetTalk: () => {
      update(NO_TALK);
      for (const part of [':attributes', ':after']) storage.setItem(key + part, '');
    },
    end: () => void (isOver = true),
    isKept: () => !memory.has(key),
    subscribe: (changed) => {
      const listen = (event: StorageEvent): void => {
        if (event.key === key) changed(!event.newValue);
      };
      addEventListener('storage', listen);
      return () => removeEventListener('storage', listen);
    },
  };
}

export const newToken = (randomBytes: (length: number) => Uint8Array): string => `v1_${base64Url(randomBytes(32))}`;

/** A record that an older or broken version wrote is taken as far as it can be believed; without a token it is none. */
function parse(storage: PageStorage, key: string): VisitorRecord | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Readonly<Record<string, unknown>> | null;
    if (!/^v1_[\w-]{43}$/.test(kept?.token as string)) return null;
    const believed = Object.entries(kept as object).filter(
      ([name, value]) => typeof value === typeof (EMPTY[name as keyof VisitorRecord] ?? ''),
    );
    return { ...EMPTY, ...Object.fromEntries(believed) };
  } catch {
    return null;
  }
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
