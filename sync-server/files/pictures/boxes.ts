import { BrokenPictureError } from './clean-picture.ts';

/** A box of the ISO base media file format (ISO/IEC 14496-12, §4.2): where it and its content begin, and where both end. */
export interface Box {
  readonly type: string;
  readonly at: number;
  readonly content: number;
  readonly end: number;
}

export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** The boxes between two places, side by side, to the last byte. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    if (at + 8 > to) throw new BrokenPictureError('a box that is cut');
    const told = view.getUint32(at);
    const isLarge = told === 1;
    // Without a size it goes on to the end of what it stands in.
    const length = isLarge ? wholeNumber(view, at + 8, 8) : told === 0 ? to - at : told;
    const content = at + (isLarge ? 16 : 8);
    if (length < content - at || at + length > to) throw new BrokenPictureError('a box beyond the end');
    boxes.push({ type: textAt(bytes, at + 4, 4), at, content, end: at + length });
    at += length;
  }
  return boxes;
}

/** A number of so many bytes; 0 for none. */
export function wholeNumber(view: DataView, at: number, length: number): number {
  let number = 0;
  for (let byte = 0; byte < length; byte += 1) number = number * 256 + view.getUint8(at + byte);
  if (!Number.isSafeInteger(number)) throw new BrokenPictureError('a number beyond all files');
  return number;
}
