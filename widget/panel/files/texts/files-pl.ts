import type { FileTexts } from './file-texts.ts';

export const texts: FileTexts = {
  held: 'Pliki do wysłania',
  drop: 'Upuść pliki tutaj',
  open: (name) => `Otwórz ${name}`,
  download: (name) => `Pobierz ${name}`,
  asks: 'Czeka na naszą zgodę',
  refused: 'Nie przyjęto',
  missing: 'Nie można go teraz pokazać',
  sending: (percent) => `Wysyłanie ${percent}%`,
  waits: 'Czeka na połączenie',
  remove: (name) => `Usuń ${name}`,
  problem: {
    'too-large': 'Nie wysłano: plik jest za duży',
    'type-refused': 'Nie wysłano: programy nie są przyjmowane',
    unclean: 'Nie wysłano: zapisano w nim miejsce zdjęcia. Wyślij jako JPEG',
    'too-many': 'Nie wysłano: zbyt wiele plików już czeka na zgodę',
    'no-room': 'Nie wysłano: nie ma na niego teraz miejsca',
    'not-allowed': 'Nie wysłano: tu nie można go wysłać',
    empty: 'Nie wysłano: plik jest pusty',
    unreadable: 'Nie wysłano: nie można go odczytać. Folderów nie można wysyłać',
    lost: 'Nie wysłano: nie ma go już na tym urządzeniu',
  },
  size: { language: 'pl', units: ['B', 'KB', 'MB'] },
};
