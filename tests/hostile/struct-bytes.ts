import * as encoding from 'lib0/encoding';

/** Structs of Yjs' update format, version 1, byte by byte, as Yjs itself would not write them. */

export type Write = (encoder: encoding.Encoder) => void;

/** Kinds of content. */
export const GC = 0;
export const DELETED = 1;
export const STRING = 4;
export const EMBED = 5;
export const FORMAT = 6;
export const TYPE = 7;
export const ANY = 8;
export const DOC = 9;
/** Bits beside the kind. */
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_KEY = 32;

export const bytesOf = (write: Write): Uint8Array => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
};

export interface Section {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Write[];
}
export type Deletion = readonly [client: number, clock: number, length: number];

export const update = (sections: readonly Section[], deletions: readonly Deletion[] = []): Uint8Array =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const { client, clock, structs } of sections) {
      encoding.writeVarUint(encoder, structs.length);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      for (const write of structs) write(encoder);
    }
    encoding.writeVarUint(encoder, deletions.length);
    for (const [client, clock, length] of deletions) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  });

interface Place {
  readonly root?: string;
  readonly parent?: readonly [client: number, clock: number];
  readonly key?: string;
  readonly origin?: readonly [client: number, clock: number];
  readonly rightOrigin?: readonly [client: number, clock: number];
}

export const item =
  (kind: number, place: Place, content: Write): Write =>
  (encoder) => {
    const { origin, rightOrigin, key, root, parent } = place;
    encoding.writeUint8(
      encoder,
      kind |
        (origin === undefined ? 0 : HAS_ORIGIN) |
        (rightOrigin === undefined ? 0 : HAS_RIGHT_ORIGIN) |
        (key === undefined ? 0 : HAS_KEY),
    );
    for (const id of [origin, rightOrigin]) {
      if (id === undefined) continue;
      encoding.writeVarUint(encoder, id[0]);
      encoding.writeVarUint(encoder, id[1]);
    }
    if (origin === undefined && rightOrigin === undefined) {
      encoding.writeVarUint(encoder, root === undefined ? 0 : 1);
      if (root !== undefined) encoding.writeVarString(encoder, root);
      else for (const part of parent ?? [1, 0]) encoding.writeVarUint(encoder, part);
      if (key !== undefined) encoding.writeVarString(encoder, key);
    }
    content(encoder);
  };

export const any =
  (...values: unknown[]): Write =>
  (encoder) => {
    encoding.writeVarUint(encoder, values.length);
    for (const value of values) encoding.writeAny(encoder, value as never);
  };
export const length =
  (kind: number, count: number): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, kind);
    encoding.writeVarUint(encoder, count);
  };

/** Arrays in arrays, which a recursive reader follows until its stack ends. */
export const deep =
  (levels: number): Write =>
  (encoder) => {
    encoding.writeVarUint(encoder, 1);
    for (let level = 0; level < levels; level += 1) {
      encoding.writeUint8(encoder, 117);
      encoding.writeVarUint(encoder, 1);
    }
    encoding.writeAny(encoder, null);
  };
