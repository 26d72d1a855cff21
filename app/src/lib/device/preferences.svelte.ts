import * as v from 'valibot';

/** What a person chose on this device. Kept in localStorage under `holdline.preferences`, which theme.js reads before the first paint. */
const preferencesSchema = v.object({
  language: v.fallback(v.nullable(v.string()), null),
  theme: v.fallback(v.picklist(['auto', 'light', 'dark']), 'auto'),
  sendKey: v.fallback(v.picklist(['mod-enter', 'enter']), 'mod-enter'),
  /** Of sounds, 0 to 100: a phone in a pocket and a headset want another one each. */
  volume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 70),
});

type Values = v.InferOutput<typeof preferencesSchema>;
export type Theme = Values['theme'];
export type SendKey = Values['sendKey'];

const KEY = 'holdline.preferences';
const DEFAULTS: Values = { language: null, theme: 'auto', sendKey: 'mod-enter', volume: 70 };

/** Storage may be refused; then everything works until the page is closed. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  readonly length: number;
  readonly key: (index: number) => string | null;
};

export class Preferences {
  #values: Values = $state.raw(DEFAULTS);
  readonly #storage: DeviceStorage | null;

  constructor(storage: DeviceStorage | null) {
    this.#storage = storage;
    this.#values = parse(storage?.getItem(KEY) ?? null);
  }

  /** Null: as the browser says. */
  get language(): string | null {
    return this.#values.language;
  }

  get theme(): Theme {
    return this.#values.theme;
  }

  get sendKey(): SendKey {
    return this.#values.sendKey;
  }

  get volume(): number {
    return this.#values.volume;
  }

  change(next: Partial<Values>): void {
    this.#values = { ...this.#values, ...next };
    keep(this.#storage, KEY, JSON.stringify(this.#values));
  }
}

function parse(text: string | null): Values {
  if (text === null) return DEFAULTS;
  try {
    const parsed = v.safeParse(preferencesSchema, JSON.parse(text));
    return parsed.success ? parsed.output : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** Writes to localStorage. False when it is refused or full: the value then lives as long as the page. */
export function keep(storage: DeviceStorage | null, key: string, value: string | null): boolean {
  try {
    if (value === null) storage?.removeItem(key);
    else storage?.setItem(key, value);
    return storage !== null;
  } catch {
    return false;
  }
}

/** This browser's localStorage, or null where it is refused. */
export function deviceStorage(): DeviceStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
