import { utf8Length } from '../text.ts';

const encoder = new TextEncoder();
const number = new DataView(new ArrayBuffer(8));

/** Below this many characters a loop is quicker than a call of the text encoder; and the length takes one byte. */
const SHORT = 48;
const LARGEST_INTEGER = 0x7fffffff;

/** How many bytes lib0's variable length encoding of a non-negative integer takes. */
export function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

/**
 * Bytes that grow at their end, written as lib0's encoding writes them (lib0/encoding.js). It keeps at most a fifth, or 256
 * bytes, in reserve, because a server holds one for each loaded document.
 */
export class ByteWriter {
  bytes: Uint8Array;
  length: number;

  /** Goes on behind `length` bytes of `bytes`, which it owns from now on. */
  constructor(bytes: Uint8Array = new Uint8Array(0), length: number = bytes.length) {
    this.bytes = bytes;
    this.length = length;
  }

  static withCapacity(capacity: number): ByteWriter {
    return new ByteWriter(new Uint8Array(capacity), 0);
  }

  /** What was written, in this memory. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** Makes room for so many bytes more. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(needed + Math.max(256, Math.floor(needed / 5)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** Gives back the reserve where it is more than growing leaves. */
  fit(): void {
    if (this.bytes.length - this.length > Math.max(256, Math.floor(this.length / 5))) this.bytes = this.toBytes();
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  varUint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte(128 | (rest & 127));
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** Writes over bytes that are there; the number must take no more than it may. */
  putVarUint(at: number, value: number): void {
    const { length } = this;
    this.length = at;
    this.varUint(value);
    this.length = length;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written; new memory. */
  toBytes(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  /** UTF-8 with its length in bytes before it. */
  string(text: string): void {
    if (text.length < SHORT && this.#shortAscii(text)) return;
    const length = utf8Length(text);
    this.varUint(length);
    this.reserve(length);
    encoder.encodeInto(text, this.bytes.subarray(this.length, this.length + length));
    this.length += length;
  }

  /** Most strings are keys, names and ids. Leaves everything as it was when the text is not ASCII. */
  #shortAscii(text: string): boolean {
    const { length } = text;
    this.reserve(length + 1);
    const { bytes } = this;
    const start = this.length + 1;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > 127) return false;
      bytes[start + index] = unit;
    }
    bytes[start - 1] = length;
    this.length = start + length;
    return true;
  }

  /** A JSON value with its type before it; `undefined` is one, as lib0 has it. */
  any(value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.byte(119);
        this.string(value);
        return;
      case 'number':
        this.#number(value);
        return;
      case 'boolean':
        this.byte(value ? 120 : 121);
        return;
      case 'undefined':
        this.byte(127);
        return;
      case 'object':
        if (value === null) this.byte(126);
        else if (Array.isArray(value)) this.#array(value);
        else this.#object(value as Readonly<Record<string, unknown>>);
        return;
      default:
        throw new TypeError(`not a JSON value: ${typeof value}`);
    }
  }

  #array(values: readonly unknown[]): void {
    this.byte(117);
    this.varUint(values.length);
    for (const value of values) this.any(value);
  }

  #object(fields: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(fields);
    this.byte(118);
    this.varUint(keys.length);
    for (const key of keys) {
      this.string(key);
      this.any(fields[key]);
    }
  }

  #number(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) <= LARGEST_INTEGER) {
      this.byte(125);
      this.#varInt(value);
      return;
    }
    const single = Math.fround(value) === value;
    if (single) number.setFloat32(0, value);
    else number.setFloat64(0, value);
    this.byte(single ? 124 : 123);
    for (let index = 0; index < (single ? 4 : 8); index += 1) this.byte(number.getUint8(index));
  }

  /** The sign stands beside the lowest six bits, and so -0 stays -0. */
  #varInt(value: number): void {
    const negative = value < 0 || Object.is(value, -0);
    let rest = Math.abs(value);
    this.byte((rest > 63 ? 128 : 0) | (negative ? 64 : 0) | (rest & 63));
    rest = Math.floor(rest / 64);
    while (rest > 0) {
      this.byte((rest > 127 ? 128 : 0) | (rest & 127));
      rest = Math.floor(rest / 128);
    }
  }
}
