import type { OperatorId } from '#schema/ids.ts';
import { PHOTO_SIDE } from '#schema/photo.ts';
import { ok, type Result } from '#schema/result.ts';
import type { PhotosStore } from './photos-store.ts';
import { squareOf, type KeptPicture, type PictureFailure } from './square.ts';

/** Photos of the people of staff: written through when somebody changes their own; which there are is in memory. */
export interface Photos {
  /** Another one for each picture; undefined: there is none. */
  readonly versionOf: (person: string) => string | undefined;
  readonly read: (person: OperatorId) => KeptPicture | null;
  /** Looks at it first: what is no such square, or tells more than a picture, is not kept (PHOTO1). Throws when the disk refuses it. */
  readonly put: (person: OperatorId, bytes: Uint8Array) => Result<string, PictureFailure>;
  readonly remove: (person: OperatorId) => void;
  readonly onChanged: (listener: (person: OperatorId) => void) => () => void;
}

export function createPhotos(store: PhotosStore): Photos {
  const versions = new Map<string, string>(store.versions().map(({ person, version }) => [person, version]));
  const listeners = new Set<(person: OperatorId) => void>();
  const changed = (person: OperatorId): void => listeners.forEach((listener) => listener(person));
  return {
    versionOf: (person) => versions.get(person),
    read: store.read,
    put: (person, given) => {
      const square = squareOf(given, PHOTO_SIDE);
      if (!square.ok) return square;
      const { version } = square.value;
      if (versions.get(person) === version) return ok(version);
      store.put(person, square.value);
      versions.set(person, version);
      changed(person);
      return ok(version);
    },
    remove: (person) => {
      store.remove(person);
      if (versions.delete(person)) changed(person);
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
