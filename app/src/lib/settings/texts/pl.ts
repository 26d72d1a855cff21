import { counting } from '../../texts/plural.ts';
import type { OperationTexts, SettingsTexts, WorkspaceTexts } from './texts.ts';

const count = counting('pl');

const workspace: WorkspaceTexts = {
  title: 'Firma',
  lead: 'Obowiązuje wszystkich. Widzą to tylko administratorzy i właściciele.',
  emptyIsNever: 'Puste: nigdy.',
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
};

const operation: OperationTexts = {
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
      `E-maile są wysyłane przez ${host}. W ostatniej dobie: ${sent}; czeka: ${waiting}.`,
    ],
    'mail failing': ({ host, detail, waiting }) => [
      `Ostatnia próba wysyłki przez ${host} nie powiodła się: ${detail}. Czekające wiadomości, ponawiane przez dobę: ${waiting}.`,
      'Sprawdź ustawienia poczty i wyślij próbny e-mail.',
    ],
    'mail gave-up': ({ failed, sent }) => [
      `Wiadomości niedostarczone w ostatniej dobie: ${failed}; wysłane: ${sent}.`,
      'Powód jest w rozmowie obok odpowiedzi.',
    ],
    'mail no-password': ({ host }) => [
      `Hasła do ${host} nie da się tu odczytać: dane przyszły skądinąd, a klucz tam został.`,
      'Wpisz hasło ponownie w ustawieniach poczty.',
    ],
    'mail no-address': () => [
      'Linki w wiadomościach nie mają dokąd prowadzić, więc żadna nie jest wysyłana.',
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
};

export const pl: SettingsTexts = { workspace, operation };
