/** `npm run bench -- --desk`: the operator's app with a list of 5,000 conversations. How to read it: README.md. */
import { formatDesk } from './desk/figures.ts';
import { measureDesk } from './desk/measure-desk.ts';
import { Noise, NOISY_CORES } from './noise.ts';

export async function runDesk({ isQuick }: { readonly isQuick: boolean }): Promise<void> {
  const noise = new Noise();
  const figures = await measureDesk(
    {
      conversations: 5_000,
      coldStarts: isQuick ? 3 : 7,
      switches: isQuick ? 40 : 200,
      keys: isQuick ? 60 : 300,
    },
    (line) => {
      console.log(`  ${line}`);
    },
  );
  console.log(`\n${formatDesk(figures)}`);
  const foreign = noise.foreignCores();
  if (foreign > NOISY_CORES) console.log(`others used ${foreign.toFixed(2)} cores meanwhile; do not quote these times`);
}
