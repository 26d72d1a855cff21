import { expect, test } from 'vitest';
import { startMessage } from './start-message.ts';

const open = { publicUrl: null, host: '0.0.0.0' };

test('one line with the address and the demo', () => {
  expect(startMessage(open, 8080, null)).toBe(
    'Holdline is at http://localhost:8080 · demo shop: http://localhost:8080/demo',
  );
  expect(startMessage({ ...open, host: '::1' }, 81, null)).toContain('http://[::1]:81 ');
  expect(startMessage({ ...open, publicUrl: 'https://chat.example.com' }, 8080, null)).toContain(
    'https://chat.example.com/demo',
  );
});

test('RUN4 while there is no owner, with the link that makes one; its token is in no address that is sent', () => {
  const line = startMessage(open, 8080, 'secret');
  const link = /http:\S+\/setup\S+/.exec(line)?.[0] ?? '';
  expect(new URL(link).hash).toBe('#token=secret');
  expect(new URL(link).pathname).toBe('/setup');
  expect(line).not.toContain('\n');
});
