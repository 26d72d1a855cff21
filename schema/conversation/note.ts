import type { CommandId } from '../ids.ts';
import type { Author } from '../words.ts';

/** A note for colleagues. Times in ms. */
export interface Note {
  readonly seq: number;
  readonly id: CommandId;
  readonly at: number;
  readonly by: Author;
  readonly text: string;
  readonly writtenAt?: number;
}
