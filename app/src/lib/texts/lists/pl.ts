import type { ListsTexts } from '../lists-texts.ts';
import { counting } from '../plural.ts';

const count = counting('pl');

export const lists: ListsTexts = {
  title: 'Listy',
  lead: 'Według czego firma porządkuje rozmowy. Wszyscy widzą zmiany od razu, a listy są też bez połączenia.',
  backToSettings: 'Ustawienia',
  adminsChange: 'Tę listę zmieniają administratorzy i właściciele.',
  offline: 'Brak połączenia: listę można czytać, a zmienić, gdy połączenie wróci.',
  add: 'Dodaj',
  undo: 'Cofnij',
  restore: (name) => `Przywróć „${name}”`,
  archived: (n) => `W archiwum (${n})`,
  nameInUse: (name) => `Nazwa „${name}” jest już zajęta.`,
  gone: 'Ktoś inny już to usunął.',
  order: {
    move: (name) => `Przenieś „${name}”`,
    moveHint: 'Przeciągnij albo przesuwaj klawiszami ↑ i ↓',
    up: (name) => `Przesuń „${name}” w górę`,
    down: (name) => `Przesuń „${name}” w dół`,
    placed: (name, place, of) => `„${name}”: miejsce ${place} z ${of}.`,
  },
  of: {
    departments: {
      title: 'Działy',
      lead: 'Grupy osób, którym można przekazać rozmowę. Osoba może być w kilku.',
      count: (n) => count(n, { one: 'dział', few: 'działy', other: 'działów' }),
      newName: 'Nowy dział',
      nameOf: (name) => `Nazwa działu „${name}”`,
      remove: (name) => `Usuń dział „${name}”`,
      removed: (name) => `Dział „${name}” jest usunięty. Rozmowy zachowują jego nazwę.`,
      empty: { title: 'Nie ma jeszcze działów', hint: 'Sprzedaż, pomoc, serwis: kto odpowiada na podobne pytania.' },
    },
    tags: {
      title: 'Tagi',
      lead: 'Podpowiedzi przy tagowaniu rozmowy. Inne wpisane tam słowo też będzie tagiem, tylko szarym.',
      count: (n) => count(n, { one: 'tag', few: 'tagi', other: 'tagów' }),
      newName: 'Nowy tag',
      nameOf: (name) => `Nazwa tagu „${name}”`,
      remove: (name) => `Usuń tag „${name}”`,
      removed: (name) => `Tag „${name}” jest usunięty. W rozmowach słowo zostaje.`,
      empty: {
        title: 'Nie ma jeszcze tagów',
        hint: 'Krótkie słowa, po których znajduje się rozmowy: VIP, zwrot, dostawa.',
      },
    },
    categories: {
      title: 'Kategorie',
      lead: 'O czym była rozmowa: po jednej na każdą, do raportów. Kategoria z archiwum zostaje w rozmowach, które ją mają.',
      count: (n) => count(n, { one: 'kategoria', few: 'kategorie', other: 'kategorii' }),
      newName: 'Nowa kategoria',
      nameOf: (name) => `Nazwa kategorii „${name}”`,
      remove: (name) => `Przenieś kategorię „${name}” do archiwum`,
      removed: (name) => `Kategoria „${name}” jest w archiwum. Rozmowy, które ją mają, zachowują ją.`,
      empty: { title: 'Nie ma kategorii', hint: 'Dodaj nową albo przywróć jedną z archiwum poniżej.' },
    },
  },
  members: {
    count: (n) => count(n, { one: 'osoba', few: 'osoby', other: 'osób' }),
    show: (department) => `Osoby działu „${department}”`,
    list: (department) => `Osoby działu „${department}” po kolei`,
    none: 'Nikogo tu jeszcze nie ma.',
    choose: 'Dodaj osobę',
    everybody: 'Są tu już wszyscy, którzy odpowiadają.',
    remove: (person, department) => `Usuń z działu „${department}”: ${person}`,
  },
  colour: (tag) => `Kolor tagu „${tag}”`,
  newColour: 'Kolor nowego tagu',
  colours: ['czerwony', 'bursztynowy', 'limonkowy', 'zielony', 'turkusowy', 'niebieski', 'fioletowy', 'różowy'],
  builtIn: { lead: 'Lead', client: 'Klient', spam: 'Spam', other: 'Inna' },
};
