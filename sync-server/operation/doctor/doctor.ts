import { Worker } from 'node:worker_threads';
import { CHECKS, type Finding } from '#schema/http/operation.ts';
import type { Log } from '../../log.ts';
import { lookFromOutside, type AddressDeps } from './address.ts';
import { lookAtStanding, type Standing } from './standing.ts';

/** Looks at everything that a workspace needs of its machine (OPS7). Finds, and changes nothing. */
export interface Doctor {
  readonly state: () => {
    readonly running: boolean;
    readonly checkedAt: number | null;
    readonly findings: readonly Finding[];
  };
  /** Begins a round, unless one is going on; resolves at its end. */
  readonly look: () => Promise<void>;
}

export interface DoctorDeps {
  readonly dataDir: string;
  readonly address: () => AddressDeps;
  readonly standing: () => Standing;
  readonly now: () => number;
  readonly log: Log;
}

/** A source beside this source, or a bundle beside this bundle. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './doctor-worker.ts' : './doctor-worker.js', import.meta.url);

export function createDoctor({ dataDir, address, standing, now, log }: DoctorDeps): Doctor {
  let findings: readonly Finding[] = [];
  let checkedAt: number | null = null;
  let running: Promise<void> | null = null;

  async function round(): Promise<void> {
    const [machine, outside] = await Promise.all([machineInThread(dataDir), lookFromOutside(address())]);
    findings = inOrder([...machine, ...outside, ...lookAtStanding(standing())]);
    checkedAt = now();
    const wrong = findings.filter(({ verdict }) => verdict === 'broken').map(({ check, code }) => `${check}: ${code}`);
    if (wrong.length > 0) log.warn({ wrong }, 'the doctor found something broken');
  }

  return {
    state: () => ({ running: running !== null, checkedAt, findings }),
    look: () => {
      running ??= round().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

/** As people read them, whatever was done first. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((one, other) => CHECKS.indexOf(one.check) - CHECKS.indexOf(other.check));

function machineInThread(dataDir: string): Promise<readonly Finding[]> {
  const failed = (detail: string): readonly Finding[] => [
    { check: 'database', verdict: 'broken', code: 'failed', values: { detail } },
  ];
  return new Promise((resolve) => {
    const worker = new Worker(PROGRAM, { workerData: { dataDir } });
    worker.once('message', resolve);
    worker.once('error', (error) => resolve(failed(String(error))));
    worker.once('exit', () => resolve(failed('broken off')));
  });
}
