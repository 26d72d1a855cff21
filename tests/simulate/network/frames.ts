/** WebSocket frames as the server writes them on its stream (RFC 6455, unmasked and whole), taken apart again. */
export interface RawFrame {
  readonly isBinary: boolean;
  readonly payload: Buffer;
}

export function* framesIn(bytes: Buffer): Generator<RawFrame> {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] as number;
    let length = bytes[at + 1] as number;
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    if (at + length > bytes.length || (first !== 0x81 && first !== 0x82))
      throw new Error('the server wrote no whole WebSocket frame');
    yield { isBinary: first === 0x82, payload: bytes.subarray(at, at + length) };
    at += length;
  }
}
