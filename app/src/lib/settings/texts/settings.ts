import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';

/** Words of this page, which come with it: the first screen needs none of them. */
export const SETTINGS_TEXTS = { en, ru, pl } as const;
