import { expect, test } from 'vitest';
import { endpointFrom, isOpenAddress, openLookup } from './endpoint.ts';

const isAllowed = (text: string, toLoopback = false): boolean => endpointFrom(text, toLoopback) !== null;

test('NOTIFY9 an endpoint is an https address of the open internet, and nothing else', () => {
  expect(isAllowed('https://fcm.googleapis.com/fcm/send/abc:def')).toBe(true);
  expect(isAllowed('https://updates.push.services.mozilla.com/wpush/v2/gAAAA')).toBe(true);
  for (const wrong of [
    'http://push.example.com/x',
    'https://push.example.com:8443/x',
    'https://user:secret@push.example.com/x',
    'https://push.example.com/x#y',
    'https://localhost/x',
    'https://intranet/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://10.1.2.3/x',
    'https://192.168.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[fd00::1]/x',
    'file:///etc/passwd',
    'ftp://push.example.com/x',
    'push',
    `https://push.example.com/${'x'.repeat(1_000)}`,
  ])
    expect([wrong, isAllowed(wrong)]).toEqual([wrong, false]);
});

test('NOTIFY9 this machine itself is an endpoint only where a test says so', () => {
  expect(isAllowed('http://127.0.0.1:9999/push')).toBe(false);
  expect(isAllowed('http://127.0.0.1:9999/push', true)).toBe(true);
  expect(isAllowed('http://10.0.0.1/push', true)).toBe(false);
});

test('NOTIFY9 addresses of the network here, of tunnels and of documentation are closed', () => {
  for (const open of ['8.8.8.8', '172.32.0.1', '2a00:1450:4001::1'])
    expect([open, isOpenAddress(open)]).toEqual([open, true]);
  for (const closed of [
    '100.64.0.1',
    '172.31.255.255',
    '224.0.0.1',
    '0.0.0.0',
    '2001:db8::1',
    '2002:7f00:1::',
    'fe80::1',
    '::',
    'name',
  ])
    expect([closed, isOpenAddress(closed)]).toEqual([closed, false]);
});

test('NOTIFY9 a name that leads to this machine leads nowhere', async () => {
  const answered = await new Promise<string>((resolve) =>
    openLookup('localhost', { all: true }, (error) => resolve(error?.message ?? 'found')),
  );
  expect(answered).toBe('no open address');
});
