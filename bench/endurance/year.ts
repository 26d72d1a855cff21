/** A busy company's year in one file: does what a server does stay as quick as on an empty one? */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseFile } from '#sync-server/store/database-file.ts';
import { Generator } from '../generator-process.ts';
import { leaveBackupsToUs, signIn } from '../protocols/holdline-workspace.ts';
import { median } from '../load/percentiles.ts';
import { PORT, Session, type MeasuredStep } from '../session.ts';
import { warmUp } from '../measure/warm-up.ts';
import { copyYear, DATABASE, yearFile, type YearSize } from '../year/year-file.ts';
import type { Contestant } from '../contestants.ts';
import type { Settings } from '../settings.ts';
import { measureBackup } from './backup.ts';
import type { EnduranceFigures } from './figures.ts';
import { openConversations } from './open-conversations.ts';

const FULL: YearSize = { conversations: 300_000, messages: 4_000_000 };
const QUICK: YearSize = { conversations: 30_000, messages: 400_000 };
const STARTS = 5;
/** A server that nobody talks to has done by then what a start leaves to do, ms. */
const IDLE_AFTER = 3_000;
const OPENS = 1_000;
const LONGEST = 20;
const RATE = 2_000;

export async function measureYear(
  ours: Contestant,
  settings: Settings,
  say: (line: string) => void,
): Promise<EnduranceFigures> {
  const size = settings.isQuick ? QUICK : FULL;
  const file = yearFile(size, say);
  const generators = [new Generator(), new Generator()] as const;
  try {
    say('two servers, one on an empty file and one on the year …');
    const empty = await Session.open(ours, generators[0]);
    const year = await Session.open(ours, generators[1], {
      port: PORT + 1,
      prepare: (folder) => {
        copyYear(file, folder);
      },
    });
    const figures: EnduranceFigures = {
      yearConversations: size.conversations,
      yearMessages: size.messages,
      yearBytes: statSync(file).size,
      ...(await measureStarts(empty, year)),
      ...(await measureOpening(year, file)),
      ...(await measureSending(ours, empty, year, settings)),
      ...(await measureBackup(year)),
    };
    await empty.close();
    await year.close();
    return figures;
  } finally {
    for (const generator of generators) generator.stop();
  }
}

/** Each start follows an orderly end. The first one of each made the owner, and does not count. */
async function measureStarts(empty: Session, year: Session): Promise<EnduranceFigures> {
  const times = { empty: [] as number[], year: [] as number[] };
  for (let round = 0; round < STARTS; round += 1) {
    for (const [name, session] of [
      ['empty', empty],
      ['year', year],
    ] as const) {
      await session.stopServer();
      times[name].push(await session.start(true));
    }
  }
  await wait(IDLE_AFTER);
  const idle = { idleEmpty: empty.residentMemory(), idleYear: year.residentMemory() };
  for (const session of [empty, year]) {
    await session.stopServer();
    await session.start();
  }
  return { startEmpty: median(times.empty), startYear: median(times.year), ...idle };
}

async function measureOpening(year: Session, file: string): Promise<EnduranceFigures> {
  const database = new DatabaseFile(file, { readonly: true });
  const ids = (sql: string): string[] => (database.prepare(sql).all() as { id: string }[]).map(({ id }) => id);
  const any = ids(`SELECT id FROM conversations ORDER BY random() LIMIT ${String(OPENS + LONGEST)}`);
  const longest = ids(`SELECT id FROM conversations ORDER BY last_seq DESC LIMIT ${String(LONGEST)}`);
  database.close();
  const token = await signIn(`http://127.0.0.1:${String(year.port)}`);
  // A few first, so that code is compiled; then nothing of the file is in the system's memory.
  await openConversations(year.port, token, any.slice(OPENS));
  forgetFile(join(year.dataDir, DATABASE));
  const opened = await openConversations(year.port, token, any.slice(0, OPENS));
  forgetFile(join(year.dataDir, DATABASE));
  const long = await openConversations(year.port, token, longest);
  return { openP50: opened.p50, openP99: opened.p99, openWorst: opened.max, openLongest: long.max };
}

/** Asks the system to drop its copy of the file's pages; without GNU dd they stay, and opening is a little quicker. */
function forgetFile(file: string): void {
  execFileSync('sync', [file]);
  execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
}

/** In turns, so that a drift of the machine falls on both alike. */
async function measureSending(
  ours: Contestant,
  empty: Session,
  year: Session,
  settings: Settings,
): Promise<EnduranceFigures> {
  const steps = { empty: [] as MeasuredStep[], year: [] as MeasuredStep[] };
  const both = [
    ['empty', empty],
    ['year', year],
  ] as const;
  for (const [, session] of both) {
    // The first one is due a minute after the start, would copy 2 GB on one side, and is measured on its own.
    await leaveBackupsToUs(session.port);
    await session.connect();
    await warmUp(session, ours, settings.warmUpSeconds);
  }
  for (let round = 0; round < settings.sendRounds; round += 1) {
    for (const [name, session] of round % 2 === 0 ? both : both.toReversed()) {
      const step = await session.step(RATE, settings.fixedSeconds);
      if (!step.complete) throw new Error(`${String(RATE)}/s was not held on ${name}: ${step.aborted ?? ''}`);
      steps[name].push(step);
    }
  }
  const of = (name: 'empty' | 'year', pick: (step: MeasuredStep) => number): number => median(steps[name].map(pick));
  return {
    sendRate: RATE,
    sendP50Empty: of('empty', ({ latency }) => latency.p50),
    sendP50Year: of('year', ({ latency }) => latency.p50),
    sendP99Empty: of('empty', ({ latency }) => latency.p99),
    sendP99Year: of('year', ({ latency }) => latency.p99),
  };
}
