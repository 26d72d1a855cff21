import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { People } from '../ports.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { Presence } from './leases.ts';

/**
 * Whether anybody is on duty for visitors, and telling their pages when that changes (REQ1). On duty is who answers chats, is there
 * (LEASE1 to LEASE4) and online: whoever is away is given no new chats, and of who is invisible visitors see nothing.
 */
export interface Attendance {
  /** What a page is told when its line comes up. */
  readonly isUnattended: () => boolean;
  /** It hears of each change until the returned function is called. Staff hear nothing: they see each other. */
  readonly enter: (listener: AttendanceListener) => () => void;
  /** Somebody came, is gone, has another status, or is new. */
  readonly changed: () => void;
}

export interface AttendanceListener {
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. */
  readonly push: (frame: Buffer) => void;
}

interface AttendanceDeps {
  readonly people: Pick<People, 'all'>;
  readonly presenceOf: (person: string) => Presence;
  readonly statusOf: (person: string) => OperatorStatus;
}

export function createAttendance({ people, presenceOf, statusOf }: AttendanceDeps): Attendance {
  const listeners = new Set<AttendanceListener>();
  const isUnattended = (): boolean =>
    !people.all().some(({ id, role }) => role !== 'observer' && presenceOf(id) !== 'gone' && statusOf(id) === 'online');
  let told: boolean | null = null;

  return {
    // Nothing changes it but what is told of as changed, so a thousand pages that come back cost one look.
    isUnattended: () => (told ??= isUnattended()),
    enter: (listener) => {
      if (listener.actor.kind !== 'visitor') return () => undefined;
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    changed: () => {
      const before = told;
      told = isUnattended();
      if (told === before) return;
      const frame = textFrame(JSON.stringify({ t: 'unattended', on: told } satisfies ServerFrame));
      for (const listener of listeners) listener.push(frame);
    },
  };
}
