import { eq } from 'drizzle-orm';
import type { OperatorId } from '#schema/ids.ts';
import { photos } from '#schema/tables/photo-tables.ts';
import type { Drizzle } from '../people/drizzle-store.ts';
import type { KeptPicture } from './square.ts';

/** The rows of the photos. */
export interface PhotosStore {
  readonly versions: () => readonly { readonly person: OperatorId; readonly version: string }[];
  readonly read: (person: OperatorId) => KeptPicture | null;
  readonly put: (person: OperatorId, photo: KeptPicture) => void;
  readonly remove: (person: OperatorId) => void;
}

export const createPhotosStore = (drizzle: Drizzle): PhotosStore => ({
  versions: () => drizzle.select({ person: photos.person, version: photos.version }).from(photos).all(),
  read: (person) =>
    drizzle
      .select({ type: photos.type, version: photos.version, bytes: photos.bytes })
      .from(photos)
      .where(eq(photos.person, person))
      .all()
      .at(0) ?? null,
  put: (person, { type, version, bytes }) => {
    const row = { type, version, bytes: Buffer.from(bytes) };
    drizzle
      .insert(photos)
      .values({ person, ...row })
      .onConflictDoUpdate({ target: photos.person, set: row })
      .run();
  },
  remove: (person) => void drizzle.delete(photos).where(eq(photos.person, person)).run(),
});
