import * as v from 'valibot';
import { expect, test } from 'vitest';
import { KEPT_VISITS, visitKey, type Device } from '../conversation/visit.ts';
import { factsOf } from '../conversation/facts.ts';
import { contactVisit } from './contact-visit.ts';
import { ANNA, idOf, NOON, VISITOR } from './decide.fixtures.ts';

const read = (payload: object) => v.parse(contactVisit.payload, { visit: 1, ...payload });

function decided(payload: object, device: Device | null = null, actor = VISITOR) {
  const facts = { ...factsOf(null, () => null), deviceOf: () => device };
  return contactVisit.decide(facts, read(payload), { id: idOf(1), actor, now: NOON, writtenAt: NOON });
}
const from = (payload: object, device: Device | null = null): unknown => {
  const decision = decided(payload, device);
  return decision.kind === 'accept' && decision.effect.kind === 'contact-visited' ? decision.effect.from : decision;
};

test('VISIT2 whatever a device sends, of an address no more than the page is kept', () => {
  expect(
    from({
      page: 'https://ann:pass@shop.example:8443/cart?token=s3cret#s3cret',
      referrer: 'http://www.google.com/?q=s3cret',
      campaign: { source: ' news ', token: 's3cret', click: 'gclid', medium: '  ' },
      session: 's3cret',
    }),
  ).toEqual({
    page: 'https://shop.example:8443/cart',
    referrer: 'http://www.google.com/',
    campaign: { source: 'news', click: 'gclid' },
  });
});

test('VISIT2 what cannot be read is not known, and holds up nothing', () => {
  const nonsense = {
    page: 'javascript:alert(1)',
    referrer: 'android-app://com.example/',
    campaign: 'news',
    language: '<b>',
    zone: 'a b',
    screen: 'watch',
  };
  expect(from(nonsense)).toEqual({});
  expect(from({ page: `https://shop.example/${'x'.repeat(1_000)}`, referrer: '' })).toEqual({
    page: `https://shop.example/${'x'.repeat(479)}`,
    referrer: '',
  });
  expect(from({ campaign: { term: 'x'.repeat(5_000) } })).toEqual({ campaign: { term: 'x'.repeat(120) } });
  expect(v.is(contactVisit.payload, { visit: 0 })).toBe(false);
});

test('VISIT3 what it is written with is what the server has seen and what the page sees of its screen', () => {
  const mac: Device = { browser: 'Safari', system: 'macOS', kind: 'desktop' };
  expect(from({}, mac)).toEqual({ device: mac });
  expect(from({ screen: 'tablet' }, mac)).toEqual({ device: { ...mac, system: 'iPadOS', kind: 'tablet' } });
  expect(from({ screen: 'phone' })).toEqual({ device: { kind: 'phone' } });
});

test('POL3 nobody but the visitor tells where it came from', () => {
  expect(decided({}, null, ANNA)).toEqual({ kind: 'reject', rejection: { reason: 'forbidden' } });
});

test('VISIT4 of a thousand visits the first one and the last ones are kept', () => {
  const kept = new Map<string, number>();
  for (let visit = 1; visit <= 1_000; visit += 1) kept.set(visitKey(visit), visit);
  const last = Array.from({ length: KEPT_VISITS - 1 }, (_, index) => 1_000 - index);
  expect([...kept.values()].sort((a, b) => a - b)).toEqual([1, ...last.reverse()]);
});
