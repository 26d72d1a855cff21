import { en } from './texts/en.ts';
import { pl } from './texts/pl.ts';
import { ru } from './texts/ru.ts';

/** They come with their section. */
export const SEEN_TEXTS = { en, ru, pl };
