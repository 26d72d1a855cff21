import type { Language } from '../../texts/languages.ts';

export interface EarlierTexts {
  readonly earlier: string;
  readonly loading: string;
  readonly elsewhere: string;
  readonly failed: string;
  readonly beginning: string;
  readonly retry: string;
}

export const EARLIER_TEXTS: { readonly [L in Language]: EarlierTexts } = {
  en: {
    earlier: 'Earlier messages',
    loading: 'Loading earlier messages…',
    elsewhere: 'Earlier messages are not on this device. They come when you are online.',
    failed: 'Earlier messages could not be loaded.',
    beginning: 'The conversation begins here',
    retry: 'Try again now',
  },
  ru: {
    earlier: 'Более ранние сообщения',
    loading: 'Загружаем более ранние сообщения…',
    elsewhere: 'Более ранних сообщений нет на этом устройстве. Они появятся, когда вы будете в сети.',
    failed: 'Не удалось загрузить более ранние сообщения.',
    beginning: 'Здесь начинается диалог',
    retry: 'Повторить сейчас',
  },
  pl: {
    earlier: 'Wcześniejsze wiadomości',
    loading: 'Wczytujemy wcześniejsze wiadomości…',
    elsewhere: 'Wcześniejszych wiadomości nie ma na tym urządzeniu. Pojawią się, gdy będzie połączenie.',
    failed: 'Nie udało się wczytać wcześniejszych wiadomości.',
    beginning: 'Tu zaczyna się rozmowa',
    retry: 'Ponów teraz',
  },
};
