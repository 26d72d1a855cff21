import { networkIn, networkName } from '#schema/network.ts';
import type { Clock } from '../ports.ts';
import type { FileStore } from './file-store.ts';

/**
 * What the files of visitors may take on the disk before anybody has said yes to them (FILE6). Each visitor has a share (uploads.ts), and
 * tokens are free: so there is one for all of them, which a restart does not forget, and one for each network, so that nobody takes
 * it all from the others.
 */
export interface VisitorCeiling {
  /** Whether so many bytes more may come from this address, of which one file has so many at most; they are counted then. */
  readonly take: (address: string, bytes: number, mostBytes: number) => boolean;
  /** They do not come: the disk has no room, or refused the row. */
  readonly giveBack: (address: string, bytes: number, mostBytes: number) => void;
}

/** In files as large as a visitor's may be. */
const OF_ALL = 200;
const OF_NETWORK = 25;
/** In which a network has the whole of it again, ms. */
const AGAIN_WITHIN = 3_600_000;
/** How old a count of the table may be, ms: what was accepted, refused or let go meanwhile is not in it. */
const COUNTED_FOR = 60_000;
/** Networks that are remembered, above which those with all of theirs are forgotten. */
const SWEEP_ABOVE = 1_000;

export function createVisitorCeiling(store: Pick<FileStore, 'waitingOfVisitors'>, { now }: Clock): VisitorCeiling {
  let counted = { bytes: 0, at: -Infinity };
  /** What each has announced lately, in files, as it was at that time. */
  const lately = new Map<string, { readonly files: number; readonly at: number }>();

  function filesOf(network: string): number {
    const last = lately.get(network);
    return last === undefined ? 0 : Math.max(0, last.files - ((now() - last.at) / AGAIN_WITHIN) * OF_NETWORK);
  }

  function nameOf(address: string): string | null {
    const own = networkIn(address);
    return own === null ? null : networkName(own);
  }

  return {
    giveBack: (address, bytes, mostBytes) => {
      const network = nameOf(address);
      counted = { ...counted, bytes: Math.max(0, counted.bytes - bytes) };
      if (network !== null)
        lately.set(network, { files: Math.max(0, filesOf(network) - bytes / mostBytes), at: now() });
    },
    take: (address, bytes, mostBytes) => {
      const network = nameOf(address);
      const files = bytes / mostBytes + (network === null ? 0 : filesOf(network));
      if (network !== null && files > OF_NETWORK) return false;
      if (now() - counted.at >= COUNTED_FOR) counted = { bytes: store.waitingOfVisitors(), at: now() };
      if (counted.bytes + bytes > OF_ALL * mostBytes) return false;
      counted = { ...counted, bytes: counted.bytes + bytes };
      if (network === null) return true;
      if (lately.size >= SWEEP_ABOVE) for (const other of lately.keys()) if (filesOf(other) === 0) lately.delete(other);
      lately.set(network, { files, at: now() });
      return true;
    },
  };
}
