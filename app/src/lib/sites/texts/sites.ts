import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';

/** Words of the pages of sites; they come with these pages. */
export const SITES_TEXTS = { en, ru, pl };
