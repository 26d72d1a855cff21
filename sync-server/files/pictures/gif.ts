import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const CONTROL = 0xf9;
const APPLICATION = 0xff;

/** Comments, plain text and applications' data go (XMP among them); how often it repeats stays (GIF89a, §§20–26). */
export function cleanGif(bytes: Uint8Array): CleanPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const colours = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const endOfBlocks = (from: number): number => {
    let at = from;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    return at + 1;
  };
  let at = 13 + colours(view.getUint8(10));
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  for (;;) {
    const block = view.getUint8(at);
    if (block === TRAILER) break;
    let end: number;
    let isNeeded = true;
    if (block === IMAGE) end = endOfBlocks(at + 11 + colours(view.getUint8(at + 9)));
    else if (block === EXTENSION) {
      end = endOfBlocks(at + 2);
      const name = String.fromCharCode(...bytes.subarray(at + 3, at + 14));
      const kind = view.getUint8(at + 1);
      isNeeded = kind === CONTROL || (kind === APPLICATION && (name === 'NETSCAPE2.0' || name === 'ANIMEXTS1.0'));
    } else throw new BrokenPictureError('a block that nobody knows');
    if (end > bytes.length) throw new BrokenPictureError('a block beyond the end');
    if (isNeeded) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return {
    bytes: Buffer.concat([...kept, Uint8Array.of(TRAILER)]),
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
  };
}
