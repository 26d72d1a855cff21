import { conversationDocument, deskDocument } from '#schema/docs/document-name.ts';
import { bytesToUuid, uuidTime, type ConversationId } from '#schema/ids.ts';
import { DamagedRowError } from '../store/checksum.ts';
import type { Connection } from '../store/database.ts';
import { ENTRY_COLUMNS, isSound, type EntryRow } from '../store/entry-row.ts';
import { PACK_COLUMNS, packChecksum, readPack, type PackRow } from '../store/pack-store.ts';
import { packEntries, unpackEntries, type PackedEntry } from '../store/pack.ts';

export interface PackOrder {
  readonly kind: 'pack';
  readonly conversations: readonly ConversationId[];
  /** Closed at or before this time, ms; what was opened again meanwhile is passed over. */
  readonly closedBefore: number;
  /** Now, ms. */
  readonly at: number;
}

/** Entries of one pack: what a read of any of them has to inflate. */
const MOST_IN_A_PACK = 1_000;
/** A command's id may be from a device whose clock is ahead; it is packed once it is from the past (decide/accepted.ts). */
const PAST = 86_400_000;

/**
 * Moves the entries of closed conversations and their desks into packs (KEEP3). Nothing leaves `entries` before everything that is
 * derived has taken it in, before its checksum was looked at, and before what was packed was unpacked again and is the same.
 * A conversation that does not fit stays as it is. To be called within a transaction; returns how many conversations it packed.
 */
export function preparePacking(connection: Connection): (order: PackOrder) => number {
  const isDue = connection.prepare<{ closed_at: number }>(
    "SELECT closed_at FROM conversations WHERE id = ? AND state = 'closed' AND packed_at IS NULL AND closed_at <= ?",
  );
  const takenIn = connection.prepare<{ entry: number | null }>(
    "SELECT min(entry) AS entry FROM watermarks WHERE name IN ('derived', 'search')",
  );
  const keyOf = connection.prepare<{ key: number }>('SELECT key FROM documents WHERE name = ?');
  const entries = connection.prepare<EntryRow & { readonly id: number }>(
    `SELECT id, ${ENTRY_COLUMNS} FROM entries WHERE document = ? ORDER BY seq`,
  );
  const lastPack = connection.prepare<PackRow>(
    `SELECT ${PACK_COLUMNS} FROM packs WHERE document = ? ORDER BY first_seq DESC LIMIT 1`,
  );
  const insertPack = connection.prepare(`INSERT INTO packs (${PACK_COLUMNS}) VALUES (?, ?, ?, ?, ?)`);
  const dropPack = connection.prepare('DELETE FROM packs WHERE document = ? AND first_seq = ?');
  const insertDecision = connection.prepare(
    'INSERT INTO decisions (command, seq, at, fingerprint) VALUES (?, ?, ?, ?)',
  );
  const dropEntries = connection.prepare('DELETE FROM entries WHERE document = ? AND seq <= ?');
  const dropSnapshots = connection.prepare('DELETE FROM snapshots WHERE document = ?');
  const markPacked = connection.prepare('UPDATE conversations SET packed_at = ? WHERE id = ?');

  /** Null: it has to wait, or its rows are not what was written. */
  function planOf(key: number, watermark: number, now: number): Plan | null {
    const rows = entries.all(key);
    const before = lastPack.one(key);
    let seq = before?.last_seq ?? 0;
    for (const row of rows) {
      seq += 1;
      if (row.id > watermark || row.seq !== seq || !isSound(row)) return null;
      if (uuidTime(bytesToUuid(row.command)) > now - PAST) return null;
    }
    // A short last pack is made anew together with what came after it.
    const isShort = before !== null && before.last_seq - before.first_seq + 1 < MOST_IN_A_PACK;
    const packs = rows.length === 0 ? [] : packsOf([...(isShort ? readPack(before) : []), ...rows]);
    return packs === null ? null : { key, rows, replaced: isShort && packs.length > 0 ? before : null, packs };
  }

  function carryOut({ key, rows, replaced, packs }: Plan): void {
    if (replaced !== null) dropPack.run(key, replaced.first_seq);
    for (const { first_seq, last_seq, bytes } of packs) {
      insertPack.run(key, first_seq, last_seq, bytes, packChecksum({ document: key, first_seq, last_seq, bytes }));
    }
    for (const { command, seq, at, fingerprint } of rows) insertDecision.run(command, seq, at, fingerprint);
    dropEntries.run(key, rows.at(-1)?.seq ?? 0);
    dropSnapshots.run(key);
  }

  /** Null when one of its documents cannot be packed. */
  function plansOf(id: ConversationId, watermark: number, now: number): readonly Plan[] | null {
    const keys = [conversationDocument(id), deskDocument(id)].flatMap((name) => keyOf.one(name)?.key ?? []);
    try {
      const plans = keys.map((key) => planOf(key, watermark, now)).filter((plan) => plan !== null);
      return plans.length === keys.length ? plans : null;
    } catch (error) {
      if (error instanceof DamagedRowError) return null;
      throw error;
    }
  }

  return ({ conversations, closedBefore, at }) => {
    const watermark = takenIn.one()?.entry ?? 0;
    let packed = 0;
    for (const id of conversations) {
      if (isDue.one(id, closedBefore) === null) continue;
      const plans = plansOf(id, watermark, at);
      if (plans === null) continue;
      for (const plan of plans) carryOut(plan);
      markPacked.run(at, id);
      packed += 1;
    }
    return packed;
  };
}

interface Plan {
  readonly key: number;
  readonly rows: readonly EntryRow[];
  /** The pack that is made anew. */
  readonly replaced: PackRow | null;
  readonly packs: readonly Pack[];
}

type Pack = Pick<PackRow, 'first_seq' | 'last_seq' | 'bytes'>;

/** Null when what comes out again is not the same to the byte. */
function packsOf(entries: readonly PackedEntry[]): readonly Pack[] | null {
  const packs: Pack[] = [];
  for (let at = 0; at < entries.length; at += MOST_IN_A_PACK) {
    const some = entries.slice(at, at + MOST_IN_A_PACK);
    const bytes = packEntries(some);
    if (!isSame(unpackEntries(bytes), some)) return null;
    packs.push({ first_seq: some[0]?.seq ?? 0, last_seq: some.at(-1)?.seq ?? 0, bytes });
  }
  return packs;
}

const isSame = (left: readonly PackedEntry[], right: readonly PackedEntry[]): boolean =>
  left.length === right.length &&
  left.every((one, index) => {
    const other = right[index];
    return (
      other !== undefined &&
      one.seq === other.seq &&
      one.at === other.at &&
      one.author === other.author &&
      one.effect === other.effect &&
      Buffer.compare(one.command, other.command) === 0
    );
  });
