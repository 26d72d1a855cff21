import { beforeEach, expect, test, vi } from 'vitest';
import { chooseLanguage, LAUNCHER_TEXTS } from '../texts/languages.ts';
import { publicSiteOf, siteSettingsFrom } from '#schema/site/site-settings.ts';
import { readOptions } from './options.ts';

beforeEach(() => vi.stubGlobal('CSS', { supports: (_name: string, value: string) => /^#[\da-f]{6}$/.test(value) }));

test('the snippet alone is enough', () => {
  expect(readOptions({ site: 'demo' }, 'https://chat.example', ['', 'en-GB'])).toEqual({
    origin: 'https://chat.example',
    site: 'demo',
    language: 'en',
    title: undefined,
    side: '',
    styles: {},
    container: '',
    isInline: false,
    hasLauncher: true,
    served: {},
  });
});

const SHOP = publicSiteOf(
  'shop',
  siteSettingsFrom({
    look: { accent: '#0a7d55', scheme: 'dark', side: 'start', size: 64, aside: 8, above: 90, radius: 4, layer: 7 },
    texts: { title: { en: 'The shop', pl: 'Sklep' }, greeting: { en: 'Hello' }, more: {} },
  }),
);

test('SITE3 the settings of the site hold where the snippet is silent', () => {
  expect(readOptions({}, 'https://chat.example', ['pl'], SHOP)).toMatchObject({
    site: 'shop',
    title: 'Sklep',
    served: SHOP,
    side: 'start',
    styles: {
      'z-index': '7',
      accent: '#0a7d55',
      'color-scheme': 'dark',
      size: '64px',
      aside: '8px',
      above: '90px',
      radius: '4px',
    },
  });
  const own = { accent: '#123456', scheme: 'light', side: 'end', zIndex: '12', title: 'Here' };
  expect(readOptions(own, '', ['en'], SHOP)).toMatchObject({
    ...{ title: 'Here', side: 'end' },
    styles: { 'z-index': '12', accent: '#123456', 'color-scheme': 'light', size: '64px' },
  });
});

test('SITE3 a snippet of another site than the loader was made for goes by its own attributes', () => {
  expect(readOptions({ site: 'demo' }, '', ['en'], SHOP)).toMatchObject({
    ...{ site: 'demo', title: undefined, side: '', served: {} },
  });
});

test.each(['Demo', '-demo', '', 'a b', 'x'.repeat(41), '../x'])(
  'WID2 no widget for a site that cannot be: "%s"',
  (site) => {
    expect(readOptions({ site }, 'https://chat.example', [])).toBe(null);
  },
);

test('API4 a z-index that is no number, a scheme and a colour that are none are passed over, for those of the site', () => {
  const wrong = { zIndex: '1; color: red', scheme: 'sepia', accent: 'gren' };
  for (const zIndex of ['1; color: red', '', '-1', '1.5'])
    expect(readOptions({ site: 'demo', ...wrong, zIndex }, 'https://chat.example', [])?.styles).toEqual({});
  expect(readOptions(wrong, '', [], SHOP)?.styles).toMatchObject({ accent: '#0a7d55', 'z-index': '7' });
  expect(readOptions({ zIndex: '0' }, '', [], SHOP)?.styles).toMatchObject({ 'z-index': '0' });
});

test('the language is the first that we speak: the snippet, then the page, then the browser', () => {
  expect(readOptions({ site: 'demo', language: 'pl' }, '', ['ru', 'en'])?.language).toBe('pl');
  expect(chooseLanguage([undefined, 'ru-RU', 'en'])).toBe('ru');
  expect(chooseLanguage(['', 'de', 'PL_pl'])).toBe('pl');
  expect(chooseLanguage(['toString', 'constructor', 'english', 'plt'])).toBe('en');
  expect(chooseLanguage(['zh-PL', undefined, 'RU'])).toBe('ru');
  for (const language of Object.keys(LAUNCHER_TEXTS)) expect(chooseLanguage(['de', language])).toBe(language);
});

test('D10 inline is within an element of the page, and there alone', () => {
  const modes = [{}, { container: '#chat' }, { container: '#chat', inline: '' }, { inline: '' }].map((data) => {
    const { container, isInline, hasLauncher } = readOptions(data, '', []) ?? {};
    return [container, isInline, hasLauncher];
  });
  expect(modes).toEqual([
    ['', false, true],
    ['#chat', false, true],
    ['#chat', true, false],
    ['', false, true],
  ]);
});
