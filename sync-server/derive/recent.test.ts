import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('what was used lately is not read again, what was not used is forgotten', () => {
  const reads: string[] = [];
  const recent = createRecent<string, string | null>(2);
  const get = (key: string) =>
    recent.get(key, () => {
      reads.push(key);
      return key === 'nobody' ? null : `${key} read`;
    });
  expect([get('a'), get('a')]).toEqual(['a read', 'a read']);
  expect(reads).toEqual(['a']);
  recent.set('b', 'b set');
  expect([get('b'), get('a')]).toEqual(['b set', 'a read']);
  get('c');
  get('d');
  get('e');
  expect(reads).toEqual(['a', 'c', 'd', 'e']);
  get('b');
  expect(reads).toEqual(['a', 'c', 'd', 'e', 'b']);
});
