/**
 * `node bench/search.ts [messages]`: how long questions to the history take over a file of so many messages (1,000,000 unless said),
 * made like the year of a busy company. Processor time of the thread that answers, because that is what a question costs however
 * busy the machine is; the budget is 50 ms p95.
 */
import { historyRequestSchema, type HistorySort } from '#schema/http/history.ts';
import { findHistory } from '#sync-server/search/find-history.ts';
import { createHistoryStore } from '#sync-server/search/history-store.ts';
import { openDatabase } from '#sync-server/store/database.ts';
import { wordsOf } from '#schema/search/words.ts';
import * as v from 'valibot';
import { yearFile } from './year/year-file.ts';

const messages = Number(process.argv[2] ?? 1_000_000);
const size = { conversations: Math.round(messages / 13), messages };
const connection = openDatabase(
  yearFile(size, (line) => {
    console.log(line);
  }),
);
const store = createHistoryStore(connection);

/** Words as they were said, from texts spread over the whole file: common ones come often, as people ask for them. */
function askedWords(): readonly string[] {
  const rows = connection.prepare<{ text: string }>('SELECT text FROM searchable WHERE id % ? = 0 LIMIT 60');
  return rows.all(Math.max(1, Math.floor(messages / 60))).flatMap(({ text }) => {
    const [first, second] = wordsOf(text).filter(({ folded }) => folded.length > 3);
    if (first === undefined || second === undefined) return [];
    return [
      first.folded,
      first.folded.slice(0, 3),
      `${first.folded} ${second.folded}`,
      text.slice(first.start, second.end),
    ];
  });
}

const times: number[] = [];
for (const words of ['', ...askedWords()]) {
  for (const sort of ['newest', 'oldest', 'relevance'] satisfies HistorySort[]) {
    for (const state of [undefined, 'closed'] as const) {
      const before = process.cpuUsage();
      findHistory(store, v.parse(historyRequestSchema, { words, sort, ...(state !== undefined && { state }) }));
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
  }
}
connection.close();
times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
console.log(
  `${times.length} questions over ${messages} messages: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`,
);
