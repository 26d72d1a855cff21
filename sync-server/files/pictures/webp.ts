import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';

/** In the header of the extended format (RFC 9649, §2.7.1): there are Exif and XMP. */
const TELLS_METADATA = 0x08 | 0x04;
const NEEDED = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

export function cleanWebp(bytes: Uint8Array): CleanPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const kept: Uint8Array[] = [];
  let size: { readonly width: number; readonly height: number } | null = null;
  for (let at = 12; at + 8 <= end;) {
    const name = nameAt(bytes, at);
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) throw new BrokenPictureError('a chunk beyond the end');
    if (NEEDED.has(name)) {
      size ??= sizeIn(view, name, at + 8);
      const chunk = Buffer.alloc(next - at);
      chunk.set(bytes.subarray(at, Math.min(next, end)));
      if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~TELLS_METADATA;
      kept.push(chunk);
    }
    at = next;
  }
  if (size === null) throw new BrokenPictureError('no picture in it');
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4);
  return { bytes: Buffer.concat([head, ...kept]), ...size };
}

/** Of the first chunk of a picture, whose content begins at `at`; null for one that does not tell. */
function sizeIn(view: DataView, name: string, at: number): { width: number; height: number } | null {
  const three = (from: number): number => view.getUint16(from, true) + view.getUint8(from + 2) * 65_536;
  if (name === 'VP8X') return { width: three(at + 4) + 1, height: three(at + 7) + 1 };
  if (name === 'VP8 ')
    return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
  if (name !== 'VP8L') return null;
  const bits = view.getUint32(at + 1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
