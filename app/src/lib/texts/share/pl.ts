import type { ShareTexts } from '../share-texts.ts';

export const share: ShareTexts = {
  title: 'Udostępnij w rozmowie',
  hint: 'Wybierz, dla kogo to jest. Tekst trafi do Twojej odpowiedzi i nie zostanie jeszcze wysłany.',
  nowhere: 'Nie ma otwartej rozmowy, do której można to wstawić.',
  drop: 'Nie udostępniaj',
  nothing: { title: 'Nic nie udostępniono', hint: 'Udostępnij tekst lub link z innej aplikacji i wybierz Holdline.' },
};
