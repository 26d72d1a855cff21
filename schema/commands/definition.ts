import type * as v from 'valibot';
import type { ContactFields, Effect } from '../conversation/entry.ts';
import type { DeskState } from '../conversation/desk.ts';
import type { Edit, Head, Message } from '../conversation/conversation.ts';
import type { Invited } from '../conversation/invited.ts';
import type { Device } from '../conversation/visit.ts';
import type { FileClaim } from '../files.ts';
import type { CommandId, MessageId, VisitorId } from '../ids.ts';
import type { Verb } from '../policy/policy.ts';
import type { Rejection } from '../rejection.ts';
import type { Actor, Author, Change } from '../words.ts';

/**
 * What a decision may look at. The server answers from its rows, a device from its replica with the waiting commands laid
 * over it: the same `decide` runs on both, so an operator without a network sees what the server will say.
 */
export interface Facts {
  /** Null when there is no such conversation. */
  readonly head: Head | null;
  /** A message of this conversation and what lies over it. */
  readonly message: (id: MessageId) => { readonly message: Message; readonly edit: Edit | null } | null;
  /** What operators other than `except` did after entry `seq`, oldest first. */
  readonly changesSince: (seq: number, except: string) => readonly Change[];
  /** Whether the server offered it on after entry `seq`, because this person was gone. */
  readonly lostSince: (seq: number, id: string) => boolean;
  /** A person of the workspace who can answer chats; null for anyone else. */
  readonly person: (id: string) => Author | null;
  /** The file of which this is claimed, as it is, if `by` has put it into this conversation; null: there is no such. A device believes itself. */
  readonly file: (claim: FileClaim, by: string) => FileClaim | null;
  /** Whether the contact that the command is about has this task, deleted or not. */
  readonly hasTask: (id: CommandId) => boolean;
  /** A department of the workspace, by its id. */
  readonly department: (id: string) => { readonly name: string } | null;
  /**
   * Where this visitor came from last, as a name of its network; null when that is not known, or is nobody's in particular. Absent on a
   * device, which is not told.
   */
  readonly addressOf?: ((visitor: VisitorId) => string | null) | undefined;
  /** What this visitor came with last, as its browser says; null when that is not known. Absent on a device, which is not told. */
  readonly deviceOf?: ((visitor: VisitorId) => Device | null) | undefined;
  /** What the site has signed of this visitor. Absent on a device: what it tells of itself shows there as it is told. */
  readonly signedOf?: ((visitor: VisitorId) => ContactFields) | undefined;
  /** Whether this visitor may have one more copy by mail today. Absent on a device, which is not told. */
  readonly mayHaveTranscript?: ((visitor: VisitorId) => boolean) | undefined;
  /**
   * The invitation of which this visitor tells that it began upon it, as it really was; null: it was not invited so. Absent on a device,
   * which believes what it has shown.
   */
  readonly invited?: ((visitor: VisitorId, site: string, told: Invited) => Invited | null) | undefined;
  /** The parameters that stay in addresses of this site's pages (VISIT5). Absent on a device, which leaves out the others itself. */
  readonly parametersOf?: ((site: string) => readonly string[]) | undefined;
  /** Whether the conversation of the command may have a call at this time (CALL7). Absent on a device, which shows what was asked. */
  readonly isCallFree?: ((at: number, site: string) => boolean) | undefined;
  /** What only staff see of the conversation. Asked for by the few commands that need it: the server has to look it up. */
  readonly desk: () => DeskState;
}

/** Who acts, when (server's clock in ms; the device's clock for an optimistic view), under which id. */
export interface Circumstances {
  readonly id: CommandId;
  readonly actor: Actor;
  readonly now: number;
  /** When it was written, by the device's clock, ms. */
  readonly writtenAt: number;
}

export type Decision =
  | { readonly kind: 'accept'; readonly effect: Effect }
  /** It is so already: accepted, and nothing is written. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reject'; readonly rejection: Rejection }
  | { readonly kind: 'hold'; readonly changes: readonly Change[] };

export interface CommandDefinition<Type extends Verb, Schema extends v.GenericSchema<unknown, unknown>> {
  readonly type: Type;
  /** Parsed once at the edge. */
  readonly payload: Schema;
  /** Pure. The policy table was asked before. */
  readonly decide: (facts: Facts, payload: v.InferOutput<Schema>, circumstances: Circumstances) => Decision;
}

/** Checks a definition's types against each other; returns it as it is. */
export const defineCommand = <Type extends Verb, Schema extends v.GenericSchema<unknown, unknown>>(
  definition: CommandDefinition<Type, Schema>,
): CommandDefinition<Type, Schema> => definition;

export const accept = (effect: Effect): Decision => ({ kind: 'accept', effect });
export const NOTHING: Decision = { kind: 'nothing' };
export const reject = (rejection: Rejection): Decision => ({ kind: 'reject', rejection });
export const NOT_FOUND: Decision = /*#__PURE__*/ reject({ reason: 'not-found' });
