/** What of the old chat's calls does nothing here is said in the console, each thing once, and nothing is thrown into the page (API10). */

/** Why a call or a setting that the old chat has does nothing: there is no such thing here, or it cannot be. */
export type Reason = 'ignored' | 'impossible';

const REASONS = {
  ignored: 'has no counterpart and does nothing',
  impossible: 'cannot be had',
  invalid: 'is not valid and does nothing',
} as const;

let name = '';
let isQuiet = (): boolean => false;
const said = new Set<string>();

/** Each adapter is a file of its own and has one teller. */
export function say(words: string): void {
  if (said.has(words) || isQuiet()) return;
  said.add(words);
  console.info(`Holdline, in place of ${name}: ${words.replace(/\.$/, '')}.`);
}

/** In words, whatever it is: what has no text of its own would throw. */
export const wordsOf = (value: unknown): string =>
  typeof value === 'function' || (typeof value === 'object' && value !== null) ? typeof value : String(value);

export type Rule<Value> = (value: unknown) => Value | undefined;

export function createTeller(chat: string, reasons: Readonly<Record<string, Reason>>, quiet = isQuiet) {
  name = chat;
  isQuiet = quiet;
  const tell = (what: string, why?: keyof typeof REASONS): void => {
    const known = Object.hasOwn(reasons, what) ? reasons[what] : undefined;
    say(`"${what}" ${REASONS[why ?? known ?? 'ignored']}`);
  };
  const invalid = (what: string, value: unknown): void => tell(`${what} ${wordsOf(value)}`, 'invalid');
  return {
    tell,
    invalid,
    /** A setting as its rule takes it; undefined where there is none, and where it is none that there can be, which is told. */
    read: <Value>(what: string, value: unknown, rule: Rule<Value>): Value | undefined => {
      if (value === undefined || value === null) return undefined;
      const taken = rule(value);
      if (taken === undefined) invalid(what, value);
      return taken;
    },
    /** Runs what a page has called, also with things that throw when they are looked at. */
    attempt: (what: string, run: () => unknown): void => {
      try {
        void run();
      } catch {
        tell(what, 'invalid');
      }
    },
  };
}
