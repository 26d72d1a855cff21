import * as v from 'valibot';
import { expect, test } from 'vitest';
import { publicSiteOf, SITE_PART_NAMES, SITE_PARTS, siteChangeSchema, siteSettingsFrom } from './site-settings.ts';

const DEFAULTS = siteSettingsFrom(null);

test.each(SITE_PART_NAMES)('SITE2 the defaults of %s are ones that may be saved', (name) => {
  expect(v.parse(SITE_PARTS[name].schema, SITE_PARTS[name].byDefault)).toEqual(DEFAULTS[name]);
});

test('SITE2 what is stored and cannot be read is as by default, each field by itself', () => {
  for (const stored of [undefined, null, 'x', 7, [], { look: 'blue' }, { look: null, texts: [] }]) {
    expect(siteSettingsFrom(stored)).toEqual(DEFAULTS);
  }
  expect(siteSettingsFrom({ look: { accent: 'red', size: 60, radius: 4_000, made: 'later' }, later: {} })).toEqual({
    ...DEFAULTS,
    look: { ...DEFAULTS.look, size: 60 },
  });
});

test('SITE2 a change names the parts that it changes, each whole', () => {
  expect(v.parse(siteChangeSchema, {})).toEqual({});
  expect(v.parse(siteChangeSchema, { look: DEFAULTS.look })).toEqual({ look: DEFAULTS.look });
  for (const wrong of [
    { look: { accent: '' } },
    { look: { ...DEFAULTS.look, size: 43 } },
    { look: { ...DEFAULTS.look, accent: 'red; background: url(//a)' } },
    { look: { ...DEFAULTS.look, layer: 2 ** 31 } },
    { texts: { ...DEFAULTS.texts, title: { en: 'x'.repeat(41) } } },
    { texts: { ...DEFAULTS.texts, title: { fr: 'x' } } },
    { unheardOf: {} },
  ]) {
    expect(v.safeParse(siteChangeSchema, wrong).success).toBe(false);
  }
});

test('SITE3 the widget is given what it shows and nothing else, and what is as by default costs it no byte', () => {
  expect(publicSiteOf('shop', DEFAULTS)).toEqual({
    id: 'shop',
    look: { side: 'end', styles: {} },
    texts: { title: {}, greeting: {}, more: {} },
  });
  const look = { ...DEFAULTS.look, accent: '#0a7d55', scheme: 'dark', size: 64, layer: 7 } as const;
  expect(publicSiteOf('shop', { ...DEFAULTS, look }).look.styles).toEqual({
    accent: '#0a7d55',
    'color-scheme': 'dark',
    'z-index': '7',
    size: '64px',
  });
});
