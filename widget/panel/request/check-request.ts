import type { PublicForm } from '#schema/site/parts/form.ts';
import type { Identity } from '../../loader/calls.ts';
import type { Language } from '../../texts/languages.ts';
import { linesOf, problemsIn, valueOf, type AskedLine, type AskProblem, type Filled } from '../ask/asked.ts';

export type RequestProblem = AskProblem | 'empty' | 'reach';

/**
 * What a request asks (REQ2): name, e-mail and phone in any case, and, where a talk begins with it, the site's own questions. What the
 * site requires of who begins a chat it requires here as well.
 */
export function requestLines(
  form: PublicForm | undefined,
  language: Language,
  isBeginning: boolean,
  labels: Readonly<Record<'name' | 'email' | 'phone', string>>,
): readonly AskedLine[] {
  const fields = { name: 'optional', email: 'optional', phone: 'optional', ...form?.fields } as const;
  const questions = (isBeginning && form?.questions) || [];
  return linesOf({ fields, questions }, language, null, labels).map((line) =>
    // Of the two that tell by what to reach somebody one is needed, which is said under them.
    line.key === 'email' || line.key === 'phone' ? { ...line, isOptional: false } : line,
  );
}

/** Why fields cannot be left as they are, by their names; none: it can be left. */
export function problemsOf(
  words: string,
  filled: Filled,
  lines: readonly AskedLine[],
): Readonly<Record<string, RequestProblem>> {
  const found = problemsIn(lines, filled);
  const isReachable = valueOf(filled, 'email') !== '' || valueOf(filled, 'phone') !== '';
  return {
    ...(words.trim() === '' && { words: 'empty' }),
    ...(!isReachable && !found.email && !found.phone && { email: 'reach' }),
    ...found,
  };
}

/** In place of words. */
export const reachLine = (filled: Filled): string =>
  [valueOf(filled, 'email'), valueOf(filled, 'phone')].filter(Boolean).join(' · ');

/** What was typed before, on this device; of what was left empty what the page says. */
export function beginningOf(typed: Filled, known: Identity | null): Filled {
  const { name, email, phone } = known ?? {};
  const said = Object.entries({ name, email, phone }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return { ...typed, ...Object.fromEntries(said.filter(([key]) => !typed[key])) };
}
