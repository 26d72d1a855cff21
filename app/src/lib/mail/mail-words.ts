import { mail as en } from '../texts/mail/en.ts';
import { mail as pl } from '../texts/mail/pl.ts';
import { mail as ru } from '../texts/mail/ru.ts';
import type { MailTexts } from '../texts/mail-texts.ts';

/** All of them come with the page: they are no part of the first screen. */
const MAIL_TEXTS: { readonly [language: string]: MailTexts } = { en, pl, ru };

export const mailTexts = (language: string): MailTexts => MAIL_TEXTS[language] ?? en;
