/**
 * `[varuint channel][payload]`: one y-protocols message of the document that `opened` gave this channel. The varuint is
 * lib0's: seven bits a byte, lowest first.
 */
export function encodeDocumentFrame(channel: number, payload: Uint8Array): Uint8Array {
  let length = 1;
  for (let rest = channel; rest > 127; rest = Math.floor(rest / 128)) length += 1;
  const frame = new Uint8Array(length + payload.length);
  let rest = channel;
  for (let index = 0; index < length - 1; index += 1) {
    frame[index] = 128 | (rest & 127);
    rest = Math.floor(rest / 128);
  }
  frame[length - 1] = rest;
  frame.set(payload, length);
  return frame;
}

/** The payload shares the frame's memory. Null for a frame that ends within its channel number. */
export function decodeDocumentFrame(
  frame: Uint8Array,
): { readonly channel: number; readonly payload: Uint8Array } | null {
  let channel = 0;
  let factor = 1;
  for (let index = 0; index < frame.length && index < 8; index += 1) {
    const byte = frame[index] ?? 0;
    channel += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) return { channel, payload: frame.subarray(index + 1) };
  }
  return null;
}
