import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('WIRE5 secrets and texts are struck out of a line, up to three levels deep', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  log.info(
    { token: 'hush', request: { authorization: 'Bearer hush', headers: { cookie: 'hush' } }, id: 'kept' },
    'said',
  );
  log.debug('below the level');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('hush');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, msg: 'said', id: 'kept', token: '[secret]' });
});
