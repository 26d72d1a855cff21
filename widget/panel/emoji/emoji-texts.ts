import type { Language } from '../../texts/languages.ts';

export interface EmojiTexts {
  readonly title: string;
  readonly search: string;
  readonly nothing: string;
  readonly notHere: string;
}

export const EMOJI_TEXTS: { readonly [L in Language]: EmojiTexts } = {
  en: {
    title: 'Emoji',
    search: 'Find an emoji',
    nothing: 'No emoji by that word',
    notHere: 'They come with the next connection.',
  },
  ru: {
    title: 'Эмодзи',
    search: 'Найти эмодзи',
    nothing: 'По этому слову ничего нет',
    notHere: 'Они появятся, когда будет связь.',
  },
  pl: {
    title: 'Emoji',
    search: 'Znajdź emoji',
    nothing: 'Nie ma emoji z tym słowem',
    notHere: 'Pojawią się po połączeniu.',
  },
};
