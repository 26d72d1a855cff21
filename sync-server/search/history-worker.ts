/** The thread that searches: its own connection, one question after the other, answers in their order. Started by history-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { HistoryPage, HistoryRequest } from '#schema/http/history.ts';
import { openDatabase } from '../store/database.ts';
import { findHistory } from './find-history.ts';
import { createHistoryStore } from './history-store.ts';

/** Why a question has no answer: a code, never words that were looked for. */
export type HistoryAnswer =
  { readonly kind: 'page'; readonly page: HistoryPage } | { readonly kind: 'failed'; readonly detail: string };

const { path } = workerData as { readonly path: string };
const connection = openDatabase(path);
const store = createHistoryStore(connection);

parentPort?.on('message', (request: HistoryRequest | 'close') => {
  if (request !== 'close') return parentPort?.postMessage(answerTo(request));
  connection.close();
  return parentPort?.close();
});

function answerTo(request: HistoryRequest): HistoryAnswer {
  try {
    return { kind: 'page', page: findHistory(store, request) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'a defect';
    return { kind: 'failed', detail: code };
  }
}
