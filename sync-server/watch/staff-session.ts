import * as v from 'valibot';
import { watchFrameSchema, type StaffAsk } from '#schema/live/watch-frames.ts';
import { maySign } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import type { Line } from '../listen/line.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import { createFollowView } from './follow-view.ts';
import { createTableView } from './table-view.ts';
import type { StaffSessionDeps, View } from './view.ts';
import { parseJson, type WatchSession } from './visit-session.ts';

/** What changed is told at most so often, ms. */
export const TOLD_EVERY = 1_000;
/** And at least so often, also when nothing changed: whoever hears nothing knows that the line is dead, ms. */
const ALIVE_EVERY = 10_000;

/** An operator looks at a part of the table (LIVE4), or at the one visitor whose card is open (LIVE9). */
export function createStaffSession(actor: Actor, line: Line, deps: StaffSessionDeps): WatchSession {
  const { clock, timers } = deps;
  let view: View | null = null;
  let toldAt = -Infinity;
  let cancel: (() => void) | null = null;

  const viewOf = (ask: StaffAsk): View =>
    ask.t === 'ask' ? createTableView(ask, deps) : createFollowView(ask.of, deps.watched);

  function tell(): void {
    if (view === null || (!view.isNew() && clock.now() - toldAt < ALIVE_EVERY)) return;
    const { frame, told } = view.look();
    // One that is too slow for this is told with the next.
    if (!line.pushEphemeral(textFrame(JSON.stringify(frame)))) return;
    told();
    toldAt = clock.now();
  }

  function tick(): void {
    cancel = timers.after(TOLD_EVERY, () => {
      tell();
      tick();
    });
  }

  return {
    actor,
    line,
    receive: (data, isBinary) => {
      const parsed = isBinary ? null : v.safeParse(watchFrameSchema, parseJson(data));
      if (parsed?.success !== true) return line.close('badFrame');
      if (!maySign(actor, 'hear visit', null)) return line.close('forbidden');
      view = viewOf(parsed.output);
      if (cancel === null) tick();
      // Who types into the filter is answered at once, and not with each key.
      if (clock.now() - toldAt >= TOLD_EVERY / 4) tell();
    },
    catchUp: () => undefined,
    end: () => cancel?.(),
  };
}
