import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, StaffRole } from '#schema/words.ts';
import { createIdFactory, type OperatorId, type VisitorId } from '#schema/ids.ts';
import type { Writer } from '../commit/writer.ts';
import { createThreadWriter } from '../commit/thread-writer.ts';
import { applyErasures } from '../keep/apply-erasures.ts';
import { createErasureLedger, readErasures } from '../keep/erasure-ledger.ts';
import { createJoiningStore } from '../joining/joining-store.ts';
import { createLog } from '../log.ts';
import { drizzleOver } from '../people/drizzle-store.ts';
import { createListsStore } from '../lists/lists-store.ts';
import { createWorkspaceLists, type WorkspaceListsRoom } from '../lists/workspace-lists.ts';
import { createSchedule, type ScheduleRoom } from '../schedule/schedule-room.ts';
import { createScheduleStore } from '../schedule/schedule-store.ts';
import { createPhotos, type Photos } from '../photos/photos.ts';
import { createPhotosStore } from '../photos/photos-store.ts';
import { createSites, type SitesRoom } from '../sites/sites.ts';
import { createSitesStore } from '../sites/sites-store.ts';
import { createSettingsStore } from '../settings/settings-store.ts';
import { createWorkspaceSettings, type WorkspaceSettingsRoom } from '../settings/workspace-settings.ts';
import { createMetrics } from '../metrics.ts';
import type { Identity, People, PersonRecord, Street } from '../ports.ts';
import { openDatabase, type Connection } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import type { StreetDeps } from '../street-deps.ts';
import { createStreet } from '../street.ts';
import { systemClock, systemTimers } from '../timers.ts';

/** A whole street on a real libSQL file and real sockets, with people who need no passwords. Tests only. */
export interface TestStreet {
  readonly street: Street;
  readonly port: number;
  readonly connection: Connection;
  readonly path: string;
  readonly people: TestPeople;
  readonly workspaceSettings: WorkspaceSettingsRoom;
  readonly workspaceLists: WorkspaceListsRoom;
  readonly schedule: ScheduleRoom;
  readonly sites: SitesRoom;
  readonly photos: Photos;
  readonly logLines: readonly string[];
  /** Ends one process life; the data stays. */
  readonly stop: () => Promise<void>;
  /** `stop`, and the data goes. */
  readonly close: () => Promise<void>;
  /** Of the metrics; 0 when it was never counted. */
  readonly counted: (name: string) => Promise<number>;
}

export interface TestStreetOptions extends Partial<
  Pick<StreetDeps, 'clock' | 'timers' | 'idleBytes' | 'visitorRate' | 'chapterLimits' | 'push' | 'letters'>
> {
  readonly wrapWriter?: (writer: Writer) => Writer;
  /** Of an earlier life. */
  readonly dataDir?: string;
  readonly prepare?: (connection: Connection) => void;
}

export const newId = createIdFactory({ now: Date.now, randomBytes });

/** Who has the bearer `visitor.<word>`. A person has `operator.<name>`, as bearer or as cookie. */
export const visitorActor = (word: string): Actor => ({
  kind: 'visitor',
  id: `v${createHash('sha256').update(word).digest().subarray(0, 16).toString('base64url')}` as VisitorId,
  name: '',
});

export interface TestPeople extends People {
  readonly revoke: (name: string) => void;
  /** Its session is over, and nobody says so. */
  readonly expire: (name: string) => void;
  readonly actor: (name: string) => Actor;
}

/** One person of each role, named after it, and a second operator, `other`. */
function createTestPeople(known: (visitor: Actor) => Actor | null): TestPeople & { readonly identity: Identity } {
  const persons = new Map<string, PersonRecord>();
  const added = new Set<(person: PersonRecord) => void>();
  const revoked = new Set<(person: OperatorId) => void>();
  const gone = new Set<string>();
  const roles: readonly [string, StaffRole][] = [
    ['observer', 'observer'],
    ['operator', 'operator'],
    ['other', 'operator'],
    ['admin', 'admin'],
    ['owner', 'owner'],
  ];
  const make = (name: string, role: StaffRole, email = `${name}@example.com`): PersonRecord => {
    const bytes = createHash('sha256').update(email).digest('hex');
    const id = `01900000-0000-7000-8000-${bytes.slice(0, 12)}` as OperatorId;
    const person = { id, name, email, role };
    persons.set(id, person);
    return person;
  };
  const byName = (name: string): PersonRecord | undefined => [...persons.values()].find((one) => one.name === name);
  for (const [name, role] of roles) make(name, role);
  const actor = (name: string): Actor => {
    const person = byName(name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return { kind: 'operator', id: person.id, name: person.name, role: person.role };
  };
  return {
    find: (id) => persons.get(id) ?? null,
    all: () => [...persons.values()],
    add: ({ name, role, email }) => {
      if ([...persons.values()].some((person) => person.email === email)) return Promise.resolve('address-in-use');
      const person = make(name, role, email);
      for (const listener of added) listener(person);
      return Promise.resolve(person);
    },
    onAdded: (listener) => {
      added.add(listener);
      return () => void added.delete(listener);
    },
    actor,
    expire: (name) => void gone.add(name),
    revoke: (name) => {
      gone.add(name);
      const person = byName(name);
      if (person !== undefined) for (const listener of revoked) listener(person.id);
    },
    identity: {
      identify: (headers, bearer) => {
        const [kind, word = ''] = (bearer ?? headers.get('cookie') ?? '').split('.');
        if (kind === 'visitor') return Promise.resolve(known(visitorActor(word)));
        return Promise.resolve(
          kind === 'operator' && byName(word) !== undefined && !gone.has(word) ? actor(word) : null,
        );
      },
      onRevoked: (listener) => {
        revoked.add(listener);
        return () => void revoked.delete(listener);
      },
    },
  };
}

export async function openTestStreet(options: TestStreetOptions = {}): Promise<TestStreet & { dataDir: string }> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'holdline-street-'));
  const path = join(dataDir, 'holdline.db');
  const connection = openDatabase(path);
  migrate(connection);
  options.prepare?.(connection);
  applyErasures(connection, readErasures(dataDir));
  const logLines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logLines.push(line) });
  const metrics = createMetrics({ defaults: false });
  const joiningStore = createJoiningStore(connection);
  const { identity, ...people } = createTestPeople((visitor) => {
    const token = joiningStore.token(visitor.id as VisitorId);
    if (token === null) return visitor;
    return token.state === 'live' ? { kind: 'visitor', id: token.visitor, name: '', origin: token.origin } : null;
  });
  const drizzle = drizzleOver(connection.raw);
  const workspaceSettings = createWorkspaceSettings(createSettingsStore(drizzle), log);
  const workspaceLists = createWorkspaceLists({ store: createListsStore(drizzle), people, newId });
  const schedule = createSchedule({ store: createScheduleStore(drizzle), people });
  const sites = createSites(createSitesStore(drizzle));
  const photos = createPhotos(createPhotosStore(drizzle));
  const writer = createThreadWriter(path, log);
  const street = createStreet({
    connection,
    writer: options.wrapWriter?.(writer) ?? writer,
    people,
    workspaceSettings,
    workspaceLists,
    schedule,
    sites,
    photos,
    identity,
    erasures: createErasureLedger(dataDir),
    clock: options.clock ?? systemClock(),
    timers: options.timers ?? systemTimers,
    randomBytes,
    log,
    metrics,
    publicUrl: null,
    trustProxy: true,
    ...(options.push !== undefined && { push: options.push }),
    ...(options.letters !== undefined && { letters: options.letters }),
    ...(options.idleBytes !== undefined && { idleBytes: options.idleBytes }),
    ...(options.chapterLimits !== undefined && { chapterLimits: options.chapterLimits }),
    ...(options.visitorRate !== undefined && { visitorRate: options.visitorRate }),
  });
  const server: Server = createServer();
  server.on('upgrade', street.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= street.drain().then(() => {
      server.close();
      connection.close();
    });
    return stopped;
  };
  return {
    street,
    port: (server.address() as AddressInfo).port,
    connection,
    path,
    dataDir,
    people,
    workspaceSettings,
    workspaceLists,
    schedule,
    sites,
    photos,
    logLines,
    stop,
    close: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    counted: async (name) => {
      const line = (await metrics.text()).split('\n').find((text) => text.startsWith(`${name} `));
      return Number(line?.split(' ')[1] ?? 0);
    },
  };
}
