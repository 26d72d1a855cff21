import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorAfter, type Cursor } from './cursor-advance.ts';

const cursor = fc.record({ delivered: fc.nat(50), seen: fc.nat(50) });

describe('cursors', () => {
  test('PUB4 the first is taken as it is, up to the newest entry', () => {
    expect(cursorAfter(null, { delivered: 5, seen: 3 }, 10)).toEqual({ delivered: 5, seen: 3 });
    expect(cursorAfter(null, { delivered: 99, seen: 98 }, 10)).toEqual({ delivered: 10, seen: 10 });
  });

  test('PUB4 what was seen was delivered', () => {
    expect(cursorAfter(null, { delivered: 0, seen: 4 }, 10)).toEqual({ delivered: 4, seen: 4 });
  });

  test('PUB4 never goes back, and neither order nor repetition changes where it ends', () => {
    fc.assert(
      fc.property(fc.array(cursor, { minLength: 1 }), fc.nat(60), (told, newest) => {
        const end = (cursors: readonly Cursor[]): Cursor | null =>
          cursors.reduce<Cursor | null>((before, next) => {
            const after = cursorAfter(before, next, newest);
            expect(after.seen).toBeGreaterThanOrEqual(before?.seen ?? 0);
            expect(after.delivered).toBeGreaterThanOrEqual(before?.delivered ?? 0);
            expect(after.delivered).toBeLessThanOrEqual(newest);
            expect(after.seen).toBeLessThanOrEqual(after.delivered);
            return after;
          }, null);
        expect(end([...told].reverse())).toEqual(end(told));
        expect(end([...told, ...told])).toEqual(end(told));
      }),
    );
  });
});
