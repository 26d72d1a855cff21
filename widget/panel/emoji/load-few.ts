import type { Language } from '../../texts/languages.ts';

const FEW: { readonly [L in Language]: () => Promise<{ readonly default: string }> } = {
  en: () => import('virtual:emoji/few-en'),
  ru: () => import('virtual:emoji/few-ru'),
  pl: () => import('virtual:emoji/few-pl'),
};

/** Rejects when it cannot be had just now. */
export const loadFew = async (language: Language): Promise<string> => (await FEW[language]()).default;
