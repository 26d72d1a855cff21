import { redirect } from '@sveltejs/kit';
import { api } from '#app/lib/account/api.ts';
import { signInFrom } from '#app/lib/account/way-back.ts';
import { deviceStorage } from '#app/lib/device/preferences.svelte.ts';
import { keepProfile, readProfile } from '#app/lib/device/profile.ts';
import type { LayoutLoad } from './$types';

/** A known device opens without asking anybody; an unknown one asks the server who is signed in. */
export const load: LayoutLoad = async ({ url, untrack }) => {
  const storage = deviceStorage();
  const known = readProfile(storage);
  if (known !== null) return { profile: known };
  const session = await api.session();
  // The page may be another one each time, and who works here is not.
  if (!session.ok) redirect(307, signInFrom(untrack(() => url)));
  keepProfile(storage, session.value);
  return { profile: session.value };
};
