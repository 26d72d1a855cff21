import type { Language } from '../../texts/languages.ts';

export interface RefusedTexts {
  readonly refused: (reason: string) => string;
  readonly reasons: {
    readonly tooLong: string;
    readonly tooLate: string;
    readonly dailyLimit: string;
    readonly suspended: string;
    readonly other: string;
  };
  readonly again: string;
  readonly remove: string;
}

export const REFUSED_TEXTS: { readonly [L in Language]: RefusedTexts } = {
  en: {
    refused: (reason) => `Not sent: ${reason}`,
    reasons: {
      tooLong: 'it is too long',
      tooLate: 'more than 10 minutes have passed',
      dailyLimit: 'too many messages today',
      suspended: 'this chat is suspended',
      other: 'the server refused it',
    },
    again: 'Edit and send again',
    remove: 'Remove',
  },
  ru: {
    refused: (reason) => `Не отправлено: ${reason}`,
    reasons: {
      tooLong: 'слишком длинное сообщение',
      tooLate: 'прошло больше 10 минут',
      dailyLimit: 'слишком много сообщений за сегодня',
      suspended: 'чат приостановлен',
      other: 'сервер отказал',
    },
    again: 'Изменить и отправить снова',
    remove: 'Убрать',
  },
  pl: {
    refused: (reason) => `Nie wysłano: ${reason}`,
    reasons: {
      tooLong: 'wiadomość jest za długa',
      tooLate: 'minęło ponad 10 minut',
      dailyLimit: 'za dużo wiadomości dzisiaj',
      suspended: 'czat jest wstrzymany',
      other: 'serwer odmówił',
    },
    again: 'Edytuj i wyślij ponownie',
    remove: 'Usuń',
  },
};
