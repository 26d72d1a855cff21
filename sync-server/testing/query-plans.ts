import type { Connection, Query } from '../store/database.ts';

/**
 * How SQLite would carry out each statement that is prepared through `connection`, by its text: a statement that reads a whole table
 * is as quick as any in a test, and takes a second of everybody's in a workspace of years. Tests only.
 */
export function queryPlans(connection: Connection) {
  const statements = new Set<string>();
  const recording: Connection = {
    ...connection,
    prepare: <Row>(sql: string): Query<Row> => {
      statements.add(sql);
      return connection.prepare<Row>(sql);
    },
  };
  const planOf = (sql: string): string =>
    connection
      .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => 0))
      .map(({ detail }) => detail)
      .join('; ');
  return {
    connection: recording,
    /** Those whose text matches, each with its plan. */
    of: (words: RegExp): readonly string[] => {
      const found = [...statements].filter((sql) => words.test(sql));
      if (found.length === 0) throw new Error(`no statement is like ${String(words)}`);
      return found.map((sql) => `${sql}: ${planOf(sql)}`);
    },
  };
}
