import type { PhotoFailure } from './own-photo.ts';

interface PhotoTexts {
  readonly label: string;
  readonly hint: string;
  readonly choose: string;
  readonly remove: string;
  readonly failure: { readonly [Each in PhotoFailure]: string };
}

/** They come with the settings. */
export const PHOTO_TEXTS: { readonly en: PhotoTexts; readonly ru: PhotoTexts; readonly pl: PhotoTexts } = {
  en: {
    label: 'Your photo',
    hint: 'Colleagues and visitors you answer see it. A face works better than a logo.',
    choose: 'Choose a photo',
    remove: 'Remove',
    failure: {
      'no-picture': 'This file is no picture that the browser can read.',
      'no-network': 'There is no connection now. Try again when it is back.',
      refused: 'The server did not take it. Try another picture.',
    },
  },
  ru: {
    label: 'Ваше фото',
    hint: 'Его видят коллеги и посетители, которым вы отвечаете. Лицо лучше логотипа.',
    choose: 'Выбрать фото',
    remove: 'Убрать',
    failure: {
      'no-picture': 'Это не изображение, которое может прочитать браузер.',
      'no-network': 'Сейчас нет связи. Попробуйте, когда она появится.',
      refused: 'Сервер его не принял. Попробуйте другое изображение.',
    },
  },
  pl: {
    label: 'Twoje zdjęcie',
    hint: 'Widzą je współpracownicy i odwiedzający, którym odpowiadasz. Twarz działa lepiej niż logo.',
    choose: 'Wybierz zdjęcie',
    remove: 'Usuń',
    failure: {
      'no-picture': 'Przeglądarka nie potrafi odczytać tego pliku jako obrazu.',
      'no-network': 'Teraz nie ma połączenia. Spróbuj, gdy wróci.',
      refused: 'Serwer go nie przyjął. Spróbuj innego obrazu.',
    },
  },
};
