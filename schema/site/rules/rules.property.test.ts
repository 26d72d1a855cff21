import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCREENS } from '../../conversation/visit.ts';
import { asksFor, conditionHolds, holds, nextLook, type RuleFacts } from './holds.ts';
import { isOneOf, matchesPage, matchesWords } from './matches.ts';
import { CAMPAIGN_FIELDS, type Condition, type RuleSet } from './rule-set.ts';

const not = fc.constantFrom({}, { not: true as const });
const word = fc.constantFrom('', 'a', 'ab', 'b', '*', 'a*', '*b', 'a*b');
const condition: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.oneof(
      fc.record({
        kind: fc.constant('page' as const),
        is: fc.constantFrom('/cart*', '/', 'shop.example/*', '*', '/x'),
      }),
      fc.record({
        kind: fc.constantFrom('seconds' as const, 'scroll' as const, 'visits' as const),
        least: fc.integer({ min: 1, max: 60 }),
      }),
      fc.record({ kind: fc.constant('campaign' as const), field: fc.constantFrom(...CAMPAIGN_FIELDS), is: word }),
      fc.record({ kind: fc.constant('language' as const), is: fc.constantFrom('pl', 'pl-PL', 'en') }),
      fc.record({ kind: fc.constant('device' as const), is: fc.constantFrom(...SCREENS) }),
      fc.constant({ kind: 'duty' as const }),
    ),
    not,
  )
  .map(([one, negated]) => ({ ...one, ...negated }));
const conditions = fc.array(condition, { minLength: 1, maxLength: 6 });
const facts: fc.Arbitrary<RuleFacts> = fc.record({
  address: fc.constantFrom('https://shop.example/cart?id=7', 'https://shop.example/', 'https://other.example/x'),
  seconds: fc.integer({ min: 0, max: 70 }),
  scroll: fc.integer({ min: 0, max: 100 }),
  visits: fc.integer({ min: 1, max: 70 }),
  campaign: fc.record({ source: word }, { requiredKeys: [] }),
  language: fc.constantFrom('pl', 'pl-PL', 'en-GB', 'ru'),
  device: fc.constantFrom(...SCREENS),
  onDuty: fc.boolean(),
});

const opposite = ({ not: negated, ...rest }: Condition): Condition => (negated ? rest : { ...rest, not: true });

describe('START2 rules', () => {
  test('a condition and its opposite are never both so, nor both not', () => {
    fc.assert(
      fc.property(condition, facts, (one, told) => conditionHolds(one, told) !== conditionHolds(opposite(one), told)),
    );
  });

  test('all of some conditions are so exactly when not any of their opposites is', () => {
    fc.assert(
      fc.property(conditions, facts, (all, told) => {
        const anyOpposite: RuleSet = { match: 'any', conditions: all.map(opposite) };
        expect(holds({ match: 'all', conditions: all }, told)).toBe(!holds(anyOpposite, told));
      }),
    );
  });

  test('one more condition makes `all` hold less and `any` hold more', () => {
    fc.assert(
      fc.property(conditions, condition, facts, (all, more, told) => {
        if (holds({ match: 'all', conditions: [...all, more] }, told))
          expect(holds({ match: 'all', conditions: all }, told)).toBe(true);
        if (holds({ match: 'any', conditions: all }, told))
          expect(holds({ match: 'any', conditions: [...all, more] }, told)).toBe(true);
      }),
    );
  });

  test('until the next look time alone changes nothing', () => {
    fc.assert(
      fc.property(fc.array(conditions, { maxLength: 3 }), facts, (many, told) => {
        const rules = many.map((each): RuleSet => ({ match: 'all', conditions: each }));
        const next = nextLook(rules, told.seconds) ?? told.seconds + 100;
        expect(next).toBeGreaterThan(told.seconds);
        for (let seconds = told.seconds; seconds < next; seconds += 1) {
          for (const rule of rules) expect(holds(rule, { ...told, seconds })).toBe(holds(rule, told));
        }
      }),
    );
  });

  test('a rule of times alone is looked at again exactly when one of its times comes', () => {
    const times = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(times, fc.nat(9), facts, (all, seconds, told) => {
        const rules = all.map((least): RuleSet => ({ match: 'any', conditions: [{ kind: 'seconds', least }] }));
        const holding = (at: number) => rules.map((rule) => holds(rule, { ...told, seconds: at })).join();
        let changes = seconds + 1;
        while (changes < 20 && holding(changes) === holding(seconds)) changes += 1;
        expect(nextLook(rules, seconds)).toBe(changes === 20 ? null : changes);
      }),
    );
  });

  test('a rule that does not ask for somebody on duty does not change with it', () => {
    fc.assert(
      fc.property(conditions, facts, (all, told) => {
        const rule: RuleSet = { match: 'any', conditions: all };
        if (asksFor([rule], 'duty')) return;
        expect(holds(rule, { ...told, onDuty: true })).toBe(holds(rule, { ...told, onDuty: false }));
      }),
    );
  });

  test('a pattern is what a regular expression with `.*` would be', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (given, words) => {
        const source = given.replaceAll('.', '[.]').replaceAll('*', '.*');
        expect(matchesWords(given, words)).toBe(new RegExp(`^${source}$`).test(words));
      }),
    );
  });

  test('no pattern takes a page its time', () => {
    const started = performance.now();
    matchesWords('*a'.repeat(100), 'a'.repeat(2_000) + 'b');
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('START2 pages and languages', () => {
  test.each([
    ['/cart', 'https://shop.example/cart', true],
    ['/cart', 'https://shop.example/cart/', true],
    ['/cart/', 'https://shop.example/Cart', true],
    ['/cart', 'https://shop.example/cart/pay', false],
    ['/cart*', 'https://shop.example/cart/pay?coupon=1', true],
    ['/', 'https://shop.example/?utm_source=mail', true],
    ['/search?q=*', 'https://shop.example/search?q=cup', true],
    ['/search?q=*', 'https://shop.example/search', false],
    ['shop.example/*', 'https://shop.example/cart', true],
    ['https://shop.example/cart', 'http://shop.example/cart', true],
    ['shop.example/*', 'https://other.example/shop.example/x', false],
    ['*.example/cart', 'https://shop.example/cart', false],
    ['*/pay', 'https://shop.example/cart/pay', true],
    ['/каталог/*', 'https://shop.example/%D0%BA%D0%B0%D1%82%D0%B0%D0%BB%D0%BE%D0%B3/7', true],
    ['/%zz', 'https://shop.example/%zz', true],
    ['/x', 'no address', false],
  ])('%s on %s: %s', (pattern, address, isSo) => {
    expect(matchesPage(pattern, address)).toBe(isSo);
  });

  test.each([
    ['pl', 'pl-PL', true],
    ['pl-pl', 'pl-PL', true],
    ['pl-PL', 'pl', false],
    ['e', 'en', false],
  ])('%s of %s: %s', (asked, language, isSo) => {
    expect(isOneOf(asked, language)).toBe(isSo);
  });
});
