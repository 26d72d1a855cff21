import { describe, expect, test } from 'vitest';
import { cleanPicture } from './picture.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const u16 = (value: number): number[] => [value >> 8, value & 255];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];

const segment = (marker: number, content: Buffer): Buffer =>
  bytes([0xff, marker, ...u16(content.length + 2)], content.toString('latin1'));
const SECRET = 'GPS 52.4 N 16.9 E';
const exif = (orientation: number): Buffer =>
  bytes(
    'Exif\0\0MM\0*',
    [...u32(8), ...u16(2), ...[0x01, 0x0e, 0, 2, ...u32(4), ...u32(0)]],
    [0x01, 0x12, 0, 3, ...u32(1), ...u16(orientation), 0, 0, ...u32(0)],
    SECRET,
  );
const FRAME = segment(0xc0, bytes([8, ...u16(30), ...u16(40), 1, 1, 0x11, 0]));
const SCAN = bytes([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0], [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);

const jpeg = (...middle: readonly Buffer[]): Buffer =>
  Buffer.concat([bytes([0xff, 0xd8]), ...middle, FRAME, SCAN, bytes([0xff, 0xd9])]);

const chunk = (name: string, content: string): Buffer => bytes(u32(content.length), name, content, [0, 0, 0, 0]);
const png = (...middle: readonly Buffer[]): Buffer =>
  Buffer.concat([
    bytes([0x89], 'PNG\r\n\x1a\n'),
    chunk('IHDR', bytes(u32(40), u32(30), [8, 2, 0, 0, 0]).toString('latin1')),
    ...middle,
    chunk('IDAT', 'the picture'),
    chunk('IEND', ''),
  ]);

const riff = (name: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};
const webp = (flags: number, ...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', bytes([flags, 0, 0, 0, 39, 0, 0, 29, 0, 0])),
    ...chunks,
  ]);
  return riff('RIFF', body);
};

const gif = (...blocks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    bytes('GIF89a', [40, 0, 30, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    ...blocks,
    bytes([0x2c, 0, 0, 0, 0, 40, 0, 30, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b]),
  ]);

describe('FILE3 what a picture tells about its maker is taken out, and the picture stays byte for byte', () => {
  test('JPEG: Exif, comments and whatever stands behind its end; not the colours', () => {
    const kept = [
      segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
      segment(0xe2, bytes('ICC_PROFILE\0', [1])),
    ];
    const told = jpeg(
      ...kept,
      segment(0xe1, exif(1)),
      segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', SECRET)),
      segment(0xed, bytes('Photoshop 3.0\0', SECRET)),
      segment(0xfe, bytes(SECRET)),
    );
    const clean = cleanPicture('image/jpeg', Buffer.concat([told, bytes(SECRET)]));
    expect(Buffer.from(clean?.bytes ?? [])).toEqual(jpeg(...kept));
    expect(clean).toMatchObject({ width: 40, height: 30 });
  });

  test('JPEG: how it is to be turned stays, and nothing else of its Exif', () => {
    const clean = cleanPicture('image/jpeg', jpeg(segment(0xe1, exif(6))));
    expect(clean).toMatchObject({ width: 30, height: 40 });
    const again = cleanPicture('image/jpeg', clean?.bytes ?? Buffer.alloc(0));
    expect(again).toEqual(clean);
    expect(Buffer.from(clean?.bytes ?? []).includes('GPS')).toBe(false);
    expect(Buffer.from(clean?.bytes ?? []).includes(bytes([0x01, 0x12, 0, 3, ...u32(1), 0, 6]))).toBe(true);
  });

  test('PNG: text, Exif and chunks that nobody knows', () => {
    const told = png(chunk('tEXt', SECRET), chunk('gAMA', 'gama'), chunk('eXIf', SECRET), chunk('prVt', SECRET));
    const clean = cleanPicture('image/png', Buffer.concat([told, bytes(SECRET)]));
    expect(Buffer.from(clean?.bytes ?? [])).toEqual(png(chunk('gAMA', 'gama')));
    expect(clean).toMatchObject({ width: 40, height: 30 });
  });

  test('WebP: Exif and XMP, and that it says there are any', () => {
    const picture = riff('VP8 ', bytes('picture'));
    const told = webp(
      0x2c,
      riff('ICCP', bytes('colours')),
      picture,
      riff('EXIF', exif(1)),
      riff('XMP ', bytes(SECRET)),
    );
    const clean = cleanPicture('image/webp', told);
    expect(Buffer.from(clean?.bytes ?? [])).toEqual(webp(0x20, riff('ICCP', bytes('colours')), picture));
    expect(clean).toMatchObject({ width: 40, height: 30 });
  });

  test('GIF: comments and XMP; not how often it repeats', () => {
    const loop = bytes([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 0, 0, 0]);
    const comment = bytes([0x21, 0xfe, SECRET.length], SECRET, [0]);
    const xmp = bytes([0x21, 0xff, 11], 'XMP DataXMP', [SECRET.length], SECRET, [0]);
    expect(Buffer.from(cleanPicture('image/gif', gif(comment, loop, xmp))?.bytes ?? [])).toEqual(gif(loop));
  });

  test('what is no whole picture is none: it is kept as bytes, and nobody shows it', () => {
    const all = { 'image/jpeg': jpeg(), 'image/png': png(), 'image/gif': gif() };
    for (const [type, whole] of Object.entries(all)) {
      expect(cleanPicture(type, whole), type).not.toBe(null);
      for (const end of [3, 12, whole.length - 4]) expect(cleanPicture(type, whole.subarray(0, end)), type).toBe(null);
    }
    expect(cleanPicture('image/webp', bytes('RIFF\0\0\0\0WEBP'))).toBe(null);
    expect(cleanPicture('application/pdf', bytes('%PDF-'))).toBe(null);
  });
});
