import { serialize } from 'node:v8';
import { OUTBOX_PREFIX } from '#client/outbox/outbox-store.ts';
import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import type { Device } from '../device/device.ts';

/**
 * Words of people who were erased that devices still have after their next contact (KEEP6). What waits in an outbox for its author
 * is the author's own, and stays until the author drops it (KEEP7).
 */
export function wordsLeftOn(devices: readonly Device[], words: ReadonlySet<string>): readonly string[] {
  if (words.size === 0) return [];
  const found: string[] = [];
  for (const { name, storage } of devices)
    for (const { database, value } of storage.everything()) {
      if (database.startsWith(OUTBOX_PREFIX)) continue;
      // The cached list is written again when it changes; until then a tab that hung may have left an older one.
      if ((value as { readonly name?: unknown }).name === INBOX_DOCUMENT) continue;
      const bytes = serialize(value);
      for (const word of words) if (bytes.includes(word)) found.push(`${name}: ${database} still has "${word}"`);
    }
  return found;
}
