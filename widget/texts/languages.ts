/** Languages of the widget, and the little that must be readable before the panel is loaded. */
export const LAUNCHER_TEXTS = {
  en: { open: 'Chat with us', noLine: 'No connection yet' },
  ru: { open: 'Написать нам', noLine: 'Пока нет связи' },
  pl: { open: 'Napisz do nas', noLine: 'Jeszcze brak połączenia' },
} as const;

export type Language = keyof typeof LAUNCHER_TEXTS;

const SPOKEN = /(?:^|,)(en|ru|pl)(?![a-z])/i;

/** The first language of the list that we speak, by its main part (`pl-PL` is `pl`); English when there is none. */
export const chooseLanguage = (wishes: readonly (string | undefined)[]): Language =>
  (SPOKEN.exec(wishes.join())?.[1]?.toLowerCase() ?? 'en') as Language;
