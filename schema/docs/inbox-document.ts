import type * as Y from 'yjs';
import type { SetTask } from '../conversation/task.ts';
import type { CommandId, ConversationId, VisitorId } from '../ids.ts';
import type { Author, ConversationState } from '../words.ts';

/** One line of the inbox: what an operator must know of a conversation without opening it. Times in ms. */
export interface Summary {
  readonly id: ConversationId;
  readonly visitor: VisitorId;
  /** The contact's name; empty while it is unknown. */
  readonly name: string;
  readonly site: string;
  readonly state: ConversationState;
  readonly assignee: Author | null;
  readonly startedAt: number;
  readonly lastSeq: number;
  readonly lastAt: number;
  /** The last words, cut to 140 characters; empty when they were taken back. */
  readonly lastText: string;
  readonly lastBy: Author['kind'] | null;
  /** Since when the visitor waits for an answer; null when the last word is ours. */
  readonly waitingSince: number | null;
  /** Newest message of the visitor, and how far the one who answers has read. */
  readonly lastVisitorSeq: number;
  readonly seenByAssignee: number;
  readonly closedAt: number | null;
}

const ROOT = 'conversations';

export function readInbox(doc: Y.Doc): ReadonlyMap<ConversationId, Summary> {
  return new Map(doc.getMap<Summary>(ROOT).entries() as Iterable<[ConversationId, Summary]>);
}

/** Server only. */
export const writeSummary = (doc: Y.Doc, summary: Summary): void =>
  void doc.getMap<Summary>(ROOT).set(summary.id, summary);

/** Server only. */
export const dropSummary = (doc: Y.Doc, id: ConversationId): void => doc.getMap<Summary>(ROOT).delete(id);

/** A task that is to be done, or was done in the last day. */
export interface DeskTask extends SetTask {
  readonly visitor: VisitorId;
  /** The contact's name; empty while it is unknown. */
  readonly name: string;
  /** ms; absent while it is to be done. */
  readonly doneAt?: number;
}

const TASKS_ROOT = 'tasks';

/** Those of everybody. */
export function readTasks(doc: Y.Doc): ReadonlyMap<CommandId, DeskTask> {
  return new Map(doc.getMap<DeskTask>(TASKS_ROOT).entries() as Iterable<[CommandId, DeskTask]>);
}

/** Server only. */
export const writeTask = (doc: Y.Doc, task: DeskTask): void => void doc.getMap<DeskTask>(TASKS_ROOT).set(task.id, task);

/** Server only. */
export const dropTask = (doc: Y.Doc, id: CommandId): void => doc.getMap<DeskTask>(TASKS_ROOT).delete(id);
