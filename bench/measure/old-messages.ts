/**
 * The highest rate of our server on a database that holds many old messages: conversations of 50 entries, closed a month
 * ago, 200 of them at a time, written straight into the tables as the server would have left them.
 */
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import Database from 'libsql';
import { createIdFactory, uuidToBytes } from '#schema/ids.ts';
import { MESSAGE_TEXT } from '../protocols/protocol.ts';
import { Session } from '../session.ts';
import { searchHighestRate } from './highest-rate.ts';
import { warmUp } from './warm-up.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';

const ENTRIES = 50;
const AT_A_TIME = 200;
const MONTH = 30 * 24 * 3600 * 1000;
const DATABASE = 'holdline.db';

interface OldConversation {
  readonly document: number;
  readonly id: string;
  readonly visitor: string;
  readonly startedAt: number;
}

export async function measureOnOldMessages(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
): Promise<Figures> {
  const session = await Session.open(contestant, generator);
  await session.stopServer();
  fillWithOldMessages(join(session.dataDir, DATABASE), settings.oldMessages);
  await session.start();
  await session.connect();
  await warmUp(session, contestant, settings.warmUpSeconds);
  const { best } = await searchHighestRate(session, contestant.startRate, settings.stepSeconds);
  await session.close();
  return { heldOnOld: best?.rate ?? 0 };
}

/** @param count entries, a multiple of 10,000 */
function fillWithOldMessages(file: string, count: number): void {
  const database = new Database(file);
  database.exec('PRAGMA synchronous = OFF');
  let now = Date.now() - MONTH;
  const step = (MONTH * 0.9) / count;
  const newId = createIdFactory<string>({ now: () => Math.floor(now), randomBytes: (length) => randomBytes(length) });
  const number = (sql: string): number => (database.prepare(sql).get() as { n: number | null }).n ?? 0;
  const insertDocument = database.prepare('INSERT INTO documents (key, name, epoch) VALUES (?, ?, ?)');
  const insertEntry = database.prepare(
    'INSERT INTO entries (document, seq, at, command, fingerprint, author, effect) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertConversation = database.prepare(
    `INSERT INTO conversations (id, visitor, site, state, assignee_id, assignee_name, started_at, last_seq, last_at, last_text,
     last_by, last_message, waiting_since, last_visitor_seq, closed_at) VALUES (?, ?, 'bench', 'closed', ?, 'Owner', ?, ?, ?, ?,
     'operator', NULL, NULL, ?, ?)`,
  );
  const operator = newId();

  let nextDocument = number('SELECT max(key) AS n FROM documents') + 1;
  for (let written = 0; written < count; written += AT_A_TIME * ENTRIES) {
    database.exec('BEGIN');
    const conversations: OldConversation[] = [];
    for (let index = 0; index < AT_A_TIME; index += 1) {
      const visitor = `v${randomBytes(16).toString('base64url')}`;
      const conversation = { document: nextDocument, id: newId(), visitor, startedAt: Math.floor(now) };
      insertDocument.run(
        conversation.document,
        `conversation/${conversation.id}`,
        randomBytes(9).toString('base64url'),
      );
      conversations.push(conversation);
      nextDocument += 1;
    }
    for (let seq = 1; seq <= ENTRIES; seq += 1) {
      for (const { document, visitor } of conversations) {
        now += step;
        const { author, effect } = entryOf(seq, visitor, operator);
        const fingerprint = randomBytes(6).readUIntBE(0, 6);
        insertEntry.run(document, seq, Math.floor(now), uuidToBytes(newId()), fingerprint, author, effect);
      }
    }
    for (const { id, visitor, startedAt } of conversations) {
      const at = Math.floor(now);
      insertConversation.run(id, visitor, operator, startedAt, ENTRIES, at, MESSAGE_TEXT, ENTRIES - 2, at);
    }
    database.exec('COMMIT');
  }
  const newest = number('SELECT max(id) AS n FROM entries');
  database
    .prepare(
      "INSERT INTO watermarks (name, entry) VALUES ('derived', ?) ON CONFLICT (name) DO UPDATE SET entry = excluded.entry",
    )
    .run(newest);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Started, taken, talked in turns, closed. */
function entryOf(seq: number, visitor: string, operator: string): { author: string; effect: string } {
  const byVisitor = seq === 1 || (seq > 2 && seq < ENTRIES && seq % 2 === 0);
  const author = byVisitor
    ? { kind: 'visitor', id: visitor, name: '' }
    : { kind: 'operator', id: operator, name: 'Owner' };
  const effect =
    seq === 1
      ? { kind: 'started', visitor, site: 'bench' }
      : seq === 2
        ? { kind: 'taken' }
        : seq === ENTRIES
          ? { kind: 'closed' }
          : { kind: 'said', text: MESSAGE_TEXT };
  return { author: JSON.stringify(author), effect: JSON.stringify(effect) };
}
