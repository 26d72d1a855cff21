import type { Bug } from './bug.ts';

/** In what is kept for years: packing, forgetting, putting back and finding. */
export const BUGS_OF_YEARS: readonly Bug[] = [
  {
    name: 'packed-without-decisions',
    what: 'a command whose entry was packed is a new one when it comes again',
    changes: [
      {
        file: 'sync-server/commit/pack-order.ts',
        replace:
          'for (const { command, seq, at, fingerprint } of rows) insertDecision.run(command, seq, at, fingerprint);',
        by: '',
      },
    ],
    seeds: [5],
  },
  {
    name: 'erasure-not-applied',
    what: 'who was being erased when the server died is still there after the start',
    changes: [
      {
        file: 'sync-server/keep/apply-erasures.ts',
        replace: 'if (missing.length > 0) {',
        by: 'if (missing.length < 0) {',
      },
    ],
    seeds: [7],
  },
  {
    name: 'restored-under-old-epochs',
    what: 'a backup takes the place of the data, and documents keep the epochs that devices know',
    changes: [
      {
        file: 'sync-server/operation/life-store.ts',
        replace: '    renew.run(branch);\n',
        by: '',
      },
    ],
    seeds: [1],
  },
  {
    name: 'edited-words-not-found',
    what: 'the index keeps what a message said before it was edited',
    changes: [
      {
        file: 'sync-server/search/indexing.ts',
        replace: 'return putWords.run(target, foldedText(effect.text));',
        by: 'return;',
      },
    ],
    seeds: [12],
  },
];
