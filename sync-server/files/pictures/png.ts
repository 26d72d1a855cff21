import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';

/** The picture, its colours and its movement (PNG, third edition). Text, times, Exif and whatever nobody knows go. */
const NEEDED = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD hIST sPLT acTL fcTL fdAT'.split(' '),
);
const SIGNATURE = 8;

export function cleanPng(bytes: Uint8Array): CleanPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; ;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length) throw new BrokenPictureError('a chunk beyond the end');
    if (at === SIGNATURE && name !== 'IHDR') throw new BrokenPictureError('no header');
    if (NEEDED.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') break;
    at = end;
  }
  return { bytes: Buffer.concat(kept), width: view.getUint32(16), height: view.getUint32(20) };
}
