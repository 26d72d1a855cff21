import type { ClientEnvironment, Timer } from '../environment.ts';
import type { RoomEvents } from './replica-events.ts';

/** Of a document that was not there, ms: what makes it may happen on a device, or in a tab, that tells this one nothing. */
const ASKED_AGAIN_EVERY = 60_000;

export interface AskingAgain {
  readonly events: RoomEvents;
  readonly stop: () => void;
}

/** Hears what the given events hear. */
export function createAskingAgain(
  ports: Pick<ClientEnvironment, 'setTimeout' | 'clearTimeout'>,
  events: RoomEvents,
  askAgain: () => void,
): AskingAgain {
  let timer: Timer | null = null;
  return {
    events: {
      ...events,
      changed: (replica) => {
        events.changed(replica);
        if (replica.state !== 'refused') return;
        timer ??= ports.setTimeout(() => {
          timer = null;
          askAgain();
        }, ASKED_AGAIN_EVERY);
      },
    },
    stop: () => {
      if (timer !== null) ports.clearTimeout(timer);
    },
  };
}
