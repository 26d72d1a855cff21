import type { Language } from '../../texts/languages.ts';

export interface ViewerTexts {
  readonly picture: (name: string) => string;
  readonly place: (at: number, count: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly close: string;
}

export const VIEWER_TEXTS: { readonly [L in Language]: ViewerTexts } = {
  en: {
    picture: (name) => `Picture: ${name}`,
    place: (at, count) => `${at} of ${count}`,
    previous: 'Previous picture',
    next: 'Next picture',
    close: 'Close the picture',
  },
  ru: {
    picture: (name) => `Изображение: ${name}`,
    place: (at, count) => `${at} из ${count}`,
    previous: 'Предыдущее изображение',
    next: 'Следующее изображение',
    close: 'Закрыть изображение',
  },
  pl: {
    picture: (name) => `Obraz: ${name}`,
    place: (at, count) => `${at} z ${count}`,
    previous: 'Poprzedni obraz',
    next: 'Następny obraz',
    close: 'Zamknij obraz',
  },
};
