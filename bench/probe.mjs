// Loaded into each server under test before its own code (node --import): answers over IPC how much memory is in use,
// after a full collection, so that all servers are measured alike without knowing of it.
import { setTimeout as wait } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send !== undefined) {
  const send = process.send.bind(process);
  process.on('message', async (order) => {
    if (order !== 'memory') return;
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc?.();
      await wait(100);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    send({ rss, used: heapUsed + external });
  });
  process.channel?.unref();
}
