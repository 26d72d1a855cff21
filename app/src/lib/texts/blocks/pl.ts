import type { BlocksTexts } from '../blocks-texts.ts';
import { counting } from '../plural.ts';

const count = counting('pl');

export const blocks: BlocksTexts = {
  title: 'Czarna lista',
  lead: 'Kto nie może tu pisać i do kiedy. To, co powiedziano, może czytać i wie, że czat jest wstrzymany.',
  count: (n) => count(n, { one: 'blokada', few: 'blokady', other: 'blokad' }),
  empty: {
    title: 'Nikt nie jest zablokowany',
    hint: 'Odwiedzającego blokuje się w jego rozmowie: z menu albo klawiszem V.',
  },
  search: 'Znajdź na liście',
  nothingFound: 'Nikt na liście nie pasuje.',
  offline:
    'Brak połączenia: adresy można zobaczyć, dodać i zdjąć, gdy wróci. Odwiedzającego można odblokować już teraz.',
  observersRead: 'Twoja rola pozwala tylko czytać tę listę.',
  block: 'Zablokuj',
  unblock: 'Odblokuj',
  undo: 'Cofnij',
  dialog: {
    title: (name) => `Zablokuj: ${name}`,
    whom: 'Kogo',
    visitor: 'Tego odwiedzającego',
    visitorHint: 'Tę przeglądarkę, skądkolwiek się łączy.',
    address: 'Jego adres sieciowy',
    addressHint: 'Wszystkich, którzy łączą się stamtąd. Adres może być wspólny dla całego biura lub domu.',
    told: 'Odwiedzający zobaczy, że czat jest wstrzymany. Powód widzą tylko współpracownicy.',
  },
  howLong: 'Na jak długo',
  amount: 'Ile',
  unit: 'Minuty, godziny lub dni',
  units: { minutes: 'minut', hours: 'godzin', days: 'dni' },
  span: {
    minutes: (n) => count(n, { one: 'minuta', few: 'minuty', other: 'minut' }),
    hours: (n) => count(n, { one: 'godzina', few: 'godziny', other: 'godzin' }),
    days: (n) => count(n, { one: 'dzień', other: 'dni' }),
  },
  ever: 'Na zawsze',
  other: 'Inny czas…',
  reason: 'Powód',
  reasonHint: 'Spam, obelgi… Widzą go współpracownicy.',
  suspended: (until) => (until === null ? 'Zablokowany na zawsze' : `Zablokowany do ${until}`),
  suspendedAddress: (until) =>
    until === null ? 'Zablokowany na zawsze przez adres' : `Zablokowany przez adres do ${until}`,
  by: (name) => `kto: ${name}`,
  byYou: 'przez Ciebie',
  unblocked: (name) => `${name}: znów można pisać.`,
  byHand: 'Ten adres dodał administrator: zdejmuje się go na czarnej liście.',
  isBlocked: 'Odwiedzający jest już zablokowany',
  notBlocked: 'Odwiedzający nie jest zablokowany',
  addressOf: (name) => `Adres: ${name}`,
  anAddress: 'Adres',
  aRange: 'Zakres adresów',
  until: (time) => `do ${time}`,
  forEver: 'na zawsze',
  since: (time) => `od ${time}`,
  stopped: (n) => `zatrzymał ${count(n, { one: 'odwiedzającego', other: 'odwiedzających' })}`,
  stoppedMany: (n) => `zatrzymał co najmniej ${count(n, { one: 'odwiedzającego', other: 'odwiedzających' })}`,
  unblockOf: (name) => `Odblokuj: ${name}`,
  open: (name) => `Rozmowa: ${name}`,
  add: 'Zablokuj adres lub zakres',
  newAddress: 'Adres lub zakres',
  newAddressHint: '203.0.113.7, 203.0.113.0/24 albo 2001:db8::/48. Adres IPv6 oznacza całą swoją sieć /64.',
  notAnAddress:
    'Takiego adresu ani zakresu nie da się zablokować. Nie może to być adres tego serwera ani zakres szerszy niż /8 (IPv6: /16).',
  ownAddress: 'Łączysz się właśnie stamtąd: zablokowane zostałoby też Twoje biuro. Wybierz węższy zakres.',
  effect: {
    one: 'Jeden adres. Może go współdzielić całe biuro lub dom.',
    household: 'Jedna sieć domu lub biura.',
    addresses: (n, first, last) =>
      `${count(n, { one: 'adres', few: 'adresy', many: 'adresów', other: 'adresu' })}: od ${first} do ${last}.`,
    households: (n, first, last) =>
      `${count(n, { one: 'sieć', few: 'sieci', many: 'sieci', other: 'sieci' })} domów lub biur: od ${first} do ${last}.`,
    visitors: (n) =>
      n === 0
        ? 'W ciągu ostatniej doby nikt stamtąd nie przyszedł.'
        : `W ciągu ostatniej doby stamtąd: ${count(n, { one: 'odwiedzający', other: 'odwiedzających' })}.`,
    wide: 'Mogą się w nim mieścić całe sieci operatorów ze wszystkimi klientami.',
  },
  download: 'Pobierz CSV',
  columns: ['Kto', 'Adres', 'Powód', 'Kto zablokował', 'Od', 'Do', 'Zatrzymani odwiedzający'],
};
