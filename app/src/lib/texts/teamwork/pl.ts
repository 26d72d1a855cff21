import { mailed } from '../mailed/pl.ts';
import type { TeamworkTexts } from '../teamwork-texts.ts';

export const teamwork: TeamworkTexts = {
  mailed,
  alsoAnswer: (names) => `razem z: ${names}`,
  answersWithYou: (name) => `Odpowiadacie: ${name} i Ty`,
  youLookOn: 'obserwujesz',
  waitsIn: (department) => `Czeka na dział „${department}”`,
  more: 'Więcej',
  bringIn: { title: 'Kogo zaprosić', nobody: 'Nie ma już kogo zaprosić.' },
  find: 'Znajdź osobę lub dział',
  noneFound: 'Nie ma nikogo o tej nazwie.',
  departments: 'Działy',
  colleagues: 'Współpracownicy',
  there: (online, all) => (all === 0 ? 'nikogo w nim nie ma' : `online: ${online} z ${all}`),
  leave: 'Wyjdź',
  muted: 'Klient nie oczekuje odpowiedzi: bez powiadomień i bez czasu oczekiwania.',
  unmute: 'Powiadamiaj znowu',
  event: {
    handedOverTo: (who, department) =>
      who === 'Ty'
        ? `Przekazujesz rozmowę do działu „${department}”`
        : `${who} przekazuje rozmowę do działu „${department}”`,
    broughtIn: (who, whom) => {
      const invited = whom === 'Ty' ? 'Ciebie' : whom;
      return who === 'Ty' ? `Zapraszasz do rozmowy: ${invited}` : `${who} zaprasza do rozmowy: ${invited}`;
    },
    joined: (who) => (who === 'Ty' ? 'Dołączasz do rozmowy' : `${who} dołącza do rozmowy`),
    left: (who) => (who === 'Ty' ? 'Wychodzisz z rozmowy' : `${who} wychodzi z rozmowy`),
    leftTo: (who, to) => {
      const left = who === 'Ty' ? 'Wychodzisz z rozmowy' : `${who} wychodzi z rozmowy`;
      return to === 'Ty' ? `${left}, dalej odpowiadasz Ty` : `${left}, dalej odpowiada ${to}`;
    },
    lookedAway: (who) => (who === 'Ty' ? 'Już nie obserwujesz' : `${who} już nie obserwuje`),
    tagged: (who, tag) => `${who}: dodano tag „${tag}”`,
    untagged: (who, tag) => `${who}: usunięto tag „${tag}”`,
    categorised: (who, category) => `${who}: kategoria „${category}”`,
    uncategorised: (who) => `${who}: usunięto kategorię`,
    muted: (who) => `${who}: klient nie oczekuje odpowiedzi`,
    unmuted: (who) => `${who}: klient znów oczekuje odpowiedzi`,
  },
  tags: {
    label: 'Tagi rozmowy',
    add: 'Otaguj rozmowę',
    remove: (tag) => `Usuń tag „${tag}”`,
    create: (tag) => `Nowy tag „${tag}”`,
    suggestions: 'Tagi do wyboru',
    none: 'Brak tagów',
  },
  category: {
    label: 'Kategoria',
    none: 'Brak',
  },
  log: { title: 'Co zrobiono', earlier: 'Reszta jest w starszych wiadomościach.' },
  wordings: {
    title: 'Poprzednie wersje',
    first: 'tak wysłano',
    now: 'tak brzmi teraz',
    takenBack: 'cofnięto',
    failed: 'Można je przeczytać tylko z połączeniem.',
  },
};
