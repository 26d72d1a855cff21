import type { Language } from '../../texts/languages.ts';

export interface CallbackTexts {
  /** Beside the button. */
  readonly lead: string;
  readonly title: string;
  readonly phone: string;
  readonly when: string;
  readonly soon: string;
  readonly today: string;
  readonly tomorrow: string;
  /** Nobody is there: what "as soon as possible" means then. */
  readonly nobody: string;
  readonly ask: string;
  readonly save: string;
  readonly wrong: string;
  /** `when`: a day and a clock; empty: as soon as somebody can. */
  readonly promised: (phone: string, when: string) => string;
  readonly change: string;
  readonly cancel: string;
  readonly waits: string;
  readonly refused: string;
  /** `when`: the day and the clock that somebody else has now. */
  readonly taken: (when: string) => string;
  readonly another: string;
  readonly hide: string;
}

export const CALLBACK_TEXTS: { readonly [L in Language]: CallbackTexts } = {
  en: {
    lead: 'Rather talk?',
    title: 'Ask for a call',
    phone: 'Your phone number',
    when: 'When',
    soon: 'As soon as possible',
    today: 'Today',
    tomorrow: 'Tomorrow',
    nobody: 'Nobody is here right now: we call when somebody is back.',
    ask: 'Call me back',
    save: 'Save',
    wrong: 'This is not a whole phone number.',
    promised: (phone, when) =>
      when === '' ? `We will call ${phone} as soon as we can.` : `We will call ${phone}: ${when}.`,
    change: 'Change',
    cancel: 'No call needed',
    waits: 'Kept on this device, sent when the connection is back.',
    refused: 'This could not be taken.',
    taken: (when) => `${when}: this time has just been taken. Please choose another.`,
    another: 'Choose another time',
    hide: 'Hide',
  },
  ru: {
    lead: 'Удобнее поговорить?',
    title: 'Заказать звонок',
    phone: 'Ваш номер телефона',
    when: 'Когда',
    soon: 'Как можно скорее',
    today: 'Сегодня',
    tomorrow: 'Завтра',
    nobody: 'Сейчас никого нет на месте: позвоним, когда кто-нибудь вернётся.',
    ask: 'Перезвоните мне',
    save: 'Сохранить',
    wrong: 'Номер телефона указан не полностью.',
    promised: (phone, when) =>
      when === '' ? `Позвоним на ${phone}, как только сможем.` : `Позвоним на ${phone}: ${when}.`,
    change: 'Изменить',
    cancel: 'Звонить не нужно',
    waits: 'Сохранено на этом устройстве, отправится, когда появится связь.',
    refused: 'Заявку не удалось принять.',
    taken: (when) => `${when}: это время только что заняли. Пожалуйста, выберите другое.`,
    another: 'Выбрать другое время',
    hide: 'Скрыть',
  },
  pl: {
    lead: 'Wolisz porozmawiać?',
    title: 'Zamów rozmowę',
    phone: 'Twój numer telefonu',
    when: 'Kiedy',
    soon: 'Jak najszybciej',
    today: 'Dzisiaj',
    tomorrow: 'Jutro',
    nobody: 'Teraz nikogo nie ma: zadzwonimy, gdy ktoś wróci.',
    ask: 'Zadzwońcie do mnie',
    save: 'Zapisz',
    wrong: 'To nie jest pełny numer telefonu.',
    promised: (phone, when) =>
      when === '' ? `Zadzwonimy pod ${phone} najszybciej, jak się da.` : `Zadzwonimy pod ${phone}: ${when}.`,
    change: 'Zmień',
    cancel: 'Nie trzeba dzwonić',
    waits: 'Zapisane na tym urządzeniu, zostanie wysłane, gdy wróci połączenie.',
    refused: 'Nie udało się tego przyjąć.',
    taken: (when) => `${when}: ten termin właśnie został zajęty. Wybierz inny.`,
    another: 'Wybierz inny termin',
    hide: 'Ukryj',
  },
};
