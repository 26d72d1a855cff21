import type { EditingTexts } from '../editing-texts.ts';

export const editing: EditingTexts = {
  plain: 'Вы меняете своё сообщение',
  left: (time) => `Вы меняете сообщение · осталось ${time}`,
  over: 'Десять минут на правку истекли',
  leftShort: (time) => `ещё ${time}`,
  leftChange: 'Правка, которую вы не сохранили',
  asNew: 'Написать заново',
  nothingToEdit: 'Ваши сообщения уже нельзя изменить',
  fieldHasText: 'В поле есть текст',
};
