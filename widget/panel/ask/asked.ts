import type { AskedAnswer } from '#schema/conversation/answers.ts';
import type { SiteWords } from '#schema/site/languages.ts';
import type { AskedField, PublicForm } from '#schema/site/parts/form.ts';
import { isEmail } from '#schema/is-email.ts';
import type { Identity } from '../../loader/calls.ts';
import type { Besides } from '../chat-parts.ts';
import type { Language } from '../../texts/languages.ts';

/** A line of the form before the chat: something about the visitor, or a question of the site. */
export interface AskedLine {
  /** Names its field; `name`, `email` and `phone` go to the card. */
  readonly key: string;
  readonly label: string;
  readonly isRequired: boolean;
  /** It is said that it may be left empty. */
  readonly isOptional: boolean;
  readonly isQuestion: boolean;
}

/** By key, as they stand in the fields. */
export type Filled = Readonly<Record<string, string>>;

export type AskProblem = 'missing' | 'email' | 'phone';

const FIELDS = ['name', 'email', 'phone'] as const satisfies readonly AskedField[];
/** A number in whatever manner of writing has as many digits. */
const LEAST_DIGITS = 5;

/** In this language, else in any: a question that was meant to be asked is asked. */
const inWords = (words: SiteWords, language: Language): string =>
  words[language] || Object.values(words).find((text) => text) || '';

const wantedAs = (need: 'optional' | 'required') => ({
  isRequired: need === 'required',
  isOptional: need === 'optional',
});

/** What is asked: not what the page has said already (ASK1). `labels`: of the fields. */
export function linesOf(
  form: PublicForm | undefined,
  language: Language,
  identity: Identity | null,
  labels: Readonly<Record<AskedField, string>>,
): readonly AskedLine[] {
  const fields = FIELDS.flatMap((key) => {
    const need = form?.fields[key];
    if (need === undefined || identity?.[key]) return [];
    return [{ key, label: labels[key], ...wantedAs(need), isQuestion: false }];
  });
  const questions = (form?.questions ?? []).map(({ ask, need }, index) => ({
    key: `q${index}`,
    label: inWords(ask, language),
    ...wantedAs(need),
    isQuestion: true,
  }));
  return [...fields, ...questions];
}

export const valueOf = (filled: Filled, key: string): string => (filled[key] ?? '').trim();

function problemIn({ key, isRequired }: AskedLine, value: string): AskProblem | null {
  if (value === '') return isRequired ? 'missing' : null;
  if (key === 'email' && !isEmail(value)) return key;
  return key === 'phone' && value.replaceAll(/\D/g, '').length < LEAST_DIGITS ? key : null;
}

/** Why lines cannot be left as they are, by their keys. */
export const problemsIn = (lines: readonly AskedLine[], filled: Filled): Readonly<Record<string, AskProblem>> =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const problem = problemIn(line, valueOf(filled, line.key));
      return problem === null ? [] : [[line.key, problem]];
    }),
  );

/** For the card: only what was filled in. */
export const contactIn = (lines: readonly AskedLine[], filled: Filled): Partial<Record<AskedField, string>> =>
  Object.fromEntries(
    lines.flatMap(({ key, isQuestion }) => {
      const value = valueOf(filled, key);
      return isQuestion || value === '' ? [] : [[key, value]];
    }),
  );

/** For the first line of the conversation. */
export const answersIn = (lines: readonly AskedLine[], filled: Filled): readonly AskedAnswer[] =>
  lines.flatMap(({ key, label, isQuestion }) => {
    const answer = valueOf(filled, key);
    return isQuestion && answer !== '' ? [{ ask: label, answer }] : [];
  });

/** What goes with the first words: whose they are, what was answered, for which department, and what stands over the field. */
export function besidesIn(
  lines: readonly AskedLine[],
  filled: Filled,
  department: { readonly id: string } | undefined,
): Besides {
  const contact = contactIn(lines, filled);
  const answers = answersIn(lines, filled);
  return {
    files: true,
    ...(Object.keys(contact).length > 0 && { contact }),
    answered: {
      ...(answers.length > 0 && { answers: [...answers] }),
      ...(department && { department: department.id }),
    },
  };
}

/** On this device once it was sent: by what to reach them is known, and which department they have chosen. */
export function keptOf(
  contact: Filled,
  department: { readonly id: string; readonly name: string } | undefined,
): string {
  const isReachable = Boolean(contact.email || contact.phone);
  return JSON.stringify({
    ...contact,
    ...(department && { department: department.id, chosen: department.name }),
    ...(isReachable && { left: true }),
  });
}

/** What was typed before, on this device; what cannot be read is nothing. */
export function parseFilled(kept: string): Filled {
  try {
    const parsed = JSON.parse(kept) as unknown;
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}
