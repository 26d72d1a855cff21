import type { AnyCommand, Giver } from '#schema/commands/any-command.ts';
import type { Command } from '#schema/commands/command.ts';
import type { Claims } from '#schema/conversation/known-person.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';
import type { KnownPerson } from './joining-store.ts';

/** A visitor turns out to be somebody known (joining.ts). */
export interface Joining {
  /** `next`, made anew by the device of `token`, speaks for `into` from now on. The same again is done already. */
  readonly join: (request: JoinRequest) => Promise<Result<void, 'retry' | 'signed-out'>>;
  /** What the site has signed of this visitor goes into the card. */
  readonly verify: (known: KnownPerson, before: Claims | null) => Promise<Result<void, 'retry'>>;
  /** The sockets of this visitor are asked anew who they are. */
  readonly askAgain: (visitor: VisitorId) => void;
  /** This command has to come back later. */
  readonly isMoving: (giver: Giver, command: Command | AnyCommand) => boolean;
  /** What is told of somebody who was somebody else, is told of whom they are. */
  readonly redirect: (giver: Giver, command: AnyCommand) => AnyCommand;
  /** Goes on with what the end of the process broke off. */
  readonly resume: () => void;
}

export interface JoinRequest {
  readonly token: VisitorId;
  readonly next: VisitorId;
  readonly into: VisitorId;
  /** A person who is new here, noted in the same step. */
  readonly person?: KnownPerson | null;
}

/** The JSON of `OwnData` (schema/http/own-data.ts), made as it is fetched; it breaks off when that takes too long or the disk refuses. */
export type OwnDataCopy = ReadableStream<Uint8Array<ArrayBuffer>>;

/** What visitors can do themselves about what is kept of them (PRIV1, PRIV2), where their site offers it. */
export interface OwnDataRoom {
  /**
   * All of theirs and nothing of staff's own: no note, tag, task or score. One is made at a time of each visitor, and few in all
   * (PRIV6); whoever gets one reads it or cancels it.
   */
  readonly read: (visitor: VisitorId) => Promise<Result<OwnDataCopy, 'not-offered' | 'retry' | 'busy' | 'too-often'>>;
  /** One at a time, and few an hour of one network (PRIV6). */
  readonly erase: (
    visitor: VisitorId,
  ) => Promise<
    Result<{ readonly conversations: number }, 'not-offered' | 'suspended' | 'not-found' | 'retry' | 'busy' | 'later'>
  >;
}
