import { keep, type DeviceStorage } from './preferences.svelte.ts';

const LIST = 'holdline.list.';
const OWN = 'holdline.own.';

/** Where a person's filter and order of the list are kept on this device. */
export const listKeyOf = (operator: string): string => `${LIST}${operator}`;

/** Where the choices of somebody who writes no documents are kept on this device. */
export const ownKeyOf = (operator: string): string => `${OWN}${operator}`;

/** What people chose, and words that they looked for. */
export function forgetKept(storage: DeviceStorage | null): void {
  if (storage === null) return;
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(LIST) || key.startsWith(OWN)) keep(storage, key, null);
}
