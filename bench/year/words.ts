/** What people write to a company, in three languages, with the lengths that such messages have: many short ones, few long. */
import type { Random } from '../../tests/support/random.ts';

export type Language = 'en' | 'ru' | 'pl';

interface Phrases {
  readonly short: readonly string[];
  readonly sentences: readonly string[];
  readonly things: readonly string[];
}

/** `#` becomes a number, `@` one of the things. */
const PHRASES: Record<Language, Phrases> = {
  en: {
    short: [
      'ok',
      'Thanks!',
      'yes',
      'no',
      'Hello',
      'One moment',
      'Great, thank you',
      'Any news?',
      '?',
      'Sorry, wrong chat',
    ],
    sentences: [
      'Good morning, the parcel should have come on Tuesday and I still do not have it.',
      'My order number is #.',
      'I have looked at your @ and I am not sure which size to take.',
      'Could you tell me when the @ will be back in stock?',
      'It was sent yesterday evening, the number of the parcel is #.',
      'I am sorry about that, let me look into it for you.',
      'The courier says that nobody was at home, which is not true, I was here the whole day and nobody rang.',
      'Can I pay by bank transfer?',
      'We have refunded # to your card; depending on your bank it takes three to five working days.',
      'Please write down your address once more, with the number of the flat.',
      'I would like to return the @, it does not fit.',
      'The page with the @ shows an error after I press the button.',
    ],
    things: ['grey coat', 'winter boots', 'desk lamp', 'coffee machine', 'blue backpack', 'phone case'],
  },
  ru: {
    short: [
      'ок',
      'Спасибо!',
      'да',
      'нет',
      'Здравствуйте',
      'Минуту',
      'Хорошо, спасибо большое',
      'Есть новости?',
      '?',
      'Понятно',
    ],
    sentences: [
      'Добрый день, посылка должна была прийти во вторник, а её всё ещё нет.',
      'Номер моего заказа #.',
      'Я смотрю на @ и не могу понять, какой размер выбрать.',
      'Подскажите, пожалуйста, когда @ снова появится в продаже?',
      'Отправили вчера вечером, номер посылки #.',
      'Приношу извинения, сейчас я всё проверю.',
      'Курьер говорит, что никого не было дома, но это неправда, я весь день был дома, и никто не звонил.',
      'Можно оплатить по счёту?',
      'Мы вернули # на вашу карту; в зависимости от банка это занимает от трёх до пяти рабочих дней.',
      'Напишите, пожалуйста, адрес ещё раз, вместе с номером квартиры.',
      'Хочу вернуть @, не подошло.',
      'Страница, на которой @, показывает ошибку после нажатия на кнопку.',
    ],
    things: ['серое пальто', 'зимние ботинки', 'настольная лампа', 'кофемашина', 'синий рюкзак', 'чехол для телефона'],
  },
  pl: {
    short: [
      'ok',
      'Dziękuję!',
      'tak',
      'nie',
      'Dzień dobry',
      'Chwileczkę',
      'Świetnie, dziękuję',
      'Coś wiadomo?',
      '?',
      'Rozumiem',
    ],
    sentences: [
      'Dzień dobry, paczka miała przyjść we wtorek, a nadal jej nie mam.',
      'Numer mojego zamówienia to #.',
      'Oglądam @ i nie wiem, jaki rozmiar wybrać.',
      'Czy mogą mi Państwo powiedzieć, kiedy @ znów będzie w sprzedaży?',
      'Wysłano wczoraj wieczorem, numer przesyłki #.',
      'Bardzo przepraszam, zaraz to sprawdzę.',
      'Kurier twierdzi, że nikogo nie było w domu, a to nieprawda, cały dzień czekałem i nikt nie dzwonił.',
      'Czy mogę zapłacić przelewem?',
      'Zwróciliśmy # na Państwa kartę; zależnie od banku trwa to od trzech do pięciu dni roboczych.',
      'Proszę jeszcze raz podać adres razem z numerem mieszkania.',
      'Chciałabym zwrócić @, nie pasuje.',
      'Strona, na której jest @, pokazuje błąd po naciśnięciu przycisku.',
    ],
    things: [
      'szary płaszcz',
      'buty zimowe',
      'lampka biurkowa',
      'ekspres do kawy',
      'niebieski plecak',
      'etui na telefon',
    ],
  },
};

export const pickLanguage = ({ fraction }: Random): Language => {
  const drawn = fraction();
  return drawn < 0.45 ? 'en' : drawn < 0.75 ? 'ru' : 'pl';
};

/** A quarter are a word or two; the others one to four sentences; one in five hundred is a long story. */
export function writeText(random: Random, language: Language): string {
  const { short, sentences, things } = PHRASES[language];
  if (random.chance(0.25)) return random.pick(short);
  const drawn = random.fraction();
  const count = drawn < 0.002 ? random.between(15, 45) : drawn < 0.6 ? 1 : drawn < 0.9 ? 2 : random.between(3, 4);
  let text = '';
  for (let n = 0; n < count; n += 1) text += `${n === 0 ? '' : ' '}${random.pick(sentences)}`;
  if (text.includes('#')) text = text.replaceAll('#', () => String(random.between(10_000, 9_999_999)));
  return text.includes('@') ? text.replaceAll('@', () => random.pick(things)) : text;
}
