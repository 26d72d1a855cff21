import type { LetterTexts } from './texts.ts';

export const pl: LetterTexts = {
  test: {
    subject: 'E-maile są wysyłane',
    words: (address) =>
      `To próbna wiadomość e-mail z ${address}. Odwiedzający, którzy opuścili stronę, będą dostawać odpowiedzi e-mailem.`,
  },
  answer: {
    subject: (who, site) => `Odpowiedź od: ${who}${site === '' ? '' : ` · ${site}`}`,
    greeting: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
    lead: (site) => `oto odpowiedź na wiadomość z czatu${site === '' ? '' : ` ${site}`}:`,
  },
  transcript: {
    subject: (site) => `Twoja rozmowa${site === '' ? '' : ` · ${site}`}`,
    lead: (site) => `oto kopia rozmowy${site === '' ? '' : ` z ${site}`}, o którą prosiłeś lub prosiłaś.`,
    visitor: 'Ty',
    takenBack: '(cofnięto)',
  },
  code: {
    subject: (site) => `Twój kod${site === '' ? '' : ` · ${site}`}`,
    lead: (site) =>
      `Ktoś, kto otworzył Twoją rozmowę${site === '' ? '' : ` z ${site}`} z wiadomości e-mail, chce pobrać lub usunąć wszystko, co tam o Tobie przechowujemy. Jeśli to Ty, wpisz ten kod na czacie:`,
    hint: 'Kod działa przez kwadrans i tylko na tamtym urządzeniu. Jeśli to nie Ty, nikomu go nie podawaj: bez niego nic się nie stanie.',
  },
  cut: 'Wiadomość jest długa: początek został tu pominięty, jest w czacie.',
  file: (name) => `[plik: ${name}]`,
  open: 'Otwórz rozmowę',
  openHint:
    'Aby odpowiedzieć, otwórz rozmowę: odpowiedzi na ten e-mail nikt nie przeczyta. Link jest tylko dla Ciebie, nie przekazuj go dalej.',
  openHintReply: (address) =>
    `Aby odpowiedzieć na czacie, otwórz rozmowę: odpowiedź na ten e-mail trafi na ${address} i nie pojawi się na czacie. Link jest tylko dla Ciebie, nie przekazuj go dalej.`,
  why: (site) =>
    `Ta wiadomość przyszła, bo ten adres podano na czacie${site === '' ? '' : ` ${site}`}. Jeśli to nie Ty, zrezygnuj z wiadomości, a żadna więcej nie przyjdzie:`,
  stop: 'Nie chcę więcej wiadomości',
};
