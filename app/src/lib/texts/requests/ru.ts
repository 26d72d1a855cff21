import type { RequestsTexts } from '../requests-texts.ts';

export const requests: RequestsTexts = {
  left: 'Оставлено, пока никого не было. Ваш ответ появится в чате, когда посетитель вернётся на сайт.',
  mark: 'Заявка',
  noReach: 'Без почты и телефона',
};
