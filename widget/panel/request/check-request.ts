import { isEmail } from '#schema/is-email.ts';

export interface Reachable {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export type RequestProblem = 'empty' | 'reach' | 'email' | 'phone';

/** A number in whatever manner of writing has as many digits. */
const LEAST_DIGITS = 5;

/** The first thing that is missing, in the order of the fields; null: it can be left. */
export function problemOf(words: string, { email, phone }: Reachable): RequestProblem | null {
  if (words.trim() === '') return 'empty';
  if (email.trim() === '' && phone.trim() === '') return 'reach';
  if (email.trim() !== '' && !isEmail(email.trim())) return 'email';
  return phone.trim() !== '' && phone.replaceAll(/\D/g, '').length < LEAST_DIGITS ? 'phone' : null;
}

/** Only what was filled in: an empty field forgets nothing that was known before. */
export function contactOf({ name, email, phone }: Reachable): Partial<Reachable> {
  const given = Object.entries({ name, email, phone }).map(([field, text]) => [field, text.trim()] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== ''));
}

/** In place of words. */
export const reachLine = ({ email, phone }: Reachable): string =>
  [email, phone]
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' · ');

const NOBODY: Reachable = { name: '', email: '', phone: '' };

/** What was typed into the form before, on this device; else what the page says. */
export function parseReachable(kept: string, known: Partial<Reachable> | null): Reachable {
  const said = { ...NOBODY, ...known };
  try {
    const { name, email, phone } = JSON.parse(kept) as Partial<Record<keyof Reachable, unknown>>;
    const words = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : '') || otherwise;
    return { name: words(name, said.name), email: words(email, said.email), phone: words(phone, said.phone) };
  } catch {
    return said;
  }
}
