import { mail as en } from './en.ts';
import { mail as pl } from './pl.ts';
import { mail as ru } from './ru.ts';

/** Words of this page, which come with it: the first screen needs none of them. */
export const MAIL_TEXTS = { en, ru, pl } as const;
