import { Worker } from 'node:worker_threads';
import type { HistoryRequest } from '#schema/http/history.ts';
import type { Log } from '../log.ts';
import type { History } from '../ports.ts';
import type { HistoryAnswer } from './history-worker.ts';

/** The thread's program: a source beside this source, or a bundle beside this bundle. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? './history-worker.ts' : './history-worker.js',
  import.meta.url,
);

/**
 * Searches in a thread of its own, so that a question over a million messages holds up nobody's message. The thread is started by
 * the first question (nobody pays for it who does not search) and again when it died.
 */
export function createHistoryThread(path: string, log: Log): History {
  const waiting: ((answer: HistoryAnswer) => void)[] = [];
  let worker: Worker | null = null;
  let ended: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const thread = new Worker(PROGRAM, { workerData: { path } });
    thread.unref();
    thread.on('message', (answer: HistoryAnswer) => waiting.shift()?.(answer));
    thread.on('error', (error: unknown) => log.error({ error: String(error) }, 'the search thread died'));
    ended = new Promise((resolve) => {
      thread.once('exit', () => {
        worker = null;
        for (const answer of waiting.splice(0)) answer({ kind: 'failed', detail: 'the search thread died' });
        resolve(null);
      });
    });
    return thread;
  }

  return {
    find: async (request: HistoryRequest) => {
      const answer = await new Promise<HistoryAnswer>((resolve) => {
        waiting.push(resolve);
        worker ??= start();
        worker.postMessage(request);
      });
      if (answer.kind === 'page') return answer.page;
      throw new Error(`the history cannot be searched: ${answer.detail}`);
    },
    close: async () => {
      worker?.postMessage('close');
      await ended;
    },
  };
}
