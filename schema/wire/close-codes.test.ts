import { describe, expect, test } from 'vitest';
import { CLOSE_CODES, isFinal } from './close-codes.ts';

describe('close codes', () => {
  test('SESS5 each has a number of its own, and the final ones are 4400 to 4499', () => {
    const codes = Object.values(CLOSE_CODES).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !isFinal(code))).toEqual([1012, 1013, 4508]);
  });

  test('SESS5 the final ones say stop, the others come back', () => {
    for (const { code, client } of Object.values(CLOSE_CODES))
      expect(client.startsWith('comes back')).toBe(!isFinal(code));
    for (const code of [1000, 1001, 1006, 1011, 4000, 4399, 4500]) expect(isFinal(code)).toBe(false);
  });
});
