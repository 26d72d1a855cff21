import { getContext, setContext } from 'svelte';
import type { HistorySearch } from './history-search.svelte.ts';

const KEY = Symbol('history');

/** A place for the search of this person, made when the history is first opened: others do not load it. */
export interface HistoryPlace {
  search: HistorySearch | null;
}

export const provideHistoryPlace = (place: HistoryPlace): HistoryPlace => setContext(KEY, place);
export const useHistoryPlace = (): HistoryPlace => getContext<HistoryPlace>(KEY);
