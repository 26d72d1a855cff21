import type { FilesTexts } from '../files-texts.ts';
import { counting } from '../plural.ts';
import { sizeIn } from '../sizes.ts';

const count = counting('pl');

export const files: FilesTexts = {
  attach: 'Załącz pliki',
  dropHere: 'Upuść, aby wysłać',
  dropNote: 'Pliki wysyła się w rozmowie, którą się prowadzi',
  sending: (percent) => `Wysyłanie ${percent}%`,
  waits: 'Czeka na swoją kolej',
  waitsOffline: 'Czeka na połączenie',
  cancel: (name) => `Nie wysyłaj ${name}`,
  remove: (name) => `Usuń ${name}`,
  retry: 'Spróbuj ponownie',
  notSent: (name) => `Plik ${name} nie został wysłany`,
  problem: (problem, megabytes) =>
    ({
      'too-large': `Jest większy niż ${megabytes} MB.`,
      'type-refused': 'Programów nie można wysyłać.',
      unclean: 'Zdjęcie mówi, gdzie je zrobiono, i nie da się tego usunąć. Wyślij je jako JPEG.',
      'too-many': 'Zbyt wiele plików już czeka. Najpierw zwolnij część z nich.',
      'no-room': 'Na serwerze nie ma teraz miejsca.',
      'not-saved': 'To urządzenie nie ma miejsca, aby przechować go do wysłania.',
      empty: 'Plik jest pusty.',
      unreadable: 'Nie można go odczytać. Folderów nie można wysyłać.',
      'not-allowed': 'Ta rozmowa już go nie przyjmie.',
      lost: 'Nie ma go już na tym urządzeniu.',
    })[problem],
  open: (name) => `Otwórz ${name}`,
  download: 'Pobierz',
  downloadName: (name) => `Pobierz ${name}`,
  notHere: 'Pojawi się po połączeniu',
  failed: 'Nie można go teraz pobrać',
  viewer: 'Obraz',
  previous: 'Poprzedni obraz',
  next: 'Następny obraz',
  place: (at, of) => `${at} z ${of}`,
  asks: (who) => `${who}: prośba o przyjęcie pliku`,
  accept: 'Przyjmij',
  refuse: 'Odrzuć',
  acceptName: (name) => `Przyjmij ${name}`,
  refuseName: (name) => `Odrzuć ${name}`,
  accepted: 'Przyjęty',
  refused: 'Odrzucony',
  onlyWhoAnswers: 'Decyduje osoba, która odpowiada',
  waiting: (n) =>
    `${count(n, { one: 'plik', few: 'pliki', many: 'plików', other: 'pliku' })} ${new Intl.PluralRules('pl').select(n) === 'few' ? 'czekają' : 'czeka'}`,
  size: sizeIn('pl', ['B', 'KB', 'MB']),
};
