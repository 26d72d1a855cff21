import { expect, test, vi } from 'vitest';
import type { Conversation, Message } from '#schema/conversation/conversation.ts';
import { createKeptFields } from '../after/kept-fields.ts';
import { createRinger, ringFor } from './ring.ts';

const line = (seq: number, kind: 'visitor' | 'operator', at: number): Message =>
  ({ seq, id: `m${seq}`, at, by: { kind, id: kind, name: '' }, kind: 'text', text: 'x' }) as unknown as Message;
const talk = (...messages: Message[]): Conversation =>
  ({ head: {}, messages, edits: new Map() }) as unknown as Conversation;

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
      kept: createKeptFields('shop', disk),
      ready: () => Promise.resolve(index === 0 ? null : play),
      alone,
    }),
  );
  await silent?.(5);
  await Promise.all([first?.(5), second?.(5)]);
  await first?.(5);
  expect(plays.map((play) => play.mock.calls.length)).toEqual([0, 1, 0]);
  await second?.(6);
  expect(plays.map((play) => play.mock.calls.length)).toEqual([0, 1, 1]);
});

test('SOUND3 whoever wants no sound hears none, in all tabs and after a reload', async () => {
  const disk = storage();
  createKeptFields('shop', disk).write({ isMuted: true });
  const play = vi.fn();
  const kept = createKeptFields('shop', disk);
  await createRinger({ kept, ready: () => Promise.resolve(play), alone: (run) => Promise.resolve(run()) })(5);
  expect(play).not.toHaveBeenCalled();
  expect(createKeptFields('other', disk).read()).toEqual({});
});

test('SOUND3 what stands in the page’s storage and cannot be read is as if nothing did, and blocked storage keeps it for the page', () => {
  const disk = storage();
  disk.setItem('holdline:shop:after', '{"isMuted":"yes","rung":7');
  expect(createKeptFields('shop', disk).read()).toEqual({});
  disk.setItem('holdline:shop:after', '{"isMuted":"yes","rung":7}');
  expect(createKeptFields('shop', disk).read()).toEqual({ rung: 7 });
  const blocked = createKeptFields('shop', null);
  blocked.write({ isMuted: true });
  expect(blocked.read()).toEqual({ isMuted: true });
});
