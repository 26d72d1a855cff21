/** Words of the sheet alone, which comes when somebody asks for it. */
interface ShortcutTexts {
  /** Of every field, and of no action: what leaves it is done nowhere else. */
  readonly leaveField: string;
}

export const SHORTCUT_TEXTS: { readonly [Code in 'en' | 'ru' | 'pl']: ShortcutTexts } = {
  en: { leaveField: 'Out of the field, to the list' },
  ru: { leaveField: 'Из поля — к списку' },
  pl: { leaveField: 'Z pola do listy' },
};
