import type { PageMemory } from '../../page-storage.ts';

/**
 * Takes from this device all that the widget keeps of a visitor of this site: the record, the mark of the open panel, and the
 * databases. The panel is over before. `own`: the namespace of whom it is; where by now a record of another one stands, another tab has
 * begun anew already, and that visitor keeps everything. The names are visitor-store.ts's and the client's: importing them would make a
 * file more.
 */
export async function forget(site: string, own?: string, memory?: PageMemory): Promise<void> {
  const key = `holdline:${site}`;
  const kept = memory?.get(key) ?? attempt(() => localStorage.getItem(key)) ?? '';
  const device = /"device":"([\w-]+)"/.exec(kept)?.[1] ?? 'first';
  const current = `visitor-${site}-${device}`;
  const namespace = own ?? current;
  const isOthers = kept !== '' && namespace !== current;
  for (const storage of [attempt(() => localStorage), attempt(() => sessionStorage)]) {
    const names = Object.keys(storage ?? {}).filter(
      (name) => (!isOthers && name.startsWith(`${key}:`)) || name.includes(namespace),
    );
    // The record first: by it another tab learns who has left, before it begins anew for what else goes.
    for (const name of [...(isOthers ? [] : [key]), ...names]) storage?.removeItem(name);
  }
  if (memory) forgetMemory(site, memory);
  const databases = (await attempt(() => indexedDB.databases())?.catch(() => [])) ?? [];
  await Promise.all(databases.flatMap(({ name }) => (name?.endsWith(namespace) ? [removeDatabase(name)] : [])));
}

/** Of this page alone: whatever other tabs have begun. */
export function forgetMemory(site: string, memory: PageMemory): void {
  const key = `holdline:${site}`;
  for (const name of memory.keys()) if (name === key || name.startsWith(`${key}:`)) memory.delete(name);
}

/** Where another tab holds it, it goes when that one lets it. */
const removeDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });

/** The storage of a page whose visitor blocks it throws when it is so much as mentioned. */
function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
