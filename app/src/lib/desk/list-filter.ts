import * as v from 'valibot';
import type { Summary } from '#schema/docs/inbox-document.ts';
import { nameKey } from '#schema/workspace-lists.ts';
import { compareNames } from '../texts/compare-names.ts';

/** What a person chose to see of the list, on this device. Empty: everything. */
const filterSchema = v.object({
  site: v.fallback(v.string(), ''),
  /** A department's id. */
  department: v.fallback(v.string(), ''),
  tag: v.fallback(v.string(), ''),
  words: v.fallback(v.string(), ''),
  sort: v.fallback(v.picklist(['wait', 'time']), 'wait'),
});
export type ListFilter = v.InferOutput<typeof filterSchema>;

export const EVERYTHING: ListFilter = { site: '', department: '', tag: '', words: '', sort: 'wait' };

export function parseFilter(text: string | null): ListFilter {
  if (text === null) return EVERYTHING;
  try {
    const parsed = v.safeParse(filterSchema, JSON.parse(text));
    return parsed.success ? parsed.output : EVERYTHING;
  } catch {
    return EVERYTHING;
  }
}

/** Whether anything is kept from sight. The order hides nothing. */
export const isHiding = ({ site, department, tag, words }: ListFilter): boolean =>
  site !== '' || department !== '' || tag !== '' || wordsOf(words).length > 0;

/** A row as the filter sees it. */
export interface Filterable {
  readonly summary: Summary;
  /** Everything that free words are looked for in, folded. */
  readonly haystack: string;
}

/** Small letters without marks, so that what is typed quickly finds what was written well: ё is е, ł is l. */
export const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l');

const wordsOf = (words: string): readonly string[] =>
  fold(words)
    .split(/\s+/)
    .filter((word) => word !== '');

/** Makes the test of a filter, so that what is the same for thousands of rows is done once. */
export function matcherOf(
  filter: ListFilter,
  membersOf: (department: string) => readonly string[],
): (row: Filterable) => boolean {
  const words = wordsOf(filter.words);
  const tag = nameKey(filter.tag);
  const members = new Set(filter.department === '' ? [] : membersOf(filter.department));
  return ({ summary, haystack }) =>
    (filter.site === '' || summary.site === filter.site) &&
    (filter.department === '' || isOf(summary, filter.department, members)) &&
    (tag === '' || (summary.tags ?? []).some((each) => nameKey(each) === tag)) &&
    words.every((word) => haystack.includes(word));
}

/** It was handed to the department, or somebody of it answers. */
const isOf = ({ department, assignee }: Summary, wanted: string, members: ReadonlySet<string>): boolean =>
  department === wanted || (department === undefined && assignee !== null && members.has(assignee.id));

type Lines = readonly { readonly summary: Summary }[];

/** All sites of which there are conversations. */
export const sitesOf = (rows: Lines): readonly string[] =>
  [...new Set(rows.map(({ summary }) => summary.site))].toSorted(compareNames);

/** The workspace's own tags in their order, then those that were only typed. */
export function tagsOf(own: readonly string[], rows: Lines): readonly string[] {
  const seen = new Map(own.map((name) => [nameKey(name), name]));
  for (const { summary } of rows)
    for (const tag of summary.tags ?? []) if (!seen.has(nameKey(tag))) seen.set(nameKey(tag), tag);
  return [...seen.values()];
}
