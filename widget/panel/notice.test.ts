import { expect, test } from 'vitest';
import { noticeOf, type NoticeFacts } from './notice.ts';
import { truthOf } from './truth.ts';
import { en } from '../texts/en.ts';

const calm: NoticeFacts = {
  link: 'live',
  storage: 'ok',
  isKept: true,
  waiting: 0,
  isNetworkThere: true,
  isSuspended: false,
  isClosed: false,
  isAway: false,
  isUnattended: false,
};

test.each<[Partial<NoticeFacts>, ReturnType<typeof noticeOf>]>([
  [{}, null],
  [{ isClosed: true }, 'closedNote'],
  [{ isAway: true }, 'awayNote'],
  [{ isUnattended: true }, 'unattendedNote'],
  [{ isUnattended: true, link: 'offline', waiting: 1 }, 'unreachableNote'],
  [{ isAway: true, link: 'connecting' }, null],
  [{ isAway: true, link: 'offline', waiting: 1, isNetworkThere: false }, 'offlineNote'],
  [{ link: 'offline' }, null],
  [{ link: 'offline', waiting: 1, isNetworkThere: false }, 'offlineNote'],
  [{ link: 'offline', waiting: 1 }, 'unreachableNote'],
  [{ storage: 'full', link: 'offline', waiting: 1 }, 'full'],
  [{ storage: 'wiped' }, 'wiped'],
  [{ storage: 'unavailable' }, 'noStorage'],
  [{ isKept: false, storage: 'opening' }, 'noStorage'],
  [{ link: 'stopped', storage: 'full' }, 'stoppedNote'],
  [{ isSuspended: true, storage: 'full', isClosed: true }, 'suspended'],
])('OUT6 the notice is the one that matters most: %j', (facts, notice) => {
  expect(noticeOf({ ...calm, ...facts })).toBe(notice);
});

test('REQ1 the header does not say that we answer while nobody is there', () => {
  expect(truthOf('live', 0, false, true).say(en)).toBe('Nobody is here right now');
  expect(truthOf('live', 0, true, true).say(en)).toBe('We have everything you wrote');
});

test.each([
  ['live', 0, false, 'Write to us, we answer here'],
  ['live', 0, true, 'We have everything you wrote'],
  ['live', 1, true, 'Sending…'],
  ['connecting', 1, true, 'Connecting…'],
  ['offline', 0, true, 'Offline'],
  ['offline', 1, true, 'Offline · 1 message waiting'],
  ['offline', 3, true, 'Offline · 3 messages waiting'],
  ['stopped', 3, true, 'Reload the page to go on'],
] as const)('WID5 the header never says more than what is so: %s, %i waiting', (link, waiting, isStarted, words) => {
  expect(truthOf(link, waiting, isStarted, false).say(en)).toBe(words);
});
