import { parseArgs } from 'node:util';
import { killNine, type TortureReport } from './kill-nine.ts';

/**
 * `npm run torture -- --kills 200 --seed 7`: the torture test for as long as one likes, in several towns at once. Ends with 1 when
 * there is any fault.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    towns: { type: 'string', default: '2' },
    visitors: { type: 'string', default: '20' },
    operators: { type: 'string', default: '5' },
  },
});
const towns = Number(values.towns);
const kills = Number(values.kills);
const began = performance.now();
const reports = await Promise.all(
  Array.from({ length: towns }, (_, town) =>
    killNine({
      kills: Math.ceil((kills - town) / towns),
      seed: Number(values.seed) + town,
      visitors: Number(values.visitors),
      operators: Number(values.operators),
      backups: 0.2,
    }),
  ),
);
const sum = (pick: (report: TortureReport) => number): number => reports.reduce((all, one) => all + pick(one), 0);
const faults = reports.flatMap((report) => report.faults);
console.log({
  seed: Number(values.seed),
  towns,
  kills: sum((one) => one.kills),
  killsDuringStart: sum((one) => one.killsDuringStart),
  killsDuringDrain: sum((one) => one.killsDuringDrain),
  killsDuringBackup: sum((one) => one.killsDuringBackup),
  backups: sum((one) => one.backups),
  accepted: sum((one) => one.accepted),
  decidedAnew: sum((one) => one.decidedAnew),
  givenUp: sum((one) => one.givenUp),
  messages: sum((one) => one.messages),
  conversations: sum((one) => one.conversations),
  chapters: sum((one) => one.chapters),
  medianStart: Math.max(...reports.map((one) => one.medianStart)),
  seconds: Math.round((performance.now() - began) / 1000),
  faults,
});
process.exit(faults.length === 0 ? 0 : 1);
