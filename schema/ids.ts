import * as v from 'valibot';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUIDv7, made on the device before the first write to disk and never again. A sent message has its command's id. */
export type CommandId = Branded<'command'>;
export type MessageId = CommandId;
/** UUIDv7, made on the visitor's device when it starts the conversation. */
export type ConversationId = Branded<'conversation'>;
/** `v` + 22 base64url characters: the first 16 bytes of SHA-256 of the visitor's token. */
export type VisitorId = Branded<'visitor'>;
/** UUIDv7 of a person of the workspace. */
export type OperatorId = Branded<'operator'>;

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const VISITOR_ID = /^v[A-Za-z0-9_-]{22}$/;

export const isUuidV7 = (text: string): boolean => UUID_V7.test(text);

const uuidV7 = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.regex(UUID_V7, 'a UUIDv7 is needed'),
    v.transform((text) => text as Id),
  );

export const commandIdSchema = /*#__PURE__*/ uuidV7<CommandId>();
export const conversationIdSchema = /*#__PURE__*/ uuidV7<ConversationId>();
export const operatorIdSchema = /*#__PURE__*/ uuidV7<OperatorId>();
// A pure call without arguments is the only one that every bundler leaves out where nobody parses.
const visitorId = () =>
  v.pipe(
    v.string(),
    v.regex(VISITOR_ID, 'a visitor id is needed'),
    v.transform((text) => text as VisitorId),
  );
export const visitorIdSchema = /*#__PURE__*/ visitorId();

const HEX = /*#__PURE__*/ Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Where ids come from: milliseconds since 1970, and a source of random bytes. */
export interface IdSource {
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/**
 * Makes UUIDv7s (RFC 9562) that grow within one factory even when the clock stands still or goes back, because ids in the
 * order of their making keep the database's index at its end (docs/decisions/hot-path.md).
 */
export function createIdFactory<Id extends string>(source: IdSource): () => Id {
  let lastTime = 0;
  let counter = 0;
  return () => {
    const time = source.now();
    const random = source.randomBytes(10);
    if (time > lastTime) {
      lastTime = time;
      counter = ((random[0] ?? 0) << 3) | ((random[1] ?? 0) & 7);
    } else if (++counter > 0xfff) {
      counter = 0;
      lastTime += 1;
    }
    const bytes = new Uint8Array(16);
    bytes.set(random, 6);
    let rest = lastTime;
    for (let index = 5; index >= 0; index -= 1) {
      bytes[index] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    bytes[6] = 0x70 | (counter >> 8);
    bytes[7] = counter & 0xff;
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    return bytesToUuid(bytes) as Id;
  };
}

/** 16 bytes to the 36 characters of a UUID. */
export function bytesToUuid(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += HEX[bytes[index] ?? 0];
  }
  return text;
}

/** The 36 characters of a UUID to 16 bytes. */
export function uuidToBytes(uuid: string): Uint8Array {
  const bytes = new Uint8Array(16);
  let at = 0;
  for (let index = 0; index < 36; index += 2) {
    if (uuid[index] === '-') index += 1;
    bytes[at] = Number.parseInt(uuid.slice(index, index + 2), 16);
    at += 1;
  }
  return bytes;
}

/** Milliseconds since 1970 by the clock of the device that made this UUIDv7. */
export const uuidTime = (uuid: string): number => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);

/** Of the workspace's list of them. */
export const departmentIdSchema = /*#__PURE__*/ v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,40}$/, 'an id of a department is needed'),
);
