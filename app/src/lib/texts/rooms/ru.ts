import { counting } from '../plural.ts';
import type { RoomsTexts } from '../rooms-texts.ts';

const count = counting('ru');
const you = (whom: string): string => (whom === 'Вы' ? 'вас' : whom);

export const rooms: RoomsTexts = {
  title: 'Коллеги',
  unread: (n) =>
    count(n, {
      one: 'непрочитанное сообщение',
      few: 'непрочитанных сообщения',
      many: 'непрочитанных сообщений',
      other: 'непрочитанного сообщения',
    }),
  rooms: 'Комнаты',
  people: 'Люди',
  noRooms: 'Комнат пока нет. Откройте комнату для команды или для одного дела.',
  newRoom: 'Новая комната',
  choose: { title: 'Разговор с коллегами', hint: 'Выберите человека или комнату. Посетители ничего этого не видят.' },
  noWords: 'Сообщений пока нет',
  yours: (words) => `Вы: ${words}`,
  by: (name, words) => `${name}: ${words}`,
  findPerson: 'Найти человека',
  filter: 'Найти человека, комнату или слова',
  said: 'Сообщения',
  onDevice: 'Поиск идёт по комнатам, которые открывали на этом устройстве.',
  nobodyFound: 'Нет ни человека, ни комнаты с таким именем.',
  empty: (name) => `Здесь начнётся ваш разговор: ${name}`,
  emptyHint: 'Его читают только те, кто здесь.',
  unknown: 'На этом устройстве этого ещё нет',
  unknownHint: 'Появится, когда будет связь.',
  notIn: 'Вас нет в этой комнате',
  notInHint: 'Добавить вас может любой её участник.',
  members: (n) => count(n, { one: 'участник', few: 'участника', many: 'участников', other: 'участника' }),
  manage: 'Название и участники комнаты',
  name: 'Название комнаты',
  inRoom: 'В комнате',
  whoElse: 'Кто ещё',
  create: 'Открыть комнату',
  add: 'Добавить',
  remove: (name) => `Убрать из комнаты: ${name}`,
  addBack: 'Вернуть',
  removed: 'больше не в комнате',
  leave: 'Выйти из комнаты',
  leaveHint: 'Вы больше ничего из неё не увидите. Вернуть вас может любой её участник.',
  placeholder: (name) => `Сообщение: ${name}`,
  label: 'Сообщение коллегам',
  onlyHere: 'Это читают только коллеги',
  writeTo: 'Написать',
  event: {
    others: (n) => `и ещё ${n}`,
    opened: (who, name) => (who === 'Вы' ? `Вы открыли комнату «${name}»` : `${who}: открыта комната «${name}»`),
    renamed: (who, name) =>
      who === 'Вы' ? `Вы назвали комнату «${name}»` : `${who}: теперь комната называется «${name}»`,
    joined: (who, whom) => (who === 'Вы' ? `Вы добавили: ${you(whom)}` : `${who} добавляет: ${you(whom)}`),
    left: (who) => (who === 'Вы' ? 'Вы вышли из комнаты' : `${who} больше не в комнате`),
    removed: (who, whom) =>
      who === 'Вы' ? `Вы убрали из комнаты: ${you(whom)}` : `${who} убирает из комнаты: ${you(whom)}`,
  },
};
