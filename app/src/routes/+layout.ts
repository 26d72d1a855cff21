import { deviceStorage, Preferences } from '#app/lib/device/preferences.svelte.ts';
import { bestLanguage, Language } from '#app/lib/texts/language.svelte.ts';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = async () => {
  const preferences = new Preferences(deviceStorage());
  const language = await Language.load(preferences.language ?? bestLanguage(navigator.languages));
  return { preferences, language };
};
