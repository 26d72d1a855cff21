import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';

/** Words of these sections; they come with them. */
export const LIVE_SETTINGS_TEXTS = { en, ru, pl };
