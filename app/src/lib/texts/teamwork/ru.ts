import { mailed } from '../mailed/ru.ts';
import type { TeamworkTexts } from '../teamwork-texts.ts';

export const teamwork: TeamworkTexts = {
  mailed,
  alsoAnswer: (names) => `вместе с: ${names}`,
  answersWithYou: (name) => `Отвечаете ${name} и вы`,
  youLookOn: 'вы наблюдаете',
  waitsIn: (department) => `Ждёт отдел «${department}»`,
  more: 'Ещё',
  bringIn: { title: 'Кого пригласить', nobody: 'Пригласить больше некого.' },
  find: 'Найти коллегу или отдел',
  noneFound: 'С таким именем никого нет.',
  departments: 'Отделы',
  colleagues: 'Коллеги',
  there: (online, all) => (all === 0 ? 'в нём никого' : `${online} из ${all} на месте`),
  leave: 'Выйти',
  muted: 'Клиент не ждёт ответа: без оповещений и без времени ожидания.',
  unmute: 'Снова оповещать',
  event: {
    handedOverTo: (who, department) =>
      who === 'Вы' ? `Вы передали диалог в отдел «${department}»` : `${who}: диалог передан в отдел «${department}»`,
    broughtIn: (who, whom) => {
      const invited = whom === 'Вы' ? 'вас' : whom;
      return who === 'Вы' ? `Вы пригласили: ${invited}` : `${who} приглашает: ${invited}`;
    },
    joined: (who) => (who === 'Вы' ? 'Вы присоединились' : `${who} теперь тоже отвечает`),
    left: (who) => (who === 'Вы' ? 'Вы вышли из диалога' : `${who} больше не участвует`),
    leftTo: (who, to) => {
      const left = who === 'Вы' ? 'Вы вышли из диалога' : `${who} больше не участвует`;
      return to === 'Вы' ? `${left}, дальше отвечаете вы` : `${left}, дальше отвечает ${to}`;
    },
    lookedAway: (who) => (who === 'Вы' ? 'Вы больше не наблюдаете' : `${who} больше не наблюдает`),
    tagged: (who, tag) => `${who}: добавлена метка «${tag}»`,
    untagged: (who, tag) => `${who}: снята метка «${tag}»`,
    categorised: (who, category) => `${who}: категория «${category}»`,
    uncategorised: (who) => `${who}: категория снята`,
    muted: (who) => `${who}: клиент не ждёт ответа`,
    unmuted: (who) => `${who}: клиент снова ждёт ответа`,
  },
  tags: {
    label: 'Метки диалога',
    add: 'Отметить диалог',
    remove: (tag) => `Снять метку «${tag}»`,
    create: (tag) => `Новая метка «${tag}»`,
    suggestions: 'Метки на выбор',
    none: 'Меток нет',
  },
  category: {
    label: 'Категория',
    none: 'Нет',
  },
  log: { title: 'Что было сделано', earlier: 'Остальное — в более ранних сообщениях.' },
  wordings: {
    title: 'Прежние редакции',
    first: 'как было отправлено',
    now: 'как сейчас',
    takenBack: 'отозвано',
    failed: 'Их можно прочитать только при подключении.',
  },
};
