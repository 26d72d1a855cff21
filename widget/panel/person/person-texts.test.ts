import { expect, test } from 'vitest';
import { PERSON_TEXTS } from './person-texts.ts';

test('IDENT8 APP5 how much waits of who signed out is said in whole sentences of each plural form, and in one of its own where no message is among it', () => {
  const { en, ru, pl } = PERSON_TEXTS;
  expect(en.waits(1)).toMatch(/^1 message .* It stays .* leaves by itself\.$/);
  expect(en.waits(2)).toMatch(/^2 messages .* They stay .* leave by themselves\.$/);
  expect(ru.waits(1)).toMatch(/^1 сообщение .* не отправлено: .* Оно скрыто .* уйдёт само\.$/);
  expect(ru.waits(3)).toMatch(/^3 сообщения .* не отправлены: .* Они скрыты .* уйдут сами\.$/);
  expect(ru.waits(5)).toMatch(/^5 сообщений .* не отправлены: /);
  expect(ru.waits(21)).toMatch(/^21 сообщение .* не отправлено: .* Все они скрыты .* уйдут сами\.$/);
  expect(pl.waits(1)).toMatch(/^1 wiadomość .* czeka .* Jest ukryta .* zostanie wysłana\.$/);
  expect(pl.waits(2)).toMatch(/^2 wiadomości .* czekają .* Są ukryte .* zostaną wysłane\.$/);
  expect(pl.waits(5)).toMatch(/^5 wiadomości .* czeka .* Są ukryte /);
  for (const { waits } of [en, ru, pl]) expect(waits(0)).not.toMatch(/\d/);
});
