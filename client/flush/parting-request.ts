import { COMMANDS_PER_REQUEST } from '#schema/limits.ts';
import { utf8Length } from '#schema/text.ts';
import type { OutboxRow } from '../interface.ts';

/** The most a request that outlives its page may carry is 64 KiB; the envelope wants some of it. */
const MOST_BYTES = 60 * 1024;

/** The oldest waiting rows that fit into a last request. Their answers nobody hears; the rows stay until somebody does. */
export const partingRows = (rows: readonly OutboxRow[]): readonly OutboxRow[] => oldestWaiting(rows, MOST_BYTES);

/** The oldest waiting rows whose commands make at most so many bytes, and no more than one request may carry. */
export function oldestWaiting<Row extends Pick<OutboxRow, 'state' | 'command'>>(
  rows: readonly Row[],
  mostBytes: number,
): readonly Row[] {
  const leaving: Row[] = [];
  let bytes = 20;
  for (const row of rows) {
    if (row.state.kind !== 'waiting') continue;
    bytes += utf8Length(JSON.stringify(row.command)) + 1;
    if (bytes > mostBytes || leaving.length === COMMANDS_PER_REQUEST) break;
    leaving.push(row);
  }
  return leaving;
}
