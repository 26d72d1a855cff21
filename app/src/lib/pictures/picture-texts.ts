import type { PictureFailure } from './small-picture.ts';

interface PictureTexts {
  readonly remove: string;
  readonly undo: string;
  readonly failure: { readonly [Each in PictureFailure]: string };
}

/** Of each row in which a small picture is chosen. */
export const PICTURE_TEXTS: { readonly en: PictureTexts; readonly ru: PictureTexts; readonly pl: PictureTexts } = {
  en: {
    remove: 'Remove',
    undo: 'Undo',
    failure: {
      'no-picture': 'This file is no picture. Choose a PNG, JPEG or WebP.',
      drawing: 'An SVG cannot be used here. Save it as PNG and choose that.',
      broken: 'This picture cannot be read. The file may be damaged, or of a kind that this browser does not know.',
      'too-large': 'This file is larger than 30 MB. Choose a smaller one.',
      'no-network': 'There is no connection now. Try again when it is back.',
      refused: 'The server did not take it. Try another picture.',
    },
  },
  ru: {
    remove: 'Убрать',
    undo: 'Отменить',
    failure: {
      'no-picture': 'Это не изображение. Выберите файл PNG, JPEG или WebP.',
      drawing: 'SVG здесь не подойдёт. Сохраните его как PNG и выберите этот файл.',
      broken: 'Изображение не читается. Возможно, файл повреждён или браузер не знает такого формата.',
      'too-large': 'Файл больше 30 МБ. Выберите поменьше.',
      'no-network': 'Сейчас нет связи. Попробуйте, когда она появится.',
      refused: 'Сервер его не принял. Попробуйте другое изображение.',
    },
  },
  pl: {
    remove: 'Usuń',
    undo: 'Cofnij',
    failure: {
      'no-picture': 'Ten plik nie jest obrazem. Wybierz PNG, JPEG lub WebP.',
      drawing: 'SVG tu się nie nadaje. Zapisz go jako PNG i wybierz ten plik.',
      broken: 'Nie da się odczytać tego obrazu. Plik może być uszkodzony albo przeglądarka nie zna tego formatu.',
      'too-large': 'Plik ma ponad 30 MB. Wybierz mniejszy.',
      'no-network': 'Teraz nie ma połączenia. Spróbuj, gdy wróci.',
      refused: 'Serwer go nie przyjął. Spróbuj innego obrazu.',
    },
  },
};
