import type { LetterTexts } from './texts.ts';

export const pl: LetterTexts = {
  goes: (to, time) => `E-mail na ${to} zostanie wysłany o ${time}, jeśli odpowiedź nie zostanie wcześniej przeczytana.`,
  leaving: (to) => `E-mail na ${to} jest w drodze na serwer pocztowy.`,
  none: {
    'no-address': () => 'Odwiedzający nie podał adresu e-mail: zobaczy odpowiedź, gdy wróci na stronę.',
    off: () =>
      'Listu nie będzie: serwer pocztowy nie jest ustawiony. Odwiedzający zobaczy odpowiedź, gdy wróci na stronę.',
    never: () => 'Listu nie będzie: odpowiedzi tej strony nie są wysyłane e-mailem.',
    stopped: (to) => `E-maila na ${to} nie będzie: odwiedzający nie chce więcej wiadomości.`,
    refused: (to) => `E-maila na ${to} nie będzie: adres nie przyjmuje wiadomości.`,
    blocked: () => 'Listu nie będzie: odwiedzający jest zablokowany.',
  },
  lastKnown: 'Według tego urządzenia: nie ma połączenia.',
};
