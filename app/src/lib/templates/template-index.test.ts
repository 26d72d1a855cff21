import { expect, test } from 'vitest';
import { TemplateIndex, type Findable } from './template-index.ts';

const of = (...rows: readonly (readonly [name: string, text: string])[]): TemplateIndex<Findable> =>
  new TemplateIndex(rows.map(([name, text], at) => ({ id: String(at), name, text })));
const shop = of(
  ['Приветствие', 'Здравствуйте, {имя}! Чем могу помочь?'],
  ['Доставка', 'Доставим курьером за два дня. Стоимость доставки 300 ₽.'],
  ['Возврат денег', 'Вернём деньги в течение десяти дней, чек не нужен.'],
  ['Оплата картой', 'Принимаем карты и СБП, ещё можно оплатить при получении.'],
  ['Delivery time', 'A parcel takes two days. The courier calls before.'],
  ['Zwrot', 'Pieniądze oddajemy w ciągu dziesięciu dni od zwrotu towaru.'],
  ['', 'Łódź: odbiór osobisty jest możliwy.'],
  ['Цены', 'Прайс-лист пришлю сюда.'],
);
const found = (query: string): readonly string[] => shop.find(query).map(({ name, text }) => name || text);

test.each([
  ['дос', ['Доставка']],
  ['ДОСТ', ['Доставка']],
  ['возврат', ['Возврат денег']],
  ['деньги', ['Возврат денег']],
  ['вд', ['Возврат денег']],
  ['dlv', ['Delivery time']],
  ['delivrey', ['Delivery time']],
  ['dt', ['Delivery time']],
  ['ещё', ['Оплата картой']],
  ['еще', ['Оплата картой']],
  ['pieniadze', ['Zwrot']],
  ['lodz', ['Łódź: odbiór osobisty jest możliwy.']],
  ['courier parcel', ['Delivery time']],
  ['courier деньги', []],
  ['–', []],
  ['zzz', []],
])('TPL7 %j finds %j', (query, names) => {
  expect(found(query)).toEqual(names);
});

test('TPL7 nothing asked is all in their order, and a name comes before words', () => {
  expect(shop.find(' ')).toHaveLength(8);
  const two = of(['Other', 'a refund is made'], ['Refund', 'x']);
  expect(two.find('refund').map(({ name }) => name)).toEqual(['Refund', 'Other']);
});

test.each([
  ['Здравствуйте!', 'Приветствие'],
  ['Какая у вас цена', 'Цены'],
  ['А доставить можете? Сколько стоит доставка?', 'Доставка'],
  ['хочу вернуть деньги за чайник', 'Возврат денег'],
  ['Можно ли оплатить картой', 'Оплата картой'],
  ['When will my parcel be delivered?', 'Delivery time'],
  ['Chcę zwrócić towar, kiedy pieniądze?', 'Zwrot'],
])('TPL9 %j suggests %j first', (words, name) => {
  expect(shop.suggest(words, 3)[0]?.name).toBe(name);
});

test('TPL9 what says nothing suggests nothing', () => {
  for (const words of ['', 'как у вас?', 'How are you? Thank you!', 'Кошки и собаки']) {
    expect(shop.suggest(words, 3)).toEqual([]);
  }
});

test('TPL9 what changed is found anew, and what was deleted no more', () => {
  const rows = [
    { id: 'a', name: 'one', text: 'teapots are green' },
    { id: 'b', name: 'two', text: 'mugs are blue' },
  ];
  const before = new TemplateIndex<Findable>(rows);
  const after = new TemplateIndex<Findable>([{ id: 'b', name: 'two', text: 'vases are red' }], before);
  expect(after.find('mugs')).toEqual([]);
  expect(after.suggest('a green teapot', 3)).toEqual([]);
  expect(after.suggest('the vases', 3).map(({ id }) => id)).toEqual(['b']);
});

test('TPL9 each template is taken apart once, and not again at a key or a message (how long it takes: bench/device.ts)', () => {
  let taken = 0;
  const rows = Array.from({ length: 100 }, (_, at) => ({
    id: String(at),
    name: `template ${at}`,
    get text(): string {
      taken += 1;
      return `the parcel ${at} is on its way`;
    },
  }));
  const index = new TemplateIndex<Findable>(rows);
  const once = taken;
  expect(index.suggest('where is my parcel', 3)).toHaveLength(3);
  expect(index.find('parcel 7')).not.toEqual([]);
  expect(taken).toBe(once);
});
