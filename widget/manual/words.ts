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
  /** In place of what an example gives, while this page has no chat. */
  readonly gone: string;
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
    gone: 'The default site of this server is archived, so there is no chat on this page to run this with. Bring the site back in the settings, or try the code on a page of yours.',
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
    gone: 'Сайт по умолчанию на этом сервере в архиве, поэтому на этой странице нет чата и выполнить код не с чем. Верните сайт из архива в настройках или попробуйте код на своей странице.',
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
    gone: 'Domyślna strona na tym serwerze jest w archiwum, więc nie ma tu czatu, na którym dałoby się to wykonać. Przywróć stronę w ustawieniach albo wypróbuj kod u siebie.',
  },
} as const satisfies Readonly<Record<string, ManualWords>>;

export type ManualLanguage = keyof typeof WORDS;
export const MANUAL_LANGUAGES = Object.keys(WORDS) as readonly ManualLanguage[];
