import type { CommandId } from '../ids.ts';
import type { Author } from '../words.ts';

/** That the visitor wants to be called. Times in ms. */
export interface Callback {
  /** The command that asked for it, or changed it last. */
  readonly id: CommandId;
  /** As it was typed. */
  readonly phone: string;
  /** The beginning of the time that was chosen; null: as soon as somebody can. */
  readonly when: number | null;
  /** When it was asked for. */
  readonly since: number;
  /** Left while nobody was on duty. */
  readonly request?: true;
  /** Somebody has called; absent while it is to be done. */
  readonly done?: { readonly by: Author; readonly at: number };
}

/** A talk that was closed with somebody to call stays in sight for so long: longer than anybody can ask ahead; ms. */
export const CALL_STAYS_FOR = 63 * 86_400_000;

interface Line {
  readonly callback?: Callback;
}

/** The one that is still to be done; null: there is none. */
export const openCallback = ({ callback }: Line): Callback | null =>
  callback === undefined || callback.done !== undefined ? null : callback;

/** Who asked to be called now is waiting at this moment; a time that was chosen, and what was left at night, can wait for it. */
export const isUrgent = ({ when, request }: Pick<Callback, 'when' | 'request'>): boolean =>
  when === null && request === undefined;
