import type { Rejection } from '#schema/rejection.ts';
import { animals as en } from '../../texts/animals/en.ts';
import { animals as pl } from '../../texts/animals/pl.ts';
import { animals as ru } from '../../texts/animals/ru.ts';

/** The few words of notifications: the service worker has no page to ask, and must not wait for a file. */
export interface WorkerWords {
  readonly animals: readonly string[];
  readonly waiting: (name: string) => string;
  readonly given: (name: string) => string;
  readonly task: (name: string) => string;
  /** In the place of words that are hidden. */
  readonly newWords: string;
  readonly newTask: string;
  readonly take: string;
  readonly reply: string;
  readonly replyHere: string;
  readonly taken: (name: string) => string;
  readonly sent: (name: string) => string;
  readonly willBeDone: string;
  readonly notTaken: (name: string) => string;
  readonly notSent: (name: string) => string;
  /** A reply that is nowhere but here: whoever wrote it can copy it. */
  readonly notKept: (text: string) => string;
  readonly why: (rejection: Rejection | null) => string;
  readonly test: { readonly title: string; readonly body: string };
}

const WORDS: { readonly [language: string]: WorkerWords } = {
  en: {
    animals: en,
    waiting: (name) => `${name} waits for an answer`,
    given: (name) => `${name} was given to you`,
    task: (name) => `Reminder: ${name}`,
    newWords: 'New message',
    newTask: 'A task is due',
    take: 'Take',
    reply: 'Reply',
    replyHere: 'Your reply',
    taken: (name) => `You answer ${name}`,
    sent: (name) => `Sent to ${name}`,
    willBeDone: 'No connection. It is kept on this device and leaves by itself.',
    notTaken: (name) => `Not taken: ${name}`,
    notSent: (name) => `Not sent: ${name}`,
    notKept: (text) => `This device could not keep your reply: ${text}`,
    why: (rejection) =>
      rejection?.reason === 'taken'
        ? `${rejection.by.name} took it first.`
        : rejection?.reason === 'closed'
          ? 'The conversation is closed.'
          : 'Open it to see what happened.',
    test: { title: 'Notifications work', body: 'So it looks when somebody calls you.' },
  },
  ru: {
    animals: ru,
    waiting: (name) => `${name}: ждёт ответа`,
    given: (name) => `${name}: диалог передан вам`,
    task: (name) => `Напоминание: ${name}`,
    newWords: 'Новое сообщение',
    newTask: 'Подошёл срок задачи',
    take: 'Взять',
    reply: 'Ответить',
    replyHere: 'Ваш ответ',
    taken: (name) => `${name}: отвечаете вы`,
    sent: (name) => `${name}: отправлено`,
    willBeDone: 'Нет связи. Сохранено на этом устройстве и уйдёт само.',
    notTaken: (name) => `${name}: диалог не взят`,
    notSent: (name) => `${name}: не отправлено`,
    notKept: (text) => `Ответ не удалось сохранить на устройстве: ${text}`,
    why: (rejection) =>
      rejection?.reason === 'taken'
        ? `Первым взял диалог ${rejection.by.name}.`
        : rejection?.reason === 'closed'
          ? 'Диалог закрыт.'
          : 'Откройте диалог, чтобы увидеть причину.',
    test: { title: 'Уведомления работают', body: 'Так выглядит уведомление, когда вас зовут.' },
  },
  pl: {
    animals: pl,
    waiting: (name) => `${name} czeka na odpowiedź`,
    given: (name) => `${name}: rozmowa przekazana Tobie`,
    task: (name) => `Przypomnienie: ${name}`,
    newWords: 'Nowa wiadomość',
    newTask: 'Zadanie czeka',
    take: 'Weź',
    reply: 'Odpowiedz',
    replyHere: 'Twoja odpowiedź',
    taken: (name) => `${name}: odpowiadasz Ty`,
    sent: (name) => `${name}: wysłano`,
    willBeDone: 'Brak połączenia. Zapisano na tym urządzeniu i zostanie wysłane.',
    notTaken: (name) => `${name}: nie wzięto`,
    notSent: (name) => `${name}: nie wysłano`,
    notKept: (text) => `Nie udało się zachować odpowiedzi na urządzeniu: ${text}`,
    why: (rejection) =>
      rejection?.reason === 'taken'
        ? `Pierwszy wziął rozmowę: ${rejection.by.name}.`
        : rejection?.reason === 'closed'
          ? 'Rozmowa jest zamknięta.'
          : 'Otwórz ją, aby zobaczyć, co się stało.',
    test: { title: 'Powiadomienia działają', body: 'Tak to wygląda, gdy ktoś Cię woła.' },
  },
};

export const wordsIn = (language: string): WorkerWords => WORDS[language] ?? (WORDS.en as WorkerWords);
