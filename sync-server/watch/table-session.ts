import * as v from 'valibot';
import type { OnSite } from '#schema/live/on-site.ts';
import { watchFrameSchema, type WatchAsk, type WatchFrame } from '#schema/live/watch-frames.ts';
import { maySign } from '#schema/policy/policy.ts';
import type { Actor } from '#schema/words.ts';
import type { Line } from '../listen/line.ts';
import type { Clock } from '../ports.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { Timers } from '../timers.ts';
import { findRows } from './find-rows.ts';
import { parseJson, type WatchSession } from './visit-session.ts';
import type { Watched } from './watched.ts';

export interface TableSessionDeps {
  readonly watched: Pick<Watched, 'rows' | 'version' | 'count' | 'pagesOf'>;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  /** Some site has it turned on. */
  readonly isAnyTracked: () => boolean;
}

/** What changed is told at most so often, ms. */
export const TOLD_EVERY = 1_000;
/** And at least so often, also when nothing changed: whoever hears nothing knows that the line is dead, ms. */
const ALIVE_EVERY = 10_000;

/** An operator looks at a part of the table (LIVE4): it is told of whom something is new there, and of nobody else. */
export function createTableSession(actor: Actor, line: Line, deps: TableSessionDeps): WatchSession {
  const { watched, clock, timers } = deps;
  let ask: WatchAsk | null = null;
  /** As they were told last. */
  let told = new Map<string, OnSite>();
  let toldVersion = -1;
  let toldIsOff: boolean | null = null;
  let toldAt = -Infinity;
  let cancel: (() => void) | null = null;

  function tell(): void {
    if (ask === null) return;
    const isOff = !deps.isAnyTracked();
    const isNew = watched.version() !== toldVersion || isOff !== toldIsOff;
    if (!isNew && clock.now() - toldAt < ALIVE_EVERY) return;
    const { found, rows } = findRows(watched.rows(), ask);
    // A row is another object when anything of it is other.
    const news = rows.filter((row) => told.get(row.visitor) !== row);
    const pages = ask.of === undefined ? null : watched.pagesOf(ask.of);
    const frame: WatchFrame = {
      t: 'rows',
      now: clock.now(),
      all: watched.count(),
      found,
      from: ask.from,
      ids: rows.map(({ visitor }) => visitor),
      rows: news,
      ...(ask.of !== undefined && pages !== null && { seen: { of: ask.of, pages } }),
      ...(isOff && { isOff: true }),
    };
    // One that is too slow for this is told with the next.
    if (!line.pushEphemeral(textFrame(JSON.stringify(frame)))) return;
    told = new Map(rows.map((row) => [row.visitor, row]));
    toldVersion = watched.version();
    toldIsOff = isOff;
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
      const { t: _t, ...next } = parsed.output;
      ask = next;
      told = new Map();
      toldVersion = -1;
      if (cancel === null) tick();
      // Who types into the filter is answered at once, and not with each key.
      if (clock.now() - toldAt >= TOLD_EVERY / 4) tell();
    },
    catchUp: () => undefined,
    end: () => cancel?.(),
  };
}
