import type { Language } from '../../texts/languages.ts';

export const MENU_TEXTS: { readonly [L in Language]: { readonly failed: string; readonly loading: string } } = {
  en: { loading: 'Loading…', failed: 'This cannot be loaded just now. Check your connection.' },
  ru: { loading: 'Загружаем…', failed: 'Сейчас это не загрузить. Проверьте соединение.' },
  pl: { loading: 'Wczytywanie…', failed: 'Nie można tego teraz wczytać. Sprawdź połączenie.' },
};
