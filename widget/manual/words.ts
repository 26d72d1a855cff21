/** What the page of the manual says beside its text. */
export interface ManualWords {
  readonly name: string;
  readonly run: string;
  readonly events: string;
  readonly contents: string;
  readonly languages: string;
  readonly demo: string;
  readonly skip: string;
  readonly types: string;
}

export const WORDS = {
  en: {
    name: 'English',
    run: 'Run',
    events: 'What the widget of this page says',
    contents: 'Contents',
    languages: 'Languages',
    demo: 'Demo shop',
    skip: 'Skip to the text',
    types: 'Types',
  },
  ru: {
    name: 'Русский',
    run: 'Выполнить',
    events: 'Что сообщает виджет этой страницы',
    contents: 'Содержание',
    languages: 'Языки',
    demo: 'Демо-магазин',
    skip: 'К тексту',
    types: 'Типы',
  },
  pl: {
    name: 'Polski',
    run: 'Wykonaj',
    events: 'Co mówi widżet tej strony',
    contents: 'Spis treści',
    languages: 'Języki',
    demo: 'Sklep demonstracyjny',
    skip: 'Do tekstu',
    types: 'Typy',
  },
} as const satisfies Readonly<Record<string, ManualWords>>;

export type ManualLanguage = keyof typeof WORDS;
export const MANUAL_LANGUAGES = Object.keys(WORDS) as readonly ManualLanguage[];
