import { AVATAR_SIDE } from '#schema/photo.ts';
import { ok, type Result } from '#schema/result.ts';
import type { Site } from '#schema/site/site.ts';
import type { Log } from '../log.ts';
import { squareOf, type KeptPicture, type PictureFailure } from '../photos/square.ts';
import type { Clock } from '../ports.ts';
import type { AvatarsStore } from './avatars-store.ts';
import type { SitesRoom } from './sites.ts';

/** As long as a picture waits for settings that name it: those stand on the device of whoever chose it (SITE6), ms. */
export const UNNAMED_FOR = 30 * 86_400_000;
/** Beyond so many that no settings name, the oldest goes. */
export const MOST_UNNAMED = 100;

/** Pictures that stand for sites, by what is in them: there before settings name them, gone once none does any more. */
export interface Avatars {
  readonly isKept: (version: string) => boolean;
  readonly read: (version: string) => KeptPicture | null;
  /** Looks at it first: what is no such square, or tells more than a picture, is not kept (AVATAR2). Throws when the disk refuses it. */
  readonly put: (bytes: Uint8Array) => Result<string, PictureFailure>;
}

interface AvatarsDeps {
  readonly store: AvatarsStore;
  readonly sites: Pick<SitesRoom, 'all' | 'onChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

export function createAvatars({ store, sites, clock, log }: AvatarsDeps): Avatars {
  const nameOf = ({ settings }: Site): string => settings.look.avatar;
  /** When they were put, oldest first. */
  const kept = new Map(
    store
      .kept()
      .toSorted((one, other) => one.putAt - other.putAt)
      .map(({ version, putAt }) => [version, putAt]),
  );
  const named = new Map(sites.all().map((site) => [site.id, nameOf(site)]));
  const isNamed = (version: string): boolean => [...named.values()].includes(version);

  /** What the disk does not let go now goes at the next look. */
  function forget(version: string): void {
    try {
      store.remove(version);
      kept.delete(version);
    } catch (error) {
      log.warn({ err: error }, 'an avatar that no site names could not be removed');
    }
  }

  function look(): void {
    const unnamed = [...kept].filter(([version]) => !isNamed(version));
    const tooMany = unnamed.length - MOST_UNNAMED;
    unnamed.forEach(([version, putAt], index) => {
      if (index < tooMany || putAt < clock.now() - UNNAMED_FOR) forget(version);
    });
  }

  sites.onChanged((site) => {
    const before = named.get(site.id) ?? '';
    named.set(site.id, nameOf(site));
    if (before !== '' && !isNamed(before)) forget(before);
  });
  look();

  return {
    isKept: (version) => kept.has(version),
    read: (version) => (kept.has(version) ? store.read(version) : null),
    put: (given) => {
      const square = squareOf(given, AVATAR_SIDE);
      if (!square.ok) return square;
      const { version } = square.value;
      const now = clock.now();
      store.put(square.value, now);
      kept.delete(version);
      kept.set(version, now);
      look();
      return ok(version);
    },
  };
}
