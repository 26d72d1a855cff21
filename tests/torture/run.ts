import { parseArgs } from 'node:util';
import { killNine } from './kill-nine.ts';

/** `npm run torture -- --kills 300 --seed 7`: the torture test for as long as one likes. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    visitors: { type: 'string', default: '20' },
    operators: { type: 'string', default: '5' },
  },
});
const report = await killNine({
  kills: Number(values.kills),
  seed: Number(values.seed),
  visitors: Number(values.visitors),
  operators: Number(values.operators),
});
console.log({ seed: Number(values.seed), ...report });
process.exit(report.faults.length === 0 ? 0 : 1);
