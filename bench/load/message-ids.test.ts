import { describe, expect, test } from 'vitest';
import { isUuidV7 } from '#schema/ids.ts';
import { ID_LENGTH, scanMessageNumbers, writeMessageId } from './message-ids.ts';

function idOf(number: number, now: number): string {
  const bytes = Buffer.alloc(ID_LENGTH);
  writeMessageId(bytes, 0, number, now);
  return bytes.toString();
}

function found(text: string, start = 0, end = Buffer.byteLength(text)): number[] {
  const numbers: number[] = [];
  scanMessageNumbers(Buffer.from(text), start, end, (number) => numbers.push(number));
  return numbers;
}

describe('ids of benchmark messages', () => {
  test('are UUIDv7s that carry the time and differ from message to message', () => {
    const now = 1_790_000_000_123;
    const ids = Array.from({ length: 5000 }, (_, number) => idOf(number, now + Math.floor(number / 40)));
    expect(ids.every(isUuidV7)).toBe(true);
    expect(new Set(ids).size).toBe(5000);
    expect(Number.parseInt(idOf(0, now).replace('-', '').slice(0, 12), 16)).toBe(now);
  });

  test('are found in any frame, at any place, and nowhere else', () => {
    for (let before = 0; before < 20; before += 1) {
      const text = `${'-bea'.repeat(before)}${idOf(before, 1)}bead-${idOf(0xffff_ffff, 2)}-bea`;
      expect(found(text)).toEqual([before, 0xffff_ffff]);
    }
    expect(found(idOf(7, 1), 0, ID_LENGTH - 1)).toEqual([]);
    expect(found(`x${idOf(7, 1)}`, 1)).toEqual([7]);
    expect(found('-bead-12345678901x')).toEqual([]);
  });

  test('are found when their time happens to read like the marker', () => {
    expect(found(idOf(7, 0x01a2_01cd_bead))).toEqual([7]);
    expect(found(`${idOf(8, 0x01a2_01cd_bead)}${idOf(9, 0x01a2_01cd_beae)}`)).toEqual([8, 9]);
  });
});
