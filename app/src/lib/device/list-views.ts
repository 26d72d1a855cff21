import { keep, type DeviceStorage } from './preferences.svelte.ts';

const PREFIX = 'holdline.list.';

/** Where a person's filter and order of the list are kept on this device. */
export const listKeyOf = (operator: string): string => `${PREFIX}${operator}`;

/** They hold words that somebody looked for. */
export function forgetListViews(storage: DeviceStorage | null): void {
  if (storage === null) return;
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(PREFIX)) keep(storage, key, null);
}
