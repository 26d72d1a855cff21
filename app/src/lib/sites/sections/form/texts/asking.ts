import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';

/** They come with the two pages that say them. */
export const ASKING_TEXTS = { en, ru, pl };
