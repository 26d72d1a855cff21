import { eq, sql } from 'drizzle-orm';
import { settings } from '#schema/tables/people.ts';
import type { Drizzle } from '../people/drizzle-store.ts';

/** The row of how letters leave, as text. */
export interface MailStore {
  readonly read: () => string | null;
  readonly write: (value: string) => void;
  /** Letters that wait, and those that left and failed since then. */
  readonly counts: (since: number) => { readonly waiting: number; readonly sent: number; readonly failed: number };
}

const MAIL = 'mail';

export const createMailStore = (drizzle: Drizzle): MailStore => ({
  read: () => drizzle.select().from(settings).where(eq(settings.key, MAIL)).all().at(0)?.value ?? null,
  write: (value) => {
    drizzle
      .insert(settings)
      .values({ key: MAIL, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run();
  },
  counts: (since) =>
    drizzle.get(sql`SELECT coalesce(sum(state = 'waiting'), 0) AS waiting,
      coalesce(sum(state = 'sent' AND next_at > ${since}), 0) AS sent,
      coalesce(sum(state IN ('failed', 'refused') AND next_at > ${since}), 0) AS failed FROM letters`),
});
