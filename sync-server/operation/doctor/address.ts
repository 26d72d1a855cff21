import { WebSocket } from 'ws';
import type { Finding } from '#schema/http/operation.ts';
import { SUBPROTOCOL } from '#schema/wire/protocol.ts';

/** What is looked at from outside, through the public address: whatever stands between people and the server. */
export interface AddressDeps {
  /** As set; null: people come by whatever name they know. */
  readonly publicUrl: string | null;
  /** Where the server is on this machine. */
  readonly ownUrl: string;
  /** ms since 1970. */
  readonly now: () => number;
}

const WITHIN = 5_000;
/** What the time of an answer may differ by; it is told in whole seconds. */
const CLOCK_OFF = 60_000;

export async function lookFromOutside(deps: AddressDeps): Promise<readonly Finding[]> {
  const url = deps.publicUrl ?? deps.ownUrl;
  const answer = await askWhetherAlive(url);
  return [lookAtAddress(deps.publicUrl, answer), await lookAtSocket(url), lookAtClock(answer, deps.now())];
}

interface Answer {
  readonly failure: string | null;
  /** Of the answer's head, ms; null when it does not say. */
  readonly date: number | null;
}

async function askWhetherAlive(url: string): Promise<Answer> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(WITHIN), redirect: 'manual' });
    const text = await response.text();
    const date = Date.parse(response.headers.get('date') ?? '');
    const failure = response.ok && text.includes('alive') ? null : `${response.status}`;
    return { failure, date: Number.isNaN(date) ? null : date };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { failure: cause instanceof Error ? cause.message.slice(0, 200) : String(cause), date: null };
  }
}

const isOfThisMachine = (url: string): boolean =>
  /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(url);

function lookAtAddress(publicUrl: string | null, { failure }: Answer): Finding {
  if (publicUrl === null) {
    return failure === null
      ? { check: 'address', verdict: 'look', code: 'not-set', values: {} }
      : { check: 'address', verdict: 'broken', code: 'no-server', values: { detail: failure } };
  }
  const values = { url: publicUrl };
  if (failure !== null)
    return { check: 'address', verdict: 'broken', code: 'unreachable', values: { ...values, detail: failure } };
  if (publicUrl.startsWith('https:')) return { check: 'address', verdict: 'ok', code: 'tls', values };
  const isLocal = isOfThisMachine(publicUrl);
  return { check: 'address', verdict: isLocal ? 'ok' : 'look', code: isLocal ? 'local' : 'plain', values };
}

/** A socket without anybody on it: the server takes it, and closes it because it does not know who comes. */
function lookAtSocket(url: string): Promise<Finding> {
  const started = performance.now();
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync`, [SUBPROTOCOL], { handshakeTimeout: WITHIN });
    socket.once('open', () => {
      resolve({
        check: 'socket',
        verdict: 'ok',
        code: 'open',
        values: { ms: Math.round(performance.now() - started) },
      });
      socket.close();
    });
    socket.once('error', (error) => {
      resolve({ check: 'socket', verdict: 'broken', code: 'refused', values: { detail: error.message.slice(0, 200) } });
      socket.terminate();
    });
  });
}

function lookAtClock({ date }: Answer, now: number): Finding {
  if (date === null) return { check: 'clock', verdict: 'look', code: 'unknown', values: {} };
  const seconds = Math.round(Math.abs(now - date) / 1000);
  return seconds * 1000 > CLOCK_OFF
    ? { check: 'clock', verdict: 'broken', code: 'differs', values: { seconds } }
    : { check: 'clock', verdict: 'ok', code: 'right', values: {} };
}
