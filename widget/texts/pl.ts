import type { Forms, Texts } from './texts.ts';

const rules = new Intl.PluralRules('pl');
const counted = (forms: Forms) => (count: number) => `${count} ${forms[rules.select(count)] ?? forms.other}`;

const unread = counted({
  one: 'nieprzeczytana wiadomość',
  few: 'nieprzeczytane wiadomości',
  other: 'nieprzeczytanych wiadomości',
});
const waiting = counted({
  one: 'wiadomość czeka',
  few: 'wiadomości czekają',
  other: 'wiadomości czeka',
});

export const pl: Texts = {
  chat: 'Czat',
  greeting: 'Dzień dobry!',
  greetingMore: 'Pytaj o wszystko. Wiadomości zostaną tutaj, także gdy zmienisz stronę lub stracisz połączenie.',
  close: 'Zamknij czat',
  menu: 'Menu',
  conversation: 'Rozmowa',
  message: 'Wiadomość',
  write: 'Napisz wiadomość…',
  send: 'Wyślij',
  save: 'Zapisz',
  cancel: 'Anuluj',
  edit: 'Edytuj',
  unsend: 'Usuń',
  more: 'Działania na wiadomości',
  editing: 'Edytujesz swoją wiadomość',
  edited: 'edytowano',
  gone: 'Wiadomość usunięta',
  you: 'Ty',
  today: 'Dzisiaj',
  yesterday: 'Wczoraj',
  newMessages: 'Nowe wiadomości',
  unread: (count) => `Napisz do nas, ${unread(count)}`,
  typing: (name) => `${name} pisze`,
  support: 'Obsługa',

  closedNote: 'Rozmowa jest zakończona. Napisz, aby otworzyć ją ponownie.',
  previewed: 'Widzimy, co piszesz, jeszcze przed wysłaniem.',
  awayNote: (name) => `${name} nie ma teraz połączenia. Twoje wiadomości są zachowane.`,
  unattendedNote: 'Teraz nikogo nie ma. Wszystko, co napiszesz, zostanie zachowane, a odpowiedź pojawi się tutaj.',
  leaveReach: 'Zostaw e-mail lub telefon',

  truth: {
    synced: 'Mamy wszystko, co napisano',
    answers: 'Napisz do nas, odpowiemy tutaj',
    nobody: 'Teraz nikogo nie ma',
    connecting: 'Łączenie…',
    sending: 'Wysyłanie…',
    offline: 'Offline',
    waiting: (count) => `Offline · ${waiting(count)}`,
    stopped: 'Odśwież stronę, aby kontynuować',
  },
  offlineNote: 'Brak połączenia. Wiadomość jest zapisana na tym urządzeniu i wyśle się sama.',
  unreachableNote: 'Brak połączenia z czatem. Wiadomość jest zapisana na tym urządzeniu i wyśle się sama.',

  suspended: (until) =>
    until === null
      ? 'Czat jest wstrzymany. Wiadomości nie są dostarczane.'
      : `Czat jest wstrzymany do ${until}. Wiadomości nie są dostarczane.`,
  status: {
    waiting: 'Czeka na tym urządzeniu',
    late: 'Jeszcze brak odpowiedzi. Ponawiamy wysyłanie; naciśnij, aby ponowić teraz.',
    'late-offline': 'Brak połączenia. Wyśle się samo; naciśnij, aby ponowić teraz.',
    accepted: 'Wysłano',
    delivered: 'Dostarczono',
    seen: 'Przeczytano',
  },
  retry: 'Ponów teraz',
  tooLong: 'Nie wysłano: wiadomość jest za długa',
  emoji: 'Emoji',
  attach: 'Załącz pliki',
};
