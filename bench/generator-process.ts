import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { track } from './server-process.ts';
import type { Answers, Order } from './load/orders.ts';

/** The load generator seen from the runner: one order at a time, each with its answer. */
export class Generator {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = track(fork(fileURLToPath(new URL('generator.ts', import.meta.url)), { execPath: process.execPath }));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** @throws Error with the generator's words. */
  async do<Kind extends Order['kind']>(order: Extract<Order, { kind: Kind }>): Promise<Answers[Kind]> {
    const answered = once(this.#child, 'message') as Promise<[{ answer: Answers[Kind] } | { error: string }]>;
    this.#child.send(order);
    const [message] = await answered;
    if ('error' in message) throw new Error(message.error);
    return message.answer;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
