import { friendlyNameOf } from '#schema/friendly-name.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Texts } from '../texts/texts.ts';

/** What to call a visitor: its name, or a friendly one that stays the same until the name is known. */
export function visitorName(texts: Pick<Texts, 'animals'>, name: string, visitor: VisitorId): string {
  if (name.trim() !== '') return name;
  const { animal, number } = friendlyNameOf(visitor);
  return `${texts.animals[animal] ?? ''} ${number}`.trim();
}

/** The last words of a conversation, and whose they are when they are ours. `me`: who reads it. */
export function lastWords(
  texts: Texts,
  { lastBy, lastText, assignee, others, observers, callback }: Summary,
  me: string,
): string {
  if (lastBy === null) return callback === undefined ? texts.list.noWords : texts.requests.callback.title;
  if (lastText === '') return texts.thread.gone;
  if (lastBy !== 'operator') return lastText;
  // The line of the inbox does not tell which of several said it.
  const isMine = assignee?.id === me && others === undefined && observers === undefined;
  return (isMine ? texts.list.yourWords : texts.list.ourWords)(lastText);
}
