import type { LetterTexts } from './texts.ts';

export const pl: LetterTexts = {
  goes: (to, time) => `List na ${to} wyjdzie o ${time}, jeśli odpowiedź nie zostanie wcześniej przeczytana.`,
  leaving: (to) => `List na ${to} jest w drodze na serwer pocztowy.`,
  none: {
    'no-address': () => 'Odwiedzający nie podał adresu e-mail: zobaczy odpowiedź, gdy wróci na stronę.',
    off: () =>
      'Listu nie będzie: serwer pocztowy nie jest ustawiony. Odwiedzający zobaczy odpowiedź, gdy wróci na stronę.',
    never: () => 'Listu nie będzie: odpowiedzi tej strony nie są wysyłane e-mailem.',
    stopped: (to) => `Listu na ${to} nie będzie: odwiedzający nie chce więcej listów.`,
    refused: (to) => `Listu na ${to} nie będzie: adres nie przyjmuje listów.`,
    blocked: () => 'Listu nie będzie: odwiedzający jest zablokowany.',
  },
  lastKnown: 'Według tego urządzenia: nie ma połączenia.',
};
