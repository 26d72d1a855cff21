import type { CursorRow } from '#sync-server/commit/writer.ts';
import type { Judge } from './judge.ts';

interface Cursor {
  readonly delivered: number;
  readonly seen: number;
}

/** How far everybody has got, on the disk and as it was told. */
export interface CursorTruth {
  readonly add: (rows: readonly CursorRow[]) => void;
  /** All that a crash has left. */
  readonly recovered: (rows: readonly CursorRow[]) => void;
  readonly told: (conversation: string, participant: string, delivered: number, seen: number) => void;
  readonly copy: () => ReadonlyMap<string, Cursor>;
  readonly goBack: (copy: ReadonlyMap<string, Cursor>) => void;
  /** The conversation is gone. */
  readonly forget: (conversation: string) => void;
  readonly of: (conversation: string, participant: string) => Cursor;
}

const NOTHING: Cursor = { delivered: 0, seen: 0 };

export function createCursorTruth(judge: Judge): CursorTruth {
  const cursors = new Map<string, Cursor>();
  const told = new Map<string, Cursor>();

  function add(rows: readonly CursorRow[]): void {
    for (const { conversation, participant, delivered, seen } of rows) {
      const key = `${conversation} ${participant}`;
      const before = cursors.get(key) ?? NOTHING;
      cursors.set(key, {
        delivered: Math.max(before.delivered, delivered),
        seen: Math.max(before.seen, seen),
      });
    }
  }

  return {
    add,
    recovered: (rows) => {
      const byKey = new Map(rows.map((row) => [`${row.conversation} ${row.participant}`, row]));
      for (const [key, before] of cursors) {
        const now = byKey.get(key);
        judge.check(
          now !== undefined && now.delivered >= before.delivered && now.seen >= before.seen,
          'PUB4',
          () => `the cursor ${key} went back in a crash`,
        );
      }
      add(rows);
    },
    told: (conversation, participant, delivered, seen) => {
      const key = `${conversation} ${participant}`;
      const kept = cursors.get(key) ?? NOTHING;
      const before = told.get(key) ?? NOTHING;
      judge.check(
        delivered >= before.delivered && seen >= before.seen,
        'PUB4',
        () => `the cursor ${key} went back from ${before.delivered}/${before.seen} to ${delivered}/${seen}`,
      );
      judge.check(
        delivered <= kept.delivered && seen <= kept.seen,
        'PUB4',
        () => `the cursor ${key} was told as ${delivered}/${seen} before it was kept`,
      );
      told.set(key, { delivered, seen });
    },
    copy: () => new Map(cursors),
    goBack: (copy) => {
      cursors.clear();
      told.clear();
      for (const [key, cursor] of copy) cursors.set(key, cursor);
    },
    forget: (conversation) => {
      for (const map of [cursors, told])
        for (const key of map.keys()) if (key.startsWith(`${conversation} `)) map.delete(key);
    },
    of: (conversation, participant) => cursors.get(`${conversation} ${participant}`) ?? NOTHING,
  };
}
