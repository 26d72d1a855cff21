import { expect, test } from 'vitest';
import { movedTo, orderOf } from './card-layout.ts';
import { isEmail } from '#schema/is-email.ts';

test('CARD6 the parts stand as they were arranged, what is new comes behind, and what is unknown is left out', () => {
  expect(orderOf([])).toEqual(['details', 'tags', 'tasks', 'notes', 'visits']);
  expect(orderOf(['notes', 'cart', 'tags', 'notes'])).toEqual(['notes', 'tags', 'details', 'tasks', 'visits']);
  expect(movedTo(orderOf([]), 'notes', 0)).toEqual(['notes', 'details', 'tags', 'tasks', 'visits']);
  expect(movedTo(orderOf([]), 'details', 9)).toEqual(['tags', 'tasks', 'notes', 'visits', 'details']);
  expect(movedTo(orderOf([]), 'tags', -1)).toEqual(['tags', 'details', 'tasks', 'notes', 'visits']);
});

test('CARD1 a slip in an e-mail address is seen, and no real one is refused', () => {
  for (const right of ['a@b.co', 'jan.kowalski+shop@poczta.example.pl', 'żółw@jaźń.pl', "o'hara@mail.ie"])
    expect([right, isEmail(right)]).toEqual([right, true]);
  for (const wrong of ['a', 'a@b', 'a b@c.pl', '@b.co', 'a@@b.co', 'a@b..co', 'a@b.co,c@d.co', 'a@.co'])
    expect([wrong, isEmail(wrong)]).toEqual([wrong, false]);
});
