import type * as Y from 'yjs';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { Cursor } from '#schema/commands/cursor-advance.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import type { Talk } from '#schema/conversation/join-chapters.ts';
import type { DocumentName } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Rejection } from '#schema/rejection.ts';
import type { Result } from '#schema/result.ts';
import type { OfferedDepartment } from '#schema/wire/frames.ts';
import type { Actor, Author, Change } from '#schema/words.ts';

/** Something outside Svelte that can be read now and watched. `subscribe` calls back after each change, never at once. */
export interface Watchable<State> {
  readonly current: State;
  readonly subscribe: (changed: () => void) => () => void;
}

/** The line to the server, as the truth line tells it. Times in ms since 1970. */
export type LinkState =
  | { readonly state: 'connecting'; readonly since: number }
  | {
      readonly state: 'live';
      readonly since: number;
      /** Operators see what this visitor types before it is sent. */
      readonly preview?: true | undefined;
      /** This visitor may not write until then, ms; null: for ever; 0 or absent: it may. */
      readonly suspended?: number | null;
      /** To a visitor: nobody is on duty. */
      readonly unattended?: boolean | undefined;
      /** With it: when somebody's work begins, by the server's clock, ms. */
      readonly back?: number | undefined;
      /** What the site offers, and whether anybody of each is there. */
      readonly departments?: readonly OfferedDepartment[] | undefined;
      /** This visitor's place among those who wait, from 1; 0 or absent: in no line. `wait`: in minutes, as the wire has it. */
      readonly queue?: { readonly place: number; readonly wait?: number };
      /** To a visitor who is known on several devices: which conversation is theirs, and how far they have seen it. */
      readonly mine?: { readonly conversation: ConversationId; readonly seen: number };
      /** The most of one file that the server takes. */
      readonly fileBytes?: number | undefined;
    }
  | { readonly state: 'offline'; readonly since: number }
  /** Closed for good with this final code; the person must do something (close-codes.ts). */
  | { readonly state: 'stopped'; readonly since: number; readonly code: number };

/** A command on this device that the server has not decided, or that its author must decide on. */
export interface OutboxRow {
  /** Place in the order of writing; grows. */
  readonly n: number;
  readonly command: EntryCommand;
  readonly writtenAt: number;
  /** When it was first put on a line, ms; null while it never was. Drives the error mark after 5 s. */
  readonly sentAt: number | null;
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'held'; readonly changes: readonly Change[] }
    | { readonly kind: 'rejected'; readonly rejection: Rejection };
  /** False while it is only in memory because this device's storage refused it. */
  readonly saved: boolean;
}

/** A command that was accepted in this visit: the documents that tell it may still be on their way. */
export interface AcceptedCommand {
  readonly command: EntryCommand;
  readonly seq: number;
  /** By the server's clock, ms. */
  readonly at: number;
}

export interface Outbox extends Watchable<readonly OutboxRow[]> {
  /**
   * The last ones, oldest first, of all tabs. However old: each document says how far it goes (`overlayInbox`, `acceptedBeyond`),
   * and one that does not go so far has them laid over it.
   */
  readonly accepted: readonly AcceptedCommand[];
  /**
   * Saves a command and lets it leave. Resolves when the device's disk has it, with the row; with a failure when the disk
   * refused it: it is then kept in memory only (`saved: false`) and still sent.
   */
  readonly add: (
    type: EntryCommand['type'],
    payload: EntryCommand['payload'],
    /** Made before, with what has waited elsewhere on this device: a file. */
    made?: Pick<EntryCommand, 'id' | 'writtenAt'>,
  ) => Promise<Result<OutboxRow, 'not-saved'> & { readonly row: OutboxRow }>;
  /** Sends at once what waits, without waiting for the next try. */
  readonly retryNow: () => void;
  /** The author's choice after `held` or `rejected`: forget it. */
  readonly drop: (id: CommandId) => Promise<void>;
  /** *Send anyway*: replaces a held message by a new command that says so. */
  readonly sendAnyway: (id: CommandId) => Promise<void>;
  /** *Keep as note*: replaces a held message by a note for colleagues. */
  readonly keepAsNote: (id: CommandId) => Promise<void>;
}

/** A read-only replica of a document that the server writes. */
export interface Replica {
  readonly name: DocumentName;
  /** Changes identity when a new epoch replaces it; read it at each use, and never write to it. */
  readonly doc: Y.Doc;
  /** `empty`: nothing known yet · `cached`: from this device · `synced`: the server confirmed it on the present line. */
  readonly state: 'empty' | 'cached' | 'synced' | 'refused';
  /** Of the document that `doc` holds; null while it is not known. */
  readonly epoch: string | null;
  /** What the replica held before its present epoch; null when it began with this one, or the two have nothing in common. */
  readonly ended: EndedReplica | null;
  /** Calls back after each change of the document's content or state. */
  readonly subscribe: (changed: () => void) => () => void;
}

export interface EndedReplica {
  readonly epoch: string;
  readonly doc: Y.Doc;
}

/** A document that staff write: its `doc` may be written, in transactions without an origin. */
export interface StaffReplica extends Replica {
  /** What this device has of it is in; before that, what is written here is merged with what was. */
  readonly isReady: boolean;
  /** Since when something written on this device is not known to be on the server's disk, ms; null when all of it is. */
  readonly unsavedSince: number | null;
  /** Earlier lives of the document in which words of this person stood when they ended. */
  readonly aside: readonly Y.Doc[];
  readonly dropAside: () => void;
  /** Who else wrote here within the last five seconds. */
  readonly writing: Author | null;
}

/** Documents that this person writes; kept on the device until the server has them, and sent by themselves. */
export interface StaffReplicas {
  readonly open: (name: DocumentName) => StaffReplica;
  readonly release: (name: DocumentName) => void;
  /** These are to leave no trace on the device: what they were about was erased. */
  readonly forget: (names: readonly DocumentName[]) => void;
  /** Documents with something that only this device has. */
  readonly unsaved: Watchable<ReadonlyMap<DocumentName, Unsaved>>;
}

export interface Unsaved {
  /** ms. */
  readonly since: number;
  /** Only deletions wait: nothing stands in it. */
  readonly isBlank: boolean;
}

export interface Replicas {
  /** Opens or shares a replica; each call needs one `release`. */
  readonly open: (name: DocumentName) => Replica;
  readonly release: (name: DocumentName) => void;
  /** What was accepted after the document was last complete here: it may not tell that yet (CMD11). */
  readonly beyond: (name: DocumentName) => readonly AcceptedCommand[];
}

/** What a chapter holds; null while it is empty. */
export type ReadTalk<Some extends Talk> = (doc: Y.Doc) => Some | null;

/** A conversation, or a room of colleagues, as far back as it was asked for. */
export interface Chapters<Some extends Talk = Conversation> extends Watchable<ChaptersState<Some>> {
  /** One chapter more, or another try. Its lines come before those that are there. */
  readonly loadEarlier: () => void;
  readonly close: () => void;
}

export interface ChaptersState<Some extends Talk = Conversation> {
  /** The live chapter and the earlier ones that are loaded, as one; null while nothing is known. */
  readonly conversation: Some | null;
  /**
   * `beginning`: nothing is before it · `more`: there is an earlier chapter · `loading` · `offline`: the next one is not on this
   * device; it comes by itself with the line · `failed`: the server did not give it.
   */
  readonly earlier: 'beginning' | 'more' | 'loading' | 'offline' | 'failed';
  /** The replica goes on in a new chapter, of which nothing shows before the one that ended has come. */
  readonly isBehind: boolean;
}

export type StorageState = 'opening' | 'ok' | 'unavailable' | 'full' | 'wiped' | 'closed';

export interface CursorOf extends Cursor {
  readonly kind: Author['kind'];
  /** Answers here, and is not connected. */
  readonly away?: true | undefined;
}

/** `text`, to staff: what a visitor has written and not sent; empty: nothing any more. */
export type Typist = Author & { readonly text?: string | undefined; readonly after?: number | undefined };

/** Which conversations people of staff have open on a page that can be seen, by person; empty without a line. */
export interface Looks extends Watchable<ReadonlyMap<string, readonly ConversationId[]>> {
  /** This tab shows this conversation, and it can be seen; null: none. */
  readonly show: (conversation: ConversationId | null) => void;
}

export interface Cursors {
  /** By participant id. */
  readonly of: (conversation: ConversationId) => Readonly<Record<string, CursorOf>>;
  /** How far this device itself has got, told to the server or not yet; null before the first time. */
  readonly own: (conversation: ConversationId) => Cursor | null;
  readonly subscribe: (changed: () => void) => () => void;
  /** Kept on the device and told to the server when there is a line; never goes back. */
  readonly advance: (conversation: ConversationId, cursor: Cursor) => void;
}

/** Everything the app and the widget need of this device and its line. One per tab. */
export interface HoldlineClient {
  readonly link: Watchable<LinkState>;
  readonly outbox: Outbox;
  readonly replicas: Replicas;
  /** Null where nobody of staff works: in the widget. */
  readonly staff: StaffReplicas | null;
  /**
   * A conversation with its earlier chapters, each as `read` has it; `close` it. Rejects when their code cannot be loaded: try again
   * later.
   */
  readonly openChapters: <Some extends Talk>(
    conversation: ConversationId,
    read: ReadTalk<Some>,
  ) => Promise<Chapters<Some>>;
  readonly cursors: Cursors;
  /** Of the precious store, the outbox. */
  readonly storage: Watchable<StorageState>;
  /** As the server last said; from this device while offline; null before the first time. */
  readonly actor: Watchable<Actor | null>;
  /**
   * Calls back with documents that are gone for good and were dropped on this device; null: too many to name, everything cached
   * was. Whoever keeps more of them than replicas and cursors drops it too.
   */
  readonly onGone: (listener: (documents: readonly string[] | null) => void) => () => void;
  /** The server's clock, estimated, ms. */
  readonly serverNow: () => number;
  /** `text`: what stands there unsent; only a visitor's, and only where the line says so. */
  readonly sendTyping: (conversation: ConversationId, text?: string) => void;
  /** Who typed in the last six seconds, by conversation. */
  readonly typing: Watchable<ReadonlyMap<ConversationId, Typist>>;
  /** Null where nobody of staff works. */
  readonly looks: Looks | null;
  /** Of all tabs of this browser the one that holds the line: what is to happen once happens in it. */
  readonly isLeader: () => boolean;
  /** Closes the line and the stores; what waits stays on the device. */
  readonly close: () => Promise<void>;
  /** Signs this device out: forgets the cache. Refuses while commands wait, unless told to drop them. */
  readonly forget: (options: { readonly dropWaiting: boolean }) => Promise<Result<void, 'commands-waiting'>>;
}

/** By namespace, what gives the rows that no disk has taken of the last outbox on this page, once it is at rest. */
export type UnsavedRows = Map<string, () => Promise<readonly OutboxRow[]>>;

export interface ClientOptions {
  /** Where the server is: `https://chat.example`, no path. */
  readonly origin: string;
  /** Separates databases, locks and channels: `operator-<id>` or `visitor-<site>`. */
  readonly namespace: string;
  /** The visitor's token, read anew for each line; null where the cookie of a signed-in person does it. */
  readonly bearer: string | null;
  /**
   * Who the device believes to be, from its last visit. When the server takes it for somebody else (a colleague signed in with
   * the same browser), the session stops with 4401: nothing written by one person leaves in the name of another.
   */
  readonly actor: Actor | null;
  /** Of a visitor: on whose pages it is. */
  readonly site?: string;
  /** Where clients follow each other on one page: what waits in memory alone goes from one to the next. */
  readonly unsaved?: UnsavedRows;
}
