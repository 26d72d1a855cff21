import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Command } from '#schema/commands/command.ts';
import type { Block } from '#schema/conversation/block.ts';
import type { HistoryPage, HistoryRequest } from '#schema/http/history.ts';
import type { OperatorId, VisitorId } from '#schema/ids.ts';
import type { BlockEffect } from '#schema/http/blocks.ts';
import type { InviteFailure } from '#schema/http/visitors.ts';
import type { PersonalInvitation } from '#schema/live/on-site.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Result } from '#schema/result.ts';
import type { Actor, Author, StaffRole } from '#schema/words.ts';
import type { Wordings } from './admit/wordings.ts';
import type { SealedChapters } from './admit/sealed-chapters.ts';
import type { SharedFiles } from './admit/shared-files.ts';
import type { Confirming } from './mail/confirming-contract.ts';
import type { Returning } from './mail/returning-contract.ts';
import type { Joining, OwnDataRoom } from './joining/joining-contract.ts';
import type { Welcome } from './listen/wire.ts';

/** The seams between the rooms of the server. Everything is built once in main.ts and handed in. */

export interface Clock {
  /** Milliseconds since 1970; never goes back within a process. */
  readonly now: () => number;
}

export interface PersonRecord {
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
}

/** The people of the workspace, held in memory, kept in the database by `api/`. */
export interface People {
  readonly find: (id: string) => PersonRecord | null;
  readonly all: () => readonly PersonRecord[];
  /** Makes a person who can sign in. Refuses an address in use. */
  readonly add: (person: {
    readonly name: string;
    readonly email: string;
    readonly role: StaffRole;
    readonly password: string;
  }) => Promise<PersonRecord | 'address-in-use'>;
  readonly onAdded: (listener: (person: PersonRecord) => void) => () => void;
}

/** The departments of the workspace, held in memory. */
export interface Departments {
  readonly find: (id: string) => { readonly name: string } | null;
}

/** Who is calling. */
export interface Identity {
  /**
   * From a session cookie, or a bearer token (the `Authorization` header, or the WebSocket subprotocol): a person's session
   * token or a visitor's own. Null: nobody we know.
   */
  readonly identify: (headers: Headers, bearer: string | null) => Promise<Actor | null>;
  /** A visitor's token that another one of the same device has taken the place of; absent: there are none. */
  readonly isReplaced?: (bearer: string) => boolean;
  /**
   * Some of a person's sessions ended. Ask `identify` again for each of its sockets, with the headers and bearer it came with;
   * those that answer null must go, with 4401.
   */
  readonly onRevoked: (listener: (person: OperatorId) => void) => () => void;
}

/** Conversations of any age, by what was said in them. */
export interface History {
  /** Rejects when the index cannot be read. */
  readonly find: (request: HistoryRequest) => Promise<HistoryPage>;
  readonly close: () => Promise<void>;
}

/**
 * Forgets a person for good, on behalf of `by`. `not-found`: nothing is known of such a person · `retry`: the disk refused it, or it
 * is under way.
 */
export type Erase = (
  visitor: VisitorId,
  by: string,
) => Promise<Result<{ readonly conversations: number }, 'not-found' | 'retry'>>;

/** Network addresses that may not write (blocks/blocks.ts). */
export interface BlockedAddresses {
  /** Those in force, for those who may see them. */
  readonly addresses: () => readonly { readonly id: string; readonly address: string }[];
  /** What blocking an address or a range would do. `from`: the address of whoever asks, null where it is not known. */
  readonly effectOf: (address: string, from: string | null) => Result<BlockEffect, 'not-an-address'>;
  /** An address or a range that somebody typed, who comes from `from`. Throws when the disk refuses it. */
  readonly add: (
    given: { readonly address: string; readonly until: number | null; readonly reason: string },
    by: Author,
    from: string | null,
  ) => Result<Block, 'not-an-address' | 'own-address' | 'is-over'>;
  /** Of one that was added by hand, if it is there still; false: it was made from a conversation. Throws when the disk refuses it. */
  readonly remove: (id: string) => boolean;
}

/** What the links of letters lead to. All but `stop` may throw when the disk refuses it. */
export interface LetterDoor extends Confirming, Returning {
  /** Whose letters this ticket ends, as a key; null: it is none of ours. */
  readonly addressOf: (ticket: string) => string | null;
  readonly isStopped: (addressKey: string) => boolean;
  /** No more letters to it, or letters again. False: the disk refused it. */
  readonly stop: (addressKey: string, isStopped: boolean) => Promise<boolean>;
}

/** The street, as the second door and the process see it. */
export interface Street {
  /** Decides, commits and publishes one command; resolves after the commit. */
  readonly submit: (actor: Actor, command: Command) => Promise<CommandResult>;
  /** A sealed chapter of a conversation; null when there is none, or none for this reader. */
  readonly readChapter: SealedChapters['read'];
  /** How a message was worded at each time (WORDS1); whoever asks was admitted before. */
  readonly readWordings: Wordings['read'];
  /** Who may put a file where, and have which. */
  readonly files: SharedFiles;
  /** Forgets a person for good (KEEP5). */
  readonly erase: Erase;
  /** What visitors can do themselves about what is kept of them. */
  readonly ownData: OwnDataRoom;
  /** Visitors who turn out to be somebody known. */
  readonly joining: Pick<Joining, 'join' | 'verify' | 'askAgain'>;
  /** Letters to visitors; absent where nothing is mailed. */
  readonly letters?: LetterDoor | undefined;
  /** Who may not write, for those who see addresses and add some by hand. */
  readonly blocks: BlockedAddresses;
  /** Who is on the sites now, and inviting them. */
  readonly watch: {
    readonly invite: (visitor: VisitorId, by: Author, text: string) => Result<PersonalInvitation, InviteFailure>;
  };
  /** Nobody is on duty for visitors of this site (REQ1). */
  readonly isUnattended: (site: string) => boolean;
  /** When a visitor of this site can be called (CALL7). */
  readonly callTimes: (site: string) => readonly number[];
  /**
   * Whether one more request of this visitor from this network address is served, or so many more commands of one; else it comes back
   * later.
   */
  readonly mayCall: (visitor: VisitorId, address: string, agent?: string, commands?: number) => boolean;
  /** `/sync` and `/sync/<document>`; destroys the socket when the path is neither. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** A socket that came in by another door than `upgrade`: the simulator's. */
  readonly welcome: Welcome;
  /** False while starting, draining, or when the last commit failed for want of disk. */
  readonly isReady: () => boolean;
  /** Stops taking commands, commits what waits, says `bye`, closes sockets with 1012 and the writer. */
  readonly drain: () => Promise<void>;
}
