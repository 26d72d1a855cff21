import { friendlyNameOf } from '#schema/friendly-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Texts } from '../texts/texts.ts';

/** What to call a visitor: its name, or a friendly one that stays the same until the name is known. */
export function visitorName(texts: Pick<Texts, 'animals'>, name: string, visitor: VisitorId): string {
  if (name.trim() !== '') return name;
  const { animal, number } = friendlyNameOf(visitor);
  return `${texts.animals[animal] ?? ''} ${number}`.trim();
}
