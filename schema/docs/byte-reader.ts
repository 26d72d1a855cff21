/** The bytes are not those of a document that this server wrote. Caught where documents are loaded. */
export class DamagedDocumentError extends Error {}

const decoder = new TextDecoder();

/** Walks over bytes as lib0's encoding writes them (lib0/encoding.js). Every step throws `DamagedDocumentError` past the end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at = 0;

  constructor(bytes: Uint8Array, end: number = bytes.length) {
    this.bytes = bytes;
    this.end = end;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined || this.at >= this.end) throw new DamagedDocumentError('cut off');
    this.at += 1;
    return value;
  }

  varUint(): number {
    let value = 0;
    for (let factor = 1; factor <= Number.MAX_SAFE_INTEGER; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new DamagedDocumentError('an endless number');
  }

  string(): string {
    const length = this.varUint();
    const start = this.at;
    this.skip(length);
    return decoder.decode(this.bytes.subarray(start, this.at));
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.end) throw new DamagedDocumentError('cut off');
  }

  /** One value of lib0's `writeAny`, without decoding it. */
  skipAny(): void {
    const type = this.byte();
    switch (type) {
      case 119:
        this.skip(this.varUint());
        return;
      case 125:
        while (this.byte() > 127);
        return;
      case 124:
        this.skip(4);
        return;
      case 123:
        this.skip(8);
        return;
      case 118:
        for (let fields = this.varUint(); fields > 0; fields -= 1) {
          this.skip(this.varUint());
          this.skipAny();
        }
        return;
      case 117:
        for (let values = this.varUint(); values > 0; values -= 1) this.skipAny();
        return;
      case 120:
      case 121:
      case 126:
      case 127:
        return;
      default:
        throw new DamagedDocumentError(`a value of type ${type}`);
    }
  }
}
