/** Runs seeds for run.ts, one after the other, in a process of its own. */
import './world/globals.ts';
import { simulate, type Report } from './simulate.ts';

export interface Order {
  readonly seed: number;
  readonly minutes: number;
  readonly isLoud: boolean;
}
/** A report as it fits between processes. */
export type PlainReport = Omit<Report, 'looked' | 'happened'> & {
  readonly looked: readonly (readonly [string, number])[];
  readonly happened: readonly (readonly [string, number])[];
};

process.on('message', (order: Order) => {
  void simulate(order).then(({ looked, happened, ...report }) => {
    const plain: PlainReport = { ...report, looked: [...looked], happened: [...happened] };
    process.send?.(plain);
  });
});

// Whoever asked is gone.
process.on('disconnect', () => process.exit());
