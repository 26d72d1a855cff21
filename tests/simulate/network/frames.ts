/** WebSocket frames as the server writes them on its stream (RFC 6455, unmasked and whole), taken apart again. */
export interface RawFrame {
  readonly isBinary: boolean;
  readonly payload: Buffer;
}

/** The whole frames at the beginning of these bytes, and the part of one that is left. */
export function framesIn(bytes: Buffer): { readonly frames: readonly RawFrame[]; readonly rest: Buffer } {
  const frames: RawFrame[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] as number;
    if (first !== 0x81 && first !== 0x82) throw new Error('the server wrote something that is no WebSocket frame');
    let length = bytes[at + 1] as number;
    let body = at + 2;
    if (length === 126) {
      length = bytes.readUInt16BE(body);
      body += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(body));
      body += 8;
    }
    if (body + length > bytes.length) break;
    frames.push({ isBinary: first === 0x82, payload: bytes.subarray(body, body + length) });
    at = body + length;
  }
  return { frames, rest: bytes.subarray(at) };
}
