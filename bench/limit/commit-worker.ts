/** The limit's writer: one transaction a batch, one prepared statement, nothing indexed but the row number. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';

type Order = { kind: 'commit'; rows: string[] } | { kind: 'history'; join: number; conversation: string };

const { dataDir } = workerData as { dataDir: string };
const database = new Database(join(dataDir, 'limit.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS messages (n INTEGER PRIMARY KEY, conversation TEXT, body TEXT) STRICT');
const begin = database.prepare('BEGIN IMMEDIATE');
const commit = database.prepare('COMMIT');
const insert = database.prepare('INSERT INTO messages (conversation, body) VALUES (?, ?)');
const history = database.prepare('SELECT body FROM messages WHERE conversation = ? ORDER BY n');

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'history') {
    const bodies = (history.all(order.conversation) as { body: string }[]).map((row) => row.body);
    parentPort?.postMessage({ kind: 'history', join: order.join, bodies });
    return;
  }
  begin.run();
  for (let index = 0; index < order.rows.length; index += 2) insert.run(order.rows[index], order.rows[index + 1]);
  commit.run();
  parentPort?.postMessage({ kind: 'committed' });
});
