import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import { describe, expect, test } from 'vitest';
import { decodeDocumentFrame, encodeDocumentFrame } from './document-frame.ts';

const channel = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 2 ** 40 }), fc.constantFrom(127, 128, 16_383, 16_384));

describe('document frames', () => {
  test('WIRE1 what is written is read, and lib0 reads the channel the same', () => {
    fc.assert(
      fc.property(channel, fc.uint8Array({ maxLength: 20 }), (number, payload) => {
        const frame = encodeDocumentFrame(number, payload);
        const read = decodeDocumentFrame(frame);
        expect(read?.channel).toBe(number);
        expect([...(read?.payload ?? [])]).toEqual([...payload]);
        expect(decoding.readVarUint(decoding.createDecoder(frame))).toBe(number);
      }),
    );
  });

  test('WIRE1 a frame that ends within its channel is none', () => {
    for (const bytes of [[], [128], [255, 255, 255], new Array<number>(12).fill(255)])
      expect(decodeDocumentFrame(new Uint8Array(bytes))).toBe(null);
  });
});
