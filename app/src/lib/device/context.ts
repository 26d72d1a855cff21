import { getContext, setContext } from 'svelte';
import type { Preferences } from './preferences.svelte.ts';

const KEY = Symbol('preferences');

export const providePreferences = (preferences: Preferences): Preferences => setContext(KEY, preferences);
export const usePreferences = (): Preferences => getContext<Preferences>(KEY);
