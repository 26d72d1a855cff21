/** One server process: settings → database → people → street → HTTP. Ends with 0 on SIGTERM, within ten seconds (RUN3). */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileBytesOf } from '#schema/workspace-settings.ts';
import { createApi } from './api/create-api.ts';
import { createHttpServer } from './api/http-server.ts';
import { startMessage } from './api/start-message.ts';
import { createThreadWriter } from './commit/thread-writer.ts';
import { prepareWrites } from './commit/write-statements.ts';
import { createDerivedStore } from './derive/derived-store.ts';
import { applyErasures } from './keep/apply-erasures.ts';
import { createErasureLedger } from './keep/erasure-ledger.ts';
import { readSettings } from './env.ts';
import { createFileFolder } from './files/file-folder.ts';
import { createFileRoom } from './files/file-room.ts';
import { createFileStore } from './files/file-store.ts';
import { createFaultPoints } from './fault-points.ts';
import { installationSecret } from './identity/installation-secret.ts';
import { createIdentifying } from './joining/identifying.ts';
import { createSiteSecrets } from './joining/site-secrets.ts';
import { createJoiningStore } from './joining/joining-store.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createBackups } from './operation/backups.ts';
import { createTickets } from './mail/tickets.ts';
import { beginLife } from './operation/begin-life.ts';
import { keepLifeFile } from './operation/keep-life-file.ts';
import { createDoctor } from './operation/doctor/doctor.ts';
import { createLifeStore } from './operation/life-store.ts';
import { createLife } from './operation/life.ts';
import { openData } from './operation/open-data.ts';
import { programVersion, rootFolderOf } from './root-folder.ts';
import { createHistoryThread } from './search/history-thread.ts';
import { lockData } from './store/data-lock.ts';
import { clockFloor } from './store/clock-floor.ts';
import { closeWhole } from './store/database.ts';
import { createEntryStore } from './store/entry-store.ts';
import { startFailure } from './store/start-failure.ts';
import { createStreet } from './street.ts';
import { systemClock, systemTimers } from './timers.ts';
import { openWorkspace } from './workspace.ts';

/** For the bench, where one socket plays many visitors. */
const NO_RATE = { burst: 1e9, window: 1000, aDay: 1e12 };
const NO_FLOW = { burst: 1e9, perSecond: 1e9 };
const NO_LIMITS = {
  ...{ socketsOfVisitor: 1e9, socketsOfAddress: 1e9, framesOfSocket: NO_FLOW, framesOfAddress: NO_FLOW },
  ...{ talksOfNetwork: NO_RATE, erasuresOfNetwork: NO_RATE },
};
const STOP_WITHIN = 9_500;

const read = readSettings();
if (!read.ok) {
  process.stderr.write(`${read.failure}\n`);
  process.exit(1);
}
const settings = read.value;
const log = createLog(settings.logLevel);
const metrics = createMetrics();
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
const root = rootFolderOf(fileURLToPath(import.meta.url));
const program = programVersion(root);
const { dataDir } = settings;
const erasures = createErasureLedger(dataDir);
const newId = (): string => randomBytes(9).toString('base64url');
const data = orEnd(() =>
  openData({
    dataDir,
    program,
    now: Date.now(),
    say: (line) => process.stderr.write(`${line}\n`),
    opened: () => reached?.('start.opened'),
  }),
);
if (!data.ok) {
  process.stderr.write(`${data.failure}\n`);
  process.exit(1);
}
const connection = data.value;
const clock = systemClock(
  Date.now,
  () => performance.now(),
  orEnd(() => clockFloor(connection, Date.now())),
);
orEnd(() => {
  prepareWrites(connection).probe();
  const setBack = beginLife({ connection, dataDir, now: clock.now, newId });
  applyErasures(connection, erasures.all());
  if (setBack !== null)
    log.warn({ setBack }, 'this is not the data that was here last; devices are told to discard what is newer');
});
reached?.('start.migrated');
const entries = createEntryStore(connection);
const { newestRow } = entries;
const contacts = createDerivedStore(connection);
const workspace = orEnd(() =>
  openWorkspace({
    database: connection.raw,
    settings,
    clock,
    timers: systemTimers,
    log,
    contactName: (visitor) => contacts.findContact(visitor)?.name ?? null,
    tokenOf: createJoiningStore(connection).token,
  }),
);
const lives = createLifeStore(connection);
const life = createLife({
  lives: lives.lives(),
  branches: lives.branches(),
  secret: installationSecret(dataDir),
  randomBytes,
  now: clock.now,
  newestRow,
});
const lifeFile = keepLifeFile({
  dataDir,
  life: lives.lives().at(-1)?.id ?? null,
  newestRow,
  timers: systemTimers,
  log,
});
const backups = createBackups({
  dataDir,
  program,
  settings: workspace.workspaceSettings,
  clock,
  timers: systemTimers,
  log,
});
backups.watch();
let port = settings.port;
const doctor = createDoctor({
  dataDir,
  now: clock.now,
  log,
  address: () => ({ publicUrl: settings.publicUrl, ownUrl: `http://127.0.0.1:${port}`, now: Date.now }),
  standing: () => ({
    backups: backups.list(),
    backupFailure: backups.lastFailure()?.detail ?? null,
    backupEveryHours: workspace.workspaceSettings.current().backupEveryHours,
    isSure: workspace.workspaceSettings.isSure(),
    now: clock.now(),
    program,
    processBytes: process.memoryUsage.rss(),
    push: { ...workspace.push.standing(), isSecure: settings.publicUrl?.startsWith('https:') === true },
    mail: { ...workspace.mail.settings.told(), ...workspace.mail.standing() },
  }),
});
const writer = createThreadWriter(path, log, settings.dieAt);
const tickets = createTickets(installationSecret(dataDir));
const files = createFileRoom({
  store: createFileStore(connection),
  folder: createFileFolder(dataDir),
  entries,
  writer,
  clock,
  timers: systemTimers,
  log,
  mostBytes: ({ kind }) => fileBytesOf(kind, workspace.workspaceSettings.current()),
});
const street = orEnd(() =>
  createStreet({
    connection,
    life,
    writer,
    files,
    people: workspace.people,
    erasures,
    workspaceSettings: workspace.workspaceSettings,
    workspaceLists: workspace.workspaceLists,
    schedule: workspace.schedule,
    sites: workspace.sites,
    photos: workspace.photos,
    identity: workspace.identity,
    push: workspace.push,
    letters: { mail: workspace.mail, tickets },
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
files.watch();
const history = createHistoryThread(path, log);
const siteSecrets = createSiteSecrets({ connection, now: clock.now, randomBytes });
const identifying = createIdentifying({
  ...{ secrets: siteSecrets, joining: street.joining, clock, randomBytes },
  store: createJoiningStore(connection),
  mayBring: street.letters?.mayBring,
});
const server = createHttpServer(
  createApi({
    ...workspace,
    street,
    identifying,
    siteSecrets,
    files,
    history,
    settings,
    clock,
    log,
    metrics,
    backups,
    doctor,
    root,
  }),
);
server.on('upgrade', street.upgrade);

const setupToken = await workspace.setup.prepare(settings.owner);
server.once('error', (error) => {
  process.stderr.write(`The server cannot listen on port ${settings.port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(settings.port, settings.host, () => {
  reached?.('start.listening');
  ({ port } = server.address() as AddressInfo);
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
  workspace.push.close();
  await history.close();
  lifeFile.note();
  server.closeAllConnections();
  reached?.('drain.written');
  closeWhole(connection);
  dataLock?.release();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
