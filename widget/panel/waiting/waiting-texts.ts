import type { Language } from '../../texts/languages.ts';

export interface WaitingTexts {
  readonly place: (place: number) => string;
  /** Within so many minutes; 0: it takes more than an hour. */
  readonly wait: (minutes: number) => string;
  readonly unknown: string;
  /** This one waits longer than was said. */
  readonly longer: string;
  /** Nobody has answered for a while. */
  readonly late: string;
  /** The department that was chosen was offered no more by then. */
  readonly noDepartment: (name: string) => string;
}

const minutesRu = new Intl.PluralRules('ru');
const MINUTES_RU: Readonly<Record<string, string>> = { one: 'минуту', few: 'минуты', many: 'минут' };

export const WAITING_TEXTS: { readonly [L in Language]: WaitingTexts } = {
  en: {
    place: (place) => (place === 1 ? 'You are next in line.' : `You are number ${place} in line.`),
    wait: (minutes) => {
      if (minutes === 0) return 'Right now it takes more than an hour.';
      return `Usually somebody is with you within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
    },
    unknown: 'We cannot tell yet how long it takes.',
    longer: 'It is taking longer than usual.',
    late: 'Nobody has answered yet. This chat goes on waiting.',
    noDepartment: (name) => `“${name}” takes no chats any more: your question goes to the whole team.`,
  },
  ru: {
    place: (place) => (place === 1 ? 'Перед вами никого нет.' : `Ваше место в очереди: ${place}.`),
    wait: (minutes) => {
      if (minutes === 0) return 'Сейчас ждать больше часа.';
      const words = minutes === 1 ? 'минуту' : `${minutes} ${MINUTES_RU[minutesRu.select(minutes)] ?? 'минут'}`;
      return `Обычно подключаются меньше чем за ${words}.`;
    },
    unknown: 'Пока не знаем, сколько ждать.',
    longer: 'Приходится ждать дольше обычного.',
    late: 'Пока никто не ответил. Чат ждёт дальше.',
    noDepartment: (name) => `«${name}» больше не отвечает в чате: ваш вопрос увидит вся команда.`,
  },
  pl: {
    place: (place) => (place === 1 ? 'Jesteś na początku kolejki.' : `Twoje miejsce w kolejce: ${place}.`),
    wait: (minutes) => {
      if (minutes === 0) return 'Teraz czeka się ponad godzinę.';
      return `Zwykle ktoś dołącza w ciągu ${minutes === 1 ? 'minuty' : `${minutes} minut`}.`;
    },
    unknown: 'Nie wiemy jeszcze, ile to potrwa.',
    longer: 'Trwa to dłużej niż zwykle.',
    late: 'Jeszcze nikt nie odpowiedział. Czat nadal czeka.',
    noDepartment: (name) => `Dział „${name}” nie odpowiada już na czacie: Twoje pytanie zobaczy cały zespół.`,
  },
};

export interface Line {
  readonly place: number;
  readonly wait?: number;
}

/** Where one stands in the line, and how long it takes: never more than what is known. `waited`: already, ms. */
export function lineWords(texts: WaitingTexts, { place, wait }: Line, waited: number): string {
  const told = wait === undefined ? texts.unknown : texts.wait(wait);
  const isLonger = wait !== undefined && wait > 0 && waited > wait * 60_000;
  return `${texts.place(place)} ${isLonger ? texts.longer : told}`;
}
