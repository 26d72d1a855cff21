import { team } from './team/pl.ts';
import { animals } from './animals/pl.ts';
import { blocks } from './blocks/pl.ts';
import { card } from './card/pl.ts';
import { editing } from './editing/pl.ts';
import { emoji } from './emoji/pl.ts';
import { files } from './files/pl.ts';
import { find } from './find/pl.ts';
import { inbox } from './inbox/pl.ts';
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
import { counting } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counting('pl');

const reason: Texts['rejected']['reason'] = (rejection) => {
  switch (rejection.reason) {
    case 'taken':
      return `Pierwszy(-a) był(a) ${rejection.by.name}.`;
    case 'not-yours':
      return rejection.by === null ? 'Najpierw przejmij rozmowę.' : `Odpowiada tu ${rejection.by.name}.`;
    case 'closed':
      return 'Rozmowa jest zamknięta.';
    case 'too-late':
      return 'Minęło ponad 10 minut.';
    case 'gone':
      return 'Wiadomość została cofnięta.';
    case 'not-author':
      return 'Wiadomość może zmienić tylko jej autor.';
    case 'empty':
      return 'Nie ma w niej słów.';
    case 'too-long':
      return 'Jest dłuższa niż 8 KB.';
    case 'no-such-person':
      return 'Ta osoba już nie odpowiada na czacie.';
    case 'no-such-department':
      return 'Tego działu już nie ma.';
    case 'alone':
      return 'Nikt inny tu nie odpowiada: przekaż rozmowę albo ją zamknij.';
    case 'too-many':
      return 'Ma już 20 tagów.';
    case 'no-such-file':
      return 'Pliku nie ma już na serwerze.';
    case 'answered':
      return 'Odpowiedź już padła.';
    case 'address-in-use':
      return 'Ten e-mail jest już zajęty.';
    case 'forbidden':
      return 'Twoja rola na to nie pozwala.';
    case 'not-found':
      return 'Tego już nie ma.';
    case 'suspended':
      return 'Odwiedzający jest zablokowany.';
    case 'no-address':
      return 'Adres odwiedzającego nie jest już znany albo należy do wielu osób.';
    case 'daily-limit':
      return 'Dzienny limit został wykorzystany.';
    case 'conflict':
    case 'invalid':
      return 'Serwer nie mógł tego odczytać.';
  }
};

export const texts: Texts = {
  language: 'pl',
  languageName: 'Polski',
  animals,
  common: {
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
  thread: {
    label: 'Rozmowa',
    unknown: 'Tej rozmowy nie ma jeszcze na urządzeniu',
    unknownHint: 'Otworzy się, gdy tylko będzie połączenie.',
    erased: 'Tej rozmowy już nie ma',
    erasedHint: 'Dane tej osoby usunięto na zawsze albo minął czas przechowywania rozmowy.',
    state: { waiting: 'Czeka', active: 'Trwa', closed: 'Zamknięta' },
    youAnswer: 'Ty odpowiadasz',
    answers: (name) => `Odpowiada ${name}`,
    tentative: 'będzie Twoja po powrocie połączenia, jeśli nikt Cię nie uprzedzi',
    nobodyAnswers: 'Nikt jeszcze nie odpowiada',
    today: 'Dzisiaj',
    yesterday: 'Wczoraj',
    started: (who) => `Początek rozmowy: ${who}`,
    startedOn: (who) => `Początek rozmowy: ${who}, strona`,
    answeredBefore: 'Odpowiedzi przed rozmową',
    startedUpon: (who, by, text) =>
      by === null
        ? `${who}: odpowiedź na automatyczne zaproszenie „${text}”`
        : `${who}: odpowiedź na zaproszenie (${by}) „${text}”`,
    consented: (who) => `${who}: zgoda na przechowywanie rozmowy`,
    consentWithdrawn: (who) => `${who}: zgoda wycofana`,
    taken: (who) => `Rozmowę przejmuje: ${who}`,
    handedOver: (who, to) => `Przekazanie rozmowy: ${who} → ${to}`,
    offeredOn: (who) => `Utrata połączenia: ${who}. Rozmowę zaproponowano innym`,
    closed: (who) => `Rozmowę zamyka: ${who}`,
    reopened: (who) => `Rozmowę otwiera ponownie: ${who}`,
    gone: 'Wiadomość została cofnięta',
    edited: 'edytowano',
    writtenAt: (time) => `napisano ${time}`,
    page: 'Napisano na stronie',
    note: 'Notatka dla zespołu',
    typing: (who) => `${who} pisze…`,
    newWords: 'Nowe wiadomości',
    toNewest: 'Do najnowszych',
    earlier: {
      more: 'Wcześniejsze wiadomości',
      loading: 'Wczytujemy wcześniejsze wiadomości…',
      elsewhere: 'Wcześniejszych wiadomości nie ma na tym urządzeniu. Pojawią się, gdy będzie połączenie.',
      failed: 'Nie udało się wczytać wcześniejszych wiadomości.',
      beginning: 'Tu zaczyna się rozmowa',
    },
  },
  actions: {
    take: 'Przejmij',
    takeOver: 'Przejmij od innych',
    handOver: 'Przekaż',
    close: 'Zamknij rozmowę',
    reopen: 'Otwórz ponownie',
    rename: 'Zmień nazwę',
    details: 'Szczegóły',
    messageActions: 'Działania na wiadomości',
    edit: 'Edytuj',
    unsend: 'Cofnij',
    copy: 'Kopiuj tekst',
    copied: 'Skopiowano',
  },
  marks: {
    waiting: 'Na tym urządzeniu',
    accepted: 'Przyjęto',
    delivered: 'Dostarczono',
    seen: 'Przeczytano',
    late: 'Brak odpowiedzi. Wyślij teraz ponownie',
    lateOffline: 'Jesteś offline. Wyśle się samo; spróbuj teraz',
    unsaved: 'Nie zapisano na urządzeniu',
  },
  composer: {
    label: 'Wiadomość',
    placeholder: 'Napisz odpowiedź…',
    notePlaceholder: 'Napisz notatkę; odwiedzający jej nie zobaczy…',
    kind: 'Co piszesz',
    reply: 'Odpowiedź',
    note: 'Notatka',
    send: 'Wyślij',
    saveEdit: 'Zapisz',
    bytesLeft: (n) => `zostało: ${count(n, { one: 'bajt', few: 'bajty', other: 'bajtów' })}`,
    tooLong: (n) => `za długie o ${count(n, { one: 'bajt', few: 'bajty', other: 'bajtów' })}`,
    hintModEnter: (key) => `${key}+Enter wysyła`,
    hintEnter: 'Enter wysyła, Shift+Enter łamie wiersz',
    takesIt: 'Twoja odpowiedź przejmie tę rozmowę.',
    closed: 'Ta rozmowa jest zamknięta.',
    othersAnswer: (name) => `Odpowiada tu ${name}. Możesz zostawić notatkę.`,
    observer: 'Obserwujesz: możesz czytać i przekazywać rozmowy.',
    helping: (name) => `Piszesz razem; wysyła ${name}.`,
    alsoWriting: (name) => `Pisze też: ${name}`,
    aside: { title: 'Ten szkic się skończył. Twoje słowa są na tym urządzeniu', putBack: 'Wstaw je', drop: 'Usuń je' },
  },
  held: {
    title: 'Nie wysłano: coś się zmieniło, gdy nie było połączenia',
    meanwhile: 'W tym czasie',
    change: {
      said: (who) => `Odpowiedź: ${who}`,
      taken: (who) => `Rozmowę przejmuje: ${who}`,
      'handed-over': (who) => `Rozmowę przekazuje: ${who}`,
      closed: (who) => `Rozmowę zamyka: ${who}`,
      reopened: (who) => `Rozmowę otwiera ponownie: ${who}`,
    },
    yours: 'Twoja odpowiedź',
    sendAnyway: 'Wyślij mimo to',
    keepAsNote: 'Zachowaj jako notatkę',
    drop: 'Usuń',
  },
  rejected: {
    title: 'Nie wykonano',
    verb: {
      'conversation.start': 'Początek',
      'message.send': 'Odpowiedź',
      'message.edit': 'Edycja',
      'message.unsend': 'Cofnięcie',
      'file.answer': 'Odpowiedź o pliku',
      'conversation.take': 'Przejęcie',
      'conversation.hand-over': 'Przekazanie',
      'conversation.bring-in': 'Zaproszenie',
      'conversation.leave': 'Wyjście',
      'conversation.close': 'Zamknięcie',
      'conversation.reopen': 'Ponowne otwarcie',
      'conversation.tag': 'Tag',
      'conversation.categorise': 'Kategoria',
      'conversation.mute': 'Bez odpowiedzi',
      'conversation.rate': 'Ocena rozmowy',
      'callback.ask': 'Prośba o telefon',
      'callback.cancel': 'Odwołanie telefonu',
      'callback.done': 'Telefon wykonany',
      'note.add': 'Notatka',
      'consent.give': 'Zgoda',
      'contact.update': 'Kontakt',
      'contact.tag': 'Tag kontaktu',
      'contact.note': 'Notatka o kontakcie',
      'contact.rate': 'Scoring kontaktu',
      'contact.remove': 'Usunięcie z karty',
      'contact.visit': 'Wizyta',
      'contact.describe': 'Atrybuty',
      'task.add': 'Nowe zadanie',
      'task.change': 'Zmiana zadania',
      'task.done': 'Zadanie zrobione',
      'room.open': 'Nowy pokój',
      'room.say': 'Wiadomość do współpracowników',
      'room.edit': 'Zmiana wiadomości do współpracowników',
      'room.unsay': 'Cofnięta wiadomość do współpracowników',
      'room.rename': 'Nazwa pokoju',
      'room.add': 'Nowe osoby w pokoju',
      'room.remove': 'Osoba usunięta z pokoju',
      'room.leave': 'Wyjście z pokoju',
      'visitor.block': 'Blokada',
      'visitor.unblock': 'Zdjęcie blokady',
      'transcript.send': 'Kopia e-mailem',
    },
    reason,
    editAgain: 'Edytuj ponownie',
  },
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
    site: 'Strona',
    startedAt: 'Początek',
    pages: 'Strony',
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
  workspace: {
    title: 'Firma',
    lead: 'Obowiązuje wszystkich. Widzą to tylko administratorzy i właściciele.',
    emptyIsNever: 'Puste: nigdy.',
    range: (least, most) => `Liczba całkowita od ${least} do ${most}`,
    fields: {
      offerOnAfterSeconds: {
        label: 'Zaproponuj czekającą osobę innym',
        hint: 'Ile sekund po tym, jak odpowiadający stracił połączenie.',
      },
      packAfterDays: {
        label: 'Spakuj zamknięte rozmowy',
        hint: 'Ile dni po zamknięciu. Spakowane zajmują mniej miejsca; nadal można je czytać, znaleźć i otworzyć ponownie.',
      },
      deleteClosedAfterDays: {
        label: 'Usuń zamknięte rozmowy',
        hint: 'Ile dni po zamknięciu. Usuniętych nie da się przywrócić.',
      },
      backupEveryHours: { label: 'Rób kopię zapasową', hint: 'Godzin od jednej do następnej.' },
      backupsKept: { label: 'Ile kopii przechowywać', hint: 'Gdy jest ich więcej, znika najstarsza.' },
      fileMegabytes: { label: 'Największy plik zespołu', hint: 'Megabajty jednego pliku, który wysyła zespół.' },
      visitorFileMegabytes: {
        label: 'Największy plik odwiedzającego',
        hint: 'Megabajty jednego pliku, który wysyła odwiedzający. Każdy czeka na zgodę.',
      },
    },
  },
  operation: {
    backups: 'Kopie zapasowe',
    backupsLead: 'Powstają bez przerywania pracy. Zostają na serwerze: stąd nikt żadnej nie zabierze.',
    noBackups: 'Nie ma jeszcze żadnej kopii.',
    backUpNow: 'Zrób kopię',
    backingUp: (percent) => `Trwa robienie kopii… ${percent} %`,
    backedUp: 'Kopia jest gotowa.',
    backupFailed: (detail) => `Ostatnia kopia się nie udała. ${detail}`,
    backupReason: {
      schedule: 'według planu',
      button: 'przyciskiem',
      command: 'poleceniem',
      upgrade: 'przed aktualizacją',
    },
    backupSize: (megabytes, entries) =>
      `${megabytes} MB · ${count(entries, { one: 'wpis', few: 'wpisy', many: 'wpisów', other: 'wpisu' })}`,
    restore: 'Jak przywrócić kopię',
    restoreHow: [
      'Zatrzymaj serwer na jego maszynie.',
      'W jego folderze uruchom: npm run restore -- <plik>',
      'Uruchom serwer. Poprzednie dane zostają obok, a urządzenia wyślą ponownie to, co na nich czekało.',
    ],
    doctor: 'Stan maszyny',
    doctorLead: 'Czego firma potrzebuje od maszyny: spojrzenie z serwera i z tej przeglądarki.',
    checkNow: 'Sprawdź',
    checkAgain: 'Sprawdź ponownie',
    checking: 'Sprawdzanie…',
    checkedAt: (time) => `Sprawdzono: ${time}`,
    verdict: { ok: 'W porządku', look: 'Zwróć uwagę', broken: 'Nie działa', 'not-set-up': 'Nie ustawiono' },
    check: {
      address: 'Adres',
      socket: 'Połączenie na żywo',
      disk: 'Miejsce na dysku',
      sync: 'Szybkość dysku',
      database: 'Baza danych',
      documents: 'Rozmowy',
      drafts: 'Szkice',
      files: 'Pliki',
      clock: 'Zegar',
      backups: 'Kopie zapasowe',
      memory: 'Pamięć',
      mail: 'Poczta',
      push: 'Powiadomienia',
      version: 'Wersja',
    },
    saying: {
      'address tls': ({ url }) => [`${url} odpowiada, z szyfrowaniem.`],
      'address local': ({ url }) => [`${url} to sama ta maszyna, na próbę.`],
      'address plain': ({ url }) => [
        `${url} odpowiada bez szyfrowania: po drodze można wszystko czytać, a przeglądarki nie zainstalują aplikacji.`,
        'Postaw z przodu proxy z certyfikatem i wpisz jego adres https do PUBLIC_URL.',
      ],
      'address not-set': () => [
        'Serwer nie wie, pod jakim adresem do niego przychodzą.',
        'Ustaw PUBLIC_URL, na przykład https://chat.example.com.',
      ],
      'address unreachable': ({ url, detail }) => [
        `${url} nie odpowiada z serwera (${detail}).`,
        'Sprawdź nazwę, proxy i zaporę.',
      ],
      'address no-server': ({ detail }) => [`Na maszynie nic nie odpowiada (${detail}).`, 'Zajrzyj do dziennika.'],
      'socket open': ({ ms }) => [`WebSocket przez ten adres otwiera się w ${ms} ms.`],
      'socket refused': ({ detail }) => [
        `WebSocket przez ten adres się nie otwiera (${detail}).`,
        'Proxy musi przepuszczać /sync z nagłówkami Upgrade i Connection.',
      ],
      'disk roomy': ({ freeMegabytes, dataMegabytes }) => [
        `Wolne jest ${freeMegabytes} MB; dane zajmują ${dataMegabytes} MB.`,
      ],
      'disk tight': ({ freeMegabytes, dataMegabytes }) => [
        `Wolne jest ${freeMegabytes} MB przy ${dataMegabytes} MB danych: wkrótce zabraknie miejsca na kopię lub aktualizację.`,
        'Zrób miejsce albo trzymaj mniej kopii.',
      ],
      'disk full': ({ freeMegabytes }) => [
        `Wolne jest tylko ${freeMegabytes} MB: wkrótce wiadomości nie będą przyjmowane.`,
        'Zrób miejsce teraz.',
      ],
      'disk failed': ({ detail }) => [`Nie da się sprawdzić (${detail}).`, 'Zajrzyj do dziennika i sprawdź dysk.'],
      'sync quick': ({ medianMs, worstMs }) => [
        `To, co napisano, jest bezpieczne po ${medianMs} ms, najpóźniej po ${worstMs} ms.`,
      ],
      'sync slow': ({ medianMs }) => [
        `To, co napisano, jest bezpieczne po ${medianMs} ms, a każda wiadomość na to czeka.`,
        'Szybszy dysk przyspieszy wszystko.',
      ],
      'sync too-slow': ({ medianMs }) => [
        `To, co napisano, jest bezpieczne dopiero po ${medianMs} ms.`,
        'Przenieś dane na inny dysk; udział sieciowy jest za wolny.',
      ],
      'sync failed': ({ detail }) => [`Nie da się zmierzyć (${detail}).`, 'Zajrzyj do dziennika i sprawdź dysk.'],
      'database whole': () => ['Plik jest cały.'],
      'database damaged': ({ detail }) => [`Plik jest uszkodzony (${detail}).`, 'Zatrzymaj serwer i przywróć kopię.'],
      'database failed': ({ detail }) => [`Nie da się sprawdzić (${detail}).`, 'Zajrzyj do dziennika i sprawdź dysk.'],
      'documents sound': ({ rows }) => [`Każdy wiersz jest taki, jak go zapisano (${rows}).`],
      'documents snapshots': ({ count: n }) => [
        `Uszkodzone migawki: ${n}. Powstaną na nowo z tego, co całe; nic nie przepadło.`,
        'Jeśli to się powtarza, sprawdź dysk.',
      ],
      'documents refused': ({ count: n, first }) => [
        `Uszkodzone, więc niepokazywane: ${n} (${first}). Reszta działa.`,
        'Przywróć kopię, aby je odzyskać.',
      ],
      'documents failed': ({ detail }) => [`Nie da się sprawdzić (${detail}).`, 'Zajrzyj do dziennika.'],
      'drafts whole': () => ['Nie znaleziono uszkodzonych szkiców.'],
      'drafts put-aside': ({ count: n, first, day }) => [
        `Uszkodzone i odłożone na bok: ${n}; najnowszy z ${day} (${first}).`,
        'To, co dało się odczytać, jest znów w szkicu. Jeśli to się powtarza, sprawdź dysk.',
      ],
      'drafts failed': ({ detail }) => [`Nie da się sprawdzić (${detail}).`, 'Zajrzyj do dziennika.'],
      'files whole': ({ count: n, megabytes }) => [`Wszystkie pliki rozmów są na miejscu: ${n} (${megabytes} MB).`],
      'files missing': ({ missing, first }) => [
        `Pliki, których nie ma w dawnej postaci: ${missing} (${first}).`,
        'Wiadomości są całe. Aby odzyskać pliki, przywróć kopię.',
      ],
      'files failed': ({ detail }) => [`Nie da się sprawdzić (${detail}).`, 'Zajrzyj do dziennika.'],
      'clock right': () => ['Zgadza się z zewnętrznym.'],
      'clock differs': ({ seconds }) => [
        `Różni się od zewnętrznego o ${seconds} s.`,
        'Niech maszyna ustawia zegar przez sieć.',
      ],
      'clock unknown': () => ['Nikt z zewnątrz nie podał czasu.', 'Porównamy, gdy tylko adres odpowie.'],
      'backups fresh': ({ hours, count: n }) => [`Najnowsza ma ${hours} h. Przechowywane: ${n}.`],
      'backups late': ({ hours }) => [`Najnowsza ma już ${hours} h, a powinna być młodsza.`, 'Zrób kopię.'],
      'backups by-hand': ({ hours }) => [
        `Powstają tylko ręcznie; najnowsza ma ${hours} h.`,
        'Ustaw, jak często mają powstawać, w części Firma.',
      ],
      'backups all-kept': ({ count: n }) => [
        `Nie da się odczytać ustawień firmy, więc żadna nie jest usuwana. Przechowywane: ${n}.`,
        'Sprawdź je w części Firma, zmień jedno i zapisz.',
      ],
      'backups none': () => ['Nie ma jeszcze żadnej.', 'Zrób kopię.'],
      'backups failed': ({ detail }) => [`Ostatnia się nie udała: ${detail}`, 'Napraw to i zrób kopię.'],
      'memory enough': ({ freeMegabytes, processMegabytes }) => [
        `Serwer zajmuje ${processMegabytes} MB; wolne jest ${freeMegabytes} MB.`,
      ],
      'memory little': ({ freeMegabytes }) => [
        `Wolne jest tylko ${freeMegabytes} MB.`,
        'Dodaj pamięci albo zatrzymaj to, co zbędne.',
      ],
      'memory much': ({ processMegabytes }) => [
        `Serwer zajmuje ${processMegabytes} MB.`,
        'Uruchom go ponownie w spokojnej chwili.',
      ],
      'mail none': () => ['Nie skonfigurowano: odpowiedzi czekają w czacie na powrót odwiedzającego.'],
      'mail ready': ({ host, sent, waiting }) => [
        `Listy wychodzą przez ${host}. W ostatniej dobie: ${sent}; czeka: ${waiting}.`,
      ],
      'mail failing': ({ host, detail, waiting }) => [
        `Ostatnia próba wysyłki przez ${host} nie powiodła się: ${detail}. Czekające listy, ponawiane przez dobę: ${waiting}.`,
        'Sprawdź ustawienia poczty i wyślij list próbny.',
      ],
      'mail gave-up': ({ failed, sent }) => [
        `Listy niedostarczone w ostatniej dobie: ${failed}; wysłane: ${sent}.`,
        'Powód jest w rozmowie obok odpowiedzi.',
      ],
      'mail no-password': ({ host }) => [
        `Hasła do ${host} nie da się tu odczytać: dane przyszły skądinąd, a klucz tam został.`,
        'Wpisz hasło ponownie w ustawieniach poczty.',
      ],
      'mail no-address': () => [
        'Linki w listach nie mają dokąd prowadzić, więc żaden nie wychodzi.',
        'Ustaw PUBLIC_URL.',
      ],
      'push none': () => ['Gotowe. Nikt jeszcze tego nie włączył: każdy robi to w swoich ustawieniach.'],
      'push ready': () => ['Gotowe.'],
      'push devices': ({ devices }) => [`Przeglądarki powiadamiane, gdy Holdline jest zamknięty: ${devices}.`],
      'push not-secure': () => [
        'Przeglądarki przyjmują push tylko z adresu https, a ten serwer takiego nie ma.',
        'Postaw przed serwerem proxy z TLS.',
      ],
      'push unreachable': ({ host }) => [
        `Usługa push ${host} jest nieosiągalna. Powiadomienia czekają i zostaną wysłane ponownie.`,
        'Pozwól serwerowi łączyć się z nią przez https.',
      ],
      'push refused': ({ host, status }) => [
        `Usługa push ${host} odrzuciła ostatnie powiadomienie z kodem ${status}.`,
        'Sprawdź zegar serwera i PUBLIC_URL, potem wyłącz i włącz push na tym urządzeniu.',
      ],
      'version known': ({ program, data, protocol, node }) => [
        `Holdline ${program} · dane ${data} · protokół ${protocol} · Node ${node}`,
      ],
    },
    here: 'Z tej przeglądarki',
    hereSocket: 'WebSocket do serwera otwiera się stąd, a zegary się zgadzają.',
    hereNoSocket: [
      'WebSocket do serwera stąd się nie otwiera.',
      'Proxy musi przepuszczać /sync z nagłówkami Upgrade i Connection.',
    ],
    hereClock: (seconds) => [
      `Zegar tego urządzenia różni się od zegara serwera o ${seconds} s.`,
      'Popraw jeden z nich; kolejność wiadomości wyznacza zegar serwera.',
    ],
  },
  find,
  history: {
    title: 'Historia',
    label: 'Szukaj we wszystkich rozmowach',
    placeholder: 'Słowa, imię, e-mail…',
    clear: 'Wyczyść',
    filters: 'Filtry',
    filtersOn: (n) => `Włączone: ${count(n, { one: 'filtr', few: 'filtry', other: 'filtrów' })}`,
    forgetFilters: 'Zdejmij filtry',
    operator: 'Konsultant',
    anyone: 'Ktokolwiek',
    site: 'Witryna',
    anySite: 'Dowolna witryna',
    state: 'Stan',
    anyState: 'Dowolny stan',
    from: 'Od',
    until: 'Do',
    order: 'Kolejność',
    orders: { newest: 'Od najnowszych', oldest: 'Od najstarszych', relevance: 'Od najlepiej pasujących' },
    results: 'Wyniki',
    ofVisitors: 'Kontakty',
    searching: 'Szukam…',
    found: (n, isAll) => `${isAll ? '' : 'Pierwsze: '}${count(n, { one: 'rozmowa', few: 'rozmowy', other: 'rozmów' })}`,
    messages: (n) => count(n, { one: 'wiadomość', few: 'wiadomości', other: 'wiadomości' }),
    hits: (n, hasMore) => count(n, { one: 'trafienie', few: 'trafienia', other: 'trafień' }, hasMore ? '+' : ''),
    contact: {
      name: 'Imię i nazwisko',
      email: 'E-mail',
      phone: 'Telefon',
      address: 'Adres',
      attribute: 'Atrybuty',
      note: 'Notatka o kontakcie',
      details: 'Kontakt',
    },
    noteBy: (who) => `Notatka, ${who}`,
    none: { title: 'Brak trafień', hint: 'Spróbuj mniej słów, innej ich formy albo mniej filtrów.' },
    nothing: {
      title: 'Nie ma jeszcze rozmów',
      hint: 'Wszystko, co piszą klienci i współpracownicy, da się tu znaleźć także po latach.',
    },
    failed: { title: 'Wyszukiwanie się nie powiodło', hint: 'Serwer nie mógł odpowiedzieć. Spróbuj ponownie.' },
    choose: { title: 'Wybierz rozmowę', hint: 'Strzałka ↓ prowadzi z pola szukania do wyników.' },
    onDevice: (n) =>
      `Brak połączenia. Szukam na tym urządzeniu: ${count(n, { one: 'rozmowa', few: 'rozmowy', other: 'rozmów' })}; cała historia jest na serwerze.`,
    readingDevice: 'Brak połączenia. Czytam to, co jest na tym urządzeniu…',
    more: 'Pokaż więcej',
    lookedTo: (day) => `Przejrzano do: ${day}.`,
    lookFurther: 'Szukaj dalej',
    hitOf: (hit, of) => `${hit} z ${of}`,
    nextHit: 'Następne trafienie',
    previousHit: 'Poprzednie trafienie',
    endFinding: 'Zakończ szukanie',
    elsewhere: (time) => `Trafienie (${time}) jest we wcześniejszej części rozmowy.`,
  },
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
