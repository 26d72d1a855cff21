import type { PublicForm } from '#schema/site/parts/form.ts';
import type { Identity } from '../../loader/calls.ts';
import type { Language } from '../../texts/languages.ts';
import { linesOf, problemIn, valueOf, type AskedLine, type AskProblem, type Filled } from '../ask/asked.ts';

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

/** The first thing that is missing, in the order of the fields, and where; null: it can be left. */
export function problemOf(
  words: string,
  filled: Filled,
  lines: readonly AskedLine[],
): { readonly key: string; readonly problem: RequestProblem } | null {
  if (words.trim() === '') return { key: 'words', problem: 'empty' };
  const found = problemIn(lines, filled);
  const isReachable = valueOf(filled, 'email') !== '' || valueOf(filled, 'phone') !== '';
  // By what to reach them comes before what else the site asks.
  if (isReachable || found?.key === 'name' || found?.key === 'email' || found?.key === 'phone') return found;
  return { key: 'email', problem: 'reach' };
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
