import type { HoldlineClient } from '#client/interface.ts';
import type { Drafts } from '../device/drafts.ts';
import { forgetKept } from '../device/kept-keys.ts';
import type { DeskFiles } from '../files/desk-files.svelte.ts';
import { keep, type DeviceStorage } from '../device/preferences.svelte.ts';
import { forgetProfile } from '../device/profile.ts';
import { leaveDevice } from '../notify/leave-device.ts';
import { forgetRung } from '../notify/rung.ts';
import { forgetShared } from '../share/shared-words.svelte.ts';
import { api } from './api.ts';

/** Set while the server has not heard of a sign-out that happened without a network. */
const OWED = 'holdline.sign-out-owed';

/**
 * Forgets this person on this device, and tells the server. False when commands wait and `dropWaiting` is not set: then
 * nothing has happened. With no network the server hears of it before the next sign-in.
 */
export async function signOut(
  client: HoldlineClient,
  storage: DeviceStorage | null,
  drafts: Drafts,
  { dropWaiting }: { readonly dropWaiting: boolean },
  files: Pick<DeskFiles, 'waiting' | 'destroy'> | null = null,
): Promise<boolean> {
  if (!dropWaiting && files !== null && files.waiting.length > 0) return false;
  const forgotten = await client.forget({ dropWaiting });
  if (!forgotten.ok) return false;
  await files?.destroy();
  if (dropWaiting) drafts.clear();
  else drafts.forget(null);
  forgetProfile(storage);
  forgetKept(storage);
  forgetRung(storage);
  await forgetShared();
  await leaveDevice();
  keep(storage, OWED, 'yes');
  await finishSignOut(storage);
  return true;
}

/** Tells the server of a sign-out it has not heard of. */
export async function finishSignOut(storage: DeviceStorage | null): Promise<void> {
  if ((storage?.getItem(OWED) ?? null) === null) return;
  const told = await api.signOut();
  if (told.ok || told.failure === 'unauthorized') keep(storage, OWED, null);
}
