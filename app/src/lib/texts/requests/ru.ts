import type { RequestsTexts } from '../requests-texts.ts';

export const requests: RequestsTexts = {
  left: 'Оставлено, пока никого не было. Ваш ответ появится в чате, когда посетитель вернётся на сайт.',
  mark: 'Заявка',
  noReach: 'Без почты и телефона',
  callback: {
    title: 'Просит позвонить',
    wanted: 'Просит позвонить',
    soon: 'как можно скорее',
    said: (who, phone, when) => `Просьба позвонить: ${phone}, ${when === '' ? 'как можно скорее' : when} (${who})`,
    cancelled: (who) => `Звонок больше не нужен: ${who}`,
    called: (who) => `Звонок сделан: ${who}`,
    notCalled: (who) => `Отметка о звонке снята: ${who}`,
    done: 'Звонок сделан',
    undo: 'Ещё не звонили',
    task: (phone) => `Позвонить: ${phone}`,
  },
  rating: {
    title: 'Оценка',
    words: { 1: 'Плохо', 2: 'Так себе', 3: 'Нормально', 4: 'Хорошо', 5: 'Отлично' },
    said: (who, score, comment) => `Оценка диалога: ${score} из 5${comment === '' ? '' : `, «${comment}»`} (${who})`,
    of: (score) => `${score} из 5`,
    any: 'Любая оценка',
  },
};
