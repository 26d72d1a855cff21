import type { Writer } from '../commit/writer.ts';
import type { Log } from '../log.ts';
import type { Damage } from '../store/damages.ts';

/** Reports what is found damaged while documents are loaded: once in the log, in `/metrics` and in the table `damages`. */
export interface DamageWatch {
  /** Its entries cannot be read: it is refused. */
  readonly refused: (document: string, detail: string) => void;
  /** A snapshot of it was passed over, and goes. */
  readonly rebuilt: (document: string, snapshot: number) => void;
  /** It was loaded whole. */
  readonly whole: (document: string) => void;
}

export interface DamageWatchDeps {
  readonly writer: Writer;
  readonly log: Log;
  readonly now: () => number;
  /** As the disk has it. */
  readonly known: readonly Damage[];
  readonly setDamagedDocuments: (count: number) => void;
  readonly countDamagedSnapshot: () => void;
}

export function createDamageWatch(deps: DamageWatchDeps): DamageWatch {
  const { writer, log, now } = deps;
  const refused = new Map<string, Damage>();
  for (const damage of deps.known) {
    if (damage.part === 'entries' && damage.healedAt === null) refused.set(damage.document, damage);
  }
  deps.setDamagedDocuments(refused.size);

  return {
    refused: (document, detail) => {
      if (refused.get(document)?.detail === detail) return;
      log.error({ document, detail }, 'a document cannot be loaded; it is refused until it can');
      const damage = { document, part: 'entries', foundAt: now(), detail, healedAt: null } as const;
      refused.set(document, damage);
      deps.setDamagedDocuments(refused.size);
      void writer.keep({ kind: 'damages', rows: [{ ...damage, snapshot: null }] });
    },
    rebuilt: (document, snapshot) => {
      log.error(
        { document, snapshot },
        'a snapshot is damaged; the document is built from an older one or its entries',
      );
      deps.countDamagedSnapshot();
      const at = now();
      const detail = `snapshot ${snapshot}`;
      void writer.keep({
        kind: 'damages',
        rows: [{ document, part: 'snapshot', foundAt: at, detail, healedAt: at, snapshot }],
      });
    },
    whole: (document) => {
      const damage = refused.get(document);
      if (damage === undefined) return;
      refused.delete(document);
      deps.setDamagedDocuments(refused.size);
      log.info({ document }, 'a document that was damaged is whole again');
      void writer.keep({ kind: 'damages', rows: [{ ...damage, healedAt: now(), snapshot: null }] });
    },
  };
}
