import { SvelteSet } from 'svelte/reactivity';
import { LOST, SHARED_CACHE, SHARED_FILES, SHARED_NAME } from './share-worker.ts';

/** A file that another program has shared with the app, on this device until somebody has chosen a conversation for it. */
export interface SharedFile {
  readonly key: string;
  readonly file: File;
  /** Of the file as it was; the largest are not copied. */
  readonly size: number;
}

/** Files that were shared and are in no conversation yet. */
export class SharedFiles {
  #files: readonly SharedFile[] = $state.raw([]);
  #isRead = $state(false);
  /** Gone from the screen, and about to be gone from the disk. */
  readonly #dropped = new SvelteSet<string>();
  /** How many this device had no room for. */
  readonly lost: number;

  constructor(address: { readonly searchParams: Pick<URLSearchParams, 'get'> }) {
    const lost = Number(address.searchParams.get(LOST) ?? 0);
    this.lost = Number.isSafeInteger(lost) && lost > 0 ? lost : 0;
  }

  get files(): readonly SharedFile[] {
    return this.#files.filter(({ key }) => !this.#dropped.has(key));
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  readonly read = async (): Promise<void> => {
    this.#files = await stored().catch(() => []);
    this.#isRead = true;
  };

  /** It is somewhere else now, or nobody wants it sent. */
  drop(key: string): void {
    this.#dropped.add(key);
    void forget(key).catch(() => undefined);
  }
}

async function stored(): Promise<readonly SharedFile[]> {
  const cache = await caches.open(SHARED_CACHE);
  const files = (await cache.keys()).map(async (request) => {
    const key = new URL(request.url).pathname;
    const kept = key.startsWith(SHARED_FILES) ? await cache.match(request) : undefined;
    if (kept === undefined) return [];
    const name = nameIn(kept.headers.get(SHARED_NAME) ?? '');
    const bytes = await kept.blob();
    const file = new File([bytes], name, { type: bytes.type });
    return [{ key, file, size: Number(kept.headers.get('x-size') ?? file.size) }];
  });
  return (await Promise.all(files)).flat().toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function nameIn(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

async function forget(key: string): Promise<void> {
  await (await caches.open(SHARED_CACHE)).delete(key);
}
