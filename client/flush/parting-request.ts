import { COMMANDS_PER_REQUEST } from '#schema/limits.ts';
import { utf8Length } from '#schema/text.ts';
import type { OutboxRow } from '../interface.ts';

/** The most a request that outlives its page may carry is 64 KiB; the envelope wants some of it. */
const MOST_BYTES = 60 * 1024;

/** The oldest waiting rows that fit into a last request. Their answers nobody hears; the rows stay until somebody does. */
export function partingRows(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  const leaving: OutboxRow[] = [];
  let bytes = 20;
  for (const row of rows) {
    if (row.state.kind !== 'waiting') continue;
    bytes += utf8Length(JSON.stringify(row.command)) + 1;
    if (bytes > MOST_BYTES || leaving.length === COMMANDS_PER_REQUEST) break;
    leaving.push(row);
  }
  return leaving;
}
