import type { ShelfTemplate, Shelf, TemplateBook } from './template-book.svelte.ts';

/** A part of the list under one heading. */
export type Section = {
  readonly templates: readonly ShelfTemplate[];
} & (
  | { readonly kind: 'suggested' | 'found' }
  /** Null: what is in no group of the shelf. */
  | { readonly kind: 'group'; readonly shelf: Shelf; readonly group: string | null }
);

const SUGGESTED = 3;
/** More are not shown at once: they are found by a word, and all stand on their page. */
export const MOST_SHOWN = 60;

/**
 * What the list shows: for words, what they find; without, first what fits the visitor's words, then everything by shelf and group,
 * each once.
 */
export function sectionsOf(book: TemplateBook, query: string, asked: string): readonly Section[] {
  if (query.trim() !== '') {
    const templates = book.index.find(query).slice(0, MOST_SHOWN);
    return templates.length === 0 ? [] : [{ kind: 'found', templates }];
  }
  const suggested = book.index.suggest(asked, SUGGESTED);
  const sections: Section[] = suggested.length === 0 ? [] : [{ kind: 'suggested', templates: suggested }];
  let left = MOST_SHOWN - suggested.length;
  let last: { readonly shelf: Shelf; readonly id: string | null; readonly templates: ShelfTemplate[] } | null = null;
  for (const template of book.all) {
    if (left === 0) break;
    if (suggested.includes(template)) continue;
    if (last === null || last.shelf !== template.shelf || last.id !== template.group) {
      last = { shelf: template.shelf, id: template.group, templates: [] };
      const group = book.groupOf(template)?.name ?? null;
      sections.push({ kind: 'group', shelf: last.shelf, group, templates: last.templates });
    }
    last.templates.push(template);
    left -= 1;
  }
  return sections;
}
