/** `npm run bench -- --desk`: the operator's app with a list of 5,000 conversations. How to read it: README.md. */
import { readBaseline, writeDesk } from './baseline.ts';
import { deskTable, formatDesk } from './desk/figures.ts';
import { measureDesk } from './desk/measure-desk.ts';
import { Noise, NOISY_CORES } from './noise.ts';
import type { Settings } from './settings.ts';

export async function runDesk({
  isQuick,
  writesBaseline,
}: Pick<Settings, 'isQuick' | 'writesBaseline'>): Promise<void> {
  const noise = new Noise();
  const figures = await measureDesk(
    {
      conversations: 5_000,
      coldStarts: isQuick ? 3 : 7,
      searches: isQuick ? 30 : 100,
      switches: isQuick ? 40 : 200,
      keys: isQuick ? 60 : 300,
    },
    (line) => {
      console.log(`  ${line}`);
    },
  );
  const baseline = writesBaseline ? null : (readBaseline()?.desk?.figures ?? null);
  console.log(`\n${formatDesk(figures, baseline)}`);
  const foreign = noise.foreignCores();
  if (foreign > NOISY_CORES) console.log(`others used ${foreign.toFixed(2)} cores meanwhile; do not quote these times`);
  if (!writesBaseline) return;
  writeDesk(deskTable(figures), isQuick);
  console.log('\nwritten to bench/baseline.json');
}
