import { isBuiltInCategory, nameKey, type Category } from '#schema/workspace-lists.ts';
import type { Texts } from '../texts/texts.ts';

/** A category as people see it: the workspace's name for it, or the word that this language has for a built-in one. */
export function categoryName(texts: Texts, { id, name }: Pick<Category, 'id' | 'name'>): string {
  return name === '' && isBuiltInCategory(id) ? texts.lists.builtIn[id] : name;
}

/** What is to be kept of a name that was typed: nothing where it is the word that each screen has by itself. */
export function categoryNameToKeep(texts: Texts, id: string, typed: string): string {
  return isBuiltInCategory(id) && nameKey(typed) === nameKey(texts.lists.builtIn[id]) ? '' : typed;
}
