import type { Language } from '../../texts/languages.ts';

export interface DeedsTexts {
  readonly download: string;
  readonly lead: string;
  readonly asText: string;
  readonly asPage: string;
  readonly collecting: string;
  readonly notWhole: string;
  readonly done: string;
  readonly rated: (score: number, comment: string) => string;
  readonly called: (phone: string) => string;
  readonly soundOff: string;
  readonly soundOn: string;
  /** Of the file. */
  readonly name: string;
}

export const DEEDS_TEXTS: { readonly [L in Language]: DeedsTexts } = {
  en: {
    download: 'Download the conversation',
    lead: 'The whole conversation as one file, for your own records.',
    asText: 'As text',
    asPage: 'As a web page',
    collecting: 'Collecting earlier messages…',
    notWhole: 'Earlier messages are not on this device and could not be fetched; this is what is here.',
    done: 'Downloaded.',
    rated: (score, comment) => `You rated the conversation ${score} of 5${comment === '' ? '' : `: ${comment}`}`,
    called: (phone) => `You asked to be called: ${phone}`,
    soundOff: 'Turn the sound off',
    soundOn: 'Turn the sound on',
    name: 'conversation',
  },
  ru: {
    download: 'Скачать диалог',
    lead: 'Весь диалог одним файлом, для себя.',
    asText: 'Как текст',
    asPage: 'Как веб-страницу',
    collecting: 'Собираем прежние сообщения…',
    notWhole: 'Прежних сообщений нет на этом устройстве, и получить их не удалось; здесь то, что есть.',
    done: 'Скачано.',
    rated: (score, comment) => `Вы оценили диалог: ${score} из 5${comment === '' ? '' : `, ${comment}`}`,
    called: (phone) => `Вы попросили перезвонить: ${phone}`,
    soundOff: 'Выключить звук',
    soundOn: 'Включить звук',
    name: 'dialog',
  },
  pl: {
    download: 'Pobierz rozmowę',
    lead: 'Cała rozmowa w jednym pliku, dla Ciebie.',
    asText: 'Jako tekst',
    asPage: 'Jako stronę internetową',
    collecting: 'Zbieranie wcześniejszych wiadomości…',
    notWhole: 'Wcześniejszych wiadomości nie ma na tym urządzeniu i nie udało się ich pobrać; tu jest to, co jest.',
    done: 'Pobrano.',
    rated: (score, comment) => `Ocena rozmowy: ${score} z 5${comment === '' ? '' : `, ${comment}`}`,
    called: (phone) => `Prośba o telefon: ${phone}`,
    soundOff: 'Wyłącz dźwięk',
    soundOn: 'Włącz dźwięk',
    name: 'rozmowa',
  },
};
