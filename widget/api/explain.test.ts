import { beforeEach, expect, test, vi } from 'vitest';
import { LIMITS } from '../loader/limits.ts';
import { explain, VERBS } from './explain.ts';

/** A browser that knows three colours, and how it writes them. */
const COLOURS: Readonly<Record<string, string>> = {
  '#0a7d55': 'rgb(10, 125, 85)',
  'rgb(0 0 0 / .5)': 'rgba(0, 0, 0, 0.5)',
  'rgb(0 0 0 / .4)': 'rgba(0, 0, 0, 0.4)',
  'oklch(.7 .1 20 / 1%)': 'oklch(0.7 0.1 20 / 0.01)',
  'color(srgb 1 0 0 / none)': 'color(srgb 1 0 0 / none)',
  transparent: 'rgba(0, 0, 0, 0)',
};
beforeEach(() => {
  vi.stubGlobal('CSS', { supports: (_name: string, value: string) => value in COLOURS || value === 'inherit' });
  const element = () => {
    const set: Record<string, string> = {};
    return {
      set,
      style: { setProperty: (name: string, value: string) => (set[name] = value) },
      remove: () => undefined,
    };
  };
  const place = { append: () => undefined };
  vi.stubGlobal('document', { createElement: element, querySelector: () => null, documentElement: place });
  vi.stubGlobal('getComputedStyle', ({ set }: ReturnType<typeof element>) => ({
    backgroundColor: COLOURS[set['background-color'] ?? ''],
  }));
});

test.each([
  [['start', { site: 'My Shop' }], `holdline('start'): "site" has to be an id of a site, such as "my-shop".`],
  [['sing'], `Holdline: there is no call "sing"; there are ${VERBS.join(', ')}.`],
  [[undefined], `Holdline: there is no call undefined; there are ${VERBS.join(', ')}.`],
  [['constructor'], `Holdline: there is no call "constructor"; there are ${VERBS.join(', ')}.`],
  [
    ['on', 'lunch', () => undefined],
    `holdline('on'): there is no event "lunch"; there are ready, open, close, message, unread, state, unsent.`,
  ],
  [['once', 'open'], `holdline('once'): the listener has to be a function and is undefined.`],
  [
    ['identify'],
    `holdline('identify'): give it an object such as { name: 'Robin Reed', email: 'robin@example.com' }, not undefined.`,
  ],
  [
    ['identify', { name: 'Robin', phone: 600 }],
    `holdline('identify'): "phone" has to be text and is a number; the rest was taken.`,
  ],
  [
    ['identify', { role: 'x' }],
    `holdline('identify'): "role" is none of name, email, phone, token; the rest was taken.`,
  ],
  [
    ['identify', { name: 'x'.repeat(121) }],
    `holdline('identify'): "name" is longer than 120 characters; the rest was taken.`,
  ],
  [
    ['identify', { token: ['x'] }],
    `holdline('identify'): "token" has to be text or a function and is a list; the rest was taken.`,
  ],
  [
    ['setAttributes'],
    `holdline('setAttributes'): give it an object such as { plan: 'Pro', seats: 12 }, not undefined.`,
  ],
  [
    ['setAttributes', { basket: [1] }],
    `holdline('setAttributes'): "basket" has to be text, a number, true, false, a date or null, and is a list.`,
  ],
  [['setAttributes', { sum: Number.NaN }], `holdline('setAttributes'): "sum" has to be a finite number.`],
  [['setAttributes', { since: new Date('x') }], `holdline('setAttributes'): "since" is a date that cannot be.`],
  [['setAttributes', { note: 'x'.repeat(256) }], `holdline('setAttributes'): "note" is longer than 255 characters.`],
  [['setAttributes', { ' ': 1 }], `holdline('setAttributes'): an attribute has no name.`],
  [
    ['setAttributes', { ['n'.repeat(61)]: 1 }],
    `holdline('setAttributes'): "${'n'.repeat(60)}…" is a name of more than 60 characters.`,
  ],
  [
    ['setAttributes', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, n]))],
    `holdline('setAttributes'): these are 51 attributes, and there can be 50.`,
  ],
  [
    ['setAttributes', Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`a${n}`, 'x'.repeat(250)]))],
    `holdline('setAttributes'): together they are longer than 8000 characters.`,
  ],
  [['page', { path: '/' }], `holdline('page'): "path" is none of url, title.`],
  [['send', '  '], `holdline('send'): the text is empty.`],
  [['prefill', ['a']], `holdline('prefill'): give it text, not a list.`],
  [['setLanguage', 'de'], `holdline('setLanguage'): "de" is none of en, ru, pl.`],
  [['setLook', { scheme: 'blue' }], `holdline('setLook'): scheme: "blue" is none of auto, light, dark.`],
  [['setLook', { size: 900 }], `holdline('setLook'): "size" has to be a number from 44 to 80.`],
  [['setLook', { zIndex: 1.5 }], `holdline('setLook'): "zIndex" has to be a whole number from 0 to 2147483647.`],
  [['setLook', { zIndex: -1 }], `holdline('setLook'): "zIndex" has to be a whole number from 0 to 2147483647.`],
  [['setLook', { zIndex: '9' }], `holdline('setLook'): "zIndex" has to be a whole number from 0 to 2147483647.`],
  [['start', { zIndex: '1.5' }], `holdline('start'): "zIndex" has to be a whole number from 0 to 2147483647.`],
  [['start', { scheme: 'sepia' }], `holdline('start'): scheme: "sepia" is none of auto, light, dark.`],
  [['start', { side: 'left' }], `holdline('start'): side: "left" is none of start, end.`],
  [['start', { accent: 'gren' }], `holdline('start'): accent: "gren" is no CSS colour.`],
  [['setLook', { accent: 'gren' }], `holdline('setLook'): accent: "gren" is no CSS colour.`],
  [['setLook', { accent: 'inherit' }], `holdline('setLook'): accent: "inherit" is no CSS colour.`],
  [['start', { zIndex: 3 }], `holdline('start'): "zIndex" has to be text and is a number.`],
])('API4 a wrong call is told in a sentence what is wrong with it: %j', ([name, ...given], says) => {
  expect(explain(LIMITS, name, given)?.says).toBe(says);
});

test.each(['transparent', 'rgb(0 0 0 / .4)', 'oklch(.7 .1 20 / 1%)', 'color(srgb 1 0 0 / none)'])(
  'API4 API7 a colour that can hardly be seen is none for the widget: %s',
  (accent) => {
    const says = `holdline('setLook'): accent: "${accent}" is no colour that can be seen here: it has to be at least half opaque.`;
    expect(explain(LIMITS, 'setLook', [{ accent }])?.says).toBe(says);
  },
);

test('API4 what of an identity is right is taken, the rest is named', () => {
  const given = { name: 'x'.repeat(500), email: 7, phone: '+48', role: 'owner' };
  expect(explain(LIMITS, 'identify', [given])?.identity).toEqual({ name: 'x'.repeat(120), phone: '+48' });
});

test.each([
  ['open'],
  ['identify', {}],
  ['page'],
  ['prefill', ''],
  ['setLook', { accent: '#0a7d55', radius: 0, side: 'start' }],
  ['start'],
  ['start', { language: 'pl', launcher: 'none' }],
  ['start', { accent: '#0a7d55', scheme: 'auto', side: 'end', zIndex: '0' }],
  ['start', { accent: '', scheme: '', side: '', zIndex: '' }],
  ['setLook', { accent: 'rgb(0 0 0 / .5)', zIndex: 2_147_483_647 }],
  ['setLook', { accent: '', zIndex: '' }],
  ['setAttributes', { plan: 'Pro', seats: 0, trial: false, since: new Date(0), basket: null }],
  ['setLook', { side: '', size: '', scheme: '' }],
  ['off', 'ready', () => undefined],
])('API4 a right call has no fault: %j', (name, ...given) => {
  expect(explain(LIMITS, name, given)).toBe(null);
});
