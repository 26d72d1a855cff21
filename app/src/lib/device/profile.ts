import * as v from 'valibot';
import { operatorIdSchema } from '#schema/ids.ts';
import { staffRoleSchema } from '#schema/words.ts';
import { keep, type DeviceStorage } from './preferences.svelte.ts';

/** Who works on this device: enough to open the desk with no network. No secret; the session is the browser's cookie. */
const profileSchema = v.object({
  id: operatorIdSchema,
  name: v.string(),
  email: v.string(),
  role: staffRoleSchema,
});

export type Profile = v.InferOutput<typeof profileSchema>;

const KEY = 'holdline.profile';
const SIGNED_IN = 'holdline.signed-in';

export function readProfile(storage: DeviceStorage | null): Profile | null {
  const text = storage?.getItem(KEY) ?? null;
  if (text === null) return null;
  try {
    const parsed = v.safeParse(profileSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export const keepProfile = (storage: DeviceStorage | null, profile: Profile): void =>
  void keep(storage, KEY, JSON.stringify(profile));

/** As `keepProfile`, after a sign-in: tabs whose session had ended hear of it. `at`: ms. */
export function signedIn(storage: DeviceStorage | null, profile: Profile, at: number): void {
  keepProfile(storage, profile);
  keep(storage, SIGNED_IN, String(at));
}

/** What another tab did to who works here; null when it was something else. */
export function accountEventOf(event: Pick<StorageEvent, 'key' | 'newValue'>): 'signed-in' | 'signed-out' | null {
  if (event.key === SIGNED_IN && event.newValue !== null) return 'signed-in';
  return event.key === KEY && event.newValue === null ? 'signed-out' : null;
}

export const forgetProfile = (storage: DeviceStorage | null): void => void keep(storage, KEY, null);

export const parseProfile = (value: unknown): Profile | null => {
  const parsed = v.safeParse(profileSchema, value);
  return parsed.success ? parsed.output : null;
};
