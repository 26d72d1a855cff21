import type { StaffReplica } from '#client/interface.ts';
import type { CallKind } from '#schema/notify/call.ts';
import {
  readNotificationSettings,
  writeHidesWords,
  writeKind,
  writeQuiet,
  type KindSettings,
  type NotificationSettings,
  type QuietHours,
} from '#schema/docs/notification-settings.ts';
import { ReplicaView } from '../device/sources.svelte.ts';

/** How this person wants to be called, on all of its devices. */
export class OwnNotifications {
  readonly #replica: StaffReplica;
  readonly #view: ReplicaView<NotificationSettings>;

  /** The person's own document. */
  constructor(replica: StaffReplica) {
    this.#replica = replica;
    this.#view = new ReplicaView(replica, readNotificationSettings);
  }

  get current(): NotificationSettings {
    return this.#view.content;
  }

  changeKind(kind: CallKind, change: Partial<KindSettings>): void {
    this.#write((doc) => writeKind(doc, kind, { ...this.current.kinds[kind], ...change }));
  }

  /** The hours are those of the clock that they were chosen by. */
  changeQuiet(change: Partial<QuietHours>): void {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    this.#write((doc) => writeQuiet(doc, { ...this.current.quiet, zone, ...change }));
  }

  hideWords(hides: boolean): void {
    this.#write((doc) => writeHidesWords(doc, hides));
  }

  #write(write: (doc: StaffReplica['doc']) => void): void {
    const { doc } = this.#replica;
    doc.transact(() => write(doc));
  }
}
