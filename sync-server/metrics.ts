import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ROOM_VERBS, VERBS, type RoomVerb, type Verb } from '#schema/policy/policy.ts';
import type { CommandResult } from '#schema/rejection.ts';

/** What the process counts about itself, for `/metrics`. Cheap enough for the hot path: nothing is looked up by label there. */
export interface Metrics {
  readonly countCommand: (verb: Verb | RoomVerb, status: CommandResult['status']) => void;
  /** One committed transaction: its commands, and how long it took from the first to the fsync, in seconds. */
  readonly countCommit: (commands: number, seconds: number) => void;
  readonly setSockets: (count: number) => void;
  readonly setDocuments: (count: number) => void;
  /** A client's write to a document that only the server writes (DOC6). */
  readonly countDroppedWrite: () => void;
  /** Documents that are refused because their entries are damaged, and snapshots that had to be built anew (KEEP1, KEEP2). */
  readonly setDamagedDocuments: (count: number) => void;
  readonly countDamagedSnapshot: () => void;
  /** A person's update of a document that staff write was not let in. */
  readonly countRefusedUpdate: () => void;
  /** A document that staff write was found damaged and put aside. */
  readonly countQuarantine: () => void;
  readonly countHttp: (status: number) => void;
  /** In the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

const STATUSES: readonly CommandResult['status'][] = ['accepted', 'rejected', 'held', 'retry'];

/** `defaults`: with those of the process itself, which keep an event-loop monitor running. */
export function createMetrics({ defaults = true }: { readonly defaults?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (defaults) collectDefaultMetrics({ register: registry });
  const commands = new Counter({
    name: 'holdline_commands_total',
    help: 'Commands by verb and result',
    labelNames: ['verb', 'result'],
    registers,
  });
  const commandsByVerb = new Map(
    [...VERBS, ...ROOM_VERBS].map((verb) => [
      verb,
      new Map(STATUSES.map((result) => [result, commands.labels({ verb, result })])),
    ]),
  );
  const commitSize = new Histogram({
    name: 'holdline_commit_commands',
    help: 'Commands in one commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'holdline_commit_seconds',
    help: 'Duration of one commit, fsync included',
    buckets: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2],
    registers,
  });
  const sockets = new Gauge({ name: 'holdline_sockets', help: 'Open sockets', registers });
  const documents = new Gauge({ name: 'holdline_documents_loaded', help: 'Documents in memory', registers });
  const dropped = new Counter({
    name: 'holdline_dropped_writes_total',
    help: 'Writes by clients to documents that only the server writes',
    registers,
  });
  const damagedDocuments = new Gauge({
    name: 'holdline_damaged_documents',
    help: 'Documents that are refused because their entries are damaged',
    registers,
  });
  const damagedSnapshots = new Counter({
    name: 'holdline_damaged_snapshots_total',
    help: 'Snapshots that were damaged and built anew',
    registers,
  });
  const refusedUpdates = new Counter({
    name: 'holdline_staff_updates_refused_total',
    help: 'Updates of documents that staff write which were not let in',
    registers,
  });
  const quarantined = new Counter({
    name: 'holdline_staff_quarantined_total',
    help: 'Documents that staff write which were found damaged and put aside',
    registers,
  });
  const http = new Counter({
    name: 'holdline_http_responses_total',
    help: 'HTTP answers by status',
    labelNames: ['status'],
    registers,
  });
  return {
    countCommand: (verb, status) => commandsByVerb.get(verb)?.get(status)?.inc(),
    countCommit: (size, seconds) => {
      commitSize.observe(size);
      commitSeconds.observe(seconds);
    },
    setSockets: (count) => sockets.set(count),
    setDocuments: (count) => documents.set(count),
    countDroppedWrite: () => dropped.inc(),
    setDamagedDocuments: (count) => damagedDocuments.set(count),
    countDamagedSnapshot: () => damagedSnapshots.inc(),
    countRefusedUpdate: () => refusedUpdates.inc(),
    countQuarantine: () => quarantined.inc(),
    countHttp: (status) => http.inc({ status }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
