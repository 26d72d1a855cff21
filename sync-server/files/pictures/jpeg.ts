import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Frame headers: SOF0–15 without those three numbers that are something else (ITU T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** What decoders need to show it right: JFIF, a colour profile, Adobe's colour transform. */
function isNeeded(bytes: Uint8Array, marker: number, at: number): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  return (
    (marker === APP0 && text(bytes, at, 5) === 'JFIF\0') ||
    (marker === APP2 && text(bytes, at, 12) === 'ICC_PROFILE\0') ||
    (marker === APP14 && text(bytes, at, 5) === 'Adobe')
  );
}

/** How it is to be turned, 1 to 8, by its Exif; 1 where that cannot be read (Exif 2.3, tag 0x0112). */
function orientationOf(bytes: Uint8Array, at: number, end: number): number {
  if (text(bytes, at, 6) !== 'Exif\0\0') return 1;
  const tiff = at + 6;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const isLittle = text(bytes, tiff, 2) === 'II';
    const directory = tiff + view.getUint32(tiff + 4, isLittle);
    const count = view.getUint16(directory, isLittle);
    for (let entry = 0; entry < count; entry += 1) {
      const field = directory + 2 + entry * 12;
      if (field + 12 > end) return 1;
      if (view.getUint16(field, isLittle) !== 0x0112) continue;
      const value = view.getUint16(field + 8, isLittle);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // It points out of itself.
  }
  return 1;
}

/** An Exif segment that tells nothing but how the picture is to be turned. */
const turned = (orientation: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, APP1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  );

/** Where the next marker begins behind compressed data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    // A byte 0xff of the data, a restart, or a byte that fills.
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new BrokenPictureError('a scan without an end');
}

export function cleanJpeg(bytes: Uint8Array): CleanPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new BrokenPictureError('no JPEG');
  const kept: Uint8Array[] = [];
  let [width, height, orientation] = [0, 0, 1];
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new BrokenPictureError('no marker where one is due');
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI) break;
    const length = view.getUint16(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw new BrokenPictureError('a segment beyond the end');
    if (isFrame(marker)) {
      height = Math.max(height, view.getUint16(at + 5));
      width = Math.max(width, view.getUint16(at + 7));
    }
    if (marker === APP1) orientation = Math.max(orientation, orientationOf(bytes, at + 4, end));
    if (marker === SOS) end = endOfScan(bytes, end);
    if (isNeeded(bytes, marker, at + 4)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  // A JFIF segment has to be the first; Exif goes behind it.
  const first = kept.findIndex((segment) => segment[1] !== APP0);
  if (orientation !== 1) kept.splice(Math.max(0, first), 0, turned(orientation));
  const isUpright = orientation < 5;
  return {
    bytes: Buffer.concat([Uint8Array.of(0xff, SOI), ...kept, Uint8Array.of(0xff, EOI)]),
    width: isUpright ? width : height,
    height: isUpright ? height : width,
  };
}
