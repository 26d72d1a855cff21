// Loaded into each server under test before its own code (node --import), in its main thread and in its workers: answers over
// IPC how much memory is in use after a full collection, and takes profiles, so that all servers are measured alike without
// knowing of it.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { setTimeout as wait } from 'node:timers/promises';
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';

const SAMPLE_MICROSECONDS = 250;

const profiler = new Session();
const threads = new BroadcastChannel('bench-probe');
threads.unref();

function startProfile() {
  profiler.connect();
  profiler.post('Profiler.enable');
  profiler.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  profiler.post('Profiler.start');
}

/** @param {string} folder */
function stopProfile(folder) {
  profiler.post('Profiler.stop', (error, answer) => {
    if (error === null) writeFileSync(`${folder}/thread-${threadId}.json`, JSON.stringify(answer.profile));
  });
  profiler.disconnect();
}

/** @param {{ kind: 'profile' } | { kind: 'profiled', folder: string }} order */
function profile(order) {
  if (order.kind === 'profile') startProfile();
  else stopProfile(order.folder);
}

async function memory() {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await wait(100);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, used: heapUsed + external };
}

if (!isMainThread) {
  threads.onmessage = (event) => {
    profile(event.data);
  };
} else if (process.send !== undefined) {
  const send = process.send.bind(process);
  process.on('message', async (/** @type {{ kind: 'memory' } | Parameters<typeof profile>[0]} */ order) => {
    if (order.kind !== 'memory') {
      profile(order);
      threads.postMessage(order);
    }
    send(order.kind === 'memory' ? await memory() : {});
  });
  process.channel?.unref();
}
