import type { Starter } from './starter.ts';

export const starters: readonly Starter[] = [
  {
    id: 'starter-pl-hello',
    group: 'Powitanie',
    name: 'dzień dobry',
    text: 'Dzień dobry, {imię}! Mam na imię {moje imię}. W czym mogę pomóc?',
  },
  {
    id: 'starter-pl-moment',
    group: 'Powitanie',
    name: 'chwileczkę',
    text: 'Chwileczkę, sprawdzę i zaraz wrócę z odpowiedzią.',
  },
  {
    id: 'starter-pl-anything-else',
    group: 'Powitanie',
    name: 'coś jeszcze',
    text: 'Czy mogę pomóc w czymś jeszcze?',
  },
  {
    id: 'starter-pl-bye',
    group: 'Powitanie',
    name: 'do widzenia',
    text: 'Dziękujemy za wiadomość, {imię}! Gdyby coś było potrzebne, proszę po prostu napisać tu jeszcze raz.',
  },
  {
    id: 'starter-pl-order',
    group: 'Zamówienie i dostawa',
    name: 'numer zamówienia',
    text: 'Proszę o numer zamówienia albo telefon, na który zostało złożone – sprawdzę, gdzie teraz jest.',
  },
  {
    id: 'starter-pl-delivery',
    group: 'Zamówienie i dostawa',
    name: 'czas dostawy',
    text: 'Dostawa zamówienia potrwa {ile} dni. Kurier zadzwoni godzinę wcześniej.',
  },
  {
    id: 'starter-pl-payment',
    group: 'Zamówienie i dostawa',
    name: 'płatność',
    text: 'Za zamówienie można zapłacić kartą na stronie, a także gotówką lub kartą przy odbiorze.',
  },
  {
    id: 'starter-pl-return',
    group: 'Zamówienie i dostawa',
    name: 'zwrot',
    text: 'Towar można zwrócić w ciągu 14 dni, jeśli nie był używany. Proszę o numer zamówienia, a przygotuję formularz.',
  },
  {
    id: 'starter-pl-product',
    group: 'Produkt',
    name: 'ta strona',
    text: 'Widzę, że ogląda Pani/Pan „{strona}”. O czym opowiedzieć dokładniej?',
  },
  {
    id: 'starter-pl-contact',
    group: 'Produkt',
    name: 'kontakt',
    text: 'Proszę zostawić telefon lub e-mail: jeśli połączenie się przerwie, odpowiem tam.',
  },
];
