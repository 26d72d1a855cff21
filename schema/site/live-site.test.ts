import * as v from 'valibot';
import { expect, test } from 'vitest';
import { liveSiteOf } from './live-site.ts';
import { CONSENT } from './parts/consent.ts';
import { INVITATIONS, type Invitation } from './parts/invitations.ts';
import { START } from './parts/start.ts';
import { TRACKING } from './parts/tracking.ts';
import { EVERYWHERE, type RuleSet } from './rules/rule-set.ts';

const DEFAULTS = {
  start: START.byDefault,
  invitations: INVITATIONS.byDefault,
  tracking: TRACKING.byDefault,
  consent: CONSENT.byDefault,
};
const ON_CART: RuleSet = { match: 'all', conditions: [{ kind: 'page', is: '/cart*' }] };
const HELP: Invitation = {
  id: 'help-1',
  name: 'Help',
  on: true,
  words: { en: 'May I help?' },
  rules: ON_CART,
  every: 'day',
};

test('START1 a site whose owner asked for nothing tells its pages nothing', () => {
  expect(liveSiteOf(DEFAULTS)).toBe(undefined);
  const rulesKept = { show: 'always' as const, rules: ON_CART };
  const off = {
    from: 'The shop',
    list: [
      { ...HELP, on: false },
      { ...HELP, words: { en: '' } },
    ],
  };
  expect(liveSiteOf({ ...DEFAULTS, start: rulesKept, invitations: off })).toBe(undefined);
  expect(liveSiteOf({ ...DEFAULTS, start: { show: 'rules', rules: EVERYWHERE } })).toBe(undefined);
});

test('START1 INVITE1 LIVE1 CONSENT1 pages are told of what is on, and of no name that is for staff', () => {
  const told = liveSiteOf({
    start: { show: 'duty', rules: ON_CART },
    invitations: { from: 'The shop', list: [HELP] },
    tracking: { on: true },
    consent: { needed: true, words: { pl: 'Zgoda?' }, link: 'https://shop.example/privacy' },
  });
  expect(told).toEqual({
    start: { match: 'all', conditions: [{ kind: 'duty' }] },
    from: 'The shop',
    invitations: [{ id: 'help-1', words: { en: 'May I help?' }, rules: ON_CART, every: 'day' }],
    tracked: true,
    consent: { words: { pl: 'Zgoda?' }, link: 'https://shop.example/privacy' },
  });
});

test('START2 INVITE1 CONSENT1 what cannot be is not saved', () => {
  const rule = (condition: unknown) => ({ show: 'rules', rules: { match: 'all', conditions: [condition] } });
  const isTaken = (condition: unknown) => v.is(START.schema, rule(condition));
  expect(isTaken({ kind: 'seconds', least: 5 })).toBe(true);
  expect(isTaken({ kind: 'seconds', least: 5, not: true })).toBe(true);
  expect(isTaken({ kind: 'seconds', least: 0 })).toBe(false);
  expect(isTaken({ kind: 'scroll', least: 101 })).toBe(false);
  expect(isTaken({ kind: 'page', is: ' ' })).toBe(false);
  expect(isTaken({ kind: 'language', is: 'polski język' })).toBe(false);
  expect(isTaken({ kind: 'moon', least: 1 })).toBe(false);
  expect(
    v.is(START.schema, { show: 'rules', rules: { match: 'all', conditions: Array(21).fill({ kind: 'duty' }) } }),
  ).toBe(false);
  expect(v.is(INVITATIONS.schema, { from: '', list: Array(21).fill(HELP) })).toBe(false);
  expect(v.is(INVITATIONS.schema, { from: '', list: [{ ...HELP, words: { en: 'x'.repeat(301) } }] })).toBe(false);
  expect(v.is(CONSENT.schema, { needed: true, words: {}, link: 'javascript:alert(1)' })).toBe(false);
});
