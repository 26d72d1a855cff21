import { lateDraw, type Draw } from '../parts/draw.ts';
import type { PartHost } from '../parts/part.ts';
import type { LaterWords } from './later-words.ts';

const load = () => import('./later-words.ts');

/** Some of the words that come late, as the text of an element. */
export const laterWords = ({ options }: PartHost, choose: (words: LaterWords) => string): Draw =>
  lateDraw(async () => {
    const text = choose((await load()).LATER_WORDS[options.language]);
    return (home) => {
      home.textContent = text;
      return () => undefined;
    };
  });
