/** Words of a desk on which nobody has written yet. */
interface FirstStepsTexts {
  readonly title: string;
  readonly snippet: string;
  readonly demo: string;
  readonly people: string;
}

export const FIRST_STEPS_TEXTS: { readonly [Code in 'en' | 'ru' | 'pl']: FirstStepsTexts } = {
  en: {
    title: 'First steps',
    snippet: 'Put the chat on your site',
    demo: 'Try it in the demo shop',
    people: 'Add colleagues',
  },
  ru: {
    title: 'С чего начать',
    snippet: 'Поставить чат на свой сайт',
    demo: 'Попробовать в демо-магазине',
    people: 'Добавить коллег',
  },
  pl: {
    title: 'Na początek',
    snippet: 'Wstaw czat na swoją witrynę',
    demo: 'Wypróbuj w sklepie demo',
    people: 'Dodaj współpracowników',
  },
};
