import { expect, test } from 'vitest';
import { FRIENDLY_ANIMALS } from '#schema/friendly-name.ts';
import { texts as en } from './en.ts';
import { bestLanguage, LANGUAGES } from './language.svelte.ts';
import { texts as pl } from './pl.ts';
import { counting } from './plural.ts';
import { texts as ru } from './ru.ts';
import type { Texts } from './texts.ts';

const all: readonly Texts[] = [en, ru, pl];

/** What a function of words may be given: a number, a name, or fields, each of which is a name. */
const FIELDS: unknown = new Proxy({}, { get: (_fields, name) => (typeof name === 'string' ? 'Ann' : undefined) });
const SAMPLES: readonly unknown[] = [2, 'Ann', FIELDS];

/** What a function says to the first sample that it takes; null: to none, as its words depend on what these are not. */
function saidBy(words: (...samples: readonly unknown[]) => unknown): string | null {
  for (const sample of SAMPLES) {
    try {
      const said = words(sample, sample, sample);
      if (typeof said === 'string' && !/undefined|NaN|Invalid|\[object/.test(said)) return said;
    } catch {
      // It takes something else.
    }
  }
  return null;
}

/** Every string of a language by its path; functions are called with samples. */
function stringsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const said = saidBy(value as (...samples: readonly unknown[]) => unknown);
    return said === null ? [] : [[path, said]];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsOf(inner, `${path}/${key}`));
}

test('APP5 every language is found by its file, and the browser chooses among them', () => {
  expect(LANGUAGES).toEqual(['en', 'pl', 'ru']);
  expect(bestLanguage(['fr-FR', 'pl-PL', 'en'])).toBe('pl');
  expect(bestLanguage(['fr'])).toBe('en');
});

/** Words that come with a page of their own, in all languages, wherever in the app they stand (Language.of). */
const late = Object.entries(
  import.meta.glob<Readonly<Record<string, unknown>>>(['../**/*-texts.ts', '../**/*-words.ts', '../**/texts/*.ts'], {
    eager: true,
  }),
).flatMap(([path, exported]) =>
  Object.values(exported)
    .filter((value) => typeof value === 'object' && value !== null && 'en' in value)
    .map((words) => ({ path, words: words })),
);

/** What is called the same everywhere. */
const NAMES: ReadonlySet<string> = new Set(['Content Security Policy']);

const sets: readonly { readonly path: string; readonly words: Readonly<Record<string, unknown>> }[] = [
  { path: 'the first screen', words: { en, ru, pl } },
  ...late,
];

test('APP5 words that come late are looked at too', () => {
  expect(late.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      '../settings/texts/settings.ts',
      '../sites/texts/sites.ts',
      '../pictures/picture-texts.ts',
    ]),
  );
});

test.each(sets)('APP5 $path: every language says everything, and nothing is empty', ({ words }) => {
  const paths = (code: string): readonly string[] =>
    stringsOf(words[code])
      .map(([path]) => path)
      .toSorted();
  expect(Object.keys(words).toSorted()).toEqual([...LANGUAGES]);
  for (const code of LANGUAGES) {
    expect(paths(code)).toEqual(paths('en'));
    expect(stringsOf(words[code]).filter(([, text]) => text.trim() === '')).toEqual([]);
  }
});

test.each(sets)('APP5 $path: no language has been left in English', ({ words }) => {
  const english = new Map(stringsOf(words['en']));
  for (const code of ['ru', 'pl']) {
    const same = stringsOf(words[code]).filter(
      ([path, text]) => text.length > 12 && english.get(path) === text && !NAMES.has(text),
    );
    expect(same).toEqual([]);
  }
});

test('APP6 every language has a name for each animal, and no name twice', () => {
  for (const { animals } of all) {
    expect(animals).toHaveLength(FRIENDLY_ANIMALS);
    expect(new Set(animals).size).toBe(FRIENDLY_ANIMALS);
  }
});

test('APP5 counts have the plural forms of their language', () => {
  const waiting = (texts: Texts): readonly string[] => [1, 2, 5, 22].map((n) => texts.line.repliesWaiting(n));
  expect(waiting(en)).toEqual(['1 reply waiting', '2 replies waiting', '5 replies waiting', '22 replies waiting']);
  expect(waiting(ru)).toEqual([
    '1 ответ ждёт отправки',
    '2 ответа ждут отправки',
    '5 ответов ждут отправки',
    '22 ответа ждут отправки',
  ]);
  expect(waiting(pl)).toEqual([
    '1 odpowiedź czeka',
    '2 odpowiedzi czekają',
    '5 odpowiedzi czeka',
    '22 odpowiedzi czekają',
  ]);
});

test('APP5 a form that a language does not have is said as the other one', () => {
  expect(counting('pl')(5, { one: 'x', other: 'xs' })).toBe('5 xs');
});
