import type { LetterTexts } from './texts.ts';

export const pl: LetterTexts = {
  goes: (to, time, isToday) =>
    `E-mail na ${to} zostanie wysłany ${isToday ? 'o ' : ''}${time}, jeśli odpowiedź nie zostanie wcześniej przeczytana.`,
  leaving: (to) => `E-mail na ${to} jest w drodze na serwer pocztowy.`,
  none: {
    'no-address': () =>
      'Nie ma adresu e-mail, na który można napisać: odwiedzający zobaczy odpowiedź, gdy wróci na stronę.',
    off: () =>
      'E-maila nie będzie: nie skonfigurowano serwera poczty. Odwiedzający zobaczy odpowiedź, gdy wróci na stronę.',
    never: () => 'E-maila nie będzie: odpowiedzi z tej witryny nie są wysyłane e-mailem.',
    stopped: (to) => `E-maila na ${to} nie będzie: odwiedzający nie chce więcej wiadomości.`,
    refused: (to) => `E-maila na ${to} nie będzie: serwer poczty odpowiedział, że takiej skrzynki nie ma.`,
    blocked: () => 'E-maila nie będzie: odwiedzający jest zablokowany.',
  },
  lastKnown: 'Według tego urządzenia: nie ma połączenia.',
};
