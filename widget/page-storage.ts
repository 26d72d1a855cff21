/** The part of `Storage` that is needed; `null` where even asking for it throws. */
export type KeptTexts = Pick<Storage, 'getItem' | 'setItem'>;

/** Texts that no storage takes, by their keys: they live as long as the page, whichever panels come and go on it (API7, API8). */
export type PageMemory = Map<string, string>;

export interface PageStorage extends Pick<KeptTexts, 'setItem'> {
  readonly getItem: (key: string) => string | null | undefined;
}

/** The page's storage, and in memory what that does not take: this holds over what still stands there. Reading throws where reading the page's does. */
export const createPageStorage = (storage: KeptTexts | null, memory: PageMemory): PageStorage => ({
  getItem: (key) => memory.get(key) ?? storage?.getItem(key),
  setItem: (key, text) => {
    try {
      // Where there is none, that throws too.
      (storage as KeptTexts).setItem(key, text);
      memory.delete(key);
    } catch {
      memory.set(key, text);
    }
  },
});
