import { expect, test } from 'vitest';
import { doesMove, nameAs } from './clean-picture.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const webp = (flags: number): Uint8Array => bytes(`RIFF....WEBPVP8X....${String.fromCharCode(flags)}...`);

test('FILE3 a picture that moves is not drawn anew: it would stand still', () => {
  expect(doesMove(webp(0x02 | 0x10))).toBe(true);
  expect(doesMove(webp(0x10))).toBe(false);
  expect(doesMove(bytes('RIFF....WEBPVP8 '))).toBe(false);
  expect(doesMove(bytes('\x89PNG\r\n\x1a\n....IHDR............acTL....IDAT'))).toBe(true);
  expect(doesMove(bytes('\x89PNG\r\n\x1a\n....IHDR............IDAT'))).toBe(false);
  expect(doesMove(bytes('....ftypavis'))).toBe(true);
  expect(doesMove(bytes('....ftypavif'))).toBe(false);
  expect(doesMove(bytes('\xff\xd8\xff\xe0'))).toBe(false);
});

test('FILE3 a name ends as what its picture became, and other names stay', () => {
  expect(nameAs('IMG_1.HEIC', 'image/jpeg')).toBe('IMG_1.jpg');
  expect(nameAs('tea.avif', 'image/webp')).toBe('tea.webp');
  expect(nameAs('tea.avif', 'image/png')).toBe('tea.png');
  // It could not be drawn.
  expect(nameAs('IMG_1.HEIC', 'image/heic')).toBe('IMG_1.HEIC');
  expect(nameAs('notes on heic', 'image/jpeg')).toBe('notes on heic');
});
