import type { Language } from '../../texts/languages.ts';

export interface PersonTexts {
  /** Of somebody who was here before. */
  readonly waits: (messages: number) => string;
  readonly drop: string;
}

const formOf = (language: string, n: number, one: string, few: string, other: string): string => {
  const form = new Intl.PluralRules(language).select(n);
  return form === 'one' ? one : form === 'few' ? few : other;
};

export const PERSON_TEXTS: { readonly [L in Language]: PersonTexts } = {
  en: {
    waits: (n) =>
      `${n} ${formOf('en', n, 'message', 'messages', 'messages')} of whoever signed out here could not be sent yet: there is no connection. They stay on this computer, hidden, and leave by themselves.`,
    drop: 'Delete them now',
  },
  ru: {
    waits: (n) =>
      `${n} ${formOf('ru', n, 'сообщение', 'сообщения', 'сообщений')} того, кто здесь вышел, ещё не отправлено: нет соединения. Они скрыты на этом компьютере и уйдут сами.`,
    drop: 'Удалить сейчас',
  },
  pl: {
    waits: (n) =>
      `${n} ${formOf('pl', n, 'wiadomość', 'wiadomości', 'wiadomości')} osoby, która się tu wylogowała, czeka na wysłanie: nie ma połączenia. Są ukryte na tym komputerze i wyjdą same.`,
    drop: 'Usuń teraz',
  },
};
