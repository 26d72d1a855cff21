import * as v from 'valibot';
import type { CommandId, OperatorId, VisitorId } from './ids.ts';

/** Roles of the people of a workspace, weakest first. */
export const STAFF_ROLES = ['observer', 'operator', 'admin', 'owner'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export type Role = StaffRole | 'visitor';
export const staffRoleSchema = /*#__PURE__*/ v.picklist(STAFF_ROLES);

/** Who is acting, as the server knows it; never taken from a command. */
export type Actor =
  | {
      readonly kind: 'visitor';
      readonly id: VisitorId;
      readonly name: string;
      /** Under which this device began, where its token speaks for somebody else now: its commands are the same as before. */
      readonly origin?: VisitorId;
    }
  | { readonly kind: 'operator'; readonly id: OperatorId; readonly name: string; readonly role: StaffRole };

export const roleOf = (actor: Actor): Role => (actor.kind === 'visitor' ? 'visitor' : actor.role);

/** Who wrote or did something, as everybody in the conversation sees it. A visitor's name is empty until it is known. */
export interface Author {
  readonly kind: 'visitor' | 'operator' | 'system';
  readonly id: string;
  readonly name: string;
}

/** The server itself, where it does something of its own accord. */
export const SYSTEM = { kind: 'system', id: 'system', name: 'Holdline' } as const satisfies Author;
export type System = typeof SYSTEM;

export const authorOf = (actor: Actor | System): Author => ({ kind: actor.kind, id: actor.id, name: actor.name });

/** A page of the host site: its address without the fragment, and its title. */
export interface Page {
  readonly url: string;
  readonly title: string;
}

/** Well-formed, as all text in a document: a replica would change a lone surrogate. */
const pageText = (limit: number) =>
  v.pipe(
    v.string(),
    v.maxLength(limit),
    v.transform((text) => text.toWellFormed()),
  );

export const pageSchema = /*#__PURE__*/ v.object({ url: pageText(2048), title: pageText(300) });

export type ConversationState = 'waiting' | 'active' | 'closed';

/** Something that happened after a reply was written: what the stale-reply guard shows. */
export interface Change {
  readonly seq: number;
  readonly at: number;
  readonly by: Author;
  readonly kind: 'said' | 'taken' | 'handed-over' | 'closed' | 'reopened';
  /** The other operator's words, when `kind` is `said`. */
  readonly text?: string;
  readonly id: CommandId;
}
