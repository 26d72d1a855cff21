import type { Language } from '../texts/languages.ts';

export interface LiveTexts {
  /** Names the bubble of an invitation, and what puts it away. */
  readonly invitation: string;
  readonly answer: string;
  readonly close: string;
  /** Whose words it is where nobody says. */
  readonly us: string;
  /** What is asked where the site has no words of its own. */
  readonly consent: string;
  readonly consentTitle: string;
  readonly policy: string;
  readonly yes: string;
  readonly no: string;
}

/** All of them: together they are smaller than one more request. */
export const LIVE_TEXTS: { readonly [L in Language]: LiveTexts } = {
  en: {
    invitation: 'Invitation to chat',
    answer: 'Answer in the chat',
    close: 'Close the invitation',
    us: 'Support',
    consentTitle: 'Before we chat',
    consent: 'To answer you, we keep what you write here, and the page from which you write. Do you agree?',
    policy: 'Privacy policy',
    yes: 'I agree',
    no: 'No, thanks',
  },
  ru: {
    invitation: 'Приглашение в чат',
    answer: 'Ответить в чате',
    close: 'Закрыть приглашение',
    us: 'Поддержка',
    consentTitle: 'Прежде чем начать',
    consent: 'Чтобы ответить вам, мы сохраняем то, что вы здесь пишете, и страницу, с которой вы пишете. Вы согласны?',
    policy: 'Политика конфиденциальности',
    yes: 'Даю согласие',
    no: 'Нет, спасибо',
  },
  pl: {
    invitation: 'Zaproszenie do czatu',
    answer: 'Odpowiedz na czacie',
    close: 'Zamknij zaproszenie',
    us: 'Obsługa',
    consentTitle: 'Zanim zaczniemy',
    consent: 'Aby odpowiedzieć, zapisujemy to, co tu napiszesz, i stronę, z której piszesz. Zgadzasz się?',
    policy: 'Polityka prywatności',
    yes: 'Zgadzam się',
    no: 'Nie, dziękuję',
  },
};
