import { nameKey, type Tag, type TagColour } from '#schema/workspace-lists.ts';

/**
 * Where a colour of the workspace's eight stands on the wheel, degrees. With the lightness that tags have, words on their ground
 * have more than 4.5 : 1 in both themes.
 */
export const tagHue = (colour: TagColour): number => colour * 45 + 20;

/** By the key of the tag. */
export const coloursOf = (tags: readonly Tag[]): ReadonlyMap<string, TagColour> =>
  new Map(tags.map(({ name, colour }) => [nameKey(name), colour]));
