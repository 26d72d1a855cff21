import type { Missed } from '#schema/conversation/missed.ts';
import { counting } from '../plural.ts';
import type { InboxTexts } from '../inbox-texts.ts';

const count = counting('pl');

function missed({ how, by, lost }: Missed): string {
  if (how === 'closed') return by === undefined ? 'Zamknięta bez odpowiedzi' : `Zamknięta bez odpowiedzi: ${by}`;
  if (how === 'late') return by === undefined ? 'Odpowiedź po wyjściu' : `Odpowiedź po wyjściu: ${by}`;
  const left = how === 'left' ? 'Wyjście' : 'Ponad 30 min';
  if (by === undefined) return `${left}: nikt nie podjął`;
  return lost ? `${left}, brak połączenia: ${by}` : `${left} bez odpowiedzi: ${by}`;
}

export const inbox: InboxTexts = {
  missed,
  done: 'Gotowe',
  doneWith: (name) => `Gotowe: ${name}`,
  isDone: (name) => `Nie czeka już na odpowiedź: ${name}`,
  isClosed: (name) => `Zamknięta: ${name}`,
  isTaking: (name) => `Przejmujesz: ${name}`,
  undo: 'Cofnij',
  movedTo: (section) => `Teraz w sekcji ${section}`,
  find: 'Filtruj listę',
  placeholder: 'Imię, słowa lub tag',
  filters: 'Witryna, tag, kolejność',
  site: 'Witryna',
  anySite: 'Wszystkie witryny',
  department: 'Dział',
  anyDepartment: 'Wszystkie działy',
  tag: 'Tag',
  anyTag: 'Dowolny tag',
  order: 'Kolejność',
  orders: { wait: 'Najdłużej czekający', time: 'Najpierw najnowsze' },
  shown: (shown, all) =>
    `Widać ${shown} z ${count(all, { one: 'rozmowy', few: 'rozmów', many: 'rozmów', other: 'rozmowy' })}`,
  takeOff: (what) => `Usuń: ${what}`,
  showAll: 'Pokaż wszystkie',
  waitHidden: (n) =>
    `Poza filtrem: ${count(n, { one: 'osoba czeka', few: 'osoby czekają', many: 'osób czeka', other: 'osoby czeka' })}`,
  nothing: { title: 'Nic tu nie pasuje do filtra', hint: 'Pozostałe rozmowy są na swoim miejscu.' },
  moreTags: (n) => `i jeszcze ${count(n, { one: 'tag', few: 'tagi', many: 'tagów', other: 'tagu' })}`,
};
