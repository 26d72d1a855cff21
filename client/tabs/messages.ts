import type { Cursor } from '#schema/commands/cursor-advance.ts';
import type { DocumentName } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { Actor, Author } from '#schema/words.ts';
import type { AcceptedCommand, CursorOf, LinkState, Replica } from '../interface.ts';

/** What the tabs of one browser say to each other. Nothing precious: commands go through the disk, this only says "look". */
export type TabMessage =
  /** From anybody. The outbox on the disk has changed. */
  | { readonly t: 'outbox'; readonly accepted: readonly AcceptedCommand[] }
  | { readonly t: 'retry' }
  /** This device was signed out: nobody may keep or send anything more. */
  | { readonly t: 'forgotten' }
  | { readonly t: 'cursor'; readonly conversation: ConversationId; readonly cursor: Cursor }
  /** A follower: are you there, this is what I show. Sent now and then; silence means that the tab is gone. */
  | { readonly t: 'ask'; readonly tab: string; readonly wants: readonly DocumentName[] }
  | {
      readonly t: 'open';
      readonly tab: string;
      readonly name: DocumentName;
      readonly epoch: string | null;
      readonly vector: Uint8Array;
    }
  | { readonly t: 'typing-own'; readonly frame: Extract<ClientFrame, { readonly t: 'typing' }> }
  /** From a tab that does not lead: what it shows. The answer is `looks`. */
  | {
      readonly t: 'look';
      readonly tab: string;
      readonly conversation: ConversationId | null;
      readonly isVisible: boolean;
    }
  | { readonly t: 'looks'; readonly looks: ReadonlyMap<string, readonly ConversationId[]> }
  | { readonly t: 'gone'; readonly tab: string }
  /** The leader. `skew`: server's clock minus ours, ms. */
  | {
      readonly t: 'state';
      /** Another one each time that a tab begins to lead: what it said before it lost the lead says nothing of what came meanwhile. */
      readonly leader: string;
      readonly link: LinkState;
      readonly actor: Actor | null;
      readonly skew: number;
    }
  | {
      readonly t: 'document';
      readonly name: DocumentName;
      /** For this tab alone; absent for all. */
      readonly tab?: string;
      readonly epoch: string | null;
      readonly state: Replica['state'];
      /** Absent when only the state is told. */
      readonly update?: Uint8Array;
      /** The update makes the whole document, from nothing. Absent for one tab: it was dropped, and has to ask again. */
      readonly whole?: boolean;
    }
  | {
      readonly t: 'cursors';
      readonly conversation: ConversationId;
      readonly cursors: Readonly<Record<string, CursorOf>>;
    }
  | Extract<ServerFrame, { readonly t: 'typing' }>
  /** What was seen counts no more: the server's data was set back. */
  | { readonly t: 'set-back' }
  /** From a tab that follows, of a document that staff write: its n-th change. */
  | {
      readonly t: 'edit';
      readonly tab: string;
      readonly name: DocumentName;
      readonly epoch: string | null;
      readonly n: number;
      readonly update: Uint8Array;
    }
  /** The leader, of such a document: whether the server has all that was heard of each tab. */
  | {
      readonly t: 'kept';
      readonly name: DocumentName;
      readonly isSaved: boolean;
      readonly isRooted: boolean;
      readonly heard: Readonly<Record<string, number>>;
    }
  | { readonly t: 'writing'; readonly document: string; readonly by: Author }
  /** From anybody: what was put aside of this document has changed on the disk. */
  | { readonly t: 'aside'; readonly name: DocumentName }
  /** These documents are gone for good; null: everything that can be fetched again has to go. */
  | { readonly t: 'forget'; readonly documents: readonly string[] | null };

export type Say = (message: TabMessage) => void;
