import * as v from 'valibot';
import { aboutOf, type Forms } from '../device/forms.svelte.ts';
import type { Shelf, ShelfTemplate, TemplateBook } from './template-book.svelte.ts';

const START = 'template/';

/** Where the form of a template keeps what is typed. `words`: what a new one begins with. */
export const formOf = (known: ShelfTemplate | null, words: string): string =>
  known !== null ? START + known.id : words === '' ? `${START}new` : `${START}new/${words.slice(0, 60)}`;

const shelfTemplate = v.object({
  id: v.string(),
  shelf: v.picklist(['own', 'shared']),
  name: v.string(),
  text: v.string(),
  group: v.nullable(v.string()),
  order: v.string(),
  versions: v.array(v.object({ id: v.string(), text: v.string(), by: v.string(), at: v.number() })),
});

/** A template as it was when its form was begun, as the form keeps it. */
export const keptAs = (known: ShelfTemplate | null): string => (known === null ? '' : JSON.stringify(known));

export function keptFrom(about: string): ShelfTemplate | null {
  if (about === '') return null;
  try {
    const parsed = v.safeParse(shelfTemplate, JSON.parse(about));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Templates with words of this person that are not saved, and that somebody has deleted: nothing else leads to those words. */
export const goneUnsaved = (book: TemplateBook, forms: Forms, shelf: Shelf): readonly ShelfTemplate[] =>
  forms.under(START).flatMap(({ fields }) => {
    const known = keptFrom(aboutOf(fields));
    return known?.shelf === shelf && book.isGone(known) ? [known] : [];
  });
