import { counting } from '../plural.ts';
import type { TeamTexts } from '../team-texts.ts';

const count = counting('pl');
const list = new Intl.ListFormat('pl');
const talks = { one: 'otwartą rozmowę', few: 'otwarte rozmowy', other: 'otwartych rozmów' };

export const team: TeamTexts = {
  title: 'Zespół',
  button: (status) => `Twój status: ${status}. Zespół`,
  yours: 'Twój status',
  colleagues: 'Współpracownicy',
  nobody: 'Nie ma jeszcze nikogo innego.',
  standing: {
    online: 'Dostępny',
    away: 'Zaraz wracam',
    invisible: 'Niewidoczny',
    offline: 'Niedostępny',
    lost: 'Brak połączenia',
    expected: 'Jeszcze nie wiadomo',
  },
  meaning: {
    online: 'Nowe czaty są dla Ciebie',
    away: 'Bez nowych czatów, ale można Cię dołączyć',
    invisible: 'Pracujesz, odwiedzający nikogo nie widzą',
    offline: 'Po pracy',
  },
  duty: {
    title: 'Dyżur dla',
    all: 'Wszystkie witryny',
    unnamed: 'Witryna główna',
    others: 'Rozmowy z innych witryn są w „Innych” i nie dzwonią; ich odwiedzający nie widzą, że jesteś.',
    count: (n) => count(n, { one: 'witryna', few: 'witryny', other: 'witryn' }),
  },
  untold: 'Współpracownicy zobaczą to po odzyskaniu połączenia.',
  stillYours: (n) => `Nadal prowadzisz ${count(n, talks)}.`,
  lastKnown: 'Brak połączenia: tak było ostatnio.',
  load: (n) => `Prowadzi ${count(n, talks)}`,
  noLoad: 'Teraz nikogo nie obsługuje',
  observes: 'Obserwator',
  hasOpen: 'Ma otwarte:',
  looking: (names) => `Mają to teraz otwarte: ${list.format(names)}`,
  preview: (name) => `${name} pisze, jeszcze nie wysłano`,
  previewSetting: {
    label: 'Pokazuj konsultantom, co pisze odwiedzający',
    hint: 'Jeszcze przed wysłaniem. Widżet mówi o tym odwiedzającemu.',
  },
};
