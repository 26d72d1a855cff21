import type { Language } from '../../texts/languages.ts';

export interface PersonTexts {
  /** Of somebody who was here before. */
  readonly waits: (messages: number) => string;
  readonly drop: string;
}

/** Whole sentences by plural form; `one` is of a single one, and `none` where no message is among what waits. */
interface Sentences {
  readonly none: string;
  readonly one: string;
  readonly forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
}

const inWords =
  (language: Language, { none, one, forms }: Sentences) =>
  (n: number): string => {
    if (n < 2) return n === 1 ? one : none;
    const rule = new Intl.PluralRules(language).select(n);
    return `${n} ${forms[rule] ?? forms.other}`;
  };

export const PERSON_TEXTS: { readonly [L in Language]: PersonTexts } = {
  en: {
    waits: inWords('en', {
      none: 'What whoever signed out here did last could not be sent yet: there is no connection. It stays on this computer, hidden, and leaves by itself.',
      one: '1 message of whoever signed out here could not be sent yet: there is no connection. It stays on this computer, hidden, and leaves by itself.',
      forms: {
        other:
          'messages of whoever signed out here could not be sent yet: there is no connection. They stay on this computer, hidden, and leave by themselves.',
      },
    }),
    drop: 'Delete now',
  },
  ru: {
    waits: inWords('ru', {
      none: 'Последние действия того, кто здесь вышел, ещё не отправлены: нет соединения. Они скрыты на этом компьютере и уйдут сами.',
      one: '1 сообщение того, кто здесь вышел, ещё не отправлено: нет соединения. Оно скрыто на этом компьютере и уйдёт само.',
      forms: {
        one: 'сообщение того, кто здесь вышел, ещё не отправлено: нет соединения. Все они скрыты на этом компьютере и уйдут сами.',
        few: 'сообщения того, кто здесь вышел, ещё не отправлены: нет соединения. Они скрыты на этом компьютере и уйдут сами.',
        other:
          'сообщений того, кто здесь вышел, ещё не отправлены: нет соединения. Они скрыты на этом компьютере и уйдут сами.',
      },
    }),
    drop: 'Удалить сейчас',
  },
  pl: {
    waits: inWords('pl', {
      none: 'Ostatnie zmiany osoby, która się tu wylogowała, czekają na wysłanie: nie ma połączenia. Są ukryte na tym komputerze i zostaną wysłane.',
      one: '1 wiadomość osoby, która się tu wylogowała, czeka na wysłanie: nie ma połączenia. Jest ukryta na tym komputerze i zostanie wysłana.',
      forms: {
        few: 'wiadomości osoby, która się tu wylogowała, czekają na wysłanie: nie ma połączenia. Są ukryte na tym komputerze i zostaną wysłane.',
        other:
          'wiadomości osoby, która się tu wylogowała, czeka na wysłanie: nie ma połączenia. Są ukryte na tym komputerze i zostaną wysłane.',
      },
    }),
    drop: 'Usuń teraz',
  },
};
