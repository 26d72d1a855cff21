import { expect, test } from 'vitest';
import { signInFrom, wayBack } from './way-back.ts';

const HERE = 'https://chat.shop.example';
const backFrom = (path: string): string => wayBack(new URL(signInFrom(new URL(path, HERE)), HERE));

test('APP16 whoever signs in comes to the page that they wanted', () => {
  for (const path of ['/', '/share', '/c/0190?a=1&b=%26', '/tasks/1?task=2']) expect(backFrom(path)).toBe(path);
  expect([signInFrom(new URL('/', HERE)), signInFrom(new URL('/sign-in', HERE))]).toEqual(['/sign-in', '/sign-in']);
});

test('APP16 POL2 an address that somebody made up leads nowhere else', () => {
  for (const to of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'share',
    '/sign-in?to=/share',
    '',
  ])
    expect(wayBack(new URL(`/sign-in?to=${encodeURIComponent(to)}`, HERE)), to).toBe('/');
});
