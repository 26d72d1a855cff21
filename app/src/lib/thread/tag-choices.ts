import { LIST_NAME_LENGTH, nameKey, normaliseName, sameName } from '#schema/workspace-lists.ts';

/** A tag that can be put on. `isNew`: in no list, just as it was typed. */
export interface TagChoice {
  readonly tag: string;
  readonly isNew: boolean;
}

/** How many are shown at once. */
const SHOWN = 8;

/**
 * What fits what is being typed: tags of the workspace that begin so, then those with the letters elsewhere, in the workspace's order,
 * without those that are on it already; last what was typed itself, where there is no such tag yet.
 */
export function tagChoices(typed: string, known: readonly string[], on: readonly string[]): readonly TagChoice[] {
  const wanted = nameKey(typed);
  const free = known.filter((tag) => !on.some((other) => sameName(other, tag)));
  const begin = free.filter((tag) => nameKey(tag).startsWith(wanted));
  const hold = free.filter((tag) => !nameKey(tag).startsWith(wanted) && nameKey(tag).includes(wanted));
  const found = [...begin, ...hold].slice(0, SHOWN).map((tag) => ({ tag, isNew: false }));
  const tag = normaliseName(typed);
  const isNew =
    tag !== '' && [...tag].length <= LIST_NAME_LENGTH.tags && ![...known, ...on].some((other) => sameName(other, tag));
  return isNew ? [...found, { tag, isNew }] : found;
}
