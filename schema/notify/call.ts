import { isUrgent, openCallback } from '../conversation/callback.ts';
import { answers } from '../conversation/who-answers.ts';
import { allGiven, type Summary } from '../docs/inbox-document.ts';
import type { RoomSummary } from '../room/room-line.ts';

/**
 * What calls a person: the one answer that sounds, notifications and push go by, on the device and on the server (NOTIFY1).
 * `waiting`: it waits for anybody · `mine`: the visitor's words in what this person answers · `given`: somebody gave it to this
 * person, or brought them in · `colleague`: somebody writes to this person alone · `task`: it is time to be reminded of one.
 */
export const CALL_KINDS = ['waiting', 'mine', 'given', 'colleague', 'task'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export interface Call {
  readonly kind: CallKind;
  /** Another one for each thing that calls: the same is told once. */
  readonly key: string;
  /** When it came, ms. */
  readonly at: number;
}

type Line = Pick<
  Summary,
  | 'state'
  | 'assignee'
  | 'others'
  | 'waitingSince'
  | 'lastAt'
  | 'lastVisitorSeq'
  | 'muted'
  | 'missed'
  | 'given'
  | 'alsoGiven'
  | 'callback'
> & { readonly request?: object };

interface Callee {
  readonly me: string;
  /** What waits for anybody calls this person too (STATUS4). */
  readonly isCalled: boolean;
  /** How far this person has read here. */
  readonly seen: number;
}

/** Null: nothing of it calls this person, or they have seen it. */
export function callOf(line: Line, { me, isCalled, seen }: Callee): Call | null {
  if (line.state === 'closed' || line.muted === true) return null;
  if (answers(line, me)) {
    const given = allGiven(line).find(({ to }) => to === me);
    if (given !== undefined && given.seq > seen) return { kind: 'given', key: `given ${given.seq}`, at: line.lastAt };
    if (line.lastVisitorSeq <= seen) return null;
    const callback = openCallback(line);
    if (callback !== null && line.waitingSince === null)
      return { kind: 'mine', key: `callback ${callback.id}`, at: callback.since };
    if (line.waitingSince === null) return null;
    return { kind: 'mine', key: `mine ${line.lastVisitorSeq}`, at: line.lastAt };
  }
  const callback = openCallback(line);
  if (line.assignee === null && callback !== null && isUrgent(callback) && isCalled && line.lastVisitorSeq > seen)
    return { kind: 'waiting', key: `callback ${callback.id}`, at: callback.since };
  // Who has left cannot be helped by hurry: Missed shows it; and who left a request waits for nobody now.
  if (line.assignee !== null || line.waitingSince === null) return null;
  if (line.missed !== undefined || line.request !== undefined) return null;
  if (!isCalled || line.lastVisitorSeq <= seen) return null;
  return { kind: 'waiting', key: `waiting ${line.waitingSince}`, at: line.lastAt };
}

/** The same of a room: only what is said to this person alone calls. `unread`: the numbers of what they have not read. */
export function roomCallOf(room: Pick<RoomSummary, 'direct' | 'lastAt'>, unread: readonly number[]): Call | null {
  const newest = unread.at(-1);
  if (!room.direct || newest === undefined) return null;
  return { kind: 'colleague', key: `colleague ${newest}`, at: room.lastAt };
}
