import type { FileInfo } from '../files.ts';
import type { CommandId, MessageId, VisitorId } from '../ids.ts';
import type { Author, Page } from '../words.ts';
import type { RoomEffect } from '../room/room-effect.ts';
import type { AskedAnswer } from './answers.ts';
import type { Attributes } from './attributes.ts';
import type { BlockScope } from './block.ts';
import type { ContactFields } from './contact-fields.ts';
import type { MergedCard, Verified } from './known-person.ts';
import type { Invited } from './invited.ts';
import type { Rating } from './rating.ts';
import type { Mailed } from './mailed.ts';
import type { Task } from './task.ts';
import type { VisitSource } from './visit.ts';

/**
 * Words that are left for later. `late`: somebody is on duty, and the visitor goes on waiting: it is a request from when they have gone
 * (REQ7).
 */
export type Request = true | 'late';

/** What an accepted command does to a document. Stored as the payload of its entry; never changes once written. */
export type Effect =
  | {
      readonly kind: 'started';
      readonly visitor: VisitorId;
      readonly site: string;
      readonly page?: Page;
      /** Chosen before the chat, by its id. */
      readonly department?: string;
      /** Asked before the chat. */
      readonly answers?: readonly AskedAnswer[];
      readonly invited?: Invited;
    }
  | {
      readonly kind: 'said';
      readonly text: string;
      readonly page?: Page;
      readonly writtenAt?: number;
      readonly reopens?: true;
      /** By a visitor, while nobody answered here: left because nobody was on duty, or because nobody answered for a while. */
      readonly request?: Request;
      /** Its author had it before it was offered on, and nobody has it now: it is its author's again. */
      readonly takes?: true;
      /** Its name is the text. */
      readonly file?: FileInfo;
    }
  | { readonly kind: 'edited'; readonly message: MessageId; readonly text: string; readonly rev: number }
  | { readonly kind: 'unsent'; readonly message: MessageId; readonly rev: number }
  /** Of a file that asked: `text` is its name as before, for versions that know no answer. */
  | {
      readonly kind: 'file-answered';
      readonly message: MessageId;
      readonly yes: boolean;
      readonly text: string;
      readonly rev: number;
    }
  | { readonly kind: 'taken' }
  /** With `department`, to everybody of it: `to` is nobody and has its name. */
  | { readonly kind: 'handed-over'; readonly to: Author; readonly department?: string }
  | { readonly kind: 'brought-in'; readonly who: Author }
  /** `looked`: had handed it over and looked on. `to`: who goes on where whoever answers leaves. */
  | { readonly kind: 'left'; readonly looked?: true; readonly to?: Author }
  /** By the server: who answered lost the connection, and everybody may take it. */
  | { readonly kind: 'offered-on'; readonly from: Author }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reopened' }
  /** By the visitor. Since 3. */
  | ({ readonly kind: 'rated' } & Rating)
  /** `request`: left while nobody was on duty and nobody answered here. Since 3. */
  | {
      readonly kind: 'callback-asked';
      readonly phone: string;
      readonly when: number | null;
      readonly request?: true;
      readonly reopens?: true;
    }
  | { readonly kind: 'callback-cancelled' }
  | { readonly kind: 'callback-done'; readonly done: boolean }
  | { readonly kind: 'tagged'; readonly tag: string; readonly on: boolean }
  | { readonly kind: 'categorised'; readonly category: string | null }
  | { readonly kind: 'muted'; readonly on: boolean }
  /** By the server: what became of a letter. */
  | ({ readonly kind: 'mailed' } & Mailed)
  /** By the visitor: a copy by mail. */
  | { readonly kind: 'transcript-asked' }
  /** By the visitor. `writtenAt`: when, by the clock of its device, ms. */
  | { readonly kind: 'consented'; readonly on: boolean; readonly writtenAt: number; readonly words?: string }
  | { readonly kind: 'noted'; readonly text: string; readonly writtenAt?: number }
  | { readonly kind: 'contact-updated'; readonly fields: ContactFields }
  | { readonly kind: 'contact-tagged'; readonly tag: string; readonly on: boolean }
  | { readonly kind: 'contact-noted'; readonly text: string; readonly writtenAt?: number }
  | { readonly kind: 'contact-rated'; readonly score: number | null }
  /** All that the page says of its visitor by names of its own. Since 3. */
  | { readonly kind: 'contact-described'; readonly attributes: Attributes }
  /** A task or a note, by its id; not `gone`: it is back. */
  | { readonly kind: 'contact-removed'; readonly item: CommandId; readonly gone: boolean }
  /** The how manyth visit it is, and where from. */
  | { readonly kind: 'contact-visited'; readonly visit: number; readonly from: VisitSource }
  /** As it is from now on, whole: a change needs nothing that was before. */
  | { readonly kind: 'task-set'; readonly task: Task }
  | { readonly kind: 'task-done'; readonly task: CommandId; readonly done: boolean }
  | RoomEffect
  /** May not write until then, ms; null: for ever. `address`, which only the server's entries have: of an address. */
  | {
      readonly kind: 'blocked';
      readonly scope: BlockScope;
      readonly until: number | null;
      readonly address?: string;
      readonly reason?: string;
    }
  | { readonly kind: 'unblocked'; readonly scope: BlockScope }
  /** By the server: whoever had it turned out to be somebody known, whose it is from now on. */
  | { readonly kind: 'moved'; readonly visitor: VisitorId }
  /** By the server: what was known of `from`, who is this contact too. */
  | { readonly kind: 'contact-merged'; readonly from: VisitorId; readonly card: MergedCard }
  /** By the server: the site has signed who this is; `fields` are those that change. */
  | { readonly kind: 'contact-verified'; readonly verified: Verified; readonly fields: ContactFields };

export type { ContactFields } from './contact-fields.ts';

/** One row of the only table of truth: the n-th thing that happened to a document. `at` is the server's clock, ms. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly id: CommandId;
  readonly by: Author;
  readonly effect: Effect;
}
