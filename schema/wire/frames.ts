import * as v from 'valibot';
import { commandSchema } from '../commands/command.ts';
import type { Cursor } from '../commands/cursor-advance.ts';
import type { CommandId } from '../ids.ts';
import { siteIdSchema } from '../site/site-id.ts';
import { talkIdSchema } from '../room/room-id.ts';
import { conversationIdSchema, type ConversationId } from '../ids.ts';
import type { Limits } from '../limits.ts';
import type { CommandResult } from '../rejection.ts';
import type { Actor, Author } from '../words.ts';

/**
 * The whole wire. A text message is one JSON control frame, below. A binary message is a document frame,
 * `[varuint channel][y-protocols message]` (document-frame.ts). `/sync` carries both; `/sync/<document>` carries bare
 * y-protocols messages of that one document, as a stock y-websocket client speaks them.
 */
export { BEARER_PREFIX, OLDEST_PROTOCOL, PROTOCOL, SUBPROTOCOL } from './protocol.ts';

/** The most of a preview, in UTF-16 units: its end. */
const PREVIEW_LENGTH = 2_000;
const documentName = v.pipe(v.string(), v.maxLength(200));

/** What a client says. The first frame is `hello`, within five seconds. */
export const clientFrameSchema = /*#__PURE__*/ v.variant('t', [
  /**
   * `first`: the client begins anew with it, from the oldest that waits: the line has come up, or the wait that was told is over.
   * What comes without it was on its way, or is behind it. Since 3.
   */
  v.object({ t: v.literal('command'), command: commandSchema, first: v.optional(v.literal(true)) }),
  v.object({ t: v.literal('ping'), n: v.number() }),
  v.object({ t: v.literal('open'), document: documentName, epoch: v.nullable(v.pipe(v.string(), v.maxLength(40))) }),
  v.object({ t: v.literal('close'), document: documentName }),
  /** In a conversation or, since 3, in a room. `text`: what a visitor has written and not sent, up to where it is cut; empty: nothing any more. Told only when `welcome` said so. */
  v.object({
    t: v.literal('typing'),
    conversation: talkIdSchema,
    text: v.optional(v.pipe(v.string(), v.maxLength(PREVIEW_LENGTH))),
  }),
  /** All conversations that a person of staff has open in this browser on a page that can be seen; whether any page of it can. */
  v.object({
    t: v.literal('look'),
    conversations: v.pipe(v.array(conversationIdSchema), v.maxLength(20)),
    isVisible: v.optional(v.literal(true)),
  }),
  /** The newest `gone` that this device was told; null when it never was. Since 2. */
  v.object({ t: v.literal('gone'), known: v.nullable(v.pipe(v.string(), v.maxLength(60))) }),
  v.object({
    t: v.literal('hello'),
    protocol: v.pipe(v.number(), v.integer()),
    /** Random, made at installation: tells two devices of one person apart. */
    device: v.pipe(v.string(), v.minLength(8), v.maxLength(40)),
    /** The newest `life` that a server told this device, as it was told. Since 2. */
    life: v.optional(v.pipe(v.string(), v.maxLength(200))),
    /** Of a visitor: on whose pages it is. Since 3. */
    site: v.optional(siteIdSchema),
  }),
]);

export type ClientFrame = v.InferOutput<typeof clientFrameSchema>;

/** `on`: somebody of it is there. */
export interface OfferedDepartment {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
}

/** What the server says; the client believes it and does not parse it again. */
export type ServerFrame =
  | {
      readonly t: 'welcome';
      /** What is spoken from now on: what the client said, as far as the server knows it. */
      readonly protocol: number;
      /** Milliseconds since 1970. */
      readonly serverTime: number;
      readonly actor: Actor;
      readonly limits: Limits;
      /** Signed: how far the server's data reached. A server that was set back knows by it what a device has seen. Since 2. */
      readonly life?: string;
      /** To a visitor: the workspace lets operators see what is being typed, so it may be told. */
      readonly preview?: true;
      /** To a visitor: nobody is on duty. Since 3. */
      readonly unattended?: true;
      /** To a visitor, with it: when somebody's work begins, ms; absent when no schedule says so. Since 3. */
      readonly back?: number;
      /** To a visitor: the departments that its site offers, and whether anybody of each is on duty; absent when it offers none. Since 3. */
      readonly departments?: readonly OfferedDepartment[];
    }
  /**
   * The document's frames come and go on `channel` from now on. Channels are numbered by the server for all sockets alike, so
   * that one frame serves every reader, and are never used again. When `epoch` differs from the one the client named, it
   * discards its replica before the first sync message.
   */
  | { readonly t: 'opened'; readonly document: string; readonly channel: number; readonly epoch: string }
  /** The document is not to be had (code of close-codes.ts), or no longer: 4409 says open it again, it has a new epoch. */
  | { readonly t: 'closed'; readonly document: string; readonly code: number }
  | { readonly t: 'result'; readonly id: CommandId; readonly result: CommandResult }
  /**
   * How far each participant got, by participant id: all of them after `opened`, the changed ones later. `away`: this one answers,
   * and is not connected.
   */
  | {
      readonly t: 'cursors';
      readonly conversation: ConversationId;
      readonly cursors: {
        readonly [participant: string]: Cursor & { readonly kind: Author['kind']; readonly away?: true };
      };
    }
  /**
   * `text`, to staff alone: what this visitor has written and not sent. `after`: the newest line when the sign came; what its author
   * says behind that ends it. Since 3.
   */
  | {
      readonly t: 'typing';
      readonly conversation: ConversationId;
      readonly by: Author;
      readonly text?: string;
      readonly after?: number;
    }
  /** To staff: what everybody looks at, by person; `isAll`: whoever is not named looks at nothing. */
  | {
      readonly t: 'looks';
      readonly looks: { readonly [person: string]: readonly ConversationId[] };
      readonly isAll?: true;
    }
  /**
   * These documents are gone for good, with what belongs to them; null: too many to name, so that everything that can be fetched
   * again has to be dropped. Since 2.
   */
  | { readonly t: 'gone'; readonly upTo: string; readonly documents: readonly string[] | null }
  | { readonly t: 'pong'; readonly n: number; readonly serverTime: number; readonly life?: string }
  /**
   * The first `writes` updates that this socket sent since `opened` into a document that staff write are on the disk. An answer
   * to the server's question is one of them.
   */
  | { readonly t: 'saved'; readonly document: string; readonly writes: number }
  /**
   * To a visitor: it may not write until then, ms; null: for ever; 0: it may again. After `welcome` nothing is told while it may. Since 3.
   */
  | { readonly t: 'suspended'; readonly until: number | null }
  /** To a visitor: who is on duty is another matter now; all of it as in `welcome`. Since 3. */
  | {
      readonly t: 'unattended';
      readonly on: boolean;
      readonly back?: number;
      readonly departments?: readonly OfferedDepartment[];
    }
  /**
   * To a visitor: its place among those who wait for anybody, from 1; 0: it waits in no line. `wait`: under so many minutes somebody
   * takes it up as a rule, 0: more than an hour; absent: nobody can tell. Since 3.
   */
  | { readonly t: 'queue'; readonly place: number; readonly wait?: number }
  /** To a visitor who is known on several devices: the conversation it is in, and how far it has seen that on any of them. Since 3. */
  | { readonly t: 'mine'; readonly conversation: ConversationId; readonly seen: number }
  /** Somebody else wrote into it just now; may be lost. */
  | { readonly t: 'writing'; readonly document: string; readonly by: Author }
  /** The server is going down in order; come back after up to this many ms. A close with 1012 follows. */
  | { readonly t: 'bye'; readonly retryAfter: number };
