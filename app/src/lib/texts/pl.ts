import { team } from './team/pl.ts';
import { animals } from './animals/pl.ts';
import { blocks } from './blocks/pl.ts';
import { card } from './card/pl.ts';
import { editing } from './editing/pl.ts';
import { emoji } from './emoji/pl.ts';
import { files } from './files/pl.ts';
import { find } from './find/pl.ts';
import { inbox } from './inbox/pl.ts';
import { history } from './history/pl.ts';
import { keyboard } from './keyboard/pl.ts';
import { lists } from './lists/pl.ts';
import { notify } from './notify/pl.ts';
import { requests } from './requests/pl.ts';
import { rooms } from './rooms/pl.ts';
import { forms } from './forms/pl.ts';
import { schedule } from './schedule/pl.ts';
import { share } from './share/pl.ts';
import { teamwork } from './teamwork/pl.ts';
import { templates } from './templates/pl.ts';
import { actions, composer, held, marks, rejected, thread } from './thread/pl.ts';
import { counting } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counting('pl');

export const texts: Texts = {
  language: 'pl',
  languageName: 'Polski',
  animals,
  common: {
    range: (least, most) => `Liczba całkowita od ${least} do ${most}`,
    skip: 'Przejdź do treści',
    cancel: 'Anuluj',
    save: 'Zapisz',
    close: 'Zamknij',
    dismiss: 'Rozumiem',
    retry: 'Spróbuj ponownie',
    back: 'Wstecz',
    you: 'Ty',
    loading: 'Wczytywanie',
    notFound: 'Nie ma takiej strony',
    somethingBroke: 'Coś się zepsuło. To, co napisano, jest zachowane na tym urządzeniu.',
    reload: 'Odśwież',
    notHere: 'Tej strony nie ma jeszcze na tym urządzeniu',
    notHereHint: 'Otworzy się sama, gdy będzie połączenie. To, co napisano, jest zachowane.',
  },
  line: {
    label: 'Połączenie',
    synced: 'Zsynchronizowano',
    sending: 'Wysyłanie',
    connecting: 'Łączenie…',
    offlineSince: (time) => `Offline od ${time}`,
    repliesWaiting: (n) => count(n, { one: 'odpowiedź czeka', few: 'odpowiedzi czekają', other: 'odpowiedzi czeka' }),
    actionsWaiting: (n) => count(n, { one: 'czynność czeka', few: 'czynności czekają', other: 'czynności czeka' }),
    draftsHere: (n) =>
      `${count(n, { one: 'szkic', few: 'szkice', many: 'szkiców', other: 'szkicu' })} tylko na tym urządzeniu`,
    needYou: (n) =>
      count(n, { one: 'sprawa wymaga decyzji', few: 'sprawy wymagają decyzji', other: 'spraw wymaga decyzji' }),
    signInAgain: 'Serwer zakończył Twoją sesję. Zaloguj się ponownie; to, co czeka, jest zachowane.',
    signIn: 'Zaloguj się',
    tooOld: 'Ta wersja jest zbyt stara dla serwera. Odśwież; to, co czeka, jest zachowane.',
    stopped: 'Serwer zakończył połączenie. Odśwież; to, co czeka, jest zachowane.',
    storage: {
      unavailable:
        'Przeglądarka nie pozwala Holdline niczego zapisać. Wiadomości wychodzą tylko przy otwartej stronie i połączeniu.',
      full: 'Pamięć tego urządzenia jest pełna. Nowe wiadomości nie są na nim zapisywane: nie zamykaj strony, dopóki nie wyjdą.',
      wiped:
        'Dane przeglądarki zostały wyczyszczone. Niewysłane stąd wiadomości mogły przepaść; sprawdź swoje ostatnie odpowiedzi.',
      closed:
        'Przeglądarka zamknęła pamięć. Nowe wiadomości nie są zapisywane na urządzeniu: odśwież, gdy zostaną wysłane.',
    },
  },
  sections: {
    label: 'Sekcje',
    mine: 'Moje',
    new: 'Nowe',
    others: 'Innych',
    missed: 'Nieodebrane',
    requests: 'Zgłoszenia',
    closed: 'Zamknięte',
    all: 'Wszystkie',
    empty: {
      mine: { title: 'Nie masz rozmów', hint: 'Przejmij rozmowę z sekcji Nowe, a pojawi się tutaj.' },
      new: { title: 'Nikt nie czeka', hint: 'Gdy ktoś napisze na stronie, rozmowa pojawi się tutaj.' },
      others: { title: 'Współpracownicy są wolni', hint: 'Tu widać rozmowy, w których odpowiadają inni.' },
      missed: {
        title: 'Nikt nie został bez odpowiedzi',
        hint: 'Tu widać osoby, które wyszły bez odpowiedzi, i powód.',
      },
      requests: {
        title: 'Brak zgłoszeń',
        hint: 'Tu trafia to, co ktoś zostawił, gdy nikogo nie było, wraz z kontaktem.',
      },
      closed: { title: 'Dziś nic nie zamknięto', hint: 'Zamknięte rozmowy zostają tu przez dobę.' },
      all: { title: 'Nic nie jest otwarte', hint: 'Tu widać wszystkie otwarte rozmowy zespołu.' },
    },
  },
  list: {
    label: 'Rozmowy',
    noWords: 'Jeszcze bez słów',
    unread: 'Nieprzeczytane',
    waiting: 'Czeka',
    ourWords: (text) => `My: ${text}`,
    yourWords: (text) => `Ty: ${text}`,
    answers: (name) => `Odpowiada ${name}`,
    answersGone: (name) => `Odpowiada ${name}, ale bez połączenia`,
    tentative: 'Wstępnie',
    unsent: 'Czeka na tym urządzeniu',
    needsYou: 'Wymaga Twojej decyzji',
    draft: 'Szkic',
    nothingOpen: 'Wybierz rozmowę',
    nothingOpenHint: 'Otwórz ją z listy albo przechodź klawiszami J i K.',
  },
  inbox,
  wentOn: { title: 'Gdy nie było połączenia, te rozmowy przeszły do innych' },
  thread,
  actions,
  marks,
  composer,
  held,
  rejected,
  team,
  handOver: {
    title: 'Przekaż do',
    nobody: 'Nikt inny nie odpowiada na czacie.',
  },
  contact: {
    title: 'Odwiedzający',
    name: 'Imię i nazwisko',
    email: 'E-mail',
    phone: 'Telefon',
    saved: 'Zapisano',
    site: 'Witryna',
    startedAt: 'Początek',
    pages: 'Pisano ze stron',
  },
  erase: {
    open: 'Usuń dane tej osoby…',
    title: (name) => `Usunąć na zawsze: ${name}?`,
    lead: 'Tego nie można cofnąć. Znikną:',
    card: 'karta: imię i nazwisko, e-mail, telefon, adres, tagi, notatki, zadania i wizyty',
    conversations: 'wszystkie rozmowy z tą osobą, z notatkami i szkicami, także z wyszukiwania',
    devices: 'wszystkie kopie na urządzeniach zespołu i tej osoby, gdy tylko się połączą',
    backups:
      'Wcześniejsze kopie zapasowe zachowują dane, dopóki nie zostaną zastąpione. Po przywróceniu takiej kopii dane zostaną usunięte ponownie.',
    confirm: 'Usuń na zawsze',
    busy: 'Usuwanie…',
    offline: 'Do tego potrzebne jest połączenie. Nic nie usunięto.',
    unsure: 'Połączenie przerwało się przed odpowiedzią. Spróbuj ponownie, aby mieć pewność.',
    failed: 'Serwer nie mógł usunąć danych. Spróbuj ponownie.',
  },
  signIn: {
    title: 'Logowanie',
    lead: 'Rozmowy czekają na Ciebie.',
    email: 'E-mail',
    password: 'Hasło',
    submit: 'Zaloguj się',
    wrong: 'E-mail i hasło do siebie nie pasują.',
    tooMany: 'Zbyt wiele prób. Odczekaj minutę.',
    noNetwork: 'Serwer jest nieosiągalny. Spróbuj, gdy będzie sieć.',
    continueAs: (name) => `Kontynuuj jako ${name}`,
  },
  setup: {
    title: 'Konfiguracja Holdline',
    lead: 'Zostaniesz właścicielem tej przestrzeni roboczej.',
    name: 'Imię i nazwisko',
    passwordHint: 'Co najmniej 10 znaków',
    submit: 'Utwórz przestrzeń roboczą',
    noToken: 'Otwórz odnośnik, który serwer wypisał przy starcie.',
    badToken: 'Ten odnośnik już nie działa. Użyj ostatniego, który wypisał serwer.',
    alreadyDone: 'Ta przestrzeń robocza ma już właściciela.',
  },
  settings: {
    title: 'Ustawienia',
    backToDesk: 'Wróć do rozmów',
    you: 'Ty',
    language: 'Język',
    languageAuto: 'Jak w przeglądarce',
    theme: 'Motyw',
    themes: { auto: 'Jak w systemie', light: 'Jasny', dark: 'Ciemny' },
    sendKey: 'Wysyłanie z klawiatury',
    sendKeys: {
      modEnter: (key) => `${key}+Enter wysyła`,
      enter: 'Enter wysyła',
    },
    people: 'Osoby',
    peopleLead: 'Wszyscy, którzy tu pracują.',
    role: 'Rola',
    roles: { observer: 'Obserwator', operator: 'Operator', admin: 'Administrator', owner: 'Właściciel' },
    roleHint: {
      observer: 'Czyta wszystko i przekazuje rozmowy',
      operator: 'Odpowiada odwiedzającym',
      admin: 'Odpowiada, dodaje osoby, zamyka i przekazuje rozmowy innych',
      owner: 'Może wszystko',
    },
    addPerson: 'Dodaj osobę',
    firstPassword: 'Pierwsze hasło',
    firstPasswordHint: 'Co najmniej 10 znaków. Przekaż je tej osobie samodzielnie.',
    add: 'Dodaj',
    added: (name) => `${name} może się już zalogować.`,
    needsNetwork: 'Do tego potrzebne jest połączenie.',
    addressInUse: 'Ten e-mail jest już zajęty.',
    sessions: 'Sesje',
    sessionsLead: 'Gdzie jesteś zalogowany(-a).',
    thisDevice: 'To urządzenie',
    unknownDevice: 'Inne urządzenie',
    signOutSession: 'Zakończ sesję',
    lastUsed: (time) => `Ostatnio: ${time}`,
    about: 'O programie',
    build: 'Kompilacja',
    signOut: 'Wyloguj się',
    signOutWarning: (n) =>
      `${count(n, { one: 'czynność nie została jeszcze wysłana i przepadnie', few: 'czynności nie zostały jeszcze wysłane i przepadną', other: 'czynności nie zostało jeszcze wysłanych i przepadnie' })}, jeśli się teraz wylogujesz.`,
    signOutDrop: 'Wyloguj się mimo to',
    staySignedIn: 'Zostań',
    failed: 'Nie udało się. Spróbuj ponownie.',
  },
  find,
  history,
  editing,
  emoji,
  files,
  keyboard,
  card,
  lists,
  notify,
  requests,
  rooms,
  schedule,
  blocks,
  forms,
  share,
  teamwork,
  templates,
  app: {
    install: 'Zainstaluj',
    installHint: 'Zainstaluj Holdline na tym urządzeniu',
    updateReady: 'Nowa wersja jest gotowa',
    updateNeeded: 'Ta wersja jest zbyt stara dla serwera',
    updateKeeps: (drafts, commands) => {
      const kept = [
        drafts > 0 ? count(drafts, { one: 'szkic', few: 'szkice', other: 'szkiców' }) : '',
        commands > 0
          ? count(commands, {
              one: 'niewysłana czynność',
              few: 'niewysłane czynności',
              other: 'niewysłanych czynności',
            })
          : '',
      ].filter((part) => part !== '');
      return kept.length === 0 ? 'To potrwa sekundę.' : `Na urządzeniu zostanie zachowane: ${kept.join(', ')}.`;
    },
    updateNow: 'Odśwież teraz',
    later: 'Później',
    settings: 'Ustawienia',
    shortcuts: 'Skróty klawiszowe',
    desk: 'Rozmowy',
  },
};
