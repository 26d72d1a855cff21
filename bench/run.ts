/**
 * `npm run bench`: measures our server, its peers and the limit in one run and prints them side by side. How to read it:
 * README.md. Every server is a process of its own on loopback, started anew for each measurement on an empty data folder.
 */
import { ensureBuilt } from '../scripts/house.mjs';
import { describeMachine, readBaseline, thisMachine, writeBaseline } from './baseline.ts';
import { CONTESTANTS } from './contestants.ts';
import { runEndurance } from './endurance/run.ts';
import { Generator } from './generator-process.ts';
import { Noise } from './noise.ts';
import { measureColdOpen } from './measure/cold-open.ts';
import { measureFixedRates } from './measure/fixed-rates.ts';
import { heldFigures, searchOnce } from './measure/held-rate.ts';
import { measureKill } from './measure/kill.ts';
import { measureLoadedConversations } from './measure/loaded-conversations.ts';
import { measureOnOldMessages } from './measure/old-messages.ts';
import { installPeers } from './peers-install.ts';
import { printProfile } from './profile.ts';
import { formatTable } from './report.ts';
import { reapChildren } from './server-process.ts';
import { removeDataFolders } from './session.ts';
import { readSettings } from './settings.ts';
import type { Contestant } from './contestants.ts';
import type { Figures } from './figures.ts';
import type { Results } from './report.ts';
import type { MeasuredStep } from './session.ts';

const settings = readSettings(process.argv.slice(2));
const results: Results = {};

type Measure = (contestant: Contestant, generator: Generator) => Promise<Figures>;
type MeasureName = Contestant['measures'][number];

const MEASURES: Record<MeasureName, Measure> = {
  fixed: (contestant, generator) => measureFixedRates(contestant, generator, settings),
  loaded: (contestant, generator) => measureLoadedConversations(contestant, generator, settings),
  cold: (contestant, generator) => measureColdOpen(contestant, generator, settings),
  kill: (contestant, generator) => measureKill(contestant, generator, settings),
};

const wants = (measure: string): boolean => settings.measures?.includes(measure) ?? true;

/** Runs one measurement with a generator of its own; a failure is a line of the report, not the end of the run. */
async function measured<Result>(
  contestant: Contestant,
  what: string,
  work: (generator: Generator) => Promise<Result>,
): Promise<Result | null> {
  console.log(`${contestant.name}: ${what} …`);
  const generator = new Generator();
  const noise = new Noise();
  try {
    const result = await work(generator);
    merge(contestant, { foreignCores: noise.foreignCores() });
    return result;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.log(`${contestant.name}: ${what} failed: ${message}`);
    const figures = (results[contestant.name] ??= {});
    figures.failures = [...(figures.failures ?? []), `${what}: ${message.split('\n')[0] ?? ''}`];
    return null;
  } finally {
    generator.stop();
    reapChildren();
    removeDataFolders();
  }
}

function merge(contestant: Contestant, figures: Figures | null): void {
  const before = results[contestant.name] ?? {};
  const foreignCores = Math.max(before.foreignCores ?? 0, figures?.foreignCores ?? 0);
  results[contestant.name] = { ...before, ...figures, foreignCores };
}

/** Searches in rounds, everyone once a round, so that a drift of the machine falls on all alike. */
async function searchInRounds(contestants: readonly Contestant[]): Promise<void> {
  const searches = new Map<Contestant, (MeasuredStep | null)[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = 0; round < settings.mostSearches; round += 1) {
    for (const [contestant, found] of searches) {
      if (round >= contestant.searches) continue;
      const say = (line: string): void => {
        console.log(`  ${line}`);
      };
      const step = await measured(contestant, `highest rate, search ${String(round + 1)}`, (generator) =>
        searchOnce(contestant, generator, settings, say),
      );
      found.push(step);
    }
  }
  for (const [contestant, found] of searches) merge(contestant, heldFigures(found));
}

async function profileOurs(): Promise<void> {
  const ours = CONTESTANTS.find(({ name }) => name === (settings.only?.[0] ?? 'ours'));
  if (ours === undefined) throw new Error('there is no such server');
  const rate = settings.profileRate ?? ours.startRate;
  await measured(ours, `profile at ${String(rate)}/s`, (generator) => printProfile(ours, generator, settings, rate));
}

async function main(): Promise<void> {
  // Their code brings a browser with it.
  if (settings.isDesk) return (await import('./desk.ts')).runDesk(settings);
  if (settings.isPage) return (await import('./page.ts')).runPage(settings);
  await ensureBuilt({ only: ['server'] });
  if (settings.endurance.length > 0) return runEndurance(settings);
  if (settings.profiles) return profileOurs();
  const contestants = CONTESTANTS.filter(({ name }) => settings.only?.includes(name) ?? true);
  const peersFailure = contestants.some(({ needsPeers }) => needsPeers) ? installPeers() : null;
  if (peersFailure !== null) console.log(peersFailure);
  const present = contestants.filter(({ needsPeers }) => !needsPeers || peersFailure === null);

  const machine = thisMachine();
  const baseline = readBaseline();
  console.log(`machine: ${describeMachine(machine)}${settings.isQuick ? '; QUICK: short steps, one search each' : ''}`);
  for (const contestant of present) {
    for (const what of contestant.measures.filter(wants)) {
      merge(contestant, await measured(contestant, what, (generator) => MEASURES[what](contestant, generator)));
    }
  }
  if (wants('held')) await searchInRounds(present);
  const ours = present.find(({ name }) => name === 'ours');
  if (wants('old') && ours !== undefined) {
    const what = `highest rate on ${String(settings.oldMessages)} old messages`;
    merge(ours, await measured(ours, what, (generator) => measureOnOldMessages(ours, generator, settings)));
  }

  const titles = new Map(present.map(({ name, title }) => [name, title]));
  console.log(`\n${formatTable(results, titles, settings.writesBaseline ? null : (baseline?.results ?? null))}`);
  if (settings.writesBaseline) {
    writeBaseline(results, settings.isQuick);
    console.log('\nwritten to bench/baseline.json');
  } else if (baseline !== null) {
    console.log(`\n(×) is the ratio to the baseline of ${baseline.takenAt}: ${describeMachine(baseline.machine)}`);
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exit(130);
  });
}
process.once('exit', () => {
  reapChildren();
  removeDataFolders();
});
await main();
