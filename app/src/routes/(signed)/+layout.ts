import { redirect } from '@sveltejs/kit';
import { api } from '#app/lib/account/api.ts';
import { deviceStorage } from '#app/lib/device/preferences.svelte.ts';
import { keepProfile, readProfile } from '#app/lib/device/profile.ts';
import type { LayoutLoad } from './$types';

/** A known device opens without asking anybody; an unknown one asks the server who is signed in. */
export const load: LayoutLoad = async () => {
  const storage = deviceStorage();
  const known = readProfile(storage);
  if (known !== null) return { profile: known };
  const session = await api.session();
  if (!session.ok) redirect(307, '/sign-in');
  keepProfile(storage, session.value);
  return { profile: session.value };
};
