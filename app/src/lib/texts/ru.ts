import { team } from './team/ru.ts';
import { animals } from './animals/ru.ts';
import { blocks } from './blocks/ru.ts';
import { card } from './card/ru.ts';
import { editing } from './editing/ru.ts';
import { emoji } from './emoji/ru.ts';
import { files } from './files/ru.ts';
import { find } from './find/ru.ts';
import { inbox } from './inbox/ru.ts';
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
import { counting } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counting('ru');

const reason: Texts['rejected']['reason'] = (rejection) => {
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
    case 'daily-limit':
      return 'Дневной лимит исчерпан.';
    case 'conflict':
    case 'invalid':
      return 'Сервер не смог это прочитать.';
  }
};

export const texts: Texts = {
  language: 'ru',
  languageName: 'Русский',
  animals,
  common: {
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
  thread: {
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
  },
  actions: {
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
  },
  marks: {
    waiting: 'На этом устройстве',
    accepted: 'Принято',
    delivered: 'Доставлено',
    seen: 'Прочитано',
    late: 'Ответа пока нет. Отправить ещё раз',
    lateOffline: 'Нет связи. Отправится само; попробовать сейчас',
    unsaved: 'Не сохранено на устройстве',
  },
  composer: {
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
  },
  held: {
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
  },
  rejected: {
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
  },
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
    pages: 'Страницы',
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
  workspace: {
    title: 'Рабочее место компании',
    lead: 'Действует для всех. Видят только администраторы и владельцы.',
    emptyIsNever: 'Пусто — никогда.',
    range: (least, most) => `Целое число от ${least} до ${most}`,
    fields: {
      offerOnAfterSeconds: {
        label: 'Предложить ждущего посетителя коллегам',
        hint: 'Через сколько секунд после того, как у отвечающего пропала связь.',
      },
      packAfterDays: {
        label: 'Упаковать закрытые диалоги',
        hint: 'Через сколько дней после закрытия. Упакованные занимают меньше места; их можно читать, находить и открывать снова.',
      },
      deleteClosedAfterDays: {
        label: 'Удалить закрытые диалоги',
        hint: 'Через сколько дней после закрытия. Удалённое не вернуть.',
      },
      backupEveryHours: { label: 'Делать резервную копию', hint: 'Часов от одной до следующей.' },
      backupsKept: { label: 'Сколько копий хранить', hint: 'Когда их больше, удаляется самая старая.' },
      fileMegabytes: {
        label: 'Наибольший файл сотрудника',
        hint: 'Мегабайт в одном файле, который отправляют сотрудники.',
      },
      visitorFileMegabytes: {
        label: 'Наибольший файл посетителя',
        hint: 'Мегабайт в одном файле, который отправляет посетитель. Каждый ждёт согласия.',
      },
    },
  },
  operation: {
    backups: 'Резервные копии',
    backupsLead: 'Создаются без остановки работы. Они остаются на сервере: отсюда их никто не заберёт.',
    noBackups: 'Копий ещё нет.',
    backUpNow: 'Создать копию',
    backingUp: (percent) => `Создаётся копия… ${percent} %`,
    backedUp: 'Копия создана.',
    backupFailed: (detail) => `Последняя копия не создана. ${detail}`,
    backupReason: {
      schedule: 'по расписанию',
      button: 'кнопкой',
      command: 'командой',
      upgrade: 'перед обновлением',
    },
    backupSize: (megabytes, entries) =>
      `${megabytes} МБ · ${count(entries, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' })}`,
    restore: 'Как восстановить',
    restoreHow: [
      'Остановите сервер на его машине.',
      'В его папке выполните: npm run restore -- <файл>',
      'Запустите сервер. Прежние данные сохраняются рядом, а устройства отправят заново то, что на них ждало.',
    ],
    doctor: 'Состояние машины',
    doctorLead: 'Всё, что компании нужно от машины: взгляд с сервера и из этого браузера.',
    checkNow: 'Проверить',
    checkAgain: 'Проверить снова',
    checking: 'Проверяется…',
    checkedAt: (time) => `Проверено: ${time}`,
    verdict: { ok: 'В порядке', look: 'Обратите внимание', broken: 'Не работает', 'not-set-up': 'Не настроено' },
    check: {
      address: 'Адрес',
      socket: 'Живая связь',
      disk: 'Место на диске',
      sync: 'Скорость диска',
      database: 'База данных',
      documents: 'Диалоги',
      drafts: 'Черновики',
      files: 'Файлы',
      clock: 'Часы',
      backups: 'Резервные копии',
      memory: 'Память',
      mail: 'Почта',
      push: 'Уведомления',
      version: 'Версия',
    },
    saying: {
      'address tls': ({ url }) => [`${url} отвечает, с шифрованием.`],
      'address local': ({ url }) => [`${url} — это сама машина, для пробы.`],
      'address plain': ({ url }) => [
        `${url} отвечает без шифрования: по пути всё можно прочесть, и браузеры не установят приложение.`,
        'Поставьте впереди прокси с сертификатом и укажите его https-адрес в PUBLIC_URL.',
      ],
      'address not-set': () => [
        'Сервер не знает, по какому адресу к нему приходят.',
        'Укажите PUBLIC_URL, например https://chat.example.com.',
      ],
      'address unreachable': ({ url, detail }) => [
        `${url} не отвечает с сервера (${detail}).`,
        'Проверьте имя, прокси и межсетевой экран.',
      ],
      'address no-server': ({ detail }) => [`На машине никто не отвечает (${detail}).`, 'Посмотрите журнал.'],
      'socket open': ({ ms }) => [`WebSocket через адрес открывается за ${ms} мс.`],
      'socket refused': ({ detail }) => [
        `WebSocket через адрес не открывается (${detail}).`,
        'Прокси должен пропускать /sync с заголовками Upgrade и Connection.',
      ],
      'disk roomy': ({ freeMegabytes, dataMegabytes }) => [
        `Свободно ${freeMegabytes} МБ; данные занимают ${dataMegabytes} МБ.`,
      ],
      'disk tight': ({ freeMegabytes, dataMegabytes }) => [
        `Свободно ${freeMegabytes} МБ при ${dataMegabytes} МБ данных: скоро не хватит места для копии или обновления.`,
        'Освободите место или храните меньше копий.',
      ],
      'disk full': ({ freeMegabytes }) => [
        `Свободно только ${freeMegabytes} МБ: скоро сообщения не будут приниматься.`,
        'Освободите место сейчас.',
      ],
      'disk failed': ({ detail }) => [`Проверить не удалось (${detail}).`, 'Посмотрите журнал и диск.'],
      'sync quick': ({ medianMs, worstMs }) => [
        `Написанное надёжно сохраняется за ${medianMs} мс, в худшем случае за ${worstMs} мс.`,
      ],
      'sync slow': ({ medianMs }) => [
        `Написанное надёжно сохраняется за ${medianMs} мс, и каждое сообщение этого ждёт.`,
        'С более быстрым диском всё пойдёт быстрее.',
      ],
      'sync too-slow': ({ medianMs }) => [
        `Написанное надёжно сохраняется только за ${medianMs} мс.`,
        'Перенесите данные на другой диск; сетевая папка слишком медленна.',
      ],
      'sync failed': ({ detail }) => [`Измерить не удалось (${detail}).`, 'Посмотрите журнал и диск.'],
      'database whole': () => ['Файл цел.'],
      'database damaged': ({ detail }) => [`Файл повреждён (${detail}).`, 'Остановите сервер и восстановите копию.'],
      'database failed': ({ detail }) => [`Проверить не удалось (${detail}).`, 'Посмотрите журнал и диск.'],
      'documents sound': ({ rows }) => [`Каждая строка такая, какой была записана (${rows}).`],
      'documents snapshots': ({ count: n }) => [
        `Повреждено снимков: ${n}. Они строятся заново из целого; ничего не потеряно.`,
        'Если это повторится, проверьте диск.',
      ],
      'documents refused': ({ count: n, first }) => [
        `Повреждено и поэтому не показывается: ${n} (${first}). Остальное работает.`,
        'Восстановите копию, чтобы вернуть их.',
      ],
      'documents failed': ({ detail }) => [`Проверить не удалось (${detail}).`, 'Посмотрите журнал.'],
      'drafts whole': () => ['Повреждённых черновиков не найдено.'],
      'drafts put-aside': ({ count: n, first, day }) => [
        `Найдено повреждёнными и отложено: ${n}; последний ${day} (${first}).`,
        'Всё, что удалось прочесть, снова в черновике. Если это повторится, проверьте диск.',
      ],
      'drafts failed': ({ detail }) => [`Проверить не удалось (${detail}).`, 'Посмотрите журнал.'],
      'files whole': ({ count: n, megabytes }) => [`Все файлы диалогов на месте: ${n} (${megabytes} МБ).`],
      'files missing': ({ missing, first }) => [
        `Файлов, которых нет в прежнем виде: ${missing} (${first}).`,
        'Сообщения целы. Чтобы вернуть файлы, восстановите копию.',
      ],
      'files failed': ({ detail }) => [`Проверить не удалось (${detail}).`, 'Посмотрите журнал.'],
      'clock right': () => ['Совпадают с внешними.'],
      'clock differs': ({ seconds }) => [
        `Расходятся с внешними на ${seconds} с.`,
        'Пусть машина сверяет часы по сети.',
      ],
      'clock unknown': () => ['Снаружи время никто не назвал.', 'Сравним, как только адрес ответит.'],
      'backups fresh': ({ hours, count: n }) => [`Последней ${hours} ч. Хранится: ${n}.`],
      'backups late': ({ hours }) => [`Последней уже ${hours} ч, а должно быть меньше.`, 'Создайте копию.'],
      'backups by-hand': ({ hours }) => [
        `Создаются только вручную; последней ${hours} ч.`,
        'Задайте расписание в разделе «Рабочее место компании».',
      ],
      'backups all-kept': ({ count: n }) => [
        `Настройки компании не читаются, поэтому копии не удаляются. Хранится: ${n}.`,
        'Проверьте их в разделе «Рабочее место компании», измените одну и сохраните.',
      ],
      'backups none': () => ['Ещё ни одной.', 'Создайте копию.'],
      'backups failed': ({ detail }) => [`Последняя не создана: ${detail}`, 'Исправьте это и создайте копию.'],
      'memory enough': ({ freeMegabytes, processMegabytes }) => [
        `Сервер занимает ${processMegabytes} МБ; свободно ${freeMegabytes} МБ.`,
      ],
      'memory little': ({ freeMegabytes }) => [
        `Свободно только ${freeMegabytes} МБ.`,
        'Добавьте памяти или остановите лишнее.',
      ],
      'memory much': ({ processMegabytes }) => [
        `Сервер занимает ${processMegabytes} МБ.`,
        'Перезапустите его в спокойное время.',
      ],
      'mail none': () => ['Не настроена: ответы ждут в чате, пока посетитель не вернётся.'],
      'mail ready': ({ host, sent, waiting }) => [
        `Письма уходят через ${host}. За сутки: ${sent}; ждут отправки: ${waiting}.`,
      ],
      'mail failing': ({ host, detail, waiting }) => [
        `Последняя попытка отправить через ${host} не удалась: ${detail}. Писем ждёт: ${waiting}; попытки повторяются сутки.`,
        'Проверьте настройки почты и отправьте пробное письмо.',
      ],
      'mail gave-up': ({ failed, sent }) => [
        `Не доставлено писем за сутки: ${failed}; отправлено: ${sent}.`,
        'Причина стоит в переписке рядом с ответом.',
      ],
      'mail no-password': ({ host }) => [
        `Пароль для ${host} здесь не прочитать: данные перенесены, а ключ остался на прежней машине.`,
        'Введите пароль заново в настройках почты.',
      ],
      'mail no-address': () => ['Ссылкам в письмах некуда вести, поэтому письма не уходят.', 'Задайте PUBLIC_URL.'],
      'push none': () => ['Готово. Пока никто не включил: каждый включает в своих настройках.'],
      'push ready': () => ['Готово.'],
      'push devices': ({ devices }) => [`Браузеров, которым сообщаем при закрытом Holdline: ${devices}.`],
      'push not-secure': () => [
        'Браузеры принимают push только с адреса https, а у сервера он не такой.',
        'Поставьте перед сервером прокси с TLS.',
      ],
      'push unreachable': ({ host }) => [
        `Служба push ${host} недоступна. Уведомления ждут и отправятся снова.`,
        'Откройте серверу доступ к ней по https.',
      ],
      'push refused': ({ host, status }) => [
        `Служба push ${host} отклонила последнее уведомление с кодом ${status}.`,
        'Проверьте часы сервера и PUBLIC_URL, затем выключите и снова включите push на этом устройстве.',
      ],
      'version known': ({ program, data, protocol, node }) => [
        `Holdline ${program} · данные ${data} · протокол ${protocol} · Node ${node}`,
      ],
    },
    here: 'Из этого браузера',
    hereSocket: 'WebSocket к серверу отсюда открывается, часы совпадают.',
    hereNoSocket: [
      'WebSocket к серверу отсюда не открывается.',
      'Прокси должен пропускать /sync с заголовками Upgrade и Connection.',
    ],
    hereClock: (seconds) => [
      `Часы этого устройства расходятся с серверными на ${seconds} с.`,
      'Поправьте одни из них; порядок сообщений задают часы сервера.',
    ],
  },
  find,
  history: {
    title: 'История',
    label: 'Поиск по всем диалогам',
    placeholder: 'Слова, имя, почта…',
    clear: 'Очистить',
    filters: 'Фильтры',
    filtersOn: (n) => `Включено: ${count(n, { one: 'фильтр', few: 'фильтра', other: 'фильтров' })}`,
    forgetFilters: 'Снять фильтры',
    operator: 'Оператор',
    anyone: 'Любой',
    site: 'Сайт',
    anySite: 'Любой сайт',
    state: 'Состояние',
    anyState: 'Любое состояние',
    from: 'С',
    until: 'По',
    order: 'Порядок',
    orders: { newest: 'Сначала новые', oldest: 'Сначала старые', relevance: 'Сначала подходящие' },
    results: 'Найденное',
    ofVisitors: 'Контакты',
    searching: 'Поиск…',
    found: (n, isAll) => `${isAll ? '' : 'Первые: '}${count(n, { one: 'диалог', few: 'диалога', other: 'диалогов' })}`,
    messages: (n) => count(n, { one: 'сообщение', few: 'сообщения', other: 'сообщений' }),
    hits: (n, hasMore) => count(n, { one: 'совпадение', few: 'совпадения', other: 'совпадений' }, hasMore ? '+' : ''),
    contact: {
      name: 'Имя',
      email: 'Почта',
      phone: 'Телефон',
      address: 'Адрес',
      attribute: 'Атрибуты',
      note: 'Заметка о контакте',
      details: 'Контакт',
    },
    noteBy: (who) => `Заметка, ${who}`,
    none: { title: 'Ничего не найдено', hint: 'Попробуйте меньше слов, другую их форму или меньше фильтров.' },
    nothing: {
      title: 'Диалогов пока нет',
      hint: 'Всё, что пишут посетители и коллеги, можно будет найти здесь и через годы.',
    },
    failed: { title: 'Поиск не удался', hint: 'Сервер не смог ответить. Попробуйте ещё раз.' },
    choose: { title: 'Выберите диалог', hint: 'Стрелка ↓ ведёт из строки поиска к найденному.' },
    onDevice: (n) =>
      `Нет связи. Поиск на этом устройстве: ${count(n, { one: 'диалог', few: 'диалога', other: 'диалогов' })}; вся история на сервере.`,
    readingDevice: 'Нет связи. Читаем то, что есть на этом устройстве…',
    more: 'Показать ещё',
    lookedTo: (day) => `Просмотрено до: ${day}.`,
    lookFurther: 'Искать дальше',
    hitOf: (hit, of) => `${hit} из ${of}`,
    nextHit: 'Следующее совпадение',
    previousHit: 'Предыдущее совпадение',
    endFinding: 'Закончить поиск',
    elsewhere: (time) => `Найденное (${time}) находится в более ранней части диалога.`,
  },
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
