import type { ReturnFailure } from '#schema/http/letters.ts';
import type { Language } from '../../texts/languages.ts';

export interface ArrivalTexts extends Readonly<Record<ReturnFailure | 'no-line', string>> {
  /** Where it is not plain that they come from the page of a letter. */
  readonly asks: string;
  readonly open: string;
  readonly close: string;
  /** The way to the page where the conversation is. */
  readonly page: string;
}

export const ARRIVAL_TEXTS: { readonly [L in Language]: ArrivalTexts } = {
  en: {
    asks: 'Open the conversation from your e-mail here? Only if that e-mail came to you: whoever has it reads along.',
    open: 'Open it',
    close: 'Close',
    page: 'Open it on its own page',
    'other-visitor': 'This browser has another conversation already, so the one from your e-mail is not opened here.',
    expired: 'The way from your e-mail was good for two minutes and once. Open the link in the e-mail once more.',
    gone: 'The conversation of your e-mail is not there any more.',
    suspended: 'The conversation of your e-mail cannot be opened here for now.',
    'too-many': 'This conversation was opened on too many devices. Open it on one where you have had it before.',
    'no-line':
      'There is no connection, so the conversation of your e-mail could not be opened. Open the link once more.',
  },
  ru: {
    asks: 'Открыть здесь диалог из письма? Только если письмо пришло вам: у кого оно есть, тот его читает.',
    open: 'Открыть',
    close: 'Закрыть',
    page: 'Открыть на отдельной странице',
    'other-visitor': 'В этом браузере уже есть другой диалог, поэтому тот, что из письма, здесь открыть нельзя.',
    expired: 'Переход из письма действовал две минуты и один раз. Откройте ссылку из письма ещё раз.',
    gone: 'Диалога из письма больше нет.',
    suspended: 'Сейчас диалог из письма здесь открыть нельзя.',
    'too-many': 'Этот диалог открывали на слишком многих устройствах. Откройте его там, где он уже был открыт.',
    'no-line': 'Нет соединения, поэтому диалог из письма не открылся. Откройте ссылку ещё раз.',
  },
  pl: {
    asks: 'Otworzyć tu rozmowę z wiadomości e-mail? Tylko jeśli ta wiadomość przyszła do Ciebie: kto ją ma, ten czyta rozmowę.',
    open: 'Otwórz',
    close: 'Zamknij',
    page: 'Otwórz na osobnej stronie',
    'other-visitor':
      'W tej przeglądarce jest już inna rozmowa, dlatego tej z wiadomości e-mail nie da się tu otworzyć.',
    expired: 'Przejście z wiadomości e-mail było ważne dwie minuty i jeden raz. Otwórz link z wiadomości jeszcze raz.',
    gone: 'Rozmowy z wiadomości e-mail już nie ma.',
    suspended: 'Teraz nie można tu otworzyć rozmowy z wiadomości e-mail.',
    'too-many': 'Tę rozmowę otwierano na zbyt wielu urządzeniach. Otwórz ją tam, gdzie już była otwarta.',
    'no-line': 'Nie ma połączenia, dlatego rozmowa z wiadomości e-mail się nie otworzyła. Otwórz link jeszcze raz.',
  },
};
