import type { ConversationId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';

/** `offline`: nobody answered. `failed`: the server did, and gave no chapter. */
export type FetchFailure = 'offline' | 'failed';

/** An answer that takes longer than this does not come, ms. */
const PATIENCE = 20_000;

type Ports = Pick<ClientEnvironment, 'fetch' | 'setTimeout' | 'clearTimeout'>;

/**
 * A sealed chapter from the server. Past the browser's own cache: what is kept is kept in ours, where signing out and erasing reach
 * it.
 */
export async function fetchChapter(
  ports: Ports,
  server: { readonly origin: string; readonly bearer: string | null },
  chapter: { readonly conversation: ConversationId; readonly number: number; readonly family: string },
): Promise<Result<Uint8Array, FetchFailure>> {
  const { conversation, number, family } = chapter;
  const url = `${server.origin}/api/conversations/${conversation}/chapters/${number}?epoch=${encodeURIComponent(family)}`;
  const giveUp = new AbortController();
  const timer = ports.setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await ports.fetch(url, {
      cache: 'no-store',
      credentials: server.bearer === null ? 'include' : 'omit',
      ...(server.bearer !== null && { headers: { authorization: `Bearer ${server.bearer}` } }),
      signal: giveUp.signal,
    });
    return response.ok ? ok(new Uint8Array(await response.arrayBuffer())) : fail('failed');
  } catch {
    return fail('offline');
  } finally {
    ports.clearTimeout(timer);
  }
}
