import { en } from './texts/en.ts';
import { pl } from './texts/pl.ts';
import { ru } from './texts/ru.ts';

/** They come with the note. */
export const LETTER_TEXTS = { en, ru, pl };
