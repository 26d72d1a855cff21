/** A y-protocols message of a client, read no further than this: what an update holds is looked at by the document that takes it. */
export type SyncMessage =
  | { readonly kind: 'ask'; readonly vector: Uint8Array }
  /** An answer or an update. Empty ones are what a replica without changes of its own answers. */
  | { readonly kind: 'write'; readonly update: Uint8Array; readonly isEmpty: boolean }
  /** Awareness and the like: not for documents that the server writes. */
  | { readonly kind: 'other' };

const OTHER: SyncMessage = { kind: 'other' };

/** Null for bytes that are no message. */
export function readSyncMessage(bytes: Uint8Array): SyncMessage | null {
  const kind = bytes[0];
  if (kind === undefined) return null;
  if (kind !== 0) return OTHER;
  const step = bytes[1];
  const content = readBytes(bytes, 2);
  if (content === null || step === undefined || step > 2) return null;
  if (step === 0) return { kind: 'ask', vector: content };
  return { kind: 'write', update: content, isEmpty: content.length === 2 && content[0] === 0 && content[1] === 0 };
}

/** lib0's length-prefixed bytes; null when they do not reach as far as they say. */
function readBytes(bytes: Uint8Array, from: number): Uint8Array | null {
  let length = 0;
  let factor = 1;
  for (let at = from; at < bytes.length && at < from + 5; at += 1) {
    const byte = bytes[at] ?? 0;
    length += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) {
      const end = at + 1 + length;
      return end === bytes.length ? bytes.subarray(at + 1, end) : null;
    }
  }
  return null;
}
