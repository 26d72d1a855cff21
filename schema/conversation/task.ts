import type { CommandId, ConversationId } from '../ids.ts';
import type { Author } from '../words.ts';

/** Something that somebody of the team promised this contact. Times in ms. */
export interface Task {
  /** The command that added it. */
  readonly id: CommandId;
  readonly title: string;
  readonly due: number | null;
  readonly assignee: Author;
  /** When its assignee is reminded. */
  readonly remindAt: number | null;
  /** The conversation in which it was promised. */
  readonly about?: ConversationId;
}

/** A task as the contact's document keeps it. */
export interface SetTask extends Task {
  /** Who put it so last, and when. */
  readonly by: Author;
  readonly at: number;
}

export interface DoneMark {
  readonly by: Author;
  readonly at: number;
}

export interface CardTask extends SetTask {
  readonly done: DoneMark | null;
}
