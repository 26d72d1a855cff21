import { eq } from 'drizzle-orm';
import { siteAvatars } from '#schema/tables/avatar-tables.ts';
import type { Drizzle } from '../people/drizzle-store.ts';
import type { KeptPicture } from '../photos/square.ts';

/** The rows of the avatars. */
export interface AvatarsStore {
  /** When each was put last, ms. */
  readonly kept: () => readonly { readonly version: string; readonly putAt: number }[];
  readonly read: (version: string) => KeptPicture | null;
  readonly put: (picture: KeptPicture, putAt: number) => void;
  readonly remove: (version: string) => void;
}

export const createAvatarsStore = (drizzle: Drizzle): AvatarsStore => ({
  kept: () => drizzle.select({ version: siteAvatars.version, putAt: siteAvatars.putAt }).from(siteAvatars).all(),
  read: (version) => {
    const { type, bytes } = siteAvatars;
    const read = drizzle.select({ version: siteAvatars.version, type, bytes }).from(siteAvatars);
    return read.where(eq(siteAvatars.version, version)).all().at(0) ?? null;
  },
  put: ({ type, version, bytes }, putAt) => {
    drizzle
      .insert(siteAvatars)
      .values({ version, type, putAt, bytes: Buffer.from(bytes) })
      .onConflictDoUpdate({ target: siteAvatars.version, set: { putAt } })
      .run();
  },
  remove: (version) => void drizzle.delete(siteAvatars).where(eq(siteAvatars.version, version)).run(),
});
