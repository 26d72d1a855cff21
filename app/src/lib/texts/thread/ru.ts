import { counting } from '../plural.ts';
import type {
  ActionsTexts,
  ComposerTexts,
  HeldTexts,
  MarksTexts,
  RejectedTexts,
  ThreadTexts,
} from '../thread-texts.ts';

const count = counting('ru');

export const thread: ThreadTexts = {
  label: 'Диалог',
  unknown: 'Этого диалога ещё нет на устройстве',
  unknownHint: 'Он откроется, как только появится связь.',
  erased: 'Этого диалога больше нет',
  erasedHint: 'Человека стёрли навсегда, или истёк срок хранения диалога.',
  state: { waiting: 'Ждёт', active: 'Идёт', closed: 'Закрыт' },
  youAnswer: 'Отвечаете вы',
  answers: (name) => `Отвечает ${name}`,
  tentative: 'станет вашим, когда вернётся связь, если никто не опередит',
  nobodyAnswers: 'Пока никто не отвечает',
  today: 'Сегодня',
  yesterday: 'Вчера',
  started: (who) => `Диалог начат: ${who}`,
  startedOn: (who) => `Диалог начат: ${who}, страница`,
  answeredBefore: 'Ответы перед чатом',
  startedUpon: (who, by, text) =>
    by === null ? `${who}: ответ на автоприглашение «${text}»` : `${who}: ответ на приглашение (${by}) «${text}»`,
  consented: (who) => `${who}: дано согласие на хранение диалога`,
  consentWithdrawn: (who) => `${who}: согласие отозвано`,
  taken: (who) => `Диалог взят: ${who}`,
  handedOver: (who, to) => `Диалог передан: ${who} → ${to}`,
  offeredOn: (who) => `Пропала связь: ${who}. Диалог предложен коллегам`,
  closed: (who) => `Диалог закрыт: ${who}`,
  reopened: (who) => `Диалог открыт снова: ${who}`,
  gone: 'Сообщение отозвано',
  edited: 'изменено',
  writtenAt: (time) => `написано ${time}`,
  page: 'Написано на странице',
  note: 'Заметка для коллег',
  typing: (who) => `${who} печатает…`,
  newWords: 'Новые сообщения',
  toNewest: 'К последним',
  earlier: {
    more: 'Более ранние сообщения',
    loading: 'Загружаем более ранние сообщения…',
    elsewhere: 'Более ранних сообщений нет на этом устройстве. Они появятся, когда будет связь.',
    failed: 'Не удалось загрузить более ранние сообщения.',
    beginning: 'Здесь начинается диалог',
  },
};

export const actions: ActionsTexts = {
  take: 'Взять',
  takeOver: 'Забрать себе',
  handOver: 'Передать',
  close: 'Закрыть диалог',
  reopen: 'Открыть снова',
  rename: 'Переименовать',
  details: 'Сведения',
  messageActions: 'Действия с сообщением',
  edit: 'Изменить',
  unsend: 'Отозвать',
  copy: 'Копировать текст',
  copied: 'Скопировано',
};

export const marks: MarksTexts = {
  waiting: 'На этом устройстве',
  accepted: 'Принято',
  delivered: 'Доставлено',
  seen: 'Прочитано',
  late: 'Ответа пока нет. Отправить ещё раз',
  lateOffline: 'Нет связи. Отправится само; попробовать сейчас',
  unsaved: 'Не сохранено на устройстве',
};

export const composer: ComposerTexts = {
  label: 'Сообщение',
  placeholder: 'Напишите ответ…',
  notePlaceholder: 'Напишите заметку; посетитель её не увидит…',
  kind: 'Что вы пишете',
  reply: 'Ответ',
  note: 'Заметка',
  send: 'Отправить',
  saveEdit: 'Сохранить',
  bytesLeft: (n) => `осталось ${count(n, { one: 'байт', few: 'байта', other: 'байт' })}`,
  tooLong: (n) => `длиннее на ${count(n, { one: 'байт', few: 'байта', other: 'байт' })}`,
  hintModEnter: (key) => `${key}+Enter — отправить`,
  hintEnter: 'Enter — отправить, Shift+Enter — новая строка',
  takesIt: 'Ваш ответ возьмёт этот диалог.',
  closed: 'Диалог закрыт.',
  othersAnswer: (name) => `Здесь отвечает ${name}. Можно оставить заметку.`,
  observer: 'Вы наблюдаете: можно читать и передавать диалоги.',
  helping: (name) => `Вы пишете вместе; отправляет ${name}.`,
  alsoWriting: (name) => `Тоже пишет: ${name}`,
  aside: {
    title: 'Этот черновик завершён. Ваши слова сохранены на этом устройстве',
    putBack: 'Вставить',
    drop: 'Удалить',
  },
};

export const held: HeldTexts = {
  title: 'Не отправлено: пока не было связи, кое-что изменилось',
  meanwhile: 'За это время',
  change: {
    said: (who) => `Ответ: ${who}`,
    taken: (who) => `Диалог взят: ${who}`,
    'handed-over': (who) => `Диалог передан: ${who}`,
    closed: (who) => `Диалог закрыт: ${who}`,
    reopened: (who) => `Диалог открыт снова: ${who}`,
  },
  yours: 'Ваш ответ',
  sendAnyway: 'Всё равно отправить',
  keepAsNote: 'Оставить заметкой',
  drop: 'Удалить',
};

const reason: RejectedTexts['reason'] = (rejection) => {
  switch (rejection.reason) {
    case 'taken':
      return `Первым взял диалог ${rejection.by.name}.`;
    case 'not-yours':
      return rejection.by === null ? 'Сначала возьмите диалог.' : `Здесь отвечает ${rejection.by.name}.`;
    case 'closed':
      return 'Диалог закрыт.';
    case 'too-late':
      return 'Прошло больше 10 минут.';
    case 'gone':
      return 'Сообщение отозвано.';
    case 'not-author':
      return 'Менять сообщение может только его автор.';
    case 'empty':
      return 'В нём нет слов.';
    case 'too-long':
      return 'Оно длиннее 8 КБ.';
    case 'no-such-person':
      return 'Этот человек больше не отвечает в чатах.';
    case 'no-such-department':
      return 'Этого отдела больше нет.';
    case 'alone':
      return 'Кроме вас здесь никто не отвечает: передайте диалог или закройте его.';
    case 'too-many':
      return 'Уже есть 20 меток.';
    case 'no-such-file':
      return 'Файла больше нет на сервере.';
    case 'answered':
      return 'Ответ уже дан.';
    case 'address-in-use':
      return 'Эта почта уже занята.';
    case 'forbidden':
      return 'Ваша роль этого не позволяет.';
    case 'not-found':
      return 'Этого больше нет.';
    case 'suspended':
      return 'Посетитель заблокирован.';
    case 'no-address':
      return 'Адрес посетителя уже неизвестен или общий для многих.';
    case 'time-taken':
      return 'У всех, кто работает в это время, уже есть звонок.';
    case 'daily-limit':
      return 'Дневной лимит исчерпан.';
    case 'conflict':
    case 'invalid':
      return 'Сервер не смог это прочитать.';
  }
};

export const rejected: RejectedTexts = {
  title: 'Не выполнено',
  verb: {
    'conversation.start': 'Начать',
    'message.send': 'Ответ',
    'message.edit': 'Правка',
    'message.unsend': 'Отзыв',
    'file.answer': 'Ответ о файле',
    'conversation.take': 'Взять',
    'conversation.hand-over': 'Передать',
    'conversation.bring-in': 'Пригласить',
    'conversation.leave': 'Выйти',
    'conversation.close': 'Закрыть',
    'conversation.reopen': 'Открыть снова',
    'conversation.tag': 'Метка',
    'conversation.categorise': 'Категория',
    'conversation.mute': 'Ответа не ждут',
    'conversation.rate': 'Оценка диалога',
    'callback.ask': 'Просьба позвонить',
    'callback.cancel': 'Отмена звонка',
    'callback.done': 'Звонок сделан',
    'note.add': 'Заметка',
    'consent.give': 'Согласие',
    'contact.update': 'Контакт',
    'contact.tag': 'Метка контакта',
    'contact.note': 'Заметка о контакте',
    'contact.rate': 'Оценка контакта',
    'contact.remove': 'Удаление из карточки',
    'contact.visit': 'Визит',
    'contact.describe': 'Атрибуты',
    'task.add': 'Новая задача',
    'task.change': 'Правка задачи',
    'task.done': 'Задача выполнена',
    'room.open': 'Новая комната',
    'room.say': 'Сообщение коллегам',
    'room.edit': 'Правка сообщения коллегам',
    'room.unsay': 'Сообщение коллегам отозвано',
    'room.rename': 'Название комнаты',
    'room.add': 'Новые участники комнаты',
    'room.remove': 'Участник убран из комнаты',
    'room.leave': 'Выход из комнаты',
    'visitor.block': 'Блокировка',
    'visitor.unblock': 'Снятие блокировки',
    'transcript.send': 'Копия по почте',
  },
  reason,
  editAgain: 'Править снова',
};
