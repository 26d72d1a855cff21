/** `npm run bench -- --year --sockets --storm`: what must stay flat over the years. How to read it: ../README.md. */
import { readBaseline, writeEndurance } from '../baseline.ts';
import { CONTESTANTS } from '../contestants.ts';
import { Noise } from '../noise.ts';
import { reapChildren } from '../server-process.ts';
import { removeDataFolders } from '../session.ts';
import type { Settings } from '../settings.ts';
import type { EnduranceFigures } from './figures.ts';
import { formatEndurance } from './report.ts';
import { measureSockets } from './sockets.ts';
import { measureStorm } from './storm.ts';
import { measureYear } from './year.ts';

export async function runEndurance(settings: Settings): Promise<void> {
  const ours = CONTESTANTS.find(({ name }) => name === 'ours');
  if (ours === undefined) throw new Error('there is no server of ours');
  const say = (line: string): void => {
    console.log(`  ${line}`);
  };
  const measures = {
    year: () => measureYear(ours, settings, say),
    sockets: () => measureSockets(ours, settings),
    storm: () => measureStorm(ours),
  };
  let figures: EnduranceFigures = {};
  const failures: string[] = [];
  for (const what of settings.endurance) {
    console.log(`${what} …`);
    const noise = new Noise();
    try {
      figures = { ...figures, ...(await measures[what]()) };
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      reapChildren();
      removeDataFolders();
    }
    figures.foreignCores = Math.max(figures.foreignCores ?? 0, noise.foreignCores());
  }
  const baseline = readBaseline()?.endurance?.figures ?? null;
  console.log(`\n${formatEndurance(figures, settings.writesBaseline ? null : baseline)}`);
  for (const failure of failures) console.log(`not measured: ${failure}`);
  if (settings.writesBaseline) {
    writeEndurance(figures, settings.isQuick);
    console.log('\nwritten to bench/baseline.json');
  }
  if (failures.length > 0) process.exitCode = 1;
}
