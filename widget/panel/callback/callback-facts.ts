import type { AcceptedCommand, OutboxRow } from '#client/interface.ts';
import type { Head } from '#schema/conversation/conversation.ts';

/** What was asked for, as the visitor sees it; `isWaiting`: the server has not heard of it yet. */
export interface Asked {
  readonly phone: string;
  readonly when: number | null;
  readonly isWaiting: boolean;
}

/**
 * The call that is promised, on whatever device it was asked for; null: none is, or it was made, or taken back. `accepted`: what the server
 * has taken and `head` does not tell yet (CMD11).
 */
export function askedOf(
  head: Head | null,
  rows: readonly OutboxRow[],
  accepted: readonly AcceptedCommand[],
): Asked | null {
  const told = head?.callback;
  let asked: Asked | null = told && !told.done ? { phone: told.phone, when: told.when, isWaiting: false } : null;
  const waiting = rows.filter(({ state }) => state.kind === 'waiting');
  for (const act of [...accepted, ...waiting]) {
    const { command } = act;
    if (command.type === 'callback.ask') {
      const { phone, when } = command.payload;
      asked = { phone, when, isWaiting: 'state' in act };
    } else if (command.type === 'callback.cancel') asked = null;
  }
  return asked;
}

export interface Day {
  readonly name: string;
  readonly times: readonly { readonly at: number; readonly clock: string }[];
}

/** Times by the days of the visitor's own clock. */
export function daysOf(
  times: readonly number[],
  { dayName, clock }: { readonly dayName: (at: number) => string; readonly clock: (at: number) => string },
): readonly Day[] {
  const days = new Map<string, { name: string; times: { at: number; clock: string }[] }>();
  for (const at of times) {
    const key = new Date(at).toDateString();
    const day = days.get(key) ?? { name: dayName(at), times: [] };
    days.set(key, day);
    day.times.push({ at, clock: clock(at) });
  }
  return [...days.values()];
}
