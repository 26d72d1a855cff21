import type { Language } from '../../texts/languages.ts';

export interface TranscriptTexts {
  readonly entry: string;
  readonly lead: string;
  readonly email: string;
  readonly send: string;
  readonly wrong: string;
  /** It is on this device, and goes when there is a line. */
  readonly waits: string;
  readonly sent: (address: string) => string;
  readonly tooMany: string;
  readonly refused: string;
}

export const TRANSCRIPT_TEXTS: { readonly [L in Language]: TranscriptTexts } = {
  en: {
    entry: 'E-mail me this conversation',
    lead: 'A copy of all that was said here. It goes to your own address only.',
    email: 'Your e-mail',
    send: 'Send the copy',
    wrong: 'This is not a whole e-mail address.',
    waits: 'It is sent as soon as there is a connection.',
    sent: (address) => `The copy is on its way to ${address}.`,
    tooMany: 'Three copies were sent today. You can ask for the next one tomorrow.',
    refused: 'No copy can be sent just now.',
  },
  ru: {
    entry: 'Прислать диалог на почту',
    lead: 'Копия всего, что здесь сказано. Она уйдёт только на ваш собственный адрес.',
    email: 'Ваша почта',
    send: 'Прислать копию',
    wrong: 'Адрес почты указан не полностью.',
    waits: 'Копия уйдёт, как только появится связь.',
    sent: (address) => `Копия отправляется на ${address}.`,
    tooMany: 'Сегодня отправлено уже три копии. Следующую можно запросить завтра.',
    refused: 'Сейчас копию отправить нельзя.',
  },
  pl: {
    entry: 'Wyślij mi tę rozmowę e-mailem',
    lead: 'Kopia wszystkiego, co tu padło. Trafi tylko na Twój własny adres.',
    email: 'Twój e-mail',
    send: 'Wyślij kopię',
    wrong: 'To nie jest pełny adres e-mail.',
    waits: 'Kopia zostanie wysłana, gdy tylko wróci połączenie.',
    sent: (address) => `Kopia jest w drodze na ${address}.`,
    tooMany: 'Dziś były już trzy kopie. O następną można poprosić jutro.',
    refused: 'Teraz nie można wysłać kopii.',
  },
};
