import type { ShareTexts } from '../share-texts.ts';
import { counting } from '../plural.ts';

const count = counting('pl');

export const share: ShareTexts = {
  title: 'Udostępnij w rozmowie',
  hint: 'Wybierz, dla kogo to jest. Tekst trafi do Twojej odpowiedzi i nie zostanie jeszcze wysłany.',
  hintFiles: 'Wybierz, dla kogo to jest. Nic nie zostanie wysłane, dopóki nie naciśniesz przycisku.',
  hintBoth: 'Wybierz, dla kogo to jest. Przycisk wysyła pliki, a tekst trafi do Twojej odpowiedzi.',
  nowhere: 'Nie ma otwartej rozmowy, do której można to wstawić.',
  nowhereFiles:
    'Pliki można wysyłać w rozmowach, które prowadzisz lub których nikt jeszcze nie prowadzi. Teraz takich nie ma.',
  drop: 'Nie udostępniaj',
  files: 'Udostępnione pliki',
  choose: 'Wybierz rozmowę',
  send: (n, name) => `Wyślij ${count(n, { one: 'plik', few: 'pliki', many: 'plików', other: 'pliku' })} · ${name}`,
  offline: 'Nie ma połączenia. Pliki zaczekają na tym urządzeniu i zostaną wysłane.',
  lost: (n) =>
    `Na tym urządzeniu zabrakło miejsca na ${count(n, { one: 'plik', few: 'pliki', many: 'plików', other: 'pliku' })}.`,
  again: 'Holdline nie był jeszcze gotowy, by to przyjąć. Udostępnij to jeszcze raz.',
  failed: 'Nie udało się, ale nic nie przepadło. Spróbuj ponownie.',
  nothing: {
    title: 'Nic nie udostępniono',
    hint: 'Udostępnij tekst, link lub pliki z innej aplikacji i wybierz Holdline.',
  },
};
