import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Life } from './life.ts';

/**
 * When a device proves that the data was set back while nobody told us: every document gets a new epoch, and everybody comes back
 * to open them anew (OPS6).
 */
export interface Renewal {
  /** False: not now; whoever showed this has to come back. */
  readonly isOurs: (shown: string) => boolean;
}

export interface RenewalDeps {
  readonly life: Life | null;
  readonly writer: Writer;
  readonly now: () => number;
  readonly newBranch: () => string;
  readonly log: Log;
  /** The rows have their new epochs. */
  readonly renewed: () => void;
}

export function createRenewal({ life, writer, now, newBranch, log, renewed }: RenewalDeps): Renewal {
  let isRenewing = false;

  async function renew(known: Life, foreign: string | null): Promise<void> {
    isRenewing = true;
    const branch = newBranch();
    const reason = 'a device had seen more';
    log.error({ branch }, 'the data was set back to an older state; devices are told to discard what is newer');
    try {
      const done = await writer.keep({ kind: 'renew-epochs', renewal: { branch, at: now(), reason, foreign } });
      // When the disk refuses, the next device proves it again.
      if (done === null) return;
      known.branched(branch, foreign);
      renewed();
    } finally {
      isRenewing = false;
    }
  }

  return {
    isOurs: (shown) => {
      if (life === null) return true;
      if (isRenewing) return false;
      const verdict = life.judge(shown);
      if (verdict.kind !== 'set-back') return true;
      renew(life, verdict.foreign).catch((error: unknown) =>
        log.error({ error: String(error) }, 'documents could not be given a new epoch; the next device asks again'),
      );
      return false;
    },
  };
}
