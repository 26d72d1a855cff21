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
    asks: 'Open the conversation from your letter here? Only if that letter came to you: whoever has it reads along.',
    open: 'Open it',
    close: 'Close',
    page: 'Open it on its own page',
    'other-visitor': 'This browser has another conversation already, so the one from your letter is not opened here.',
    expired: 'The way from your letter was good for two minutes and once. Open the link of the letter once more.',
    gone: 'The conversation of your letter is not there any more.',
    suspended: 'The conversation of your letter cannot be opened here for now.',
    'too-many': 'This conversation was opened on too many devices. Open it on one where you have had it before.',
    'no-line':
      'There is no connection, so the conversation of your letter could not be opened. Open the link once more.',
  },
  ru: {
    asks: 'Открыть здесь переписку из письма? Только если письмо пришло вам: у кого оно есть, тот её читает.',
    open: 'Открыть',
    close: 'Закрыть',
    page: 'Открыть на отдельной странице',
    'other-visitor': 'В этом браузере уже есть другая переписка, поэтому ту, что из письма, здесь открыть нельзя.',
    expired: 'Переход из письма действовал две минуты и один раз. Откройте ссылку из письма ещё раз.',
    gone: 'Переписки из письма больше нет.',
    suspended: 'Сейчас переписку из письма здесь открыть нельзя.',
    'too-many': 'Эту переписку открывали на слишком многих устройствах. Откройте её там, где она уже была открыта.',
    'no-line': 'Нет соединения, поэтому переписка из письма не открылась. Откройте ссылку ещё раз.',
  },
  pl: {
    asks: 'Otworzyć tu rozmowę z listu? Tylko jeśli ten list przyszedł do Ciebie: kto go ma, ten ją czyta.',
    open: 'Otwórz',
    close: 'Zamknij',
    page: 'Otwórz na osobnej stronie',
    'other-visitor': 'W tej przeglądarce jest już inna rozmowa, dlatego tej z listu nie da się tu otworzyć.',
    expired: 'Przejście z listu było ważne dwie minuty i jeden raz. Otwórz link z listu jeszcze raz.',
    gone: 'Rozmowy z listu już nie ma.',
    suspended: 'Teraz nie można tu otworzyć rozmowy z listu.',
    'too-many': 'Tę rozmowę otwierano na zbyt wielu urządzeniach. Otwórz ją tam, gdzie już była otwarta.',
    'no-line': 'Nie ma połączenia, dlatego rozmowa z listu się nie otworzyła. Otwórz link jeszcze raz.',
  },
};
