import { counting } from '../plural.ts';
import type { ScheduleTexts } from '../schedule-texts.ts';

const count = counting('pl');
const number = new Intl.NumberFormat('pl', { maximumFractionDigits: 2 });

export const schedule: ScheduleTexts = {
  title: 'Godziny pracy',
  lead: 'Kto kiedy ma dyżur. Status zmienia się sam; wybrany ręcznie trwa do najbliższego początku lub końca zmiany.',
  count: (n) => count(n, { one: 'osoba', few: 'osoby', other: 'osób' }),
  adminsChange: 'Godziny zmieniają administratorzy i właściciele.',
  offline: 'Brak połączenia: godziny można przejrzeć, a zmienić po odzyskaniu połączenia.',
  people: 'Osoby',
  everybody: 'Wszyscy',
  choose: (name) => `Zmieniaj też: ${name}`,
  only: (name) => `Tylko ${name}`,
  hours: (minutes) => `${number.format(minutes / 60)} godz.`,
  noHours: 'ręcznie',
  grid: {
    label: (names) => `Tydzień: ${names}`,
    hint: 'Kliknij lub przeciągnij po godzinach; jeszcze raz, aby wyczyścić. Z klawiatury: strzałki, Shift zaznacza więcej, spacja.',
    on: 'dyżur',
    off: 'wolne',
    part: 'dyżur częściowo',
    area: (days, from, until) => `${days}, ${from}–${until}`,
  },
  nextMidnight: '24:00',
  differ: (n) => `Wybrane osoby (${n}) pracują w różnych godzinach. To, co zaznaczysz, będzie u wszystkich.`,
  times: {
    title: 'Co do minuty',
    free: 'wolne',
    from: (day) => `${day}, od`,
    to: (day) => `${day}, do`,
    nextDay: 'następnego dnia',
    add: (day) => `Dodaj godziny: ${day}`,
    remove: (day, times) => `Usuń ${times}: ${day}`,
  },
  presets: { office: 'Pn–Pt 9–17', always: 'Całą dobę', clear: 'Wyczyść' },
  zone: { label: 'Strefa czasowa', hint: 'Godziny liczą się według zegara w tym miejscu, także przy zmianie czasu.' },
  daysOff: {
    title: 'Dni wolne',
    lead: 'W te dni nie zaczyna się żadna zmiana. Nocna zmiana, która zaczęła się poprzedniego wieczoru, trwa dalej.',
    none: 'Nie ma nadchodzących dni wolnych.',
    day: 'Dzień',
    until: 'Ostatni dzień, jeśli kilka',
    name: 'Nazwa, jeśli chcesz',
    add: 'Dodaj',
    remove: (day) => `Usuń ${day}`,
  },
  leave: {
    title: 'Urlop',
    of: (names) => `Urlop: ${names}`,
    none: 'Nie ma nadchodzących urlopów.',
    until: (day) => `urlop do ${day}`,
  },
  status: {
    onUntil: (time) => `Według grafiku dyżur do ${time}. Twój wybór obowiązuje do tej pory.`,
    on: 'Według grafiku dyżur całą dobę.',
    offUntil: (time) => `Według grafiku wolne do ${time}. Twój wybór obowiązuje do tej pory.`,
    off: 'Według grafiku wolne.',
    byHandUntil: (time) => `Wybrano ręcznie. Grafik znowu decyduje od ${time}.`,
    byHand: 'Wybrano ręcznie.',
  },
  colleague: { until: (time) => `do ${time}`, back: (time) => `wraca ${time}` },
  end: {
    at: (time) => `Twoja zmiana kończy się o ${time}.`,
    open: (n) =>
      `Zakończ ${count(n, { one: 'otwartą rozmowę', few: 'otwarte rozmowy', other: 'otwartych rozmów' })} lub przekaż:`,
    none: 'Nie masz otwartych rozmów.',
    more: (n) => `i jeszcze ${n}`,
  },
};
