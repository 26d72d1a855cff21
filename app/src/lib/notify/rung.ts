import type { VisitorId } from '#schema/ids.ts';
import type { Call } from '#schema/notify/call.ts';
import { keep, type DeviceStorage } from '../device/preferences.svelte.ts';

/** A call of a conversation or task: which, and what to say of it. */
export interface DeskCall extends Call {
  /** Of the conversation; for a task, its own. */
  readonly id: string;
  /** Where a click leads. */
  readonly to: string;
  readonly name: string;
  readonly text: string;
  /** Null where a colleague calls. */
  readonly visitor: VisitorId | null;
  /** The newest entry that this device knows of the conversation; 0 for a task. */
  readonly seq: number;
}

type Ringing = Pick<DeskCall, 'id' | 'key' | 'kind'>;

const PREFIX = 'holdline.rung.';
const TASK = 'task ';
/** So many are remembered: more than anybody is called by at a time. */
const REMEMBERED = 300;

export const markOf = ({ id, key, kind }: Ringing): string => `${kind === 'task' ? TASK : ''}${id} ${key}`;

/**
 * Which of these have not rung on this device yet; from now on they have. Only the tab that holds the line asks, so that one rings for
 * all, and a page that is loaded anew does not ring again. What calls no more, and calls again later, rings again, which
 * only `knowsAll` tells; a reminder does not, because a page knows of none while it loads.
 */
export function takeUnrung<One extends Ringing>(
  storage: DeviceStorage | null,
  person: string,
  calls: readonly One[],
  knowsAll: boolean,
): readonly One[] {
  const text = storage?.getItem(PREFIX + person) ?? '';
  const standing = new Set(calls.map(markOf));
  const before = text
    .split('\n')
    .filter((mark) => mark !== '' && (!knowsAll || mark.startsWith(TASK) || standing.has(mark)));
  const unrung = calls.filter((call) => !before.includes(markOf(call)));
  const after = [...before, ...unrung.map(markOf)].slice(-REMEMBERED).join('\n');
  if (after !== text) keep(storage, PREFIX + person, after);
  return unrung;
}

/** When somebody signs out of this device. */
export function forgetRung(storage: DeviceStorage | null): void {
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, n) => storage?.key(n) ?? '');
  for (const key of keys) if (key.startsWith(PREFIX)) keep(storage, key, null);
}
