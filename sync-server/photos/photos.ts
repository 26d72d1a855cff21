import { createHash } from 'node:crypto';
import type { OperatorId } from '#schema/ids.ts';
import { PHOTO_BYTES, PHOTO_SIDE, PHOTO_TYPES } from '#schema/photo.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { cleanPicture } from '../files/pictures/picture.ts';
import { sniff, SNIFFED_BYTES } from '../files/sniff.ts';
import type { Photo, PhotosStore } from './photos-store.ts';

export type PhotoFailure = 'no-picture' | 'wrong-size' | 'too-large';

/** Photos of the people of staff: written through when somebody changes their own; which there are is in memory. */
export interface Photos {
  /** Another one for each picture; undefined: there is none. */
  readonly versionOf: (person: string) => string | undefined;
  readonly read: (person: OperatorId) => Photo | null;
  /** Looks at it first: what is no such square, or tells more than a picture, is not kept (PHOTO1). Throws when the disk refuses it. */
  readonly put: (person: OperatorId, bytes: Uint8Array) => Result<string, PhotoFailure>;
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
      if (given.length > PHOTO_BYTES) return fail('too-large');
      const { type } = sniff(given.subarray(0, SNIFFED_BYTES), '');
      const clean = PHOTO_TYPES.includes(type) ? cleanPicture(type, given) : null;
      if (clean === null) return fail('no-picture');
      if (clean.width !== PHOTO_SIDE || clean.height !== PHOTO_SIDE) return fail('wrong-size');
      const version = createHash('sha256').update(clean.bytes).digest('base64url').slice(0, 16);
      if (versions.get(person) === version) return ok(version);
      store.put(person, { type, version, bytes: clean.bytes });
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
