import { expect, test } from 'vitest';
import { texts } from '../texts/en.ts';
import { colleagueWords, statusWords } from './duty-words.ts';

/** By the clock of whoever runs this. */
const NOW = new Date(2026, 10, 26, 12, 0).getTime();
const HOUR = 3_600_000;
const on = { isOn: true, since: NOW - HOUR, until: NOW + 5 * HOUR };
const off = { isOn: false, since: NOW - HOUR, until: NOW + 4 * 24 * HOUR };

test('SCHED2 one is told what the schedule says, until when, and what a choice by hand means', () => {
  const said = (duty: typeof on | null, isByHand: boolean): string => statusWords(texts, duty, isByHand, NOW);
  expect(said(on, false)).toBe('By schedule on duty until 17:00. What you choose here holds until then.');
  expect(said(off, false)).toMatch(/off duty until Mon,? 12:00/);
  expect(said(on, true)).toBe('Chosen by hand. From 17:00 on the schedule counts again.');
  expect(statusWords(texts, { ...on, until: null }, false, NOW)).toBe('By schedule on duty around the clock.');
  expect(said(null, true)).toBe('');
});

test('SCHED4 of a colleague: until when they work, or when they are back, unless they work after all', () => {
  expect(colleagueWords(texts, on, 'away', NOW)).toBe('until 17:00');
  expect(colleagueWords(texts, off, 'offline', NOW)).toMatch(/^back Mon,? 12:00$/);
  expect(colleagueWords(texts, off, 'lost', NOW)).toMatch(/^back/);
  for (const standing of ['online', 'invisible', 'away'] as const)
    expect(colleagueWords(texts, off, standing, NOW)).toBe('');
  expect(colleagueWords(texts, null, 'offline', NOW)).toBe('');
});
