/** The committed figures a later run is compared with, and the machine they were taken on. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { DeskTable } from './desk/figures.ts';
import type { EnduranceFigures } from './endurance/figures.ts';
import type { PageTable } from './page/figures.ts';
import type { Results } from './report.ts';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly kernel: string;
  readonly node: string;
}

export interface Baseline {
  readonly takenAt: string;
  readonly isQuick: boolean;
  readonly machine: Machine;
  readonly results: Results;
  /** Of `--year`, `--sockets` and `--storm`. */
  readonly endurance?: { readonly takenAt: string; readonly isQuick: boolean; readonly figures: EnduranceFigures };
  /** Of `--desk`. */
  readonly desk?: { readonly takenAt: string; readonly isQuick: boolean; readonly figures: DeskTable };
  /** Of `--page`. */
  readonly page?: { readonly takenAt: string; readonly isQuick: boolean; readonly figures: PageTable };
}

const file = fileURLToPath(new URL('baseline.json', import.meta.url));

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
  };
}

export function readBaseline(): Baseline | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline) : null;
}

/** Contestants that were not measured this time keep their old figures. Six significant digits: more is noise. */
export function writeBaseline(results: Results, isQuick: boolean): void {
  const before = readBaseline();
  write({
    ...before,
    takenAt: new Date().toISOString(),
    isQuick,
    machine: thisMachine(),
    results: { ...before?.results, ...results },
  });
}

/** The same for the figures of endurance; those of the comparison stay. */
export function writeEndurance(figures: EnduranceFigures, isQuick: boolean): void {
  const before = readBaseline();
  if (before === null) throw new Error('there is no baseline to add to');
  const all = { ...before.endurance?.figures, ...figures };
  write({ ...before, endurance: { takenAt: new Date().toISOString(), isQuick, figures: all } });
}

/** The same for those of the desk. */
export function writeDesk(figures: DeskTable, isQuick: boolean): void {
  const before = readBaseline();
  if (before === null) throw new Error('there is no baseline to add to');
  write({ ...before, desk: { takenAt: new Date().toISOString(), isQuick, figures } });
}

/** The same for those of the page that the widget stands on. */
export function writePage(figures: PageTable, isQuick: boolean): void {
  const before = readBaseline();
  if (before === null) throw new Error('there is no baseline to add to');
  write({ ...before, page: { takenAt: new Date().toISOString(), isQuick, figures } });
}

function write(baseline: Baseline): void {
  const rounded = (_key: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  writeFileSync(file, `${JSON.stringify(baseline, rounded, 2)}\n`);
}

export const describeMachine = (machine: Machine): string =>
  `${machine.processor}, ${String(machine.cores)} cores, ${String(machine.memoryGigabytes)} GB, Linux ${machine.kernel}, Node ${machine.node}`;
