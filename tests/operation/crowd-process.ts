/**
 * A crowd of visitors in a process of their own: the client's real session and back-off, each over a real socket. Told by its parent
 * to begin, to talk, and to tell; it notes when each of them tried and when it was welcomed.
 */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Socket } from '#client/environment.ts';
import type { Session } from '#client/session/session-contract.ts';
import { createSession } from '#client/session/session.ts';
import { BEARER_PREFIX, PROTOCOL, SUBPROTOCOL } from '#schema/wire/protocol.ts';
import { newCommand, newVisitor } from '../support/people.ts';

export type CrowdOrder =
  { readonly t: 'begin'; readonly url: string; readonly size: number } | { readonly t: 'talk' | 'forget' | 'tell' };

/** Times in ms since 1970. */
export interface CrowdReport {
  readonly live: number;
  readonly tries: readonly number[];
  readonly welcomes: readonly number[];
  /** How long each chose to wait before a try, ms. */
  readonly waits: readonly number[];
  /** Final close codes: nobody may be stopped for good. */
  readonly stopped: readonly number[];
}

const TALKERS = 50;
const TALK_EVERY = 100;
const sessions: Session[] = [];
/** When the timer that runs was to run: a machine that is busy lets many run at once, which says nothing of those who chose the times. */
let due = 0;
let waited = 0;
let tries: number[] = [];
let welcomes: number[] = [];
let waits: number[] = [];

function join(url: string): void {
  const { token } = newVisitor();
  const session = createSession(
    {
      openSocket: (to, protocols) => {
        tries.push(due);
        waits.push(waited);
        return new WebSocket(to, protocols) as unknown as Socket;
      },
      page: { isVisible: () => true, watch: () => () => undefined },
      now: () => Date.now(),
      randomBytes,
      setTimeout: (callback, ms) => {
        const wished = Date.now() + ms;
        return setTimeout(() => {
          due = wished;
          waited = ms;
          callback();
        }, ms);
      },
      clearTimeout: (timer) => clearTimeout(timer),
    },
    {
      url,
      protocols: () => [SUBPROTOCOL, BEARER_PREFIX + token],
      hello: () => ({ t: 'hello', protocol: PROTOCOL, device: 'one of the crowd' }),
      answers: () => Promise.resolve(false),
    },
    {
      isOurs: () => true,
      welcome: () => void welcomes.push(Date.now()),
      frame: () => undefined,
      bytes: () => undefined,
      life: () => undefined,
      lost: () => undefined,
      clock: () => undefined,
    },
  );
  sessions.push(session);
  session.start();
}

function talk(): void {
  for (const session of sessions.slice(0, TALKERS)) {
    session.send({ t: 'command', command: newCommand('contact.update', { name: `Somebody ${Date.now()}` }) });
  }
}

process.on('message', (order: CrowdOrder) => {
  if (order.t === 'begin') for (let n = 0; n < order.size; n += 1) join(order.url);
  else if (order.t === 'talk') setInterval(talk, TALK_EVERY);
  else if (order.t === 'forget') [tries, welcomes, waits] = [[], [], []];
  else {
    const states = sessions.map(({ link }) => link.current);
    process.send?.({
      live: states.filter(({ state }) => state === 'live').length,
      tries,
      welcomes,
      waits,
      stopped: states.flatMap((link) => (link.state === 'stopped' ? [link.code] : [])),
    } satisfies CrowdReport);
  }
});
