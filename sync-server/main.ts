/** One server process: settings → database → people → street → HTTP. Ends with 0 on SIGTERM, within ten seconds (RUN3). */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi } from './api/create-api.ts';
import { createHttpServer } from './api/http-server.ts';
import { startMessage } from './api/start-message.ts';
import { createThreadWriter } from './commit/thread-writer.ts';
import { prepareWrites } from './commit/write-statements.ts';
import { createDerivedStore } from './derive/derived-store.ts';
import { readSettings } from './env.ts';
import { createFaultPoints } from './fault-points.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { rootFolderOf } from './root-folder.ts';
import { lockData } from './store/data-lock.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { startFailure } from './store/start-failure.ts';
import { createStreet } from './street.ts';
import { systemClock, systemTimers } from './timers.ts';
import { openWorkspace } from './workspace.ts';

/** For the bench, where one socket plays many visitors. */
const NO_RATE = { burst: 1e9, window: 1000, aDay: 1e12 };
const NO_FLOW = { burst: 1e9, perSecond: 1e9 };
const NO_LIMITS = { socketsOfVisitor: 1e9, socketsOfAddress: 1e9, framesOfSocket: NO_FLOW, framesOfAddress: NO_FLOW };
const STOP_WITHIN = 9_500;

const read = readSettings();
if (!read.ok) {
  process.stderr.write(`${read.failure}\n`);
  process.exit(1);
}
const settings = read.value;
const log = createLog(settings.logLevel);
const metrics = createMetrics();
const clock = systemClock();
const reached = createFaultPoints(settings.dieAt);

/** What the disk refuses ends the start with one line (RUN7). */
function orEnd<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const failure = startFailure(settings.dataDir, error);
    if (failure === null) throw error;
    process.stderr.write(`${failure}\n`);
    process.exit(1);
  }
}

const dataLock = orEnd(() => {
  mkdirSync(settings.dataDir, { recursive: true });
  return lockData(settings.dataDir);
});
if (dataLock === null) {
  process.stderr.write(`Another server works on ${settings.dataDir}; stop it, or choose another DATA_DIR.\n`);
  process.exit(1);
}
reached?.('start.locked');
const path = join(settings.dataDir, 'holdline.db');
const connection = orEnd(() => {
  const opened = openDatabase(path);
  reached?.('start.opened');
  migrate(opened);
  prepareWrites(opened).probe();
  return opened;
});
reached?.('start.migrated');
const contacts = createDerivedStore(connection);
const workspace = orEnd(() =>
  openWorkspace({
    database: connection.raw,
    settings,
    clock,
    log,
    contactName: (visitor) => contacts.findContact(visitor)?.name ?? null,
  }),
);
const street = orEnd(() =>
  createStreet({
    connection,
    writer: createThreadWriter(path, log, settings.dieAt),
    people: workspace.people,
    workspaceSettings: workspace.workspaceSettings,
    identity: workspace.identity,
    clock,
    timers: systemTimers,
    randomBytes,
    log,
    metrics,
    publicUrl: settings.publicUrl,
    trustProxy: settings.trustProxy,
    reached,
    ...(!settings.limitVisitors && { visitorRate: NO_RATE, crowdLimits: NO_LIMITS }),
  }),
);
reached?.('start.caught-up');
const root = rootFolderOf(fileURLToPath(import.meta.url));
const server = createHttpServer(createApi({ ...workspace, street, settings, clock, log, metrics, root }));
server.on('upgrade', street.upgrade);

const setupToken = await workspace.setup.prepare(settings.owner);
server.once('error', (error) => {
  process.stderr.write(`The server cannot listen on port ${settings.port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(settings.port, settings.host, () => {
  reached?.('start.listening');
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${startMessage(settings, port, setupToken)}\n`);
  // A start leaves 8 MB of empty space behind, which V8 by itself does not give back to the system.
  void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
});

let stopping = false;
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  stopping = true;
  // A disk that hangs must not hold up the machine's own shutdown; whatever was acknowledged is on it.
  setTimeout(() => process.exit(1), STOP_WITHIN).unref();
  log.info({ signal }, 'stopping: what was said is being committed');
  server.close();
  await street.drain();
  server.closeAllConnections();
  reached?.('drain.written');
  connection.close();
  dataLock?.release();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
