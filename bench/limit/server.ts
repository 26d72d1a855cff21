/**
 * The limit: what a relay could do at most if it promised what we promise and did nothing else. Each message is committed
 * to libSQL (WAL, synchronous=FULL, group commit in a worker thread) before it reaches the other side and before its
 * author's acknowledgement. No rights, no rules, no order of its own, no documents, no secondary index.
 */
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** Batches handed to the worker and not yet committed: the second one keeps it busy while the first is published. */
const MAX_IN_FLIGHT = 2;

interface Waiting {
  readonly author: WebSocket;
  readonly room: Set<WebSocket>;
  readonly conversation: string;
  readonly id: string;
  readonly body: string;
}

const rooms = new Map<string, Set<WebSocket>>();
const inFlight: Waiting[][] = [];
const joins = new Map<number, WebSocket>();
let waiting: Waiting[] = [];
let nextJoin = 0;
let flushQueued = false;

const worker = new Worker(new URL('./commit-worker.ts', import.meta.url), {
  workerData: { dataDir: process.env.DATA_DIR },
});

function handOver(): void {
  flushQueued = false;
  if (waiting.length === 0 || inFlight.length === MAX_IN_FLIGHT) return;
  const batch = waiting;
  waiting = [];
  inFlight.push(batch);
  const rows: string[] = [];
  for (const message of batch) rows.push(message.conversation, message.body);
  worker.postMessage({ kind: 'commit', rows });
}

function publish(batch: readonly Waiting[]): void {
  for (const { author, room, id, body } of batch) {
    for (const socket of room) if (socket !== author) socket.send(body);
    author.send(`{"t":"ack","id":"${id}"}`);
  }
}

worker.on('message', (event: { kind: 'committed' } | { kind: 'history'; join: number; bodies: string[] }) => {
  if (event.kind === 'history') {
    joins.get(event.join)?.send(`{"t":"joined","messages":[${event.bodies.join(',')}]}`);
    joins.delete(event.join);
    return;
  }
  const batch = inFlight.shift() ?? [];
  handOver();
  publish(batch);
});

function receive(socket: WebSocket, text: string): void {
  const message = JSON.parse(text) as { t: string; conversation: string; id: string };
  const room = rooms.get(message.conversation) ?? new Set();
  if (message.t === 'join') {
    rooms.set(message.conversation, room.add(socket));
    socket.once('close', () => room.delete(socket));
    joins.set(nextJoin, socket);
    worker.postMessage({ kind: 'history', join: nextJoin, conversation: message.conversation });
    nextJoin += 1;
    return;
  }
  waiting.push({ author: socket, room, conversation: message.conversation, id: message.id, body: text });
  if (flushQueued) return;
  flushQueued = true;
  setImmediate(handOver);
}

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    receive(socket, (data as Buffer).toString());
  });
});
worker.once('online', () => {
  server.listen(Number(process.env.PORT), '127.0.0.1', () => {
    console.log('ready');
  });
});
process.once('SIGTERM', () => process.exit(0));
