import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanFilm } from './film.ts';
import { cleanPicture } from './picture.ts';

const SECRET = 'GPS 52.4 N 16.9 E';
const u16 = (value: number): number[] => [value >> 8, value & 255];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
const join8 = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const box = (type: string, ...content: readonly (string | readonly number[] | Uint8Array)[]): Buffer => {
  const inside = join8(...content);
  return join8(u32(inside.length + 8), type, inside);
};
const full = (
  type: string,
  version: number,
  ...content: readonly (string | readonly number[] | Uint8Array)[]
): Buffer => box(type, [version, 0, 0, 0], ...content);

interface Item {
  readonly type: string;
  readonly bytes: string;
  /** In the box of small items. */
  readonly isSmall?: boolean;
}

/** A picture of these items, each with its bytes; `behind` stands behind its end, `inside` in its list of items. */
function heif(items: readonly Item[], { behind = '', inside = '', version = 1, ispe = [40, 30] } = {}): Buffer {
  const ftyp = box('ftyp', 'heic', u32(0), 'mif1heic');
  const infos = items.map(({ type }, n) =>
    full('infe', 2, u16(n + 1), u16(0), type, 'name\0', type === 'mime' ? 'application/rdf+xml\0' : ''),
  );
  const small = items.filter(({ isSmall }) => isSmall).map(({ bytes }) => bytes);
  const large = items.filter(({ isSmall }) => !isSmall).map(({ bytes }) => bytes);
  const meta = (from: number): Buffer => {
    let [inSmall, inLarge] = [0, from];
    const places = items.map(({ bytes, isSmall = false }, n) => {
      const at = isSmall ? inSmall : inLarge;
      if (isSmall) inSmall += bytes.length;
      else inLarge += bytes.length;
      const method = version === 0 ? [] : u16(isSmall ? 1 : 0);
      return join8(u16(n + 1), method, u16(0), u16(1), u32(at), u32(bytes.length));
    });
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), 'pict', u32(0), u32(0), u32(0), [0]),
      full('pitm', 0, u16(1)),
      full('iinf', 0, u16(items.length), ...infos),
      full('iloc', version, [0x44, 0], u16(items.length), ...places),
      box(
        'iprp',
        box('ipco', full('ispe', 0, u32(ispe[0] ?? 0), u32(ispe[1] ?? 0)), box('irot', [1]), box('udes', SECRET)),
      ),
      ...(small.length > 0 ? [box('idat', ...small)] : []),
      inside === '' ? [] : box('udta', inside),
    );
  };
  const start = ftyp.length + meta(0).length + 8;
  return join8(ftyp, meta(start), box('mdat', ...large, inside), behind === '' ? [] : box('uuid', behind));
}

const clean = (bytes: Uint8Array) => cleanPicture('image/heic', bytes);
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

describe('FILE3 HEIC and AVIF are kept without what they tell beside the picture, and nothing of the picture moves', () => {
  const told = [
    { type: 'hvc1', bytes: 'the picture' },
    { type: 'Exif', bytes: `\0\0\0\0Exif${SECRET}` },
    { type: 'mime', bytes: `<x:xmpmeta>${SECRET}` },
    { type: 'grid', bytes: 'how parts become one', isSmall: true },
    { type: 'uri ', bytes: SECRET, isSmall: true },
  ];

  test.each([0, 1])(
    'Exif, XMP and other items are written over, whatever names their places (version %i)',
    (version) => {
      const items = version === 0 ? told.map(({ type, bytes }) => ({ type, bytes })) : told;
      const given = heif(items, { version, behind: SECRET, inside: SECRET });
      const found = clean(given);
      expect(found).toMatchObject({ width: 40, height: 30 });
      const text = textOf(found?.bytes);
      expect(textOf(given)).toContain(SECRET);
      expect(text).not.toContain('GPS');
      expect(text).not.toContain('xmpmeta');
      // In their places, from which all others are counted.
      for (const kept of ['the picture', 'how parts become one', 'hvc1', 'irot'])
        expect([kept, text.indexOf(kept)]).toEqual([kept, textOf(given).indexOf(kept)]);
      for (const gone of ['Exif', 'mime', 'uri ', 'udes', 'udta', 'uuid']) expect(text).not.toContain(gone);
      expect(clean(found?.bytes ?? new Uint8Array(0))).toEqual(found);
    },
  );

  test('what no item names, between the parts of the picture or behind its end, is not kept', () => {
    const given = heif([{ type: 'av01', bytes: 'the picture' }], {
      behind: `film ${SECRET}`,
      inside: `rest ${SECRET}`,
    });
    const text = textOf(cleanPicture('image/avif', given)?.bytes);
    expect(text).toContain('the picture');
    expect(text).not.toMatch(/film|rest|GPS/);
    expect(text.endsWith('\0')).toBe(true);
  });

  test('what cannot be read to its end, stands elsewhere or is no single picture is none', () => {
    const whole = heif(told);
    expect(clean(whole)).not.toBe(null);
    for (const end of [4, 20, 60, 150, whole.length - 3]) expect(clean(whole.subarray(0, end)), String(end)).toBe(null);
    expect(clean(join8(whole, box('moov', SECRET)))).toBe(null);
    expect(clean(join8(box('ftyp', 'heic', u32(0)), box('mdat', SECRET)))).toBe(null);
    // Places beyond its end, in another item, or in another file.
    const iloc = whole.indexOf('iloc') + 8 + 4;
    const changed = (at: number, ...values: number[]): Buffer => {
      const copy = Buffer.from(whole);
      copy.set(values, iloc + at);
      return copy;
    };
    expect(clean(changed(8, ...u32(0x7fffffff)))).toBe(null);
    expect(clean(changed(12, ...u32(0)))).toBe(null);
    expect(clean(changed(2, 0, 2))).toBe(null);
    expect(clean(changed(4, 0, 1))).toBe(null);
    expect(clean(heif(told, { ispe: [60_000, 60_000] }))).toBe(null);
  });
});

describe('FILE3 a film is kept without what stands beside it', () => {
  async function film(bytes: Buffer): Promise<{ readonly isWhole: boolean; readonly text: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'holdline-film-'));
    try {
      const path = join(folder, 'film');
      writeFileSync(path, bytes);
      const handle = await open(path, 'r+');
      const isWhole = await cleanFilm(handle, bytes.length).finally(() => handle.close());
      return { isWhole, text: readFileSync(path, 'latin1') };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const trak = box('trak', box('tkhd', 'matrix'), box('meta', SECRET), box('mdia', box('minf', box('udta', SECRET))));
  const whole = join8(
    box('ftyp', 'qt  ', u32(0)),
    box('free', SECRET),
    join8(u32(1), 'mdat', u32(0), u32(16 + 7), 'pixels!'),
    box('moov', box('mvhd', 'times'), trak, box('udta', box('\xa9xyz', SECRET)), box('meta', SECRET)),
    box('uuid', SECRET),
  );

  test('tables and pictures stay where they are', async () => {
    const { isWhole, text } = await film(whole);
    expect(isWhole).toBe(true);
    expect(text).toHaveLength(whole.length);
    expect(text).not.toContain('GPS');
    for (const kept of ['pixels!', 'matrix', 'times', 'mdia'])
      expect([kept, text.indexOf(kept)]).toEqual([kept, whole.toString('latin1').indexOf(kept)]);
    expect((await film(Buffer.from(text, 'latin1'))).text).toBe(text);
  });

  test('what is cut is none, and no length leads beyond its end', async () => {
    expect((await film(whole.subarray(0, whole.length - 4))).isWhole).toBe(false);
    expect((await film(join8(box('ftyp', 'isom'), u32(4), 'moov'))).isWhole).toBe(false);
    expect((await film(join8(box('ftyp', 'isom'), u32(1), 'mdat', u32(0xffffffff), u32(0)))).isWhole).toBe(false);
    expect((await film(join8(box('ftyp', 'isom'), box('moov', u32(99), 'trak')))).isWhole).toBe(false);
    // One that goes on to the end of the file.
    expect((await film(join8(box('ftyp', 'isom'), u32(0), 'mdat', 'pixels'))).isWhole).toBe(true);
  });
});
