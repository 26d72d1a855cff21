import type { OperatorId } from './ids.ts';

/** The lists that a workspace keeps for itself: departments, tags and categories, each in the order its admins gave it. */
export const LIST_NAMES = ['departments', 'tags', 'categories'] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** Characters of a name. */
export const LIST_NAME_LENGTH = { departments: 60, tags: 40, categories: 40 } as const satisfies {
  readonly [List in ListName]: number;
};

interface ListItem {
  readonly id: string;
  readonly name: string;
  /** Ascending, not always without gaps. */
  readonly order: number;
  /** Offered nowhere any more; conversations that have it keep it, and it can come back. */
  readonly archived?: true;
}

/** A named group of those who answer; a person is in any number of them. */
export interface Department extends ListItem {
  /** Who is asked first stands first. */
  readonly members: readonly OperatorId[];
}

export const TAG_COLOURS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
export type TagColour = (typeof TAG_COLOURS)[number];

/** On a conversation a tag is its text; this list says how it looks and what is suggested. */
export interface Tag extends ListItem {
  readonly colour: TagColour;
}

export const BUILT_IN_CATEGORIES = ['lead', 'client', 'spam', 'other'] as const;
export type BuiltInCategory = (typeof BUILT_IN_CATEGORIES)[number];

/** What a conversation was about. The built-in ones have no name of their own until somebody gives them one: each screen has its word. */
export type Category = ListItem;

export const isBuiltInCategory = (id: string): id is BuiltInCategory =>
  (BUILT_IN_CATEGORIES as readonly string[]).includes(id);

export interface ItemOf {
  readonly departments: Department;
  readonly tags: Tag;
  readonly categories: Category;
}

export type Lists = { readonly [List in ListName]: readonly ItemOf[List][] };

/** All of them, what is archived included. */
export type WorkspaceLists = Lists & {
  /** Grows with each change, over restarts as well. */
  readonly revision: number;
};

/** A name as it is kept: well-formed, in NFC, in one line, without blanks around it. */
export const normaliseName = (name: string): string =>
  name.toWellFormed().normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

/** Two names with the same key are the same to a person. */
export const nameKey = (name: string): string => normaliseName(name).toLowerCase();

export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** In the order of their keys. */
export const byName = (one: string, other: string): number => (nameKey(one) < nameKey(other) ? -1 : 1);
