import { expect, test } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { ADA, ANNA, OLGA, VISITOR } from '#schema/commands/decide.fixtures.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createLooks } from './looks.ts';

const ONE = 'one' as ConversationId;
const TWO = 'two' as ConversationId;

function open() {
  const time = manualTime();
  const looks = createLooks(time.timers);
  /** A socket, and what it believes of everybody after all that it was told. */
  const socket = (actor: Actor) => {
    let isSlow = false;
    let known: Record<string, readonly string[]> = {};
    let frames = 0;
    const looker = {
      actor,
      pushEphemeral: (frame: Buffer) => {
        if (isSlow) return false;
        const text = frame.toString();
        const { looks: told, isAll } = JSON.parse(text.slice(text.indexOf('{'))) as {
          looks: Record<string, string[]>;
          isAll?: true;
        };
        frames += 1;
        known = isAll === true ? told : { ...known, ...told };
        return true;
      },
    };
    looks.enter(looker);
    return {
      looker,
      look: (...ids: ConversationId[]) => looks.look(looker, ids, false),
      see: (isVisible: boolean) => looks.look(looker, [], isVisible),
      leave: () => looks.leave(looker),
      catchUp: () => looks.catchUp(looker),
      slow: (now: boolean) => void (isSlow = now),
      of: (person: Actor) => known[person.id] ?? [],
      frames: () => frames,
    };
  };
  return { ...time, looks, socket };
}

test('LOOK1 LOOK2 colleagues see who has it open, an observer too, at once on coming and until a moment after leaving', () => {
  const { socket, pass } = open();
  const anna = socket(ANNA);
  const olga = socket(OLGA);
  olga.look(ONE);
  pass(1_000);
  expect(anna.of(OLGA)).toEqual([ONE]);
  expect(socket(ADA).of(OLGA)).toEqual([ONE]);
  olga.look();
  pass(1_000);
  expect(anna.of(OLGA)).toEqual([]);
  olga.look(TWO);
  olga.leave();
  pass(1_000);
  expect(anna.of(OLGA)).toEqual([]);
});

test('LOOK2 the looks of all devices of a person count together', () => {
  const { socket, pass } = open();
  const ada = socket(ADA);
  const desk = socket(ANNA);
  const phone = socket(ANNA);
  desk.look(ONE);
  phone.look(TWO, ONE);
  pass(1_000);
  expect(ada.of(ANNA).toSorted()).toEqual([ONE, TWO]);
  desk.leave();
  pass(1_000);
  expect(ada.of(ANNA)).toEqual([TWO, ONE]);
});

test('POL2 LOOK1 a visitor is told nothing, and what it says is not heard', () => {
  const { socket, pass } = open();
  const visitor = socket(VISITOR);
  const anna = socket(ANNA);
  anna.look(ONE);
  visitor.look(ONE);
  pass(1_000);
  visitor.catchUp();
  expect(visitor.frames()).toBe(0);
  expect(anna.of(VISITOR)).toEqual([]);
});

test('PUB3 LOOK3 one that reads too slowly is told nothing meanwhile, and all of it when it has caught up', () => {
  const { socket, pass } = open();
  const anna = socket(ANNA);
  const ada = socket(ADA);
  ada.look(ONE);
  pass(1_000);
  anna.slow(true);
  ada.look();
  pass(1_000);
  anna.catchUp();
  expect(anna.of(ADA)).toEqual([ONE]);
  anna.slow(false);
  anna.catchUp();
  expect(anna.of(ADA)).toEqual([]);
});

test('LOOK3 a flood of looks is a few frames', () => {
  const { socket, pass } = open();
  const anna = socket(ANNA);
  const ada = socket(ADA);
  for (let n = 0; n < 1_000; n += 1) ada.look(n % 2 === 0 ? ONE : TWO);
  pass(1_000);
  expect([anna.frames(), anna.of(ADA)]).toEqual([1, [TWO]]);
});

test('NOTIFY7 whether a page of somebody can be seen is known of all devices together, told to nobody, and gone with the line', () => {
  const { socket, looks, pass } = open();
  const anna = socket(ANNA);
  const desk = socket(OLGA);
  const phone = socket(OLGA);
  desk.see(true);
  phone.see(true);
  desk.see(false);
  expect([looks.isVisible(OLGA.id), looks.isVisible(ANNA.id)]).toEqual([true, false]);
  phone.leave();
  expect(looks.isVisible(OLGA.id)).toBe(false);
  pass(1_000);
  expect(anna.frames()).toBe(0);
});
