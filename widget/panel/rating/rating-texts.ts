import type { Score } from '#schema/conversation/rating.ts';
import type { Language } from '../../texts/languages.ts';

export interface RatingTexts {
  readonly question: string;
  /** In the menu, and over it there. */
  readonly title: string;
  readonly scores: { readonly [Each in Score]: string };
  readonly thanks: string;
  readonly comment: string;
  readonly send: string;
  readonly change: string;
  /** Of a comment that was changed. */
  readonly save: string;
  /** After the comment was taken away. */
  readonly taken: string;
  readonly dismiss: string;
  /** No connection. */
  readonly waits: string;
  readonly refused: string;
}

export const RATING_TEXTS: { readonly [L in Language]: RatingTexts } = {
  en: {
    question: 'How did we do?',
    title: 'Rate the conversation',
    scores: { 1: 'Poor', 2: 'Not good', 3: 'OK', 4: 'Good', 5: 'Excellent' },
    thanks: 'Thank you!',
    comment: 'A few words, if you like',
    send: 'Send',
    change: 'Change',
    save: 'Save',
    taken: 'Your comment was removed.',
    dismiss: 'Hide',
    waits: 'Kept on this device, sent when the connection is back.',
    refused: 'This could not be taken.',
  },
  ru: {
    question: 'Как мы справились?',
    title: 'Оценить диалог',
    scores: { 1: 'Плохо', 2: 'Так себе', 3: 'Нормально', 4: 'Хорошо', 5: 'Отлично' },
    thanks: 'Спасибо!',
    comment: 'Пара слов, если хотите',
    send: 'Отправить',
    change: 'Изменить',
    save: 'Сохранить',
    taken: 'Комментарий удалён.',
    dismiss: 'Скрыть',
    waits: 'Сохранено на этом устройстве, отправится, когда появится связь.',
    refused: 'Оценку не удалось принять.',
  },
  pl: {
    question: 'Jak nam poszło?',
    title: 'Oceń rozmowę',
    scores: { 1: 'Źle', 2: 'Słabo', 3: 'W porządku', 4: 'Dobrze', 5: 'Świetnie' },
    thanks: 'Dziękujemy!',
    comment: 'Kilka słów, jeśli chcesz',
    send: 'Wyślij',
    change: 'Zmień',
    save: 'Zapisz',
    taken: 'Komentarz został usunięty.',
    dismiss: 'Ukryj',
    waits: 'Zapisane na tym urządzeniu, zostanie wysłane, gdy wróci połączenie.',
    refused: 'Nie udało się tego przyjąć.',
  },
};
