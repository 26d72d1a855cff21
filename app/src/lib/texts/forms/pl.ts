import type { FormsTexts } from '../forms-texts.ts';

export const forms: FormsTexts = {
  back: 'Tego jeszcze nie zapisano.',
  startOver: 'Odrzuć',
  gone: 'Ktoś to w międzyczasie usunął. Zapisanie to przywróci.',
  unsaved: 'Niezapisane',
};
