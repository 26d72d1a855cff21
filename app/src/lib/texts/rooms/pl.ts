import { counting } from '../plural.ts';
import type { RoomsTexts } from '../rooms-texts.ts';

const count = counting('pl');
const you = (whom: string): string => (whom === 'Ty' ? 'Ciebie' : whom);

export const rooms: RoomsTexts = {
  title: 'Współpracownicy',
  unread: (n) =>
    count(n, {
      one: 'nieprzeczytana wiadomość',
      few: 'nieprzeczytane wiadomości',
      many: 'nieprzeczytanych wiadomości',
      other: 'nieprzeczytanej wiadomości',
    }),
  rooms: 'Pokoje',
  people: 'Osoby',
  noRooms: 'Nie ma jeszcze pokoi. Otwórz pokój dla zespołu albo dla jednej sprawy.',
  newRoom: 'Nowy pokój',
  choose: {
    title: 'Rozmowa ze współpracownikami',
    hint: 'Wybierz osobę albo pokój. Odwiedzający nic z tego nie widzą.',
  },
  noWords: 'Nie ma jeszcze wiadomości',
  yours: (words) => `Ty: ${words}`,
  by: (name, words) => `${name}: ${words}`,
  findPerson: 'Znajdź osobę',
  filter: 'Znajdź osobę, pokój albo słowa',
  said: 'Wiadomości',
  onDevice: 'Przeszukiwane są pokoje otwierane na tym urządzeniu.',
  nobodyFound: 'Nie ma osoby ani pokoju o tej nazwie.',
  empty: (name) => `Tu zacznie się Wasza rozmowa: ${name}`,
  emptyHint: 'Czytają ją tylko osoby, które tu są.',
  unknown: 'Nie ma tego jeszcze na tym urządzeniu',
  unknownHint: 'Pojawi się, gdy będzie połączenie.',
  notIn: 'Nie ma Cię w tym pokoju',
  notInHint: 'Dodać Cię może każda osoba z tego pokoju.',
  members: (n) => count(n, { one: 'osoba', few: 'osoby', many: 'osób', other: 'osoby' }),
  manage: 'Nazwa i osoby w pokoju',
  name: 'Nazwa pokoju',
  inRoom: 'W pokoju',
  whoElse: 'Kto jeszcze',
  create: 'Otwórz pokój',
  add: 'Dodaj',
  remove: (name) => `Usuń z pokoju: ${name}`,
  addBack: 'Dodaj z powrotem',
  removed: 'już nie w pokoju',
  leave: 'Wyjdź z pokoju',
  leaveHint: 'Nic już z niego nie zobaczysz. Dodać Cię znowu może każda osoba z tego pokoju.',
  placeholder: (name) => `Wiadomość: ${name}`,
  label: 'Wiadomość do współpracowników',
  onlyHere: 'Czytają to tylko współpracownicy',
  writeTo: 'Napisz',
  event: {
    others: (n) => `i jeszcze ${n}`,
    opened: (who, name) => (who === 'Ty' ? `Otwierasz pokój „${name}”` : `${who} otwiera pokój „${name}”`),
    renamed: (who, name) => (who === 'Ty' ? `Nazywasz pokój „${name}”` : `${who} nazywa pokój „${name}”`),
    joined: (who, whom) => (who === 'Ty' ? `Dodajesz: ${you(whom)}` : `${who} dodaje: ${you(whom)}`),
    left: (who) => (who === 'Ty' ? 'Wychodzisz z pokoju' : `${who} wychodzi z pokoju`),
    removed: (who, whom) => (who === 'Ty' ? `Usuwasz z pokoju: ${you(whom)}` : `${who} usuwa z pokoju: ${you(whom)}`),
  },
};
