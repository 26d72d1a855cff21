/**
 * Whole WebSocket frames as a server sends them (RFC 6455 §5.2: final, unmasked), so that one buffer made once goes to
 * every reader's socket without being copied or framed again.
 */
const TEXT = 0x81;
const BINARY = 0x82;

/** lib0's varuint: seven bits a byte, lowest first. */
function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

function putVarUint(target: Uint8Array, at: number, value: number): number {
  let rest = value;
  while (rest > 127) {
    target[at++] = 128 | (rest & 127);
    rest = Math.floor(rest / 128);
  }
  target[at++] = rest;
  return at;
}

const headerLength = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

function putHeader(target: Buffer, first: number, length: number): number {
  target[0] = first;
  if (length < 126) {
    target[1] = length;
    return 2;
  }
  if (length < 65_536) {
    target[1] = 126;
    target.writeUInt16BE(length, 2);
    return 4;
  }
  target[1] = 127;
  target.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
  target.writeUInt32BE(length % 2 ** 32, 6);
  return 10;
}

export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(headerLength(length) + length);
  frame.write(text, putHeader(frame, TEXT, length), 'utf8');
  return frame;
}

/** y-protocols: message kind 0 is sync; within it 0 asks by state vector, 1 answers, 2 is an update. */
export type SyncStep = 0 | 1 | 2;

/** Up to so many bytes, copying them is cheaper than a buffer more. */
const SMALL = 1024;

/** A sync message about a document; for a multiplexed socket with its channel before it, for a stock client (null) without. */
export function syncFrame(channel: number | null, step: SyncStep, bytes: Uint8Array): Buffer {
  const { frame, at } = beginSync(channel, step, bytes.length, bytes.length);
  frame.set(bytes, at);
  return frame;
}

/** What was asked for, as a frame in one or two parts; a large one is not copied, so `bytes` must stay as they are. */
export function syncAnswer(channel: number | null, bytes: Uint8Array): readonly Buffer[] {
  if (bytes.length <= SMALL) return [syncFrame(channel, 1, bytes)];
  const { frame } = beginSync(channel, 1, bytes.length, 0);
  return [frame, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)];
}

/** All of the frame before the bytes, which come `at` there, and room for so many. */
function beginSync(
  channel: number | null,
  step: SyncStep,
  bytes: number,
  room: number,
): { readonly frame: Buffer; readonly at: number } {
  const prefix = channel === null ? 0 : varUintLength(channel);
  const head = prefix + 2 + varUintLength(bytes);
  const length = head + bytes;
  const frame = Buffer.allocUnsafe(headerLength(length) + head + room);
  let at = putHeader(frame, BINARY, length);
  if (channel !== null) at = putVarUint(frame, at, channel);
  frame[at++] = 0;
  frame[at++] = step;
  return { frame, at: putVarUint(frame, at, bytes) };
}
