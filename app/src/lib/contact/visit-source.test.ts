import { expect, test, vi } from 'vitest';
import type { Visit } from '#schema/conversation/visit.ts';
import { cameFrom, campaignOf, cityOf, deviceInWords, languageName, sourceInWords, timeIn } from './visit-source.ts';

vi.stubGlobal('navigator', { languages: ['en-GB'] });

const visit = (from: Partial<Visit>): Visit => ({ visit: 1, at: 0, ...from });

test('VISIT4 where somebody came from is told as far as it is known, and else not at all', () => {
  expect(cameFrom(visit({}))).toBeNull();
  expect(cameFrom(visit({ referrer: '' }))).toEqual({ kind: 'direct' });
  expect(cameFrom(visit({ referrer: 'javascript:alert(1)' }))).toBeNull();
  expect(cameFrom(visit({ referrer: 'https://www.google.com/' }))).toMatchObject({
    kind: 'site',
    link: { short: 'www.google.com' },
  });
  // A link of a newsletter has no page before it, and is not nothing.
  const news = visit({ referrer: '', campaign: { source: 'news', medium: 'email', campaign: 'Spring' } });
  expect([cameFrom(news), campaignOf(news), sourceInWords(news, 'direct')]).toEqual([
    null,
    'Spring · news / email',
    'Spring · news / email',
  ]);
  const clicked = visit({ referrer: 'https://www.google.com/', campaign: { click: 'gclid' } });
  expect([cameFrom(clicked), campaignOf(clicked), sourceInWords(clicked, 'direct')]).toEqual([
    { kind: 'advertisement', of: 'Google Ads' },
    null,
    'Google Ads',
  ]);
  expect(sourceInWords(visit({ referrer: '' }), 'direct')).toBe('direct');
  expect(sourceInWords(visit({}), 'direct')).toBeNull();
});

test('VISIT4 device, language and the time there are in words, also when what was told is none', () => {
  const words = (device: Visit['device']): string | null =>
    deviceInWords(visit({ ...(device && { device }) }), (kind) => kind);
  expect([
    words({ browser: 'Chrome', system: 'Windows', kind: 'desktop' }),
    words({ kind: 'phone' }),
    words(undefined),
  ]).toEqual(['Chrome · Windows', 'phone', null]);
  expect([languageName('en', 'pl-PL'), languageName('en', 'a-b')]).toEqual(['Polish (Poland)', 'a-b']);
  expect([timeIn('en', 'Asia/Tokyo', 0), timeIn('en', 'Nowhere/Land', 0)]).toEqual(['09:00', null]);
  expect([cityOf('America/Argentina/Buenos_Aires'), cityOf('UTC')]).toEqual(['Buenos Aires', 'UTC']);
});
