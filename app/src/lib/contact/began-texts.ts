import type { Beginning, Invited } from '#schema/conversation/invited.ts';

interface BeganTexts {
  readonly title: string;
  readonly any: string;
  readonly by: { readonly [Each in Beginning]: string };
  /** With its words. */
  readonly upon: (invited: Pick<Invited, 'by' | 'name' | 'text'>) => string;
}

/** How a conversation began (INVITE4): words that come with the card and with the history. */
export const BEGAN_TEXTS: { readonly [Code in 'en' | 'ru' | 'pl']: BeganTexts } = {
  en: {
    title: 'Begun',
    any: 'In any way',
    by: { visitor: 'By the visitor', site: 'Automatic invitation', operator: 'Invited by an operator' },
    upon: ({ by, name, text }) => (by === 'site' ? `Automatic invitation: “${text}”` : `Invited by ${name}: “${text}”`),
  },
  ru: {
    title: 'Кто начал',
    any: 'Кто угодно',
    by: { visitor: 'Посетитель сам', site: 'Автоприглашение', operator: 'Приглашение оператора' },
    upon: ({ by, name, text }) =>
      by === 'site' ? `Автоприглашение: «${text}»` : `Приглашение оператора (${name}): «${text}»`,
  },
  pl: {
    title: 'Kto zaczął',
    any: 'Ktokolwiek',
    by: { visitor: 'Sam odwiedzający', site: 'Automatyczne zaproszenie', operator: 'Zaproszenie operatora' },
    upon: ({ by, name, text }) =>
      by === 'site' ? `Automatyczne zaproszenie: „${text}”` : `Zaproszenie operatora (${name}): „${text}”`,
  },
};
