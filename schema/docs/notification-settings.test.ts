import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  DEFAULT_KINDS,
  isQuiet,
  readNotificationSettings,
  writeHidesWords,
  writeKind,
  writeQuiet,
} from './notification-settings.ts';

test('NOTIFY3 what two devices choose at the same time is both kept, and what is not understood is as if nothing had been chosen', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  writeKind(one, 'mine', { sound: 'bell', shows: false, repeats: true });
  writeHidesWords(two, true);
  two.getMap('preferences').set('notify.waiting', { sound: 'trombone', shows: true, repeats: false });
  two.getMap('preferences').set('notify.quiet', 'always');
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
  const { kinds, hidesWords, quiet } = readNotificationSettings(one);
  expect(kinds.mine).toEqual({ sound: 'bell', shows: false, repeats: true });
  expect(kinds.waiting).toEqual(DEFAULT_KINDS.waiting);
  expect(hidesWords).toBe(true);
  expect(quiet.isOn).toBe(false);
  writeQuiet(one, { isOn: true, from: 60, to: 120, zone: 'Europe/Warsaw' });
  expect(readNotificationSettings(one).quiet).toMatchObject({ isOn: true, from: 60 });
});

test('NOTIFY4 quiet hours go by the clock they were chosen by, also over midnight and when that clock is changed', () => {
  const night = { isOn: true, from: 22 * 60, to: 7 * 60, zone: 'Europe/Warsaw' };
  const at = (time: string) => isQuiet(night, Date.parse(time));
  // In Warsaw it is an hour later in winter, and two in summer.
  expect([at('2026-11-26T20:59:00Z'), at('2026-11-26T21:00:00Z')]).toEqual([false, true]);
  expect([at('2026-11-26T05:59:00Z'), at('2026-11-26T06:00:00Z')]).toEqual([true, false]);
  expect([at('2026-07-01T19:59:00Z'), at('2026-07-01T20:00:00Z')]).toEqual([false, true]);
  const noon = { ...night, from: 12 * 60, to: 13 * 60, zone: 'UTC' };
  expect(isQuiet(noon, Date.parse('2026-11-26T12:30:00Z'))).toBe(true);
  expect(isQuiet({ ...noon, isOn: false }, Date.parse('2026-11-26T12:30:00Z'))).toBe(false);
  expect(isQuiet({ ...noon, zone: 'Mars/Olympus' }, Date.parse('2026-11-26T12:30:00Z'))).toBe(false);
});
