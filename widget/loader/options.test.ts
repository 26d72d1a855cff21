import { expect, test } from 'vitest';
import { chooseLanguage } from '../texts/languages.ts';
import { readOptions } from './options.ts';

test('the snippet alone is enough', () => {
  expect(readOptions({ site: 'demo' }, 'https://chat.example', ['', 'en-GB'])).toEqual({
    origin: 'https://chat.example',
    site: 'demo',
    language: 'en',
    title: '',
    zIndex: '',
    accent: '',
    side: 'end',
    scheme: 'auto',
    hasLauncher: true,
  });
});

test.each(['Demo', '-demo', '', 'a b', 'x'.repeat(41), '../x'])(
  'WID2 no widget for a site that cannot be: "%s"',
  (site) => {
    expect(readOptions({ site }, 'https://chat.example', [])).toBe(null);
  },
);

test('a z-index that is no number and a side that is none are passed over', () => {
  const options = readOptions({ site: 'demo', zIndex: '1; color: red', side: 'top' }, 'https://chat.example', []);
  expect(options).toMatchObject({ zIndex: '', side: 'end' });
});

test('the language is the first that we speak: the snippet, then the page, then the browser', () => {
  expect(readOptions({ site: 'demo', language: 'pl' }, '', ['ru', 'en'])?.language).toBe('pl');
  expect(chooseLanguage([undefined, 'ru-RU', 'en'])).toBe('ru');
  expect(chooseLanguage(['', 'de', 'PL_pl'])).toBe('pl');
  expect(chooseLanguage(['toString', 'constructor'])).toBe('en');
});
