import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isPolicyLink } from './parts/consent.ts';
import { publicSiteOf, SITE_PART_NAMES, SITE_PARTS, siteChangeSchema, siteSettingsFrom } from './site-settings.ts';

const DEFAULTS = siteSettingsFrom(null);

test.each(SITE_PART_NAMES)('SITE2 the defaults of %s are ones that may be saved', (name) => {
  expect(v.parse(SITE_PARTS[name].schema, SITE_PARTS[name].byDefault)).toEqual(DEFAULTS[name]);
});

test.each([
  ['https://shop.example/privacy', true],
  ['HTTP://shop.example', true],
  ['https:/shop.example/privacy', false],
  ['https:///shop.example', false],
  ['https://shop example/x', false],
  ['javascript:alert(1)', false],
  ['shop.example/privacy', false],
])('CONSENT1 SITE13 %s as the link to the privacy policy is told as it is saved: %s', (link, isRight) => {
  expect(isPolicyLink(link)).toBe(isRight);
  expect(v.is(SITE_PARTS.consent.schema, { needed: true, words: {}, link })).toBe(isRight);
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
    { look: { ...DEFAULTS.look, avatar: 'https://evil.example/x.png' } },
    { look: { ...DEFAULTS.look, avatar: '../../secrets000' } },
    { texts: { ...DEFAULTS.texts, title: { en: 'x'.repeat(41) } } },
    { texts: { ...DEFAULTS.texts, title: { fr: 'x' } } },
    { unheardOf: {} },
  ]) {
    expect(v.safeParse(siteChangeSchema, wrong).success).toBe(false);
  }
});

test('SITE3 the widget is given what it shows and nothing else, and what is as by default costs it no byte', () => {
  expect(publicSiteOf('shop', DEFAULTS)).toEqual({ id: 'shop' });
  const look = { ...DEFAULTS.look, accent: '#0a7d55', scheme: 'dark', size: 64, layer: 7 } as const;
  expect(publicSiteOf('shop', { ...DEFAULTS, look }).look).toEqual({
    styles: { accent: '#0a7d55', 'color-scheme': 'dark', 'z-index': '7', size: '64px' },
  });
  const start = { ...DEFAULTS.look, side: 'start' } as const;
  const texts = { ...DEFAULTS.texts, more: { pl: 'Piszcie' } };
  expect(publicSiteOf('shop', { ...DEFAULTS, look: start, texts })).toEqual({
    id: 'shop',
    look: { side: 'start' },
    texts,
  });
});

test('AVATAR1 the widget is told of a site’s picture by its version, and of none where there is none', () => {
  const told = (avatar: string) => publicSiteOf('shop', { ...DEFAULTS, look: { ...DEFAULTS.look, avatar } }).look;
  expect(told('')).toBe(undefined);
  expect(told('aB3_-aB3_-aB3_-x')).toEqual({ avatar: 'aB3_-aB3_-aB3_-x' });
  // Of before there were any.
  const { avatar: _, ...before } = { ...DEFAULTS.look, accent: '#0a7d55' };
  expect(siteSettingsFrom({ look: before }).look).toEqual({ ...before, avatar: '' });
});

test('ASK1 REQ8 the widget gets what is asked and what happens while nobody answers, and nothing where it is as by default', () => {
  const usual = publicSiteOf('shop', siteSettingsFrom(null));
  expect([usual.form, usual.nobody]).toEqual([undefined, undefined]);
  const ask = { ask: { en: 'Order' }, need: 'required' };
  const set = siteSettingsFrom({
    form: {
      name: 'optional',
      email: 'off',
      questions: [ask],
      departments: ['sales', 'gone'],
      needsDepartment: true,
      place: false,
    },
    nobody: { after: 0, form: false },
  });
  const lists = [
    { id: 'repairs', name: 'Repairs' },
    { id: 'sales', name: 'Sales' },
  ];
  const told = publicSiteOf('shop', set, lists);
  const fields = { name: 'optional' };
  expect(told.form).toEqual({ fields, questions: [ask], departments: [lists[1]], needsDepartment: true });
  // Nobody has to choose among none.
  expect(publicSiteOf('shop', set, []).form).toEqual({ fields, questions: [ask] });
  expect(told.nobody).toEqual({ after: 0, form: false });
});

test('VISIT5 the names of kept parameters are read as they are typed; the widget gets them, and nothing where there are none', () => {
  const parse = (parameters: readonly string[]) =>
    v.safeParse(SITE_PARTS.privacy.schema, { ...DEFAULTS.privacy, parameters });
  expect(parse([' id', '', 'sku ', 'id'])).toMatchObject({ output: { parameters: ['id', 'sku'] } });
  for (const wrong of ['a&b', 'a=b', 'a b', 'x'.repeat(41)]) expect(parse([wrong]).success).toBe(false);
  expect(parse(Array.from({ length: 21 }, (_, n) => `p${n}`)).success).toBe(false);
  const privacy = { ...DEFAULTS.privacy, parameters: ['id'] };
  expect(publicSiteOf('shop', { ...DEFAULTS, privacy }).parameters).toEqual(['id']);
});

test('SITE10 addresses are read as browsers tell them, each once, and a wrong one is not saved; pages are not told of them', () => {
  const parse = (list: readonly string[], only = true) => v.safeParse(SITE_PARTS.origins.schema, { list, only });
  const list = ['https://Shop.example/', '', ' https://shop.example', 'https://*.shop.example'];
  expect(parse(list)).toMatchObject({
    output: { list: ['https://shop.example', 'https://*.shop.example'], only: true },
  });
  for (const wrong of ['shop.example', 'https://shop.example/cart', `https://${'x'.repeat(300)}.example`])
    expect(parse(['https://shop.example', wrong]).success).toBe(false);
  expect(parse(Array.from({ length: 51 }, (_, n) => `https://s${n}.example`)).success).toBe(false);
  const told = publicSiteOf('shop', { ...DEFAULTS, origins: { list: ['https://shop.example'], only: true } });
  expect(told).toEqual(publicSiteOf('shop', DEFAULTS));
});

const seven = Array.from({ length: 7 }, () => ({ ask: { en: 'x' }, need: 'optional' }));
test.each([
  ['a question without words', 'form', { questions: [{ ask: { en: ' ' }, need: 'required' }] }],
  ['seven questions', 'form', { questions: seven }],
  ['a department twice', 'form', { departments: ['sales', 'sales'] }],
  ['nine seconds', 'nobody', { after: 9 }],
] as const)('ASK1 REQ7 %s cannot be saved', (_what, part, fields) => {
  expect(v.is(siteChangeSchema, { [part]: { ...DEFAULTS[part], ...fields } })).toBe(false);
  expect(v.is(siteChangeSchema, { [part]: DEFAULTS[part] })).toBe(true);
});
