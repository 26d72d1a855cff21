import { isFormOf, stemOf } from '#schema/search/endings.ts';
import { wordsOf } from '#schema/search/words.ts';
import { isCommon } from './common-words.ts';

/** What can be found: a name and words. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

interface Indexed<T> {
  template: T;
  readonly nameWords: readonly string[];
  readonly textWords: readonly string[];
  /** What it says, by the stems of its words; how much each counts. */
  readonly stems: ReadonlyMap<string, number>;
}

/**
 * A small index of the templates on this device: what one types finds them (TPL7), what the visitor wrote suggests them (TPL9).
 * What has not changed since the index before is not taken apart again.
 */
export class TemplateIndex<T extends Findable> {
  readonly #entries: readonly Indexed<T>[];
  readonly #byId: ReadonlyMap<string, Indexed<T>>;
  readonly #byStem = new Map<string, Posting[]>();

  constructor(templates: readonly T[], before: TemplateIndex<T> | null = null) {
    this.#entries = templates.map((template) => {
      const known = before === null ? undefined : before.#byId.get(template.id);
      const isSame = known?.template.name === template.name && known.template.text === template.text;
      return known !== undefined && isSame ? { ...known, template } : indexed(template);
    });
    this.#byId = new Map(this.#entries.map((entry) => [entry.template.id, entry]));
    for (const [at, { stems }] of this.#entries.entries()) {
      for (const [stem, weight] of stems) {
        const postings = this.#byStem.get(stem);
        if (postings === undefined) this.#byStem.set(stem, [{ at, weight }]);
        else postings.push({ at, weight });
      }
    }
  }

  /** Those in which every word of this is found, the best first and otherwise in their order; all for no words. */
  find(query: string): readonly T[] {
    const terms = wordsOf(query).map(({ folded }) => ({ word: folded, stem: stemOf(folded) }));
    if (terms.length === 0) return query.trim() === '' ? this.#entries.map(({ template }) => template) : [];
    return this.#entries
      .map((entry) => ({ entry, score: scoreOf(entry, terms) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ entry }) => entry.template);
  }

  /** Those that fit what somebody wrote, the best first; none when nothing does. */
  suggest(words: string, most: number): readonly T[] {
    const scores = new Map<number, number>();
    const count = this.#entries.length;
    for (const [stem, { asked }] of stemsOf([[words, 1]], (sum) => ({ asked: Math.min(2, sum) }))) {
      const postings = this.#byStem.get(stem) ?? [];
      const rarity = Math.log(1 + count / Math.max(1, postings.length)) * asked;
      for (const { at, weight } of postings) scores.set(at, (scores.get(at) ?? 0) + rarity * weight);
    }
    const ranked = [...scores]
      .map(([at, score]) => ({ at, score: score / ((this.#entries[at]?.stems.size ?? 0) + 8) ** 0.3 }))
      .sort((a, b) => b.score - a.score || a.at - b.at);
    const best = ranked[0]?.score ?? 0;
    return ranked
      .slice(0, most)
      .filter(({ score }) => score >= best / 3)
      .flatMap(({ at }) => this.#entries[at]?.template ?? []);
  }
}

interface Posting {
  readonly at: number;
  readonly weight: number;
}

/** Beyond that a template says everything and nothing. */
const MOST_WORDS = 400;
/** Words of one family without a common ending: `доставка` and `доставить`. */
const FAMILY = 5;
const FAMILY_WEIGHT = 0.4;
const NAME_WEIGHT = 2;

function indexed<T extends Findable>(template: T): Indexed<T> {
  const words = (text: string): readonly string[] =>
    [...new Set(wordsOf(text).map(({ folded }) => folded))].slice(0, MOST_WORDS);
  return {
    template,
    nameWords: words(template.name),
    textWords: words(template.text),
    stems: stemsOf(
      [
        [template.name, NAME_WEIGHT],
        [template.text, 1],
      ],
      (sum) => Math.min(NAME_WEIGHT + 0.5, sum),
    ),
  };
}

function stemsOf<Weight>(
  texts: readonly (readonly [text: string, weight: number])[],
  capped: (sum: number) => Weight,
): ReadonlyMap<string, Weight> {
  const sums = new Map<string, number>();
  const add = (stem: string, weight: number): void => void sums.set(stem, (sums.get(stem) ?? 0) + weight);
  for (const [text, weight] of texts) {
    for (const { folded } of wordsOf(text).slice(0, MOST_WORDS)) {
      if (folded.length < 3 || isCommon(folded)) continue;
      const stem = stemOf(folded);
      add(stem, weight);
      if (stem.length >= FAMILY) add(`${stem.slice(0, FAMILY)}~`, weight * FAMILY_WEIGHT);
    }
  }
  return new Map([...sums].map(([stem, sum]) => [stem, capped(sum)]));
}

interface Term {
  readonly word: string;
  readonly stem: string;
}

function scoreOf(
  { nameWords, textWords }: Pick<Indexed<unknown>, 'nameWords' | 'textWords'>,
  terms: readonly Term[],
): number {
  let sum = 0;
  for (const term of terms) {
    const score = Math.max(likeName(nameWords, term), likeText(textWords, term));
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

function likeName(words: readonly string[], { word, stem }: Term): number {
  let best = 0;
  for (const [at, one] of words.entries()) {
    // The name itself before a later word of it.
    const early = at === 0 ? 1 : 0;
    if (one === word) return 9 + early;
    if (one.startsWith(word)) best = Math.max(best, 7 + early);
    else if (word.length > 3 && isFormOf(stem, one)) best = Math.max(best, 5);
    else if (word.length > 1 && one.startsWith(word.slice(0, 1)) && isWithin(one, word)) best = Math.max(best, 3);
    else if (word.length > 3 && isOneSlipAway(one, word)) best = Math.max(best, 2);
  }
  if (
    word.length > 1 &&
    words
      .map((one) => one.slice(0, 1))
      .join('')
      .startsWith(word)
  )
    best = Math.max(best, 6);
  return best;
}

function likeText(words: readonly string[], { word, stem }: Term): number {
  if (word.length < 2) return 0;
  let best = 0;
  for (const one of words) {
    if (one === word) return 4;
    if (one.startsWith(word) || (word.length > 3 && isFormOf(stem, one))) best = 3;
  }
  return best;
}

/** All its letters in their order: `dlv` in `delivery`. */
function isWithin(long: string, short: string): boolean {
  let at = 0;
  for (const letter of short) {
    at = long.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** One letter wrong, missing, too many, or two that changed places, in the beginning of a word. */
function isOneSlipAway(word: string, typed: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const rest = typed.slice(at + 1);
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(rest, at) ||
    word.startsWith(typed.slice(at), at + 1) ||
    (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2))
  );
}
