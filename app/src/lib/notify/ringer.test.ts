import { expect, test } from 'vitest';
import type { VisitorId } from '#schema/ids.ts';
import { DEFAULT_KINDS, type NotificationSettings } from '#schema/docs/notification-settings.ts';
import { createVirtualClock } from '../../../../tests/support/virtual-clock.ts';
import type { DeviceStorage } from '../device/preferences.svelte.ts';
import { Ringer } from './ringer.ts';
import { forgetRung, type DeskCall } from './rung.ts';

const NEVER: NotificationSettings['quiet'] = { isOn: false, from: 0, to: 0, zone: 'UTC' };

function memory(): DeviceStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** Tabs of one browser over one storage, the first of which leads. */
function browser(count = 1) {
  const clock = createVirtualClock();
  const storage = memory();
  const played: string[] = [];
  const shown: string[] = [];
  const standing: number[] = [];
  const state = {
    open: '',
    leader: 0,
    settings: { kinds: DEFAULT_KINDS, quiet: NEVER, hidesWords: false } as NotificationSettings,
  };
  const tabs = Array.from(
    { length: count },
    (_, n) =>
      new Ringer({
        person: 'anna',
        storage,
        isLeader: () => state.leader === n,
        settings: () => state.settings,
        now: clock.now,
        after: (ms, run) => {
          const timer = clock.setTimeout(run, ms);
          return () => clock.clearTimeout(timer);
        },
        isOpen: (id) => id === state.open,
        play: (sound) => void played.push(`${n}:${sound}`),
        standing: (calls) => void standing.push(calls.length),
        show: (calls) => void shown.push(...calls.map(({ id }) => id)),
      }),
  );
  const call = (id: string, kind: DeskCall['kind'], key = `${kind} 1`): DeskCall => ({
    ...{ id, kind, key },
    at: kind === 'task' ? Infinity : clock.now(),
    to: `/c/${id}`,
    name: 'Vera',
    text: 'words',
    visitor: 'v' as VisitorId,
    seq: 1,
  });
  const look = (conversations: readonly DeskCall[] | null, tasks: readonly DeskCall[] = []) =>
    tabs.forEach((tab) => tab.look({ conversations, tasks }));
  return { clock, storage, played, shown, standing, state, tabs, call, look };
}

test('NOTIFY2 of all tabs the one that leads rings, once, and neither a page loaded anew nor a new leader rings again', () => {
  const { clock, played, shown, state, tabs, call, look } = browser(2);
  const mine = call('c', 'mine');
  look([mine]);
  clock.advance(1_000);
  look([mine]);
  clock.advance(1_000);
  expect([played, shown]).toEqual([['0:marimba'], ['c']]);
  state.leader = 1;
  tabs[0]?.stop();
  // A page that loads knows nothing yet.
  look(null);
  look([mine]);
  clock.advance(5_000);
  expect(played).toEqual(['0:marimba']);
  look([call('c', 'mine', 'mine 2')]);
  clock.advance(1_000);
  expect(played).toEqual(['0:marimba', '1:marimba']);
});

test('NOTIFY2 NOTIFY5 what is seen at once does not ring, and what calls again later does', () => {
  const { clock, played, standing, call, look } = browser();
  look([call('c', 'waiting')]);
  clock.advance(100);
  look([]);
  look(null);
  clock.advance(2_000);
  expect(played).toEqual([]);
  // What is not known closes no notification.
  expect(standing).toEqual([1, 0]);
  look([call('c', 'waiting')]);
  clock.advance(1_000);
  expect(played).toEqual(['0:chime']);
});

test('NOTIFY2 what a visible page shows has longer to be read, and rings when nobody has', () => {
  const { clock, played, state, call, look } = browser();
  state.open = 'c';
  look([call('c', 'mine')]);
  clock.advance(1_500);
  look([]);
  clock.advance(3_000);
  expect(played).toEqual([]);
  look([call('c', 'mine', 'mine 2'), call('d', 'waiting')]);
  clock.advance(1_000);
  expect(played).toEqual(['0:chime']);
  clock.advance(1_500);
  expect(played).toEqual(['0:chime', '0:marimba']);
});

test('NOTIFY2 what came long before this device heard of it does not ring, but a reminder does', () => {
  const { clock, played, call, look } = browser();
  const old = call('c', 'mine');
  clock.advance(700_000);
  look([old]);
  clock.advance(1_000);
  expect(played).toEqual([]);
  look([old], [call('t', 'task')]);
  clock.advance(1_000);
  expect(played).toEqual(['0:drop']);
  // While the page loads it knows of no task.
  look([old], []);
  look([old], [call('t', 'task')]);
  clock.advance(1_000);
  expect(played).toHaveLength(1);
});

test('NOTIFY2 NOTIFY3 of several calls at once the most personal sounds, and one without a sound is silent but shown', () => {
  const { clock, played, shown, state, call, look } = browser();
  state.settings = {
    ...state.settings,
    kinds: { ...DEFAULT_KINDS, given: { sound: 'none', shows: true, repeats: true } },
  };
  look([call('w', 'waiting'), call('g', 'given'), call('m', 'mine')]);
  clock.advance(1_000);
  expect([played, shown]).toEqual([['0:marimba'], ['w', 'g', 'm']]);
});

test('NOTIFY3 a sound that is to be repeated comes again until it is seen, and waits while nothing is known', () => {
  const { clock, played, call, look } = browser();
  const waiting = call('c', 'waiting');
  look([waiting]);
  clock.advance(41_000);
  expect(played).toEqual(['0:chime', '0:chime', '0:chime']);
  look(null);
  clock.advance(60_000);
  expect(played).toHaveLength(3);
  look([waiting]);
  clock.advance(20_000);
  expect(played).toHaveLength(4);
  look([]);
  clock.advance(100_000);
  expect(played).toHaveLength(4);
});

test('NOTIFY4 in quiet hours nothing sounds and nothing is shown, and afterwards what still stands is repeated', () => {
  const { clock, played, shown, state, call, look } = browser();
  const minute = Math.floor((clock.now() % 86_400_000) / 60_000);
  state.settings = { ...state.settings, quiet: { isOn: true, from: minute, to: (minute + 2) % 1440, zone: 'UTC' } };
  look([call('c', 'waiting')]);
  clock.advance(50_000);
  expect([played, shown]).toEqual([[], []]);
  clock.advance(100_000);
  expect(played.length).toBeGreaterThan(0);
});

test('NOTIFY2 APP10 what has rung is forgotten when somebody signs out', () => {
  const { storage, call, look } = browser();
  look([call('c', 'mine')]);
  expect(storage.kept.size).toBe(1);
  forgetRung(storage);
  expect(storage.kept.size).toBe(0);
});
