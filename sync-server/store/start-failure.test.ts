import { expect, test } from 'vitest';
import { startFailure } from './start-failure.ts';

const failure = (code: string): Error => Object.assign(new Error('no'), { code });

test.each([
  ['SQLITE_FULL', 'is full'],
  ['ENOSPC', 'is full'],
  ['SQLITE_CANTOPEN', 'may not be written'],
  ['EROFS', 'may not be written'],
  ['SQLITE_NOTADB', 'is damaged'],
  ['SQLITE_IOERR_READ', 'does not read or write'],
])('RUN7 %s is told in one line that says what to do', (code, words) => {
  const line = startFailure('/srv/data', failure(code));
  expect(line).toContain('/srv/data');
  expect(line).toContain(words);
  expect(line).not.toContain('\n');
});

test('RUN7 a defect is no fault of the disk', () => {
  expect(startFailure('/srv/data', new TypeError('x is not a function'))).toBeNull();
  expect(startFailure('/srv/data', failure('SQLITE_ERROR'))).toBeNull();
});
