import { expect, test, vi } from 'vitest';
import type { Conversation, Message } from '#schema/conversation/conversation.ts';
import type { PageMemory } from '../../page-storage.ts';
import type { PartHost } from '../parts/part.ts';
import { forgetMemory } from '../person/forget.ts';
import { createKeptFields, keptFieldsOf } from '../after/kept-fields.ts';
import { createRinger, ringFor } from './ring.ts';

const line = (seq: number, kind: 'visitor' | 'operator', at: number): Message =>
  ({ seq, id: `m${seq}`, at, by: { kind, id: kind, name: '' }, kind: 'text', text: 'x' }) as unknown as Message;
const talk = (...messages: Message[]): Conversation =>
  ({ head: {}, messages, edits: new Map() }) as unknown as Conversation;

const TALK = 't1';

function storage() {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, text: string) => void map.set(key, text),
  };
}

test('SOUND1 an answer that nobody has seen sounds, the visitor’s own words and what is old do not', () => {
  const conversation = talk(line(1, 'visitor', 10), line(2, 'operator', 20), line(3, 'visitor', 30));
  expect(ringFor(conversation, 0, 25)).toBe(2);
  expect(ringFor(conversation, 2, 25)).toBe(0);
  expect(ringFor(conversation, 0, 90_000)).toBe(0);
  expect(ringFor(null, 0, 0)).toBe(0);
});

test('SOUND2 of several tabs one sounds, once, and one that may not be heard leaves it to another', async () => {
  const disk = storage();
  const alone = (run: () => void): Promise<void> => Promise.resolve(run());
  const plays = [vi.fn(), vi.fn(), vi.fn()];
  const [silent, first, second] = plays.map((play, index) =>
    createRinger({
      kept: createKeptFields('shop', disk, () => TALK),
      ready: () => Promise.resolve(index === 0 ? null : play),
      alone,
    }),
  );
  await silent?.(5, TALK);
  await Promise.all([first?.(5, TALK), second?.(5, TALK)]);
  await first?.(5, TALK);
  expect(plays.map((play) => play.mock.calls.length)).toEqual([0, 1, 0]);
  await second?.(6, TALK);
  expect(plays.map((play) => play.mock.calls.length)).toEqual([0, 1, 1]);
});

test('SOUND3 whoever wants no sound hears none, in all tabs and after a reload', async () => {
  const disk = storage();
  createKeptFields('shop', disk, () => TALK).write({ isMuted: true });
  const play = vi.fn();
  const kept = createKeptFields('shop', disk, () => TALK);
  await createRinger({ kept, ready: () => Promise.resolve(play), alone: (run) => Promise.resolve(run()) })(5, TALK);
  expect(play).not.toHaveBeenCalled();
  expect(createKeptFields('other', disk, () => TALK).read()).toEqual({});
});

test('SOUND3 what stands in the page’s storage and cannot be read is as if nothing did, and blocked storage keeps it for the page', () => {
  const disk = storage();
  disk.setItem('holdline:shop:after', '{"isMuted":"yes","rung":7');
  expect(createKeptFields('shop', disk, () => TALK).read()).toEqual({});
  disk.setItem('holdline:shop:after', '{"isMuted":"yes","rung":7}');
  expect(createKeptFields('shop', disk, () => TALK).read()).toEqual({ rung: 7 });
  const blocked = createKeptFields('shop', null, () => TALK);
  blocked.write({ isMuted: true });
  expect(blocked.read()).toEqual({ isMuted: true });
});

test('SOUND1 RATE4 entries are counted anew in each talk: after one of many the first answer of the next sounds, and what was put away there asks again', async () => {
  const disk = storage();
  let now = 'long';
  const kept = createKeptFields('shop', disk, () => now);
  const play = vi.fn();
  const ring = createRinger({ kept, ready: () => Promise.resolve(play), alone: (run) => Promise.resolve(run()) });
  await ring(70, 'long');
  kept.write({ quiet: 71, comment: 'mine', emoji: '👍', isMuted: false });
  expect(kept.read()).toMatchObject({ rung: 70, quiet: 71, comment: 'mine' });
  now = 'short';
  expect(kept.read()).toEqual({ emoji: '👍', isMuted: false });
  // Also where the talk is gone, and the store has forgotten what was typed of it.
  disk.setItem('holdline:shop:after', '');
  expect(kept.read()).toEqual({ emoji: '👍', isMuted: false });
  await ring(3, 'short');
  await ring(3, 'short');
  expect(play).toHaveBeenCalledTimes(2);
  expect(kept.read()).toEqual({ rung: 3, emoji: '👍', isMuted: false });
});

test('CALL1 what was typed before a talk began is of that talk', () => {
  let now = '';
  const kept = createKeptFields('shop', storage(), () => now);
  kept.write({ phone: '+48 1' });
  now = 't1';
  expect(kept.read()).toEqual({ phone: '+48 1' });
});

test('WID3 what was forgotten with a talk comes back in no other talk of the same page', () => {
  const disk = storage();
  let now = 't1';
  const call = createKeptFields('shop', disk, () => now);
  const sound = createKeptFields('shop', disk, () => now);
  call.write({ phone: '+48 600 100 200' });
  expect(sound.read()).toEqual({ phone: '+48 600 100 200' });
  disk.setItem('holdline:shop:after', '');
  now = 't2';
  sound.write({ rung: 3 });
  expect(call.read()).toEqual({ rung: 3 });
});

test('WID3 what a full storage does not take holds on the page over what stood there before', () => {
  const disk = storage();
  const kept = createKeptFields('shop', disk, () => TALK);
  kept.write({ comment: 'Good' });
  const full = createKeptFields(
    'shop',
    {
      getItem: (key) => disk.getItem(key),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    },
    () => TALK,
  );
  full.write({ comment: 'Good indeed' });
  expect([full.read(), kept.read()]).toEqual([{ comment: 'Good indeed' }, { comment: 'Good' }]);
});

test('SOUND3 API7 with storage blocked what the menu turns off is off for what sounds too, in the next panel of the page as well, and for nobody who comes after', () => {
  const memory: PageMemory = new Map();
  const panel = () =>
    ({
      options: { site: 'shop' },
      environment: { localStorage: null },
      store: { read: () => null },
      memory,
    }) as unknown as PartHost;
  keptFieldsOf(panel()).write({ isMuted: true, comment: 'Good' });
  expect(keptFieldsOf(panel()).read()).toEqual({ isMuted: true, comment: 'Good' });
  forgetMemory('shop', memory);
  expect(keptFieldsOf(panel()).read()).toEqual({});
});
