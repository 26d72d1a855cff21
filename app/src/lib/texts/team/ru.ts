import { counting } from '../plural.ts';
import type { TeamTexts } from '../team-texts.ts';

const count = counting('ru');
const list = new Intl.ListFormat('ru');
const dialogs = { one: 'открытый диалог', few: 'открытых диалога', other: 'открытых диалогов' };

export const team: TeamTexts = {
  title: 'Команда',
  button: (status) => `Ваш статус: ${status}. Команда`,
  yours: 'Ваш статус',
  colleagues: 'Коллеги',
  nobody: 'Пока больше никого нет.',
  standing: {
    online: 'В сети',
    away: 'Нет на месте',
    invisible: 'Невидимка',
    offline: 'Не в сети',
    lost: 'Нет связи',
    expected: 'Пока неизвестно',
  },
  meaning: {
    online: 'Новые чаты — ваши',
    away: 'Без новых чатов, но можно позвать в диалог',
    invisible: 'Вы работаете, посетители никого не видят',
    offline: 'Рабочий день окончен',
  },
  duty: {
    title: 'На смене для',
    all: 'Все сайты',
    unnamed: 'Основной сайт',
    others: 'Обращения с других сайтов стоят в «Чужих» и не звонят; их посетителям не видно, что вы на месте.',
    count: (n) => count(n, { one: 'сайт', few: 'сайта', other: 'сайтов' }),
  },
  untold: 'Коллеги увидят это, когда связь восстановится.',
  stillYours: (n) => `За вами ещё ${count(n, dialogs)}.`,
  lastKnown: 'Нет связи: показано последнее, что известно.',
  load: (n) => `Ведёт ${count(n, dialogs)}`,
  noLoad: 'Сейчас никого не ведёт',
  observes: 'Наблюдатель',
  hasOpen: 'Смотрит:',
  looking: (names) => `Сейчас открыто у коллег: ${list.format(names)}`,
  preview: (name) => `${name} печатает, ещё не отправлено`,
  previewSetting: {
    label: 'Показывать операторам, что печатает посетитель',
    hint: 'Ещё до отправки. Виджет сообщает об этом посетителю.',
  },
};
