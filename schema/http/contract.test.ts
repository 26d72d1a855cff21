import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ANNA, CONVERSATION, idOf } from '../commands/decide.fixtures.ts';
import { COMMANDS_PER_REQUEST } from '../limits.ts';
import { authorOf } from '../words.ts';
import {
  commandsRequestSchema,
  commandsResponseSchema,
  peopleResponseSchema,
  problemSchema,
  sessionResponseSchema,
  setupRequestSchema,
  setupStateSchema,
} from './contract.ts';

const take = (n: number): unknown => ({
  id: idOf(n),
  type: 'conversation.take',
  writtenAt: 1_700_000_000_000,
  payload: { conversation: CONVERSATION },
});
const takes = (count: number): unknown => ({ commands: Array.from({ length: count }, (_, n) => take(n)) });

describe('the contract of /api', () => {
  test('OUT7 a request carries 1 to 50 commands, in their order', () => {
    expect(v.parse(commandsRequestSchema, takes(2)).commands.map(({ id }) => id)).toEqual([idOf(0), idOf(1)]);
    expect(v.is(commandsRequestSchema, takes(COMMANDS_PER_REQUEST))).toBe(true);
    expect(v.is(commandsRequestSchema, takes(COMMANDS_PER_REQUEST + 1))).toBe(false);
    expect(v.is(commandsRequestSchema, takes(0))).toBe(false);
    expect(v.is(commandsRequestSchema, { commands: [take(1), { id: 'x' }] })).toBe(false);
  });

  test('OUT7 every result of a command can be read back', () => {
    const change = { seq: 3, at: 5, by: authorOf(ANNA), kind: 'said', text: 'Me first', id: idOf(3) };
    const results = [
      { status: 'accepted', seq: 2, at: 5 },
      { status: 'rejected', rejection: { reason: 'taken', by: authorOf(ANNA) } },
      { status: 'held', changes: [change] },
      { status: 'retry', after: 1000 },
    ].map((result, n) => ({ id: idOf(n), result }));
    expect(v.parse(commandsResponseSchema, { results, serverTime: 9 })).toEqual({ results, serverTime: 9 });
    expect(
      v.is(commandsResponseSchema, { results: [{ id: idOf(1), result: { status: 'lost' } }], serverTime: 9 }),
    ).toBe(false);
  });

  test('RUN4 the first owner: an address in lower case, a name, a password of ten, the link’s token', () => {
    const setup = { token: 't'.repeat(24), name: ' Ada ', email: ' Ada@Example.org ', password: 'correct horse' };
    expect(v.parse(setupRequestSchema, setup)).toEqual({ ...setup, name: 'Ada', email: 'ada@example.org' });
    for (const wrong of [{ token: 'short' }, { name: ' ' }, { email: 'ada' }, { password: '123456789' }])
      expect(v.is(setupRequestSchema, { ...setup, ...wrong })).toBe(false);
    expect(v.is(setupStateSchema, { needed: true })).toBe(true);
  });

  test('POL1 a session and the people have a role of the workspace', () => {
    const person = { id: ANNA.id, name: 'Anna', email: 'anna@example.org', role: 'operator' };
    expect(v.parse(sessionResponseSchema, person)).toEqual(person);
    expect(v.parse(peopleResponseSchema, { people: [person] })).toEqual({ people: [person] });
    expect(v.is(sessionResponseSchema, { ...person, role: 'visitor' })).toBe(false);
  });

  test('a problem says what is wrong', () => {
    expect(v.parse(problemSchema, { error: 'forbidden' })).toEqual({ error: 'forbidden' });
    expect(v.is(problemSchema, { message: 'forbidden' })).toBe(false);
  });
});
