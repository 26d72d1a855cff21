import type { ClientEnvironment } from '../environment.ts';
import type { ClientOptions, OutboxRow } from '../interface.ts';
import { commandsRequest } from './flush-outbox.ts';
import { partingRows } from './parting-request.ts';

/** A page goes: what waits leaves with it, as far as may be. Nobody is left to hear the answer, so the rows stay. */
export function partWith(
  { fetch, requestBackgroundSync }: Pick<ClientEnvironment, 'fetch' | 'requestBackgroundSync'>,
  { origin, bearer }: Pick<ClientOptions, 'origin' | 'bearer'>,
  rows: readonly OutboxRow[],
  isLive: boolean,
): void {
  const leaving = partingRows(rows);
  if (leaving.length === 0) return;
  requestBackgroundSync();
  // A cookie may be somebody else's by now, unless the line lives (SESS7).
  if (bearer === null && !isLive) return;
  void fetch(`${origin}/api/commands`, { ...commandsRequest(leaving, bearer), keepalive: true }).catch(() => undefined);
}
