import type { IdentityTexts } from './texts.ts';

export const pl: IdentityTexts = {
  secret: 'Sekret tej witryny',
  secretLead:
    'Twój serwer podpisuje nim, kto jest zalogowany na Twoich stronach. Wtedy operatorzy widzą, że tożsamość jest potwierdzona, a ta osoba ma tę samą rozmowę na wszystkich urządzeniach. Przechowuj go jak hasło: na serwerze, nigdy na stronie.',
  none: 'Nie ma jeszcze sekretu: nikogo nie można podpisać.',
  make: 'Utwórz sekret',
  renew: 'Utwórz nowy',
  renewLead: 'Obecny działa dalej, dopóki go nie unieważnisz: najpierw zmień go na swoim serwerze.',
  current: 'Obecny sekret',
  before: 'Poprzedni sekret, nadal działa',
  made: (when) => `Utworzony ${when}`,
  show: 'Pokaż',
  hide: 'Ukryj',
  copy: 'Kopiuj',
  copied: 'Skopiowano',
  end: 'Unieważnij',
  endLead: 'To, co nim podpisano, będzie odtąd odrzucane. Nie można tego cofnąć.',
  off: 'Unieważnij, wtedy nikogo nie można podpisać',
  told: { made: 'Jest nowy sekret. Wpisz go na swoim serwerze.', ended: 'Sekret jest unieważniony.' },
  code: 'Jak podpisuje Twój serwer',
  codeLead: 'JWT (HS256) o krótkiej ważności, nowy dla każdej strony. sub to Twój własny, stały numer osoby.',
  language: 'Język Twojego serwera',
  onServer: 'Na Twoim serwerze',
  onPage: 'Na stronie, gdy osoba jest zalogowana',
  onLeaving: 'Na stronie, gdy osoba się wylogowuje: nic po niej nie zostaje na urządzeniu',
  rules: 'Kto nie jest podpisany',
  rulesLead: 'Co odwiedzający mówią o sobie sami i co strona podaje bez podpisu.',
  verifiedOnly: 'Oznaczaj niepotwierdzone',
  verifiedOnlyHint:
    'Operatorzy widzą przy każdej osobie z tej witryny, że nie została podpisana. Włącz, gdy Twoje strony podpisują.',
};
