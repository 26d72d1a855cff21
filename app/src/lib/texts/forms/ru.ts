import type { FormsTexts } from '../forms-texts.ts';

export const forms: FormsTexts = {
  back: 'Это вы ещё не сохранили.',
  startOver: 'Сбросить',
  gone: 'Тем временем это кто-то удалил. Если сохранить, всё вернётся.',
  unsaved: 'Не сохранено',
};
