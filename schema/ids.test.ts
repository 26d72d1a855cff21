import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  bytesToUuid,
  commandIdSchema,
  createIdFactory,
  isUuidV7,
  uuidTime,
  uuidToBytes,
  visitorIdSchema,
  type CommandId,
} from './ids.ts';

/** A factory whose clock shows these times one after another, and stays at the last. */
function factory(times: readonly number[], random = 0x5a): () => CommandId {
  let index = -1;
  return createIdFactory<CommandId>({
    now: () => times[Math.min((index += 1), times.length - 1)] ?? 0,
    randomBytes: (length) => new Uint8Array(length).fill(random),
  });
}

describe('ids', () => {
  test('ID1 an id is a UUIDv7: version and variant bits, and its time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 48 - 1 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (now, random) => {
          const id = createIdFactory<CommandId>({ now: () => now, randomBytes: () => random.slice() })();
          const bytes = uuidToBytes(id);
          expect((bytes[6] ?? 0) >> 4).toBe(7);
          expect((bytes[8] ?? 0) >> 6).toBe(0b10);
          expect(uuidTime(id)).toBe(now);
          expect(isUuidV7(id)).toBe(true);
          expect(v.is(commandIdSchema, id)).toBe(true);
        },
      ),
    );
  });

  test('ID1 two devices in the same millisecond make different ids', () => {
    expect(factory([1_700_000_000_000], 1)()).not.toBe(factory([1_700_000_000_000], 2)());
  });

  test.each([
    ['a random v4', '9f1b1c2e-6a5d-4c3b-8a7f-0123456789ab'],
    ['a v7 with another variant', '01890a5d-ac96-774b-7cce-b302099a8057'],
    ['upper case', '01890A5D-AC96-774B-BCCE-B302099A8057'],
    ['no hyphens', '01890a5dac96774bbcceb302099a8057'],
    ['something before it', 'x01890a5d-ac96-774b-bcce-b302099a8057'],
    ['a line break behind it', '01890a5d-ac96-774b-bcce-b302099a8057\n'],
    ['nothing', ''],
  ])('ID1 %s is refused', (_name, text) => {
    expect(isUuidV7(text)).toBe(false);
    expect(v.is(commandIdSchema, text)).toBe(false);
  });

  test('ID2 ids grow whatever the clock does', () => {
    const times = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_050 }), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(times, (clock) => {
        const next = factory(clock);
        const ids = clock.map(() => next());
        expect(ids).toEqual([...new Set(ids)].sort());
      }),
    );
  });

  test('ID2 ids grow past 4,096 in one millisecond, and the clock that stood still is not asked again', () => {
    const next = factory([1_700_000_000_000], 0xff);
    const ids = Array.from({ length: 10_000 }, () => next());
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(uuidTime(ids.at(-1) ?? '')).toBeLessThan(1_700_000_000_010);
  });

  test('ID2 ids grow when the clock goes back an hour', () => {
    const next = factory([1_700_003_600_000, 1_700_000_000_000]);
    const [first = '', second = ''] = [next(), next()];
    expect(second > first).toBe(true);
  });

  test('ID1 the bytes of an id give the id again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(uuidToBytes(bytesToUuid(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
    expect(bytesToUuid(uuidToBytes('01890a5d-ac96-774b-bcce-b302099a8057'))).toBe(
      '01890a5d-ac96-774b-bcce-b302099a8057',
    );
  });

  test('ID3 a visitor id is v and 22 characters of base64url, nothing else', () => {
    expect(v.is(visitorIdSchema, `v${'aZ09_-'.repeat(4).slice(0, 22)}`)).toBe(true);
    for (const id of ['v', `v${'a'.repeat(21)}`, `v${'a'.repeat(23)}`, `x${'a'.repeat(22)}`, `v${'a'.repeat(21)}/`])
      expect(v.is(visitorIdSchema, id)).toBe(false);
  });
});
