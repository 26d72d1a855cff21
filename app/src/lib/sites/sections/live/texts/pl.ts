import { counting } from '../../../../texts/plural.ts';
import type { LiveSettingsTexts } from './texts.ts';

const count = counting('pl');
/** Po „co najmniej” i „mniej niż”: biernik. */
const seconds = (n: number): string => count(n, { one: 'sekundę', few: 'sekundy', other: 'sekund' });
const visits = (n: number): string => count(n, { one: 'wizytę', few: 'wizyty', other: 'wizyt' });
const campaign = { source: 'źródło', medium: 'medium', campaign: 'nazwa', term: 'hasło', content: 'treść' };
const device = { phone: 'telefon', tablet: 'tablet', desktop: 'komputer' };

export const pl: LiveSettingsTexts = {
  start: {
    title: 'Kiedy widać przycisk',
    lead: 'Kto rozpoczął rozmowę, zawsze widzi przycisk, cokolwiek tu wybierzesz.',
    label: 'Przycisk czatu widać',
    show: { always: 'Zawsze', duty: 'Tylko gdy ktoś ma dyżur', rules: 'Według reguł' },
    hints: {
      always: 'Gdy nikt nie ma dyżuru, odwiedzający zostawiają zgłoszenie.',
      duty: 'Każda strona pyta serwer, czy ktoś ma dyżur: przy otwarciu i co minutę, dopóki jest oglądana, czyli zanim odwiedzający dotknie czatu. O odwiedzającym nie mówi nic.',
      rules:
        'Decyduje przeglądarka, z jednego małego pliku, który pobiera każda strona. O odwiedzającym serwer nie dowiaduje się niczego; jeśli reguła zależy od dyżuru, strona pyta o niego co minutę.',
    },
    shows: 'Przycisk widać, gdy',
  },
  rules: {
    label: 'Warunki',
    match: { all: 'Spełnione są wszystkie', any: 'Spełniony jest dowolny' },
    kinds: {
      page: 'Strona',
      seconds: 'Czas na stronie',
      scroll: 'Przewinięcie',
      visits: 'Wizyty',
      campaign: 'Kampania',
      language: 'Język',
      device: 'Urządzenie',
      duty: 'Ktoś ma dyżur',
    },
    campaign: { source: 'Źródło', medium: 'Medium', campaign: 'Nazwa', term: 'Hasło', content: 'Treść' },
    device: { phone: 'Telefon', tablet: 'Tablet', desktop: 'Komputer' },
    condition: (n) => `Warunek ${n}`,
    is: 'to',
    isNot: 'to nie',
    field: 'Część kampanii',
    value: 'Wartość',
    seconds: 's lub więcej',
    percent: '% strony lub więcej',
    visits: 'wizyt lub więcej',
    empty: 'Wpisz, z czym porównać.',
    languageHint: 'Jak nazywają go przeglądarki: pl, a dla jednego kraju pl-PL.',
    pageHint: '/cart* to każdy adres, który tak się zaczyna; * to cokolwiek. Z nazwą hosta: shop.example/*',
    add: 'Dodaj warunek',
    remove: (n) => `Usuń warunek ${n}`,
    none: 'Bez warunków: zawsze spełnione.',
    most: 'Reguła ma najwyżej dwadzieścia warunków.',
    always: 'zawsze',
    and: 'i',
    or: 'lub',
    said: (condition) => {
      const { not } = condition;
      switch (condition.kind) {
        case 'page':
          return `strona to ${not ? 'nie ' : ''}${condition.is}`;
        case 'seconds':
          return `strona jest otwarta ${not ? 'krócej niż' : 'co najmniej'} ${seconds(condition.least)}`;
        case 'scroll':
          return `przewinięto ${not ? 'mniej niż' : 'co najmniej'} ${condition.least}% strony`;
        case 'visits':
          return `było ${not ? 'mniej niż' : 'co najmniej'} ${visits(condition.least)}`;
        case 'campaign':
          return `${campaign[condition.field]} kampanii to ${not ? 'nie ' : ''}${condition.is}`;
        case 'language':
          return `język przeglądarki to ${not ? 'nie ' : ''}${condition.is}`;
        case 'device':
          return `urządzenie to ${not ? 'nie ' : ''}${device[condition.is]}`;
        case 'duty':
          return not ? 'nikt nie ma dyżuru' : 'ktoś ma dyżur';
      }
    },
  },
  tryIt: {
    title: 'Wypróbuj',
    lead: 'Co stałoby się na tej stronie takiemu odwiedzającemu? Nic nie jest zapisywane ani wysyłane.',
    address: 'Adres strony',
    seconds: 'Sekund na niej',
    scroll: 'Przewinięto, %',
    visits: 'Która wizyta',
    language: 'Język',
    device: 'Urządzenie',
    duty: 'Ktoś ma dyżur',
    notAnAddress: 'Adres zaczyna się od https://',
    shown: 'Przycisk jest widoczny.',
    hidden: 'Przycisku nie widać.',
    fires: (name) => `Pojawi się „${name}”.`,
    firesNothing: 'Żadne zaproszenie się nie pojawi.',
    isSo: 'spełnione',
    isNotSo: 'niespełnione',
  },
  invitations: {
    title: 'Zaproszenia',
    lead: 'Mały dymek z Twoimi słowami obok przycisku. Nie zasłania strony; znika po kliknięciu lub Escape. Kto ma rozmowę, nie jest zapraszany.',
    from: 'W czyim imieniu',
    fromHint: 'Imię osoby lub nazwa firmy, jak widzą ją odwiedzający. Puste: tytuł czatu.',
    add: 'Dodaj zaproszenie',
    empty: 'Nikt nie jest zapraszany automatycznie.',
    name: 'Nazwa, dla Ciebie i zespołu',
    nameless: 'Jeszcze bez nazwy',
    wrongRules: 'Jeden z warunków nie ma właściwej wartości.',
    newName: (n) => `Zaproszenie ${n}`,
    on: 'Włączone',
    off: 'wyłączone',
    words: (language) => `Słowa: ${language}`,
    wordsHint: 'Gdy w jakimś języku ich brak, widać słowa z innego.',
    every: 'Jedna osoba widzi je najwyżej',
    everies: { visit: 'Raz na wizytę', day: 'Raz dziennie', ever: 'Jeden raz' },
    everySaid: { visit: 'raz na wizytę', day: 'raz dziennie', ever: 'jeden raz' },
    shownWhen: 'Pojawia się, gdy',
    most: 'Witryna ma najwyżej dwadzieścia zaproszeń.',
    removed: (name) => `Usunięto: ${name}.`,
    undo: 'Cofnij',
    remove: (name) => `Usuń: ${name}`,
    order: 'Pojawia się pierwsze, którego warunki są spełnione.',
    noWords: 'Nie ma jeszcze słów, więc się nie pojawia.',
  },
  tracking: {
    title: 'Kto jest na stronie',
    lead: 'Operatorzy widzą, które strony są oglądane, i mogą zaprosić odwiedzającego własnymi słowami.',
    on: 'Pokazuj operatorom, kto jest na stronie',
    onHint:
      'Gdy wyłączone, strony nie mówią nam nic o odwiedzającym, dopóki nie napisze. Reguły przycisku i zaproszenia nadal pobierają swój plik i w razie potrzeby pytają, czy ktoś ma dyżur.',
    told: 'Strona przekazuje: adres bez zapytania, tytuł, skąd ktoś przyszedł, kampanię, urządzenie, język, strefę czasową i numer wizyty.',
    country:
      'Kraj widać tylko wtedy, gdy podaje go serwer pośredniczący w nagłówku CF-IPCountry, jak robi to Cloudflare, a serwer uruchomiono z TRUST_PROXY=on.',
    kept: 'Przechowywane tylko, dopóki ktoś jest na stronie, w pamięci serwera. Na urządzeniu odwiedzającego: losowa nazwa przeglądarki i liczba wizyt, więc wspomnij o tym w polityce prywatności.',
    bots: 'Wyszukiwarki i skrypty nie są pokazywane.',
    open: 'Zobacz, kto jest teraz na stronie',
  },
  consent: {
    title: 'Zgoda',
    lead: 'Gdzie wymaga tego prawo: przed „tak” nic nie jest zapisywane na urządzeniu odwiedzającego i nic nie trafia na serwer.',
    needed: 'Pytaj przed rozpoczęciem czatu',
    neededHint:
      'Zgoda jest odnotowana w rozmowie wraz z czasem; można ją cofnąć w menu czatu. Przed nią strona pobiera mały plik z tym pytaniem i, jeśli wymaga tego reguła, pyta, czy ktoś ma dyżur; żadne z nich nie mówi nic o odwiedzającym.',
    words: (language) => `Treść pytania: ${language}`,
    wordsHint: 'Puste: „Aby odpowiedzieć, zapisujemy to, co tu napiszesz, i stronę, z której piszesz. Zgadzasz się?”',
    link: 'Link do polityki prywatności',
    linkHint: 'Stoi za pytaniem.',
    linkWrong: 'Link zaczyna się od https://',
    api: "Strony z własnym banerem przekazują odpowiedź przez holdline('consent', true).",
  },
};
