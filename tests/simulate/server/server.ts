import { Hono } from 'hono';
import { commandRoutes } from '#sync-server/api/command-routes.ts';
import { healthRoutes } from '#sync-server/api/health-routes.ts';
import type { ApiDeps } from '#sync-server/api/deps.ts';
import { createDerivedStore } from '#sync-server/derive/derived-store.ts';
import { STAFF_FRAME_BYTES, VISITOR_FRAME_BYTES } from '#schema/limits.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { WorkspaceLists } from '#schema/workspace-lists.ts';
import type { Site } from '#schema/site/site.ts';
import { createSites } from '#sync-server/sites/sites.ts';
import { ok } from '#schema/result.ts';
import { NO_SCHEDULE } from '#schema/schedule/schedule.ts';
import type { WorkspaceSettings } from '#schema/workspace-settings.ts';
import type { Actor } from '#schema/words.ts';
import { applyErasures } from '#sync-server/keep/apply-erasures.ts';
import { createErasureLedger } from '#sync-server/keep/erasure-ledger.ts';
import type { Erasure } from '#sync-server/keep/erasure.ts';
import type { Log } from '#sync-server/log.ts';
import { createIdentifying, type Identifying } from '#sync-server/joining/identifying.ts';
import { createJoiningStore } from '#sync-server/joining/joining-store.ts';
import { createMetrics } from '#sync-server/metrics.ts';
import type { Clock, Street } from '#sync-server/ports.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { createStreet } from '#sync-server/street.ts';
import type { StreetDeps } from '#sync-server/street-deps.ts';
import { systemClock, type Timers } from '#sync-server/timers.ts';
import type { Random } from '../../support/random.ts';
import type { Disk, OpenDisk } from '../disk/disk.ts';
import type { Connection } from '../network/connection.ts';
import type { PlainAnswer } from '../network/network.ts';
import { createOwner, type Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { beginSimulatedLife } from './begin-life.ts';
import type { MailServer } from './mail-server.ts';
import type { Staff } from './people.ts';

/** The server's machine: one process after the other on one disk, each the real street with the real command routes. */
export interface Server {
  readonly life: () => Life | null;
  readonly isUp: () => boolean;
  /** Begins a process. False: it ended at once, because the disk could not be read. */
  readonly start: () => boolean;
  /** `kill -9` of the process, or the power of the machine. */
  readonly crash: (machine: boolean) => void;
  /** SIGTERM; resolves when the process has ended. */
  readonly drain: () => Promise<void>;
  readonly knock: (connection: Connection, url: string) => void;
  readonly request: (url: string, init: RequestInit) => Promise<PlainAnswer> | null;
  readonly disk: () => OpenDisk | null;
  /** The machine's own clock against the true time, ms. */
  skew: number;
}

export interface Life {
  readonly owner: Owner;
  readonly number: number;
  readonly street: Street;
  readonly disk: OpenDisk;
  readonly app: Hono;
  readonly clock: Clock;
  readonly identifying: Identifying;
  readonly actorOf: (bearer: string | null) => Actor | null;
}

export interface ServerEvents {
  readonly ended: (machine: boolean) => void;
  /** A new process has the file; nothing was written by it yet. */
  readonly recovered: (judge: Database) => void;
  /** It has carried out what a start has to, before it serves anybody. */
  readonly started: (judge: Database) => void;
  readonly erasureNoted: (erasure: Erasure) => void;
  readonly erasureStruck: (erasure: Erasure) => void;
  readonly defect: (message: string) => void;
  readonly slowDrain: (ms: number) => void;
  readonly requested: (actor: Actor, body: string) => void;
  readonly replied: (actor: Actor, answer: PlainAnswer) => void;
}

export interface ServerOptions {
  readonly workspace: WorkspaceSettings;
  readonly settings: Pick<StreetDeps, 'idleBytes' | 'visitorRate' | 'chapterLimits'>;
  readonly staff: Staff;
  readonly lists: WorkspaceLists;
  readonly sites: readonly Site[];
  /** null: nothing is mailed. */
  readonly mailServer: MailServer | null;
  /** Each process begins a life of the data, and devices are told how far it reaches. */
  readonly keepsLives: boolean;
}

/** Of a page that tells where it is: what says nothing of itself is no browser. */
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const STOP_WITHIN = 9_500;
/** One for all: what it counts nobody reads. */
const METRICS = createMetrics({ defaults: false });
/** What the server says of itself only when it is broken, whatever the disk does. */
const DEFECTS = /could not be dealt with|met a defect|a request failed/;

export function createServer(
  world: World,
  disk: Disk,
  random: Random,
  options: ServerOptions,
  events: ServerEvents,
): Server {
  let life: Life | null = null;
  let isUp = true;
  let lives = 0;
  let isNew = true;

  const say = (fields: unknown, message?: string): void => {
    const text = `${message ?? ''} ${JSON.stringify(fields)}`;
    world.trace.say('server says', text);
    if (DEFECTS.test(text) && !text.includes('simulated SQLITE')) events.defect(text);
  };
  const quiet = (): void => undefined;
  const log = { fatal: say, error: say, warn: say, info: quiet, debug: quiet, trace: quiet } as unknown as Log;

  function end(machine: boolean): void {
    const ending = life;
    if (ending === null) return;
    life = null;
    isUp = !machine;
    ending.owner.alive = false;
    disk.crash(ending.disk);
    events.ended(machine);
  }

  const server: Server = {
    skew: 0,
    life: () => life,
    isUp: () => isUp,
    disk: () => life?.disk ?? null,
    start: () => {
      lives += 1;
      isUp = true;
      const owner = createOwner(`server ${lives}`);
      const began = world.now();
      const clock = systemClock(
        () => Math.floor(world.today() + server.skew),
        () => world.now() - began,
      );
      const timers: Timers = {
        after: (ms, run) => {
          const timer = world.after(ms, run, owner);
          return () => {
            timer.cancelled = true;
          };
        },
        soon: (run) => void world.after(0.05, run, owner),
      };
      const open = disk.open(owner);
      migrate(open.judge);
      // Of all that the product draws, the only thing that SQLite draws itself.
      if (isNew) open.judge.exec("UPDATE settings SET value = 'simulated' WHERE key = 'gone-era'");
      isNew = false;
      events.recovered(open.judge);
      const randomBytes = (length: number): Uint8Array => world.bytes(random, length);
      const lived = options.keepsLives ? beginSimulatedLife({ disk: open, clock, timers, log, randomBytes }) : null;
      const erasures = createErasureLedger(open.dataDir);
      applyErasures(open.judge, erasures.all());
      events.started(open.judge);
      const { staff } = options;
      const contacts = createDerivedStore(open.judge);
      const nameOf = (visitor: VisitorId): string => contacts.findContact(visitor)?.name ?? '';
      const tokenOf = createJoiningStore(open.judge).token;
      const identity = staff.identity(nameOf, tokenOf);
      const actorOf = (bearer: string | null): Actor | null => staff.actorOf(bearer, nameOf, tokenOf);
      const common = { people: staff, identity, clock, log, metrics: METRICS };
      try {
        const street = createStreet({
          ...common,
          ...options.settings,
          erasures: {
            append: (erasure) => {
              erasures.append(erasure);
              events.erasureNoted(erasure);
            },
            strike: (erasure) => {
              erasures.strike(erasure);
              events.erasureStruck(erasure);
            },
          },
          workspaceSettings: { current: () => options.workspace, onChanged: () => () => undefined },
          workspaceLists: { current: () => options.lists, onChanged: () => () => undefined },
          schedule: { current: () => NO_SCHEDULE, onChanged: () => () => undefined },
          sites: createSites({ read: () => options.sites, write: () => undefined }),
          photos: { versionOf: () => undefined, onChanged: () => () => undefined },
          connection: open.connection,
          writer: open.writer,
          timers,
          randomBytes,
          ...(lived !== null && { life: lived }),
          ...(options.mailServer !== null && { letters: options.mailServer.of(owner) }),
          publicUrl: null,
          trustProxy: false,
        });
        const settings = { publicUrl: null, trustProxy: false, metricsToken: null };
        const deps = { ...common, street, settings } as unknown as ApiDeps;
        const app = new Hono();
        app.route('/api/commands', commandRoutes(deps));
        app.route('/', healthRoutes(deps));
        const identifying = createIdentifying({
          ...{ joining: street.joining, clock, randomBytes },
          store: createJoiningStore(open.connection),
          secrets: { of: () => [] },
          // What is signed is whom it names: the library that reads it works in threads of its own, outside of our time.
          read: (signed) => Promise.resolve(ok({ person: signed, fields: { email: `${signed}@mail.example` } })),
        });
        life = { owner, identifying, number: lives, street, disk: open, app, clock, actorOf };
        world.trace.say('server starts', lives);
        return true;
      } catch (error) {
        world.trace.say('server cannot start', String(error));
        owner.alive = false;
        disk.crash(open);
        if (!String(error).includes('simulated SQLITE')) events.defect(String(error));
        return false;
      }
    },
    crash: (machine) => {
      if (life === null) return;
      world.trace.say('server crashes', machine ? 'with its machine' : 'alone');
      end(machine);
    },
    drain: async () => {
      const draining = life;
      if (draining === null) return;
      world.trace.say('server drains');
      const began = world.now();
      await new Promise<void>((resolve) => {
        world.after(STOP_WITHIN, resolve, null);
        void draining.street.drain().then(resolve);
        // A crash in the middle of it.
        const look = (): void => {
          if (draining.owner.alive) world.after(200, look, null);
          else resolve();
        };
        look();
      });
      if (life !== draining) return;
      events.slowDrain(world.now() - began);
      end(false);
    },
    knock: (connection, url) => {
      const { path, name, epoch } = targetOf(url);
      if (life === null) return isUp ? connection.refuse() : undefined;
      if (path === null) return connection.refuse();
      const { owner, street, actorOf } = life;
      const actor = actorOf(connection.bearer);
      connection.actor = actor;
      const mostBytes = actor?.kind === 'operator' ? STAFF_FRAME_BYTES : VISITOR_FRAME_BYTES;
      const { webSocket, stream } = connection.accept(owner, mostBytes);
      world.hand(owner, () =>
        street.welcome(webSocket, stream, {
          caller:
            actor === null
              ? { kind: 'refused', reason: 'unauthorized' }
              : { kind: 'known', actor, isStillKnown: () => Promise.resolve(actorOf(connection.bearer) !== null) },
          address: `10.0.0.${connection.link.name.length}`,
          ...(path === '/watch' && { agent: AGENT }),
          target:
            path === '/watch' ? { kind: 'watch' } : name === null ? { kind: 'all' } : { kind: 'document', name, epoch },
        }),
      );
    },
    request: (url, init) => {
      if (life === null) return null;
      const { app, owner } = life;
      const { signal: _signal, ...rest } = init;
      const bearer = new Headers(init.headers).get('authorization')?.replace(/^bearer +/i, '') ?? null;
      const actor = life.actorOf(bearer);
      if (actor !== null && typeof init.body === 'string') events.requested(actor, init.body);
      const answer = async (): Promise<PlainAnswer> => {
        const response = await app.request(url, rest);
        const given = { status: response.status, body: await response.text() };
        if (actor !== null && owner.alive) events.replied(actor, given);
        return given;
      };
      return answer();
    },
  };
  return server;
}

function targetOf(url: string): {
  readonly path: string | null;
  readonly name: string | null;
  readonly epoch: string | null;
} {
  const { pathname, searchParams } = new URL(url);
  if (pathname === '/sync' || pathname === '/watch') return { path: pathname, name: null, epoch: null };
  if (!pathname.startsWith('/sync/')) return { path: null, name: null, epoch: null };
  return { path: pathname, name: pathname.slice('/sync/'.length), epoch: searchParams.get('epoch') };
}
