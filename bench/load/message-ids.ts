/**
 * Ids of benchmark messages: UUIDv7 whose last 8 hex digits are the message's number and whose fourth group is always
 * `bead`. One search for `-bead-` therefore finds every message in any frame of any protocol, JSON or Yjs, without
 * decoding it.
 *
 *     tttttttt-tttt-7sss-bead-rrrrnnnnnnnn     t milliseconds, s low bits of the number, r this run, n the number
 */
import { randomBytes } from 'node:crypto';

export const ID_LENGTH = 36;
const NUMBER_DIGITS = 8;
/** From the start of `-bead-` to the number: the marker and the run. */
const MARKER_TO_NUMBER = 10;
const MARKER_LENGTH = 6;

const HEX = Buffer.from('0123456789abcdef');
const run = randomBytes(2).toString('hex');
const template = Buffer.from(`00000000-0000-7000-bead-${run}00000000`);
let stampedMillisecond = -1;

const hexValue = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) hexValue[HEX[value] ?? 0] = value;

/** How far a search may jump when the byte it looks at is not the end of the marker (Horspool). */
const MARKER = Buffer.from('-bead-');
const jump = new Uint8Array(256).fill(MARKER_LENGTH);
for (let index = 0; index < MARKER_LENGTH - 1; index += 1) jump[MARKER[index] ?? 0] = MARKER_LENGTH - 1 - index;

function writeHex(target: Uint8Array, offset: number, digits: number, value: number): void {
  let rest = value;
  for (let index = offset + digits - 1; index >= offset; index -= 1) {
    target[index] = HEX[rest & 15] ?? 0;
    rest >>>= 4;
  }
}

/**
 * Writes the id of message `number` (0 to 2^32 - 1) as 36 ASCII bytes.
 * @param now milliseconds since 1970
 */
export function writeMessageId(target: Uint8Array, offset: number, number: number, now: number): void {
  const millisecond = Math.floor(now);
  if (millisecond !== stampedMillisecond) {
    stampedMillisecond = millisecond;
    writeHex(template, 0, 8, Math.floor(millisecond / 0x10000));
    writeHex(template, 9, 4, millisecond % 0x10000);
  }
  target.set(template, offset);
  writeHex(target, offset + 15, 3, number & 0xfff);
  writeHex(target, offset + 28, NUMBER_DIGITS, number);
}

/** Calls `found` with the number of each benchmark message in `buffer[start..end)`, in order. */
export function scanMessageNumbers(
  buffer: Uint8Array,
  start: number,
  end: number,
  found: (number: number) => void,
): void {
  let position = start;
  const last = end - MARKER_TO_NUMBER - NUMBER_DIGITS;
  while (position <= last) {
    if (!isMarker(buffer, position)) {
      position += jump[buffer[position + MARKER_LENGTH - 1] ?? 0] ?? 1;
      continue;
    }
    const number = readHex(buffer, position + MARKER_TO_NUMBER);
    if (number < 0) {
      // Once in 65 s the time of an id is `bead` too; the real marker comes ten bytes later.
      position += 1;
      continue;
    }
    found(number);
    position += MARKER_TO_NUMBER + NUMBER_DIGITS;
  }
}

function isMarker(buffer: Uint8Array, at: number): boolean {
  // Bytes of "-bead-", last one first: it is the rarest outcome of a jump.
  return (
    buffer[at + 5] === 0x2d &&
    buffer[at] === 0x2d &&
    buffer[at + 1] === 0x62 &&
    buffer[at + 2] === 0x65 &&
    buffer[at + 3] === 0x61 &&
    buffer[at + 4] === 0x64
  );
}

function readHex(buffer: Uint8Array, offset: number): number {
  let value = 0;
  for (let index = 0; index < NUMBER_DIGITS; index += 1) {
    const digit = hexValue[buffer[offset + index] ?? 0] ?? -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
