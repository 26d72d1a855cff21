import * as v from 'valibot';
import { visitFrameSchema, type VisitFrame } from '#schema/live/watch-frames.ts';
import { withScreen } from '#schema/commands/contact-visit.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { deviceOf } from '../admit/device.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Line } from '../listen/line.ts';
import type { Clock } from '../ports.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { Timers } from '../timers.ts';
import { isBot } from './is-bot.ts';
import { talkOf, type VisitorPage, type Watched, type WatchedPage } from './watched.ts';

/** One socket of `/watch`: of a page of a visitor, or of an operator who looks at the table. */
export interface WatchSession {
  readonly actor: Actor;
  readonly line: Line;
  readonly receive: (data: Buffer, isBinary: boolean) => void;
  readonly catchUp: () => void;
  readonly end: (how?: 'closed' | 'silent') => void;
}

export interface VisitSessionDeps {
  readonly watched: Pick<Watched, 'arrive'>;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  /** The site's owner has turned it on. */
  readonly isTracked: (site: string) => boolean;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  readonly contactName: (visitor: VisitorId) => string;
}

/** A title of the longest, an address and what else there is, in the longest letters: no page needs more. */
const FRAME_BYTES = 8 * 1024;
/** Pages change at most so often; of those that come faster the newest is told. */
const EVERY = 1_000;
const HELLO_WITHIN = 5_000;
/** Frames of one socket that are heard in its life within a minute. */
const MOST_FRAMES = 240;

/** A page of a visitor tells where it is (LIVE1). What is no browser is heard and shown nowhere, so that it does not learn to say something else. */
export function createVisitSession(
  actor: Extract<Actor, { readonly kind: 'visitor' }>,
  line: Line,
  { agent, country }: { readonly agent: string | undefined; readonly country: string | undefined },
  deps: VisitSessionDeps,
): WatchSession {
  const { clock, timers, watched } = deps;
  const isIgnored = isBot(agent);
  let visitorPage: VisitorPage | null = null;
  let hasCome = false;
  let waiting: Extract<VisitFrame, { readonly t: 'page' }>['page'] | null = null;
  let changedAt = -Infinity;
  let cancelWaiting: (() => void) | null = null;
  let frames = 0;
  let countedFrom = clock.now();
  const cancelHello = timers.after(HELLO_WITHIN, () => line.close('helloTimeout'));
  const page: WatchedPage = {
    push: (frame) => line.push(textFrame(JSON.stringify(frame))),
    close: () => line.close('forbidden'),
  };

  function arrive(told: Extract<VisitFrame, { readonly t: 'here' }>): void {
    cancelHello();
    hasCome = true;
    if (!deps.isTracked(told.site)) return line.close('forbidden');
    if (isIgnored) return;
    const row = told.conversation === undefined ? null : deps.findConversation(told.conversation);
    const own = row !== null && row.visitor === actor.id ? row : null;
    const { screen, conversation: _conversation, t: _t, ...rest } = told;
    const device = deviceOf(agent ?? '');
    visitorPage = watched.arrive(
      actor.id,
      {
        ...rest,
        ...(device !== null && { device: withScreen(device, screen) }),
        ...(country !== undefined && { country }),
        // Who has never written is known to nobody.
        name: own === null ? '' : deps.contactName(actor.id),
        talk: own === null ? null : talkOf(own),
      },
      page,
    );
    if (visitorPage === null) line.close('overloaded');
  }

  function goTo(next: NonNullable<typeof waiting>): void {
    const rest = changedAt + EVERY - clock.now();
    if (rest <= 0) {
      changedAt = clock.now();
      return visitorPage?.goTo(next);
    }
    waiting = next;
    cancelWaiting ??= timers.after(rest, () => {
      cancelWaiting = null;
      changedAt = clock.now();
      if (waiting !== null) visitorPage?.goTo(waiting);
      waiting = null;
    });
  }

  function hear(frame: VisitFrame): void {
    if (frame.t === 'here') return hasCome ? line.close('badFrame') : arrive(frame);
    if (!hasCome) return line.close('badFrame');
    switch (frame.t) {
      case 'alive':
        return visitorPage?.alive();
      case 'page':
        return goTo(frame.page);
      case 'seen':
        return visitorPage?.seen(frame.on);
      case 'declined':
        return visitorPage?.declined(frame.id);
    }
  }

  function mayBeHeard(): boolean {
    if (clock.now() - countedFrom > 60_000) {
      countedFrom = clock.now();
      frames = 0;
    }
    frames += 1;
    return frames <= MOST_FRAMES;
  }

  return {
    actor,
    line,
    receive: (data, isBinary) => {
      if (data.length > FRAME_BYTES) return line.close('frameTooLarge');
      if (!mayBeHeard()) return line.close('tooManyRequests');
      const parsed = isBinary ? null : v.safeParse(visitFrameSchema, parseJson(data));
      if (parsed?.success !== true) return line.close('badFrame');
      hear(parsed.output);
    },
    catchUp: () => undefined,
    end: (how = 'closed') => {
      cancelHello();
      cancelWaiting?.();
      visitorPage?.left(how);
      visitorPage = null;
    },
  };
}

/** Undefined, which no schema takes, for text that is not JSON. */
export function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
