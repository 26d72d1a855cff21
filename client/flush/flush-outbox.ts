import type { CommandId } from '#schema/ids.ts';
import { STAFF_FRAME_BYTES } from '#schema/limits.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { OutboxRow } from '../interface.ts';
import { createOutboxStore, OUTBOX_PREFIX, type OutboxStore, type StoredRow } from '../outbox/outbox-store.ts';
import { oldestWaiting } from './parting-request.ts';
import type { TabMessage } from '../tabs/messages.ts';

/**
 * The second door: sends the outbox over `POST /api/commands`. For the service worker, which has no socket, and for a page that
 * is going. What is answered twice has one effect, so it may run beside a live socket.
 */
export interface FlushOptions {
  readonly indexedDB: IDBFactory;
  /** As in ClientOptions. */
  readonly namespace: string;
  readonly fetch: typeof fetch;
  readonly origin: string;
  /** Null where the cookie of a signed-in person does it. */
  readonly bearer: string | null;
  /**
   * Whose outbox it is, where a cookie says who is calling: nothing is sent while another person is signed in. Null where the
   * token is the person.
   */
  readonly person: string | null;
}

export type FlushOutcome =
  | { readonly kind: 'done'; readonly decided: number }
  /** Something is left: no network, a server that is away or asks to wait (`after`, ms), or a person who must sign in. */
  | { readonly kind: 'later'; readonly decided: number; readonly after: number | null };

/** A request may be as long as a person's frame; one command alone is always shorter (64 Ki characters of text). */
export const REQUEST_BYTES = STAFF_FRAME_BYTES - 1024;

/** One request at a time, oldest first, until nothing waits or the server does not answer. Never throws for a lost network. */
export async function flushOutbox(options: FlushOptions): Promise<FlushOutcome> {
  const store = openStore(options);
  try {
    return await flushStore(store, options);
  } finally {
    store.close();
  }
}

/** The outbox, where there is no page: a service worker has no localStorage. */
export const openStore = ({ indexedDB, namespace }: FlushOptions): OutboxStore =>
  createOutboxStore(
    {
      indexedDB,
      localStorage: null,
      // A browser refuses its timers to any other `this` than its own.
      setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
      clearTimeout: (timer) => clearTimeout(timer),
      now: () => Date.now(),
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    },
    namespace,
    () => [],
  );

async function flushStore(store: OutboxStore, options: FlushOptions): Promise<FlushOutcome> {
  let decided = 0;
  if (options.person !== null && !(await isSignedIn(options.person, options)))
    return { kind: 'later', decided, after: null };
  for (;;) {
    const read = await store.read();
    if (!read.ok) return { kind: 'later', decided, after: null };
    const waiting = oldestWaiting(read.value, REQUEST_BYTES);
    if (waiting.length === 0) return { kind: 'done', decided };
    const results = await post(waiting, options);
    if (results === null) return { kind: 'later', decided, after: null };
    const outcome = believable(results);
    const remove = outcome.decided.filter(({ result }) => result.status === 'accepted').map(({ id }) => id);
    const mark = new Map<CommandId, { state: OutboxRow['state'] }>();
    for (const { id, result } of outcome.decided) {
      if (result.status === 'held') mark.set(id, { state: { kind: 'held', changes: result.changes } });
      if (result.status === 'rejected') mark.set(id, { state: { kind: 'rejected', rejection: result.rejection } });
    }
    const written = await store.write({ remove, mark }, 'strict');
    if (!written.ok) return { kind: 'later', decided, after: null };
    decided += outcome.decided.length;
    tellTabs(options.namespace);
    if (outcome.retry !== null) return { kind: 'later', decided, after: outcome.retry };
    if (outcome.decided.length === 0) return { kind: 'later', decided, after: null };
  }
}

export interface Answer {
  readonly id: CommandId;
  readonly result: CommandResult;
}

/** Nothing is sent in the name of another who has signed in meanwhile. */
export async function isSignedIn(
  person: string,
  { fetch, origin }: Pick<FlushOptions, 'fetch' | 'origin'>,
): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/session`, { credentials: 'include' });
    return response.ok && ((await response.json()) as { readonly id: string }).id === person;
  } catch {
    return false;
  }
}

/** Null when no server answered as it should. */
async function post(
  rows: readonly StoredRow[],
  { fetch, origin, bearer }: FlushOptions,
): Promise<readonly Answer[] | null> {
  try {
    const response = await fetch(`${origin}/api/commands`, commandsRequest(rows, bearer));
    if (!response.ok) return null;
    return ((await response.json()) as { readonly results: readonly Answer[] }).results;
  } catch {
    return null;
  }
}

/** Behind a `retry` a refusal may only be so for want of the one before; acceptances are always true. */
export function believable(answers: readonly Answer[]): {
  readonly decided: readonly Answer[];
  readonly retry: number | null;
} {
  const decided: Answer[] = [];
  let retry: number | null = null;
  for (const answer of answers) {
    if (answer.result.status === 'retry') retry = Math.max(retry ?? 0, answer.result.after);
    else if (retry === null || answer.result.status === 'accepted') decided.push(answer);
  }
  return { decided, retry };
}

/** The request for these rows, as `fetch` takes it. */
export function commandsRequest(rows: readonly Pick<StoredRow, 'command'>[], bearer: string | null): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) },
    credentials: bearer === null ? 'include' : 'omit',
    body: JSON.stringify({ commands: rows.map(({ command }) => command) }),
  };
}

/** The pages that are open read the outbox anew. */
export function tellTabs(namespace: string): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(`holdline-${namespace}`);
  channel.postMessage({ t: 'outbox', accepted: [] } satisfies TabMessage);
  channel.close();
}

/** The namespaces that have an outbox on this device; empty where the browser does not tell. */
export async function outboxNamespaces(factory: IDBFactory): Promise<readonly string[]> {
  const databases = await factory.databases?.();
  return (databases ?? []).flatMap(({ name }) =>
    name?.startsWith(OUTBOX_PREFIX) === true ? [name.slice(OUTBOX_PREFIX.length)] : [],
  );
}
