/** The load generator: a process of its own that takes orders over IPC, one at a time (`load/orders.ts`). */
import { setTimeout as wait } from 'node:timers/promises';
import { Crowd } from './load/crowd.ts';
import { Pacer } from './load/pacer.ts';
import { runStep } from './load/step.ts';
import { protocols } from './protocols/all.ts';
import type { Answers, Order } from './load/orders.ts';
import type { Protocol } from './protocols/protocol.ts';

interface Target {
  readonly crowd: Crowd;
  readonly protocol: Protocol;
  readonly conversations: number;
  readonly port: number;
}

const pacer = new Pacer();
let target: Target | null = null;
let nextNumber = 0;

function current(): Target {
  if (target === null) throw new Error('no target yet');
  return target;
}

async function settle(crowd: Crowd, patience: number): Promise<number> {
  const deadline = performance.now() + patience;
  while ((crowd.ledger?.unsettled ?? 0) > 0 && crowd.closed === 0 && performance.now() < deadline) await wait(20);
  return crowd.ledger?.unsettled ?? 0;
}

async function obey(order: Order): Promise<Answers[Order['kind']]> {
  switch (order.kind) {
    case 'target': {
      target?.crowd.disconnect();
      const protocol = protocols[order.protocol];
      await protocol.prepare(order.port, order.conversations);
      const crowd = new Crowd(protocol, order.port, order.conversations);
      target = { crowd, protocol, conversations: order.conversations, port: order.port };
      return null;
    }
    case 'connect':
      return current().crowd.connect();
    case 'step': {
      const { crowd, conversations, protocol } = current();
      const base = nextNumber;
      nextNumber += Math.round(order.step.rate * order.step.seconds);
      return runStep(crowd, pacer, order.step, base, conversations, protocol.acknowledges);
    }
    case 'settle':
      return settle(current().crowd, order.patience);
    case 'joins':
      return current().crowd.joins(order.joins);
    case 'readback': {
      const { crowd } = current();
      const ledger = crowd.ledger;
      if (ledger === null) throw new Error('nothing to read back');
      ledger.reading = true;
      crowd.disconnect();
      const { first, second } = await crowd.connect();
      if (first.failed + second.failed > 0) throw new Error(`readback: ${String(first.failure ?? second.failure)}`);
      return ledger.readback();
    }
    case 'storm':
      return current().crowd.storm();
    case 'disconnect':
      current().crowd.disconnect();
      return null;
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
