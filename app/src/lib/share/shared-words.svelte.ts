import type { ConversationId } from '#schema/ids.ts';
import { SHARED_CACHE, SHARED_WORDS } from './share-worker.ts';

/** What another program has shared with the app in words, on its way into the reply of a conversation. */
class SharedWords {
  #words: string | null = $state.raw(null);
  #isRead = $state(false);
  #to: ConversationId | null = null;

  /** Null while there are none, or nobody knows yet. */
  get words(): string | null {
    return this.#words;
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  readonly read = async (): Promise<void> => {
    this.#words = await stored().catch(() => null);
    this.#isRead = true;
  };

  /** They go into the reply of this one, as soon as it is open. */
  hand(to: ConversationId): void {
    this.#to = to;
  }

  takeFor(id: ConversationId): string | null {
    if (this.#to !== id) return null;
    this.#to = null;
    const words = this.#words;
    this.drop();
    return words;
  }

  drop(): void {
    this.#words = null;
    void globalThis.caches
      ?.open(SHARED_CACHE)
      .then((cache) => cache.delete(SHARED_WORDS))
      .catch(() => undefined);
  }
}

export const sharedWords = new SharedWords();

async function stored(): Promise<string | null> {
  const kept = await (await caches.open(SHARED_CACHE)).match(SHARED_WORDS);
  return (await kept?.text()) ?? null;
}

/** Nothing stays of what was shared. Where a browser keeps no such things there is nothing to forget. */
export async function forgetShared(): Promise<void> {
  await globalThis.caches?.delete(SHARED_CACHE).catch(() => false);
}

/** Something was shared, words or files, and nobody has chosen a conversation for it: before somebody had signed in, say. */
export async function isSomethingShared(): Promise<boolean> {
  try {
    if (!(await caches.has(SHARED_CACHE))) return false;
    return (await (await caches.open(SHARED_CACHE)).keys()).length > 0;
  } catch {
    return false;
  }
}
