import { team } from './team/ru.ts';
import { animals } from './animals/ru.ts';
import { blocks } from './blocks/ru.ts';
import { card } from './card/ru.ts';
import { editing } from './editing/ru.ts';
import { emoji } from './emoji/ru.ts';
import { files } from './files/ru.ts';
import { find } from './find/ru.ts';
import { inbox } from './inbox/ru.ts';
import { history } from './history/ru.ts';
import { keyboard } from './keyboard/ru.ts';
import { lists } from './lists/ru.ts';
import { notify } from './notify/ru.ts';
import { requests } from './requests/ru.ts';
import { rooms } from './rooms/ru.ts';
import { forms } from './forms/ru.ts';
import { schedule } from './schedule/ru.ts';
import { share } from './share/ru.ts';
import { teamwork } from './teamwork/ru.ts';
import { templates } from './templates/ru.ts';
import { actions, composer, held, marks, rejected, thread } from './thread/ru.ts';
import { counting } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counting('ru');

export const texts: Texts = {
  language: 'ru',
  languageName: 'Русский',
  animals,
  common: {
    range: (least, most) => `Целое число от ${least} до ${most}`,
    skip: 'К содержанию',
    cancel: 'Отмена',
    save: 'Сохранить',
    close: 'Закрыть',
    dismiss: 'Понятно',
    retry: 'Повторить',
    back: 'Назад',
    you: 'Вы',
    loading: 'Загрузка',
    notFound: 'Такой страницы нет',
    somethingBroke: 'Что-то сломалось. Написанное сохранено на этом устройстве.',
    reload: 'Перезагрузить',
    notHere: 'Этой страницы пока нет на этом устройстве',
    notHereHint: 'Она откроется сама, когда появится связь. Написанное сохранено.',
  },
  line: {
    label: 'Связь',
    synced: 'Всё отправлено',
    sending: 'Отправка',
    connecting: 'Подключение…',
    offlineSince: (time) => `Нет связи с ${time}`,
    repliesWaiting: (n) => `${count(n, { one: 'ответ ждёт', few: 'ответа ждут', other: 'ответов ждут' })} отправки`,
    actionsWaiting: (n) =>
      `${count(n, { one: 'действие ждёт', few: 'действия ждут', other: 'действий ждут' })} отправки`,
    draftsHere: (n) =>
      `${count(n, { one: 'черновик', few: 'черновика', many: 'черновиков', other: 'черновика' })} только на этом устройстве`,
    needYou: (n) => count(n, { one: 'требует решения', other: 'требуют решения' }),
    signInAgain: 'Сервер завершил ваш сеанс. Войдите снова; всё неотправленное сохранено.',
    signIn: 'Войти',
    tooOld: 'Эта версия слишком стара для сервера. Перезагрузите; всё неотправленное сохранено.',
    stopped: 'Сервер прервал соединение. Перезагрузите; всё неотправленное сохранено.',
    storage: {
      unavailable:
        'Браузер не даёт Holdline хранить данные. Сообщения уходят, только пока страница открыта и есть связь.',
      full: 'Память этого устройства заполнена. Новые сообщения на нём не сохраняются: не закрывайте страницу, пока они не уйдут.',
      wiped:
        'Данные браузера были стёрты. Неотправленные отсюда сообщения могли пропасть; проверьте свои последние ответы.',
      closed: 'Браузер закрыл хранилище. Новые сообщения на устройстве не сохраняются: перезагрузите, когда они уйдут.',
    },
  },
  sections: {
    label: 'Разделы',
    mine: 'Мои',
    new: 'Новые',
    others: 'Чужие',
    missed: 'Пропущенные',
    requests: 'Заявки',
    closed: 'Закрытые',
    all: 'Все открытые',
    empty: {
      mine: { title: 'У вас нет диалогов', hint: 'Возьмите диалог из «Новых», и он появится здесь.' },
      new: { title: 'Никто не ждёт', hint: 'Когда посетитель напишет на сайте, диалог появится здесь.' },
      others: { title: 'Коллеги свободны', hint: 'Здесь видны диалоги, в которых отвечают коллеги.' },
      missed: {
        title: 'Без ответа никто не остался',
        hint: 'Здесь те, кто ушёл, не дождавшись ответа, и причина этого.',
      },
      requests: {
        title: 'Заявок нет',
        hint: 'Здесь то, что посетители оставили, пока никого не было, и как с ними связаться.',
      },
      closed: { title: 'Сегодня ничего не закрыто', hint: 'Закрытые диалоги остаются здесь сутки.' },
      all: { title: 'Открытых диалогов нет', hint: 'Здесь видны все открытые диалоги команды.' },
    },
  },
  list: {
    label: 'Диалоги',
    noWords: 'Пока без слов',
    unread: 'Не прочитано',
    waiting: 'Ждёт',
    ourWords: (text) => `Мы: ${text}`,
    yourWords: (text) => `Вы: ${text}`,
    answers: (name) => `Отвечает ${name}`,
    answersGone: (name) => `Отвечает ${name}, но связи нет`,
    tentative: 'Предварительно',
    unsent: 'Ждёт отправки на этом устройстве',
    needsYou: 'Требует вашего решения',
    draft: 'Черновик',
    nothingOpen: 'Выберите диалог',
    nothingOpenHint: 'Откройте его в списке или листайте клавишами J и K.',
  },
  inbox,
  wentOn: { title: 'Пока у вас не было связи, эти диалоги перешли к коллегам' },
  thread,
  actions,
  marks,
  composer,
  held,
  rejected,
  team,
  handOver: {
    title: 'Кому передать',
    nobody: 'Больше никто не отвечает в чатах.',
  },
  contact: {
    title: 'Посетитель',
    name: 'Имя',
    email: 'Почта',
    phone: 'Телефон',
    saved: 'Сохранено',
    site: 'Сайт',
    startedAt: 'Начало',
    pages: 'Писали со страниц',
  },
  erase: {
    open: 'Стереть этого человека…',
    title: (name) => `Стереть навсегда: ${name}?`,
    lead: 'Отменить это нельзя. Исчезнут:',
    card: 'карточка: имя, почта, телефон, адрес, метки, заметки, задачи и визиты',
    conversations: 'все диалоги с этим человеком, с заметками и черновиками, в том числе из поиска',
    devices: 'все копии на устройствах коллег и посетителя, как только те выйдут на связь',
    backups:
      'В резервных копиях, сделанных раньше, данные остаются до их замены. Если такую копию восстановят, человек будет стёрт снова.',
    confirm: 'Стереть навсегда',
    busy: 'Стираем…',
    offline: 'Для этого нужна связь. Ничего не стёрто.',
    unsure: 'Связь прервалась до ответа. Повторите, чтобы знать наверняка.',
    failed: 'Серверу не удалось стереть. Попробуйте ещё раз.',
  },
  signIn: {
    title: 'Вход',
    lead: 'Диалоги ждут вас.',
    email: 'Почта',
    password: 'Пароль',
    submit: 'Войти',
    wrong: 'Почта и пароль не подходят друг к другу.',
    tooMany: 'Слишком много попыток. Подождите минуту.',
    noNetwork: 'Сервер недоступен. Попробуйте, когда появится сеть.',
    continueAs: (name) => `Продолжить как ${name}`,
  },
  setup: {
    title: 'Настройка Holdline',
    lead: 'Вы станете владельцем этого рабочего пространства.',
    name: 'Ваше имя',
    passwordHint: 'Не меньше 10 знаков',
    submit: 'Создать рабочее пространство',
    noToken: 'Откройте ссылку, которую сервер напечатал при запуске.',
    badToken: 'Ссылка больше не действует. Возьмите последнюю, которую напечатал сервер.',
    alreadyDone: 'Владелец уже есть.',
  },
  settings: {
    title: 'Настройки',
    backToDesk: 'К диалогам',
    you: 'Вы',
    language: 'Язык',
    languageAuto: 'Как в браузере',
    theme: 'Тема',
    themes: { auto: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
    sendKey: 'Отправка с клавиатуры',
    sendKeys: {
      modEnter: (key) => `${key}+Enter — отправить`,
      enter: 'Enter — отправить',
    },
    people: 'Люди',
    peopleLead: 'Все, кто здесь работает.',
    role: 'Роль',
    roles: { observer: 'Наблюдатель', operator: 'Оператор', admin: 'Администратор', owner: 'Владелец' },
    roleHint: {
      observer: 'Читает всё и передаёт диалоги',
      operator: 'Отвечает посетителям',
      admin: 'Отвечает, добавляет людей, закрывает и передаёт чужие диалоги',
      owner: 'Может всё',
    },
    addPerson: 'Добавить человека',
    firstPassword: 'Первый пароль',
    firstPasswordHint: 'Не меньше 10 знаков. Сообщите его человеку сами.',
    add: 'Добавить',
    added: (name) => `${name} — вход открыт.`,
    needsNetwork: 'Для этого нужна связь.',
    addressInUse: 'Эта почта уже занята.',
    sessions: 'Сеансы',
    sessionsLead: 'Где выполнен вход.',
    thisDevice: 'Это устройство',
    unknownDevice: 'Другое устройство',
    signOutSession: 'Завершить сеанс',
    lastUsed: (time) => `Последний раз: ${time}`,
    about: 'О программе',
    build: 'Сборка',
    signOut: 'Выйти',
    signOutWarning: (n) =>
      `${count(n, { one: 'действие ещё не отправлено и пропадёт', few: 'действия ещё не отправлены и пропадут', other: 'действий ещё не отправлено и пропадёт' })}, если выйти сейчас.`,
    signOutDrop: 'Всё равно выйти',
    staySignedIn: 'Остаться',
    failed: 'Не получилось. Попробуйте ещё раз.',
  },
  find,
  history,
  editing,
  emoji,
  files,
  keyboard,
  card,
  lists,
  notify,
  requests,
  rooms,
  schedule,
  blocks,
  forms,
  share,
  teamwork,
  templates,
  app: {
    install: 'Установить',
    installHint: 'Установить Holdline на это устройство',
    updateReady: 'Готова новая версия',
    updateNeeded: 'Эта версия слишком стара для сервера',
    updateKeeps: (drafts, commands) => {
      const kept = [
        drafts > 0 ? count(drafts, { one: 'черновик', few: 'черновика', other: 'черновиков' }) : '',
        commands > 0
          ? count(commands, {
              one: 'неотправленное действие',
              few: 'неотправленных действия',
              other: 'неотправленных действий',
            })
          : '',
      ].filter((part) => part !== '');
      return kept.length === 0 ? 'Это займёт секунду.' : `На устройстве сохранится: ${kept.join(', ')}.`;
    },
    updateNow: 'Обновить',
    later: 'Позже',
    settings: 'Настройки',
    shortcuts: 'Сочетания клавиш',
    desk: 'Диалоги',
  },
};
