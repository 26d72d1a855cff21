import type { Language } from '../../texts/languages.ts';

export interface OwnDataTexts {
  readonly title: string;
  readonly copy: string;
  readonly copyLead: string;
  readonly read: string;
  readonly data: string;
  readonly erase: string;
  readonly eraseLead: string;
  readonly sure: string;
  readonly really: string;
  readonly keep: string;
  readonly busy: string;
  readonly erased: string;
  /** For a device that came by a letter, which proves first that it reads the mailbox. */
  readonly confirm: {
    readonly title: string;
    readonly lead: string;
    readonly send: string;
    readonly sent: (to: string) => string;
    readonly code: string;
    readonly short: string;
    readonly go: string;
    readonly back: string;
  };
  readonly problem: {
    readonly offline: string;
    readonly suspended: string;
    readonly refused: string;
    readonly nothing: string;
    readonly 'no-address': string;
    readonly 'too-many': string;
    readonly 'not-sent': string;
    readonly 'wrong-code': string;
    /** Others are being served just now. */
    readonly later: string;
    readonly 'too-often': string;
  };
  readonly file: {
    readonly title: string;
    readonly made: (when: string) => string;
    readonly contact: string;
    readonly signed: (site: string) => string;
    readonly fields: { readonly [field: string]: string };
    readonly visits: string;
    readonly conversation: (when: string) => string;
    readonly you: string;
    readonly us: string;
    readonly deleted: string;
    readonly edited: string;
    readonly more: {
      readonly [
        W in 'invited' | 'request' | 'letters' | 'answer' | 'copy' | 'notSent' | 'unreadable' | 'cardUnreadable'
      ]: string;
    };
    readonly events: { readonly [kind: string]: string };
  };
}

export const OWN_DATA_TEXTS: { readonly [L in Language]: OwnDataTexts } = {
  en: {
    title: 'Your data',
    copy: 'Take a copy',
    copyLead: 'Everything that is kept of you here: what you told of yourself, your visits, and all conversations.',
    read: 'Download to read',
    data: 'Download as data',
    erase: 'Have it deleted',
    eraseLead:
      'All of it goes for good, at once and on all your devices: your conversations, your files and what is known of you. Nobody can bring it back, and your question may stay without an answer.',
    sure: 'Delete everything…',
    really: 'Yes, delete everything for good',
    keep: 'Keep it',
    busy: 'One moment…',
    erased: 'Everything that was kept of you is deleted.',
    confirm: {
      title: 'Is it you?',
      lead: 'This device was let in by a link in an e-mail, and e-mails can be passed on. Before your data is downloaded or deleted, a code goes to your e-mail address.',
      send: 'Send me a code',
      sent: (to) => `A code is on its way to ${to}. It is good for a quarter of an hour.`,
      code: 'Code from the e-mail',
      short: 'The code has eight digits.',
      go: 'Go on',
      back: 'Back',
    },
    problem: {
      offline: 'There is no connection just now. Nothing was done; try again later.',
      suspended: 'You are suspended here just now. Ask the owner of this site to delete your data.',
      refused: 'This cannot be done here. Ask the owner of this site.',
      nothing: 'Nothing is kept of you.',
      'no-address':
        'No code can be sent: the address of the first e-mail is not known here any more. Ask the owner of this site.',
      'too-many': 'Three codes were sent today. Try again tomorrow, or ask the owner of this site.',
      'not-sent': 'The e-mail could not be sent just now. Try again later.',
      'wrong-code': 'This is not the code, or it is too old. Send yourself another one.',
      later: 'There is too much to do here just now. Try again a little later.',
      'too-often': 'You have taken several copies today. Try again tomorrow.',
    },
    file: {
      title: 'What is kept of you',
      made: (when) => `As of ${when}`,
      contact: 'About you',
      signed: (site) => `Signed by ${site}`,
      fields: { name: 'Name', email: 'E-mail', phone: 'Phone', address: 'Address' },
      visits: 'Your visits',
      conversation: (when) => `Conversation of ${when}`,
      you: 'You',
      us: 'We',
      deleted: '(deleted)',
      edited: '(edited)',
      more: {
        invited: 'Invited with',
        request: 'left for later',
        letters: 'E-mails to you',
        unreadable: 'Conversations that are damaged and cannot be read for now',
        cardUnreadable: 'What is known of you and your visits is damaged and cannot be read for now',
        answer: 'answer that you had not seen',
        copy: 'copy of a conversation',
        notSent: 'not sent',
      },
      events: {
        rated: 'rated the conversation',
        'callback-asked': 'asked to be called',
        'callback-cancelled': 'wants no call any more',
        'callback-done': 'call noted',
        started: 'began',
        taken: 'took the conversation',
        closed: 'closed the conversation',
        reopened: 'opened the conversation again',
        'handed-over': 'handed the conversation over',
        'brought-in': 'brought somebody in',
        left: 'left',
      },
    },
  },
  ru: {
    title: 'Ваши данные',
    copy: 'Получить копию',
    copyLead: 'Всё, что здесь о вас хранится: что вы о себе сообщили, ваши визиты и все диалоги.',
    read: 'Скачать для чтения',
    data: 'Скачать как данные',
    erase: 'Удалить их',
    eraseLead:
      'Всё исчезнет навсегда, сразу и на всех ваших устройствах: диалоги, файлы и то, что о вас известно. Вернуть это никто не сможет, и ваш вопрос может остаться без ответа.',
    sure: 'Удалить всё…',
    really: 'Да, удалить всё навсегда',
    keep: 'Оставить',
    busy: 'Минуту…',
    erased: 'Всё, что о вас хранилось, удалено.',
    confirm: {
      title: 'Это вы?',
      lead: 'Это устройство открыли по ссылке из письма, а письмо можно переслать. Прежде чем скачать или удалить ваши данные, мы отправим код на вашу почту.',
      send: 'Прислать код',
      sent: (to) => `Код отправлен на ${to}. Он действует четверть часа.`,
      code: 'Код из письма',
      short: 'В коде восемь цифр.',
      go: 'Продолжить',
      back: 'Назад',
    },
    problem: {
      offline: 'Сейчас нет соединения. Ничего не сделано, попробуйте позже.',
      suspended: 'Сейчас вы здесь заблокированы. Об удалении данных попросите владельца сайта.',
      refused: 'Здесь это сделать нельзя. Обратитесь к владельцу сайта.',
      nothing: 'О вас ничего не хранится.',
      'no-address':
        'Код отправить некуда: адрес первого письма здесь больше не известен. Обратитесь к владельцу сайта.',
      'too-many': 'Сегодня уже отправлено три кода. Попробуйте завтра или обратитесь к владельцу сайта.',
      'not-sent': 'Сейчас письмо отправить не удалось. Попробуйте позже.',
      'wrong-code': 'Код неверный или устарел. Запросите новый.',
      later: 'Сейчас здесь слишком много запросов. Попробуйте немного позже.',
      'too-often': 'Сегодня вы уже скачали несколько копий. Попробуйте завтра.',
    },
    file: {
      title: 'Что о вас хранится',
      made: (when) => `На ${when}`,
      contact: 'О вас',
      signed: (site) => `Подписано сайтом ${site}`,
      fields: { name: 'Имя', email: 'Почта', phone: 'Телефон', address: 'Адрес' },
      visits: 'Ваши визиты',
      conversation: (when) => `Диалог от ${when}`,
      you: 'Вы',
      us: 'Мы',
      deleted: '(удалено)',
      edited: '(изменено)',
      more: {
        invited: 'Приглашение',
        request: 'оставлено на потом',
        letters: 'Письма вам',
        unreadable: 'Диалоги, которые повреждены и пока не читаются',
        cardUnreadable: 'Сведения о вас и ваших визитах повреждены и пока не читаются',
        answer: 'ответ, который вы не видели',
        copy: 'копия диалога',
        notSent: 'не отправлено',
      },
      events: {
        rated: 'оценка диалога',
        'callback-asked': 'просьба перезвонить',
        'callback-cancelled': 'звонок больше не нужен',
        'callback-done': 'отметка о звонке',
        started: 'начало',
        taken: 'диалог взят',
        closed: 'диалог закрыт',
        reopened: 'диалог открыт снова',
        'handed-over': 'диалог передан',
        'brought-in': 'подключён ещё один человек',
        left: 'человек вышел',
      },
    },
  },
  pl: {
    title: 'Twoje dane',
    copy: 'Pobierz kopię',
    copyLead: 'Wszystko, co o Tobie tu przechowujemy: co o sobie podano, wizyty i wszystkie rozmowy.',
    read: 'Pobierz do czytania',
    data: 'Pobierz jako dane',
    erase: 'Usuń je',
    eraseLead:
      'Wszystko zniknie na zawsze, od razu i na wszystkich Twoich urządzeniach: rozmowy, pliki i to, co o Tobie wiadomo. Nikt tego nie przywróci, a pytanie może zostać bez odpowiedzi.',
    sure: 'Usuń wszystko…',
    really: 'Tak, usuń wszystko na zawsze',
    keep: 'Zostaw',
    busy: 'Chwileczkę…',
    erased: 'Wszystko, co o Tobie przechowywano, jest usunięte.',
    confirm: {
      title: 'Czy to Ty?',
      lead: 'To urządzenie otwarto linkiem z wiadomości e-mail, a taką wiadomość można przekazać dalej. Zanim pobierzesz lub usuniesz swoje dane, wyślemy kod na Twój adres e-mail.',
      send: 'Wyślij mi kod',
      sent: (to) => `Kod jest w drodze na ${to}. Działa przez kwadrans.`,
      code: 'Kod z e-maila',
      short: 'Kod ma osiem cyfr.',
      go: 'Dalej',
      back: 'Wstecz',
    },
    problem: {
      offline: 'Nie ma teraz połączenia. Nic nie zrobiono, spróbuj później.',
      suspended: 'Masz teraz zablokowany dostęp. O usunięcie danych poproś właściciela strony.',
      refused: 'Nie można tego tutaj zrobić. Zwróć się do właściciela strony.',
      nothing: 'Nic o Tobie nie przechowujemy.',
      'no-address':
        'Kodu nie ma dokąd wysłać: adres pierwszej wiadomości e-mail nie jest tu już znany. Zwróć się do właściciela strony.',
      'too-many': 'Dziś wysłano już trzy kody. Spróbuj jutro albo zwróć się do właściciela strony.',
      'not-sent': 'Teraz nie udało się wysłać e-maila. Spróbuj później.',
      'wrong-code': 'Kod jest błędny albo za stary. Wyślij sobie nowy.',
      later: 'Jest tu teraz za dużo zapytań. Spróbuj nieco później.',
      'too-often': 'Dziś pobrano już kilka kopii. Spróbuj jutro.',
    },
    file: {
      title: 'Co o Tobie przechowujemy',
      made: (when) => `Stan na ${when}`,
      contact: 'O Tobie',
      signed: (site) => `Podpisane przez ${site}`,
      fields: { name: 'Imię i nazwisko', email: 'E-mail', phone: 'Telefon', address: 'Adres' },
      visits: 'Twoje wizyty',
      conversation: (when) => `Rozmowa z ${when}`,
      you: 'Ty',
      us: 'My',
      deleted: '(usunięto)',
      edited: '(zmieniono)',
      more: {
        invited: 'Zaproszenie',
        request: 'zostawione na później',
        letters: 'Wiadomości e-mail do Ciebie',
        unreadable: 'Rozmowy, które są uszkodzone i na razie nie dają się odczytać',
        cardUnreadable: 'Dane o Tobie i Twoich wizytach są uszkodzone i na razie nie dają się odczytać',
        answer: 'odpowiedź, której nie widziano',
        copy: 'kopia rozmowy',
        notSent: 'nie wysłano',
      },
      events: {
        rated: 'ocena rozmowy',
        'callback-asked': 'prośba o telefon',
        'callback-cancelled': 'telefon już niepotrzebny',
        'callback-done': 'telefon odnotowano',
        started: 'początek',
        taken: 'rozmowę przyjęto',
        closed: 'rozmowę zamknięto',
        reopened: 'rozmowę otwarto ponownie',
        'handed-over': 'rozmowę przekazano',
        'brought-in': 'dołączono jeszcze jedną osobę',
        left: 'osoba odeszła',
      },
    },
  },
};
