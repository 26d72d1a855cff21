import type { Language } from '../../texts/languages.ts';

export interface RequestTexts {
  readonly form: string;
  readonly nobody: string;
  readonly leave: string;
  /** Somebody is there, and has not answered for a while. */
  readonly late: string;
  /** Somebody came while it was being filled in. */
  readonly somebody: string;
  readonly words: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Under the last two. */
  readonly one: string;
  readonly send: string;
  /** To the field of messages. */
  readonly back: string;
  readonly problem: {
    readonly empty: string;
    readonly reach: string;
    readonly email: string;
    readonly phone: string;
    readonly tooLong: string;
  };
}

/** All of them: together they are smaller than one more request. */
export const REQUEST_TEXTS: { readonly [L in Language]: RequestTexts } = {
  en: {
    form: 'Leave a request',
    nobody: 'Nobody is here right now.',
    leave: 'Leave a request: the answer will wait for you in this chat.',
    late: 'Nobody has answered yet. Leave an e-mail or phone number: this chat goes on waiting.',
    somebody: 'We are here again. Send it, and we will answer.',
    words: 'Your question',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    one: 'E-mail or phone, so that we can reach you.',
    send: 'Leave the request',
    back: 'Write in the chat instead',
    problem: {
      empty: 'Write what it is about.',
      reach: 'Leave an e-mail or a phone number.',
      email: 'This is not a whole e-mail address.',
      phone: 'This is not a whole phone number.',
      tooLong: 'This is too long. Please make it shorter.',
    },
  },
  ru: {
    form: 'Оставить заявку',
    nobody: 'Сейчас никого нет на месте.',
    leave: 'Оставьте заявку: ответ будет ждать вас в этом чате.',
    late: 'Пока никто не ответил. Оставьте, как с вами связаться, а чат будет ждать дальше.',
    somebody: 'Мы снова на месте. Отправьте, и мы ответим.',
    words: 'Ваш вопрос',
    name: 'Имя',
    email: 'Эл. почта',
    phone: 'Телефон',
    one: 'Почта или телефон, чтобы с вами связаться.',
    send: 'Оставить заявку',
    back: 'Просто написать в чат',
    problem: {
      empty: 'Напишите, в чём вопрос.',
      reach: 'Оставьте почту или номер телефона.',
      email: 'Адрес почты указан не полностью.',
      phone: 'Номер телефона указан не полностью.',
      tooLong: 'Слишком длинно. Сократите, пожалуйста.',
    },
  },
  pl: {
    form: 'Zostaw zgłoszenie',
    nobody: 'Teraz nikogo nie ma.',
    leave: 'Zostaw zgłoszenie: odpowiedź będzie czekać w tym czacie.',
    late: 'Jeszcze nikt nie odpowiedział. Zostaw kontakt, a czat nadal będzie czekać.',
    somebody: 'Już jesteśmy. Wyślij, a odpowiemy.',
    words: 'Twoje pytanie',
    name: 'Imię',
    email: 'E-mail',
    phone: 'Telefon',
    one: 'E-mail lub telefon, żeby można było się z Tobą skontaktować.',
    send: 'Zostaw zgłoszenie',
    back: 'Po prostu napisz na czacie',
    problem: {
      empty: 'Napisz, o co chodzi.',
      reach: 'Zostaw e-mail lub numer telefonu.',
      email: 'To nie jest pełny adres e-mail.',
      phone: 'To nie jest pełny numer telefonu.',
      tooLong: 'Za długie. Skróć, proszę.',
    },
  },
};
