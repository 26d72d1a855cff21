/** `npm run bench -- --page`: what the widget costs the page it stands on. How to read it: README.md. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { QUIET } from '../scripts/browser-args.ts';
import { findBrowser } from '../scripts/find-browser.mjs';
import { ensureBuilt } from '../scripts/house.mjs';
import { startServer } from '../tests/support/server-process.ts';
import { readBaseline, writePage } from './baseline.ts';
import { Noise, NOISY_CORES } from './noise.ts';
import { formatPage, misses, pageTable, type Grade } from './page/figures.ts';
import { startTwoPages, type TwoPages } from './page/plain-page.ts';
import { scriptTime } from './page/script-time.ts';
import type { Settings } from './settings.ts';

/** As Lighthouse slows a phone down. */
const SLOWNESS = 4;
const folder = fileURLToPath(new URL('lighthouse/', import.meta.url));
const execute = promisify(execFile);

/** Lighthouse is 176 MB in 114 packages, which nobody needs who builds or tests: it comes with the first run of this. */
function installLighthouse(): void {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return;
  console.log('installing Lighthouse into bench/lighthouse …');
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`npm ci in bench/lighthouse failed: ${stderr.trim().split('\n').slice(-3).join(' ')}`);
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

async function withBrowser<Result>(work: (browser: Browser, port: number) => Promise<Result>): Promise<Result> {
  const port = await freePort();
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...QUIET, `--remote-debugging-port=${String(port)}`],
  });
  try {
    return await work(browser, port);
  } finally {
    await browser.close();
  }
}

const grade = (address: string): Promise<Grade> =>
  withBrowser(async (_browser, port) => {
    const { stdout } = await execute(process.execPath, [`${folder}grade.mjs`, address, String(port), 'mobile']);
    return JSON.parse(stdout) as Grade;
  });

/** In turns, so that a drift of the machine falls on both alike. */
async function gradeBoth({ withWidget, without }: TwoPages, runs: number) {
  const grades: { readonly withWidget: Grade[]; readonly without: Grade[] } = { withWidget: [], without: [] };
  for (let run = 0; run < runs; run += 1) {
    grades.without.push(await grade(without));
    grades.withWidget.push(await grade(withWidget));
    const [one, other] = [grades.withWidget.at(-1), grades.without.at(-1)];
    console.log(`  run ${String(run + 1)}: ${String(one?.performance)} with, ${String(other?.performance)} without`);
  }
  return grades;
}

async function times(runs: number, measure: () => Promise<number>): Promise<readonly number[]> {
  const all: number[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure());
  return all;
}

export async function runPage({
  isQuick,
  writesBaseline,
}: Pick<Settings, 'isQuick' | 'writesBaseline'>): Promise<void> {
  installLighthouse();
  await ensureBuilt();
  const runs = isQuick ? 1 : 5;
  const noise = new Noise();
  const server = await startServer();
  const pages = await startTwoPages(server.origin);
  try {
    const [scriptSlow, script] = await withBrowser(async (browser) => [
      await times(runs, () => scriptTime(browser, pages.withWidget, SLOWNESS)),
      await times(runs, () => scriptTime(browser, pages.withWidget, 1)),
    ]);
    const table = pageTable({ ...(await gradeBoth(pages, runs)), scriptSlow, script });
    console.log(`\n${formatPage(table, writesBaseline ? null : (readBaseline()?.page?.figures ?? null))}`);
    const foreign = noise.foreignCores();
    if (foreign > NOISY_CORES)
      console.log(`others used ${foreign.toFixed(2)} cores meanwhile; do not quote these times`);
    // Of a run that must not be quoted it is no verdict either.
    else if (misses(table).length > 0) process.exitCode = 1;
    if (!writesBaseline) return;
    writePage(table, isQuick);
    console.log('\nwritten to bench/baseline.json');
  } finally {
    await pages.close();
    await server.dispose();
  }
}
