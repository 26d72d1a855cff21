import { expect, test } from 'vitest';
import { ATTRIBUTE_LIMITS } from '#schema/conversation/attributes.ts';
import { attributesAfter } from './attributes.svelte.ts';

test('ATTR1 what is told later takes the place of what was told, null takes it away, the rest stays', () => {
  const kept = JSON.stringify({ plan: 'Free', seats: 1, basket: 'b' });
  expect(attributesAfter(kept, { plan: 'Pro', basket: null, trial: false })).toEqual({
    ...{ seats: 1, plan: 'Pro', trial: false },
  });
  for (const broken of ['', 'null', '7', '{']) expect(attributesAfter(broken, { a: 1 })).toEqual({ a: 1 });
});

test('ATTR1 of too many the oldest go', () => {
  const kept = JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`a${n}`, n])));
  const after = attributesAfter(kept, { fresh: true });
  expect(Object.keys(after)).toHaveLength(ATTRIBUTE_LIMITS.count);
  expect(Object.keys(after).at(-1)).toBe('fresh');
  expect(after).not.toHaveProperty('a0');
  const long = Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`a${n}`, 'x'.repeat(245)]));
  const cut = attributesAfter(JSON.stringify(long), { last: 'y'.repeat(255) });
  expect(JSON.stringify(cut).length).toBeLessThanOrEqual(ATTRIBUTE_LIMITS.all);
  expect(cut).toHaveProperty('last');
});
