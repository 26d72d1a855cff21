import type * as Y from 'yjs';
import type { Callback } from '../conversation/callback.ts';
import type { Head } from '../conversation/conversation.ts';
import type { DeskState } from '../conversation/desk.ts';
import type { ContactFields } from '../conversation/entry.ts';
import type { Invited } from '../conversation/invited.ts';
import type { Missed } from '../conversation/missed.ts';
import type { Rating } from '../conversation/rating.ts';
import type { SetTask } from '../conversation/task.ts';
import type { CommandId, ConversationId, VisitorId } from '../ids.ts';
import type { Author, ConversationState } from '../words.ts';

/** To whom, and the entry that tells so. */
export interface Given {
  readonly to: string;
  readonly seq: number;
}

/** All who were given it or brought in and have not answered since, the earliest first. */
export const allGiven = ({ given, alsoGiven = [] }: Pick<Summary, 'given' | 'alsoGiven'>): readonly Given[] =>
  given === undefined ? [] : [...alsoGiven, given];

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
  /** Upon which invitation it began, its words cut like the last ones; absent where its visitor began by itself. */
  readonly invited?: Invited;
  /** Who answers along, and who handed it over and looks on; absent when nobody does. */
  readonly others?: readonly Author[];
  readonly observers?: readonly Author[];
  /** Ids of the workspace's lists; absent when there is none. */
  readonly department?: string;
  readonly category?: string;
  /** As they were written; absent when there is none. */
  readonly tags?: readonly string[];
  /** The client does not expect an answer: no alerts, and no waiting time. */
  readonly muted?: true;
  /** The newest entry of the desk document that this line knows; absent before the first. */
  readonly deskSeq?: number;
  /** Whom somebody else gave it to or brought in last, and who has not answered since; absent when there is nobody. */
  readonly given?: Given;
  /** Others of whom the same is so, the earliest first; absent when there are none. */
  readonly alsoGiven?: readonly Given[];
  /** We have answered in this talk; absent before. */
  readonly answered?: true;
  /** Why the visitor's last words had no answer that reached them; absent when they had, or still may. */
  readonly missed?: Missed;
  /** The visitor's last words were left while nobody was on duty, and by what they can be reached; absent where it was not so. */
  readonly request?: Reach;
  /** What the visitor thinks of it, and that they want to be called; absent when they have not said so. */
  readonly rating?: Rating;
  readonly callback?: Callback;
}

/** What a contact left to be reached by; absent what it did not leave. */
export type Reach = Pick<ContactFields, 'email' | 'phone'>;

export const headOf = ({ state, assignee, visitor, site, others, observers, department, ...said }: Head): Head => ({
  state,
  assignee,
  visitor,
  site,
  ...(others !== undefined && { others }),
  ...(observers !== undefined && { observers }),
  ...(department !== undefined && { department }),
  ...(said.rating !== undefined && { rating: said.rating }),
  ...(said.callback !== undefined && { callback: said.callback }),
});

type OfDesk = Pick<Summary, 'tags' | 'category' | 'muted'>;

export const deskOf = ({ tags, category, muted }: OfDesk): DeskState => ({
  tags: tags ?? [],
  category: category ?? null,
  muted: muted === true,
});

/** What is not there is absent, so that most lines of the inbox are as short as they can be. */
export function withDesk<Line extends object>(
  line: Line & OfDesk,
  { tags, category, muted }: DeskState,
): Line & OfDesk {
  const { tags: _tags, category: _category, muted: _muted, ...rest } = line;
  return {
    ...rest,
    ...(tags.length > 0 && { tags }),
    ...(category !== null && { category }),
    ...(muted && { muted }),
  } as Line & OfDesk;
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
  /** The newest entry of its contact's document that this line knows; absent where an older version wrote it. */
  readonly seq?: number;
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
