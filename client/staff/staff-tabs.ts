import * as Y from 'yjs';
import type { TabMessage } from '../tabs/messages.ts';
import { documentOf, FROM_FOLLOWER, type Entry } from './staff-entry.ts';
import type { StaffSaving } from './staff-saving.ts';
import type { StaffStore } from './staff-store.ts';
import type { Writers } from './writers.ts';

export interface TabEarDeps {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly store: StaffStore;
  readonly writers: Writers;
  readonly saving: StaffSaving;
  readonly leads: () => boolean;
  readonly tab: string;
}

/** What the other tabs say of documents that this person writes. */
export function createTabEar({
  entries,
  store,
  writers,
  saving,
  leads,
  tab,
}: TabEarDeps): (message: TabMessage) => void {
  return (message) => {
    if (message.t === 'writing') {
      const { document, by } = message;
      return writers.heard(document, by, () => entries.get(document)?.watchers.call());
    }
    if (message.t !== 'aside' && message.t !== 'open' && message.t !== 'edit' && message.t !== 'kept') return;
    const entry = entries.get(message.name);
    if (entry === undefined) return;
    if (message.t === 'aside') {
      void store.asideOf(message.name).then((all) => {
        entry.aside = all.map((bytes) => documentOf(entry.kind, bytes));
        saving.changed(entry);
      });
    } else if (message.t === 'kept') {
      if (leads()) return;
      entry.isRooted ||= message.isRooted;
      if (message.isSaved && (message.heard[tab] ?? 0) >= entry.told) saving.kept(entry, entry.edits);
    } else if (leads()) {
      if (message.t === 'edit') {
        // Written into another life: that tab puts it aside.
        if (message.epoch !== entry.epoch && message.epoch !== null && entry.isRooted) return;
        entry.heard = { ...entry.heard, [message.tab]: message.n };
        Y.applyUpdate(entry.doc, message.update, FROM_FOLLOWER);
      }
      saving.tellTabs(entry);
    }
  };
}
