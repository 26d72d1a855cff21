import type { Language } from '../../texts/languages.ts';

export interface AskTexts {
  readonly form: string;
  /** Above it, where the site has no words of its own. */
  readonly intro: string;
  readonly optional: string;
  readonly departments: string;
  readonly anyDepartment: string;
  readonly chooseDepartment: string;
  /** The one that was chosen is offered no more. */
  readonly goneDepartment: string;
  /** Somebody of the department is there; nobody is. */
  readonly here: string;
  readonly away: string;
  readonly start: string;
  readonly missing: string;
}

/** All of them: together they are smaller than one more request. */
export const ASK_TEXTS: { readonly [L in Language]: AskTexts } = {
  en: {
    form: 'Before the chat',
    intro: 'A few words about you, and we begin.',
    optional: 'optional',
    departments: 'Whom is it for?',
    anyDepartment: 'I am not sure',
    chooseDepartment: 'Please choose whom it is for.',
    goneDepartment: 'The department that you chose takes no chats any more.',
    here: 'here now',
    away: 'nobody here now',
    start: 'Start the chat',
    missing: 'Please fill this in.',
  },
  ru: {
    form: 'Перед чатом',
    intro: 'Несколько слов о вас, и начнём.',
    optional: 'необязательно',
    departments: 'Кому ваш вопрос?',
    anyDepartment: 'Не знаю',
    chooseDepartment: 'Выберите, кому ваш вопрос.',
    goneDepartment: 'Выбранный отдел больше не отвечает в чате.',
    here: 'на месте',
    away: 'сейчас никого',
    start: 'Начать чат',
    missing: 'Заполните это поле.',
  },
  pl: {
    form: 'Przed rozmową',
    intro: 'Kilka słów o Tobie i zaczynamy.',
    optional: 'opcjonalnie',
    departments: 'Do kogo to pytanie?',
    anyDepartment: 'Nie wiem',
    chooseDepartment: 'Wybierz, do kogo jest pytanie.',
    goneDepartment: 'Wybrany dział nie odpowiada już na czacie.',
    here: 'na miejscu',
    away: 'teraz nikogo nie ma',
    start: 'Zacznij rozmowę',
    missing: 'Wypełnij to pole.',
  },
};
