/** The values that were used last, so that the main thread need not read them from the file each time. */
export interface Recent<Key, Value> {
  /** Reads what is not in memory. */
  readonly get: (key: Key, read: (key: Key) => Value) => Value;
  readonly set: (key: Key, value: Value) => void;
  /** The next use reads it. */
  readonly forget: (key: Key) => void;
}

/** Holds between `generationSize` values and twice as many. */
export function createRecent<Key, Value>(generationSize: number): Recent<Key, Value> {
  // Two generations: forgetting is dropping the older map, which costs nothing a use.
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();

  function set(key: Key, value: Value): void {
    young.set(key, value);
    if (young.size < generationSize) return;
    old = young;
    young = new Map();
  }

  return {
    set,
    forget: (key) => {
      young.delete(key);
      old.delete(key);
    },
    get: (key, read) => {
      const known = young.get(key);
      if (known !== undefined) return known;
      const value = old.get(key) ?? read(key);
      set(key, value);
      return value;
    },
  };
}
