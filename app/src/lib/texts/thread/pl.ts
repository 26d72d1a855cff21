import { counting } from '../plural.ts';
import type {
  ActionsTexts,
  ComposerTexts,
  HeldTexts,
  MarksTexts,
  RejectedTexts,
  ThreadTexts,
} from '../thread-texts.ts';

const count = counting('pl');

export const thread: ThreadTexts = {
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
};

export const actions: ActionsTexts = {
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
};

export const marks: MarksTexts = {
  waiting: 'Na tym urządzeniu',
  accepted: 'Przyjęto',
  delivered: 'Dostarczono',
  seen: 'Przeczytano',
  late: 'Brak odpowiedzi. Wyślij teraz ponownie',
  lateOffline: 'Jesteś offline. Wyśle się samo; spróbuj teraz',
  unsaved: 'Nie zapisano na urządzeniu',
};

export const composer: ComposerTexts = {
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
};

export const held: HeldTexts = {
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
};

const reason: RejectedTexts['reason'] = (rejection) => {
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
    case 'time-taken':
      return 'Wszyscy, którzy wtedy pracują, mają już telefon do wykonania.';
    case 'daily-limit':
      return 'Dzienny limit został wykorzystany.';
    case 'conflict':
    case 'invalid':
      return 'Serwer nie mógł tego odczytać.';
  }
};

export const rejected: RejectedTexts = {
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
};
