import './world/globals.ts';
import { simulate } from './simulate.ts';
const from = Number(process.argv[2] ?? 1),
  count = Number(process.argv[3] ?? 1);
for (let seed = from; seed < from + count; seed += 1) {
  const r = await simulate({ seed, isLoud: process.argv[4] === 'loud' });
  console.log(
    seed,
    r.faults.length === 0 ? 'ok' : 'FAILED ' + JSON.stringify(r.faults[0]),
    r.hash,
    Math.round(r.took),
    JSON.stringify(r.counts),
    r.faults.length ? r.plan : '',
  );
}
