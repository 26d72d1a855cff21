import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { clientFrameSchema, type ServerFrame } from './frames.ts';
import { OLDEST_PROTOCOL, PROTOCOL } from './protocol.ts';
import { CLIENT_FRAMES_1, REFUSED_FRAMES, SERVER_FRAMES_1 } from './protocol-1.fixtures.ts';
import { CLIENT_FRAMES_2, SERVER_FRAMES_2 } from './protocol-2.fixtures.ts';
import { CLIENT_FRAMES_3, SERVER_FRAMES_3 } from './protocol-3.fixtures.ts';

/**
 * One line a version of the protocol. When this test fails, the wire has changed: either take the change back, or, when an
 * older client can live with it, replace the hash, or give the protocol its next number and record its frames.
 */
const HASHES: Readonly<Record<number, string>> = {
  1: '51bd2064fb0c3d61a6655aa2a1b0d9107fb07b092ef6413e56643a7f18aa43be',
  2: '1889bc7ae6e40463130b94faa59aa91f10d8adf7431a8a502cc1a0496556a154',
  3: '0ab6d13e2a8c1790f212d66dbe00af66d0b0ab3f3f5373fc4982556e4d3e0b1e',
};

/** Keys in one order, so that only meaning counts. */
function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, stable(inner)]),
  );
}

/** The declared types without comments and blanks; also those that a server frame is made of. */
function declarations(): string {
  const from = (path: string, ...names: readonly string[]): string => {
    const source = readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');
    return names
      .map((name) => {
        const found = new RegExp(`export (?:type|interface) ${name}\\b[^]*?(?:;\\n(?=\\n|$)|\\n\\})`).exec(source);
        if (found === null) throw new Error(`${path} declares no ${name}`);
        return found[0].replaceAll(/\s+/g, '');
      })
      .join('');
  };
  return [
    from('./frames.ts', 'ServerFrame'),
    from('../rejection.ts', 'Rejection', 'CommandResult'),
    from('../words.ts', 'Actor', 'Author', 'Change'),
    from('../limits.ts', 'Limits'),
    from('../commands/cursor-advance.ts', 'Cursor'),
  ].join('');
}

describe('the wire', () => {
  test('WIRE1 the frames are those that the protocol number promises', () => {
    const schema = toJsonSchema(clientFrameSchema, { errorMode: 'ignore', typeMode: 'input' });
    const hash = createHash('sha256')
      .update(JSON.stringify(stable(schema)))
      .update(declarations())
      .digest('hex');
    expect(hash).toBe(HASHES[PROTOCOL]);
  });

  test('WIRE1 the hash sees a change of every declared frame', () => {
    const text = declarations();
    for (const word of [
      'welcome',
      'opened',
      'closed',
      'result',
      'cursors',
      'typing',
      'pong',
      'bye',
      'saved',
      'writing',
      'daily-limit',
      'held',
    ])
      expect(text).toContain(`'${word}'`);
    expect(text).toContain('retryAfter:number');
  });

  const recorded = [
    ...CLIENT_FRAMES_1.map((frame) => [1, frame.slice(0, 60), frame] as const),
    ...CLIENT_FRAMES_2.map((frame) => [2, frame.slice(0, 60), frame] as const),
    ...CLIENT_FRAMES_3.map((frame) => [3, frame.slice(0, 120), frame] as const),
  ];
  test.each(recorded)('WIRE1 recorded in version %i: %s', (_version, _name, frame) => {
    const parsed: unknown = JSON.parse(frame);
    expect(v.parse(clientFrameSchema, parsed)).toEqual(parsed);
  });

  test('WIRE2 the server speaks its own version and the one before', () => {
    expect([OLDEST_PROTOCOL, PROTOCOL]).toEqual([2, 3]);
  });

  test('WIRE1 what a later version adds to a frame of version 1 can be left out', () => {
    const kinds = new Map(SERVER_FRAMES_1.map((frame) => [frame.t, frame]));
    for (const frame of [...SERVER_FRAMES_2, ...SERVER_FRAMES_3]) {
      const before = kinds.get(frame.t);
      if (before !== undefined) expect(Object.keys(frame)).toEqual(expect.arrayContaining(Object.keys(before)));
    }
  });

  test('WIRE1 there is a recorded frame of every kind', () => {
    const kinds = new Set(CLIENT_FRAMES_1.map((frame) => (JSON.parse(frame) as { t: string }).t));
    expect([...kinds].sort()).toEqual(['close', 'command', 'hello', 'open', 'ping', 'typing']);
    const told = new Set(SERVER_FRAMES_1.map((frame: ServerFrame) => frame.t));
    expect([...told].sort()).toEqual(['bye', 'closed', 'cursors', 'opened', 'pong', 'result', 'typing', 'welcome']);
  });

  test.each(REFUSED_FRAMES)('WIRE2 a frame that is none is refused: %s', (frame) => {
    expect(v.is(clientFrameSchema, JSON.parse(frame))).toBe(false);
  });
});
