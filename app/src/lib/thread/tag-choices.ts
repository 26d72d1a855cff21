import { normaliseTag, sameTag, tagKey } from '#schema/conversation/desk.ts';
import { TAG_CHARACTERS } from '#schema/limits.ts';

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
  const wanted = tagKey(normaliseTag(typed));
  const free = known.filter((tag) => !on.some((other) => sameTag(other, tag)));
  const begin = free.filter((tag) => tagKey(tag).startsWith(wanted));
  const hold = free.filter((tag) => !tagKey(tag).startsWith(wanted) && tagKey(tag).includes(wanted));
  const found = [...begin, ...hold].slice(0, SHOWN).map((tag) => ({ tag, isNew: false }));
  const tag = normaliseTag(typed);
  const isNew =
    tag !== '' && [...tag].length <= TAG_CHARACTERS && ![...known, ...on].some((other) => sameTag(other, tag));
  return isNew ? [...found, { tag, isNew }] : found;
}
