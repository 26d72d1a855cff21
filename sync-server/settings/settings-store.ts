import { eq } from 'drizzle-orm';
import { settings } from '#schema/tables/people.ts';
import type { Drizzle } from '../people/drizzle-store.ts';

/** The row of the workspace's settings, as text. */
export interface SettingsStore {
  readonly read: () => string | null;
  readonly write: (value: string) => void;
}

const WORKSPACE = 'workspace';

export const createSettingsStore = (drizzle: Drizzle): SettingsStore => ({
  read: () => drizzle.select().from(settings).where(eq(settings.key, WORKSPACE)).all().at(0)?.value ?? null,
  write: (value) => {
    drizzle
      .insert(settings)
      .values({ key: WORKSPACE, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run();
  },
});
