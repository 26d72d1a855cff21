import { getContext, setContext } from 'svelte';
import type { Texts } from './texts.ts';

/** The files of this folder that hold a language, by its code: adding one is adding a file. */
const files = import.meta.glob<{ readonly texts: Texts }>('./??.ts');
const codeOf = (path: string): string => path.slice(2, 4);

export const LANGUAGES: readonly string[] = Object.keys(files).map(codeOf).sort();

/** The first of the wanted languages that we speak, by its primary code; English when there is none. */
export function bestLanguage(wanted: readonly string[], spoken: readonly string[] = LANGUAGES): string {
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => spoken.includes(code)) ?? 'en';
}

/** The words on the screen, and how this language writes times. */
export class Language {
  #texts: Texts;
  #code: string;

  private constructor(code: string, texts: Texts) {
    this.#texts = $state.raw(texts);
    this.#code = $state.raw(code);
  }

  static async load(code: string): Promise<Language> {
    return new Language(code, await loadTexts(code));
  }

  /** Words that come with a page of their own, because the first screen has no use for them. */
  of<Words>(words: { readonly en: Words; readonly [code: string]: Words }): Words {
    return words[this.#code] ?? words.en;
  }

  get texts(): Texts {
    return this.#texts;
  }

  async change(code: string): Promise<void> {
    const texts = await loadTexts(code);
    this.#code = code;
    this.#texts = texts;
  }
}

async function loadTexts(code: string): Promise<Texts> {
  const load = files[`./${code}.ts`] ?? files['./en.ts'];
  if (load === undefined) throw new Error('The English texts are missing from the build');
  return (await load()).texts;
}

const KEY = Symbol('language');

export const provideLanguage = (language: Language): Language => setContext(KEY, language);

/** The words of the language of this screen. Read it where it is shown, so that a change of language shows. */
export const useLanguage = (): Language => getContext<Language>(KEY);
