/** What the widget's script takes of a page's main thread before anybody means to write, out of the browser's own trace. */
import type { Browser } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of `dur`, what the thread itself ran. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly fileName?: string } };
}

/** Compiling and calling: each names the file it is about. */
const OF_A_SCRIPT = /^(?:v8\.compile(?:Module)?|EvaluateScript|FunctionCall)$/;
/** Running a module names nothing; ours is the only one of the page, which has a process of its own. */
const OF_THE_MODULE = 'v8.evaluateModule';
const OUR_FILE = /\/widget(?:\.js|\/)/;
/** Long after the page has settled; nothing may come by itself. */
const IDLE = 3_000;

/** ms that the page's main thread ran within events of the widget's file, nested ones once; slowed down as Lighthouse does. */
export async function scriptTime(browser: Browser, address: string, slowness: number): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const lever = await context.newCDPSession(page);
    await lever.send('Emulation.setCPUThrottlingRate', { rate: slowness });
    await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile'] });
    await page.goto(address, { waitUntil: 'load' });
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await page.waitForTimeout(IDLE);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
      readonly traceEvents: readonly TraceEvent[];
    };
    return sumOfOurs(traceEvents);
  } finally {
    await context.close();
  }
}

export function sumOfOurs(events: readonly TraceEvent[]): number {
  const isOfOurs = ({ name, args }: TraceEvent): boolean =>
    OF_A_SCRIPT.test(name) && OUR_FILE.test(args?.data?.url ?? args?.data?.fileName ?? '');
  // The trace is of the whole browser, whose own pages run modules too.
  const processes = new Set(events.filter(isOfOurs).map(({ pid }) => pid));
  const ours = events
    .filter(
      (event) => event.ph === 'X' && (isOfOurs(event) || (event.name === OF_THE_MODULE && processes.has(event.pid))),
    )
    .toSorted((one, other) => one.ts - other.ts);
  if (ours.filter(({ name }) => name === OF_THE_MODULE).length !== 1) {
    throw new Error('the page runs one module, the widget: another one would be counted as ours');
  }
  let until = 0;
  let sum = 0;
  for (const { ts, dur = 0, tdur = dur } of ours) {
    if (ts < until) continue;
    until = ts + dur;
    sum += tdur;
  }
  return sum / 1_000;
}
