import { expect, test } from 'vitest';
import { nameParts } from './file-name.ts';

test('FILE9 the ending of a name stands apart from the rest, and nothing of it is lost', () => {
  expect(nameParts('list of teas.pdf')).toEqual(['list of teas', '.pdf']);
  expect(nameParts('قائمة 2026.csv')).toEqual(['قائمة 2026', '.csv']);
  expect(nameParts('photo.jpg.exe')).toEqual(['photo.jpg', '.exe']);
  for (const name of ['README', '.profile', 'v1.2 (final)', 'a.', '', '🫖'])
    expect([name, nameParts(name)]).toEqual([name, [name, '']]);
  expect(nameParts('🫖.png')).toEqual(['🫖', '.png']);
});
