import type { Invited } from '#schema/conversation/invited.ts';
import type { InvitedFrame, VisitFrame } from '#schema/live/watch-frames.ts';
import { BEARER_PREFIX, SUBPROTOCOL } from '#schema/wire/protocol.ts';
import type { WidgetOptions } from '../loader/options.ts';
import { bare, screenKind, type sourceOf } from '../way.ts';
import { followTitle } from './title.ts';

export interface Tracker {
  /** The page has become another one. */
  readonly goTo: () => void;
  /** The visitor has put this away. */
  readonly declined: (invited: Invited | null) => void;
  readonly stop: () => void;
}

interface TrackerParts {
  readonly options: WidgetOptions;
  readonly way: ReturnType<typeof sourceOf>;
  readonly visits: () => number;
  /** For how long the visit has lasted, ms. */
  readonly since: () => number;
  readonly invited: (invited: Invited) => void;
}

/** A page that is looked at for so long is looked at by somebody, ms. */
const ALIVE_AFTER = 15_000;
/** What shows that somebody is there. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;
/** Until a line that was lost is tried again, ms; from the least on again once one has lived for so long: a full server takes it and sends it away. */
const COME_BACK = { least: 2_000, most: 60_000, stable: 10_000 };

/**
 * Tells the server which page of the site this visitor is on (LIVE1), where the owner of the site has turned that on: a socket of its
 * own and no more, as long as the page is there. Nothing begins before the page is seen, or in a browser that a program steers.
 */
export function track(parts: TrackerParts): Tracker {
  const { options, way } = parts;
  let socket: WebSocket | null = null;
  let wait = COME_BACK.least;
  let isAlive = false;
  /** What was put away, maybe while no line was there to say it. */
  let putAway = '';
  let isStopped = navigator.webdriver;

  const say = (frame: VisitFrame): void => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(frame));
  };
  const title = followTitle(sayPage);
  const page = () => {
    title.told();
    return { url: bare(location.href).slice(0, 2_000), title: document.title.slice(0, 150) };
  };

  function sayPage(): void {
    say({ t: 'page', page: page() });
  }

  function open(): void {
    if (isStopped || socket || document.visibilityState !== 'visible') return;
    const { token, conversation } = recordOf(options.site);
    const opened = new WebSocket(`${options.origin.replace(/^http/, 'ws')}/watch`, [
      SUBPROTOCOL,
      BEARER_PREFIX + token,
    ]);
    socket = opened;
    let stable: ReturnType<typeof setTimeout> | undefined;
    opened.onopen = () => {
      stable = setTimeout(() => (wait = COME_BACK.least), COME_BACK.stable);
      say({
        t: 'here',
        site: options.site,
        page: page(),
        entry: way.page,
        referrer: way.referrer,
        campaign: way.campaign,
        language: navigator.language,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        screen: screenKind(),
        visits: parts.visits(),
        since: Math.min(86_400_000, Math.max(0, Math.round(parts.since()))),
        ...(conversation && { conversation: conversation as never }),
      });
      if (isAlive) say({ t: 'alive' });
      if (putAway) say({ t: 'declined', id: putAway });
    };
    opened.onmessage = ({ data }) => {
      const invited = invitedIn(data);
      if (invited && invited.id !== putAway) parts.invited(invited);
    };
    opened.onclose = ({ code }) => {
      socket = null;
      clearTimeout(stable);
      // The server wants to hear nothing of this page.
      if (code >= 4400 && code < 4500) return stop();
      setTimeout(open, wait * (0.5 + Math.random() / 2));
      wait = Math.min(COME_BACK.most, wait * 2);
    };
  }

  function live(): void {
    isAlive = true;
    for (const sign of SIGNS) removeEventListener(sign, live);
    say({ t: 'alive' });
  }

  function seen(): void {
    const on = document.visibilityState === 'visible';
    if (on) open();
    say({ t: 'seen', on });
  }

  function leave(): void {
    socket?.close();
  }

  function stop(): void {
    isStopped = true;
    title.stop();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('pagehide', leave);
    for (const sign of SIGNS) removeEventListener(sign, live);
    leave();
  }

  const timer = setTimeout(() => {
    if (document.visibilityState === 'visible') live();
  }, ALIVE_AFTER);
  if (!isStopped) {
    document.addEventListener('visibilitychange', seen);
    addEventListener('pagehide', leave);
    for (const sign of SIGNS) addEventListener(sign, live, { passive: true });
    open();
  }

  return {
    goTo: () => {
      title.goTo();
      sayPage();
    },
    declined: (invited) => {
      if (invited?.by !== 'operator') return;
      putAway = invited.id;
      say({ t: 'declined', id: putAway });
    },
    stop,
  };
}

/** What an operator invites with; null: something else, of a newer server perhaps. */
function invitedIn(data: unknown): Invited | null {
  try {
    const { t, id, name, text } = JSON.parse(String(data)) as InvitedFrame;
    return t === 'invited' ? { by: 'operator', id, name, text } : null;
  } catch {
    return null;
  }
}

/** Who this visitor is: as `visitor-store.ts` keeps it, made if there is none. Where storage is blocked it is somebody for this page. */
export function recordOf(site: string): { readonly token: string; readonly conversation?: string | null } {
  const key = `holdline:${site}`;
  try {
    const known = JSON.parse(localStorage.getItem(key) ?? 'null') as { token?: unknown; conversation?: string } | null;
    if (typeof known?.token === 'string') return { token: known.token, conversation: known.conversation ?? null };
  } catch {
    // Blocked, or not ours: made anew.
  }
  const token = `v1_${random(32)}`;
  try {
    localStorage.setItem(key, JSON.stringify({ version: 1, token, device: random(9) }));
  } catch {
    // It lives as long as the page.
  }
  return { token };
}

const random = (length: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(length))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
