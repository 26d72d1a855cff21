import { randomBytes } from 'node:crypto';
import type Libsql from 'libsql';
import { createIdFactory, type OperatorId, type VisitorId } from '#schema/ids.ts';
import type { Settings } from './env.ts';
import { createAuth, type Auth } from './identity/auth.ts';
import { createIdentity, type IdentityDeps } from './identity/identity.ts';
import { installationSecret } from './identity/installation-secret.ts';
import { hashPassword } from './identity/password.ts';
import { createListsStore } from './lists/lists-store.ts';
import { createWorkspaceLists, type WorkspaceListsRoom } from './lists/workspace-lists.ts';
import type { Log } from './log.ts';
import { createMail, type Mail } from './mail/mail.ts';
import { createMailKey } from './mail/mail-key.ts';
import { sendMail } from './mail/mail-sender.ts';
import { createMailStore } from './mail/mail-store.ts';
import { drizzleOver } from './people/drizzle-store.ts';
import { createPeopleStore } from './people/people-store.ts';
import { createPeople } from './people/people.ts';
import { createSetup, type Setup } from './people/setup.ts';
import { createPush, type Push } from './notify/push.ts';
import { createPushSender } from './notify/push-sender.ts';
import { createPushStore } from './notify/push-store.ts';
import { createPhotos, type Photos } from './photos/photos.ts';
import { createPhotosStore } from './photos/photos-store.ts';
import type { Clock, Identity, People } from './ports.ts';
import { createSchedule, type ScheduleRoom } from './schedule/schedule-room.ts';
import { createScheduleStore } from './schedule/schedule-store.ts';
import { createAvatars, type Avatars } from './sites/avatars.ts';
import { createAvatarsStore } from './sites/avatars-store.ts';
import { createSites, type SitesRoom } from './sites/sites.ts';
import { createSitesStore } from './sites/sites-store.ts';
import { createSettingsStore } from './settings/settings-store.ts';
import { createWorkspaceSettings, type WorkspaceSettingsRoom } from './settings/workspace-settings.ts';
import type { Timers } from './timers.ts';

/**
 * The people of the workspace, how they sign in, how everybody is recognised, and what holds for all of them: built together,
 * because they share one database.
 */
export interface Workspace {
  readonly people: People;
  readonly identity: Identity;
  readonly auth: Auth;
  readonly setup: Setup;
  readonly workspaceSettings: WorkspaceSettingsRoom;
  readonly workspaceLists: WorkspaceListsRoom;
  readonly schedule: ScheduleRoom;
  readonly sites: SitesRoom;
  readonly avatars: Avatars;
  readonly photos: Photos;
  readonly push: Push;
  readonly mail: Mail;
}

export interface WorkspaceDeps {
  /** The main thread's own connection, migrated. */
  readonly database: Libsql.Database;
  readonly settings: Pick<Settings, 'dataDir' | 'publicUrl' | 'limitSignIn' | 'pushToLoopback' | 'mail'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** See `IdentityDeps`. */
  readonly tokenOf: IdentityDeps['tokenOf'];
  /** The name on a visitor's card; null while it has none. */
  readonly contactName: (visitor: VisitorId) => string | null;
}

export function openWorkspace(deps: WorkspaceDeps): Workspace {
  const { database, settings, clock, timers, log, contactName, tokenOf } = deps;
  const newId = createIdFactory({ now: clock.now, randomBytes });
  const drizzle = drizzleOver(database);
  const store = createPeopleStore(drizzle);
  const people = createPeople({ store, clock, newId, hashPassword });
  const sessionListeners = new Set<(person: OperatorId) => void>();
  const auth = createAuth({
    drizzle,
    settings,
    secret: installationSecret(settings.dataDir),
    clock,
    newId,
    log,
    onSessionEnded: (person) => {
      for (const listener of sessionListeners) listener(person as OperatorId);
    },
  });
  const identity = createIdentity({
    auth,
    people,
    publicUrl: settings.publicUrl,
    contactName,
    tokenOf,
    onSessionEnded: (listener) => {
      sessionListeners.add(listener);
      return () => void sessionListeners.delete(listener);
    },
  });
  const workspaceSettings = createWorkspaceSettings(createSettingsStore(drizzle), log);
  const workspaceLists = createWorkspaceLists({ store: createListsStore(drizzle), people, newId });
  const schedule = createSchedule({ store: createScheduleStore(drizzle), people });
  const sites = createSites(createSitesStore(drizzle));
  const avatars = createAvatars({ store: createAvatarsStore(drizzle), sites, clock, log });
  const photos = createPhotos(createPhotosStore(drizzle));
  const toLoopback = settings.pushToLoopback;
  const push = createPush({
    store: createPushStore(drizzle),
    post: createPushSender({ toLoopback }),
    ...{ toLoopback, publicUrl: settings.publicUrl, clock, timers, log },
    random: Math.random,
  });
  sessionListeners.add(push.refresh);
  const mail = createMail({
    store: createMailStore(drizzle),
    key: createMailKey(settings.dataDir),
    given: settings.mail,
    publicUrl: settings.publicUrl,
    send: sendMail,
    ...{ clock, newId },
  });
  const setup = createSetup(people, store);
  return {
    ...{ push, mail, people, identity, auth, setup },
    ...{ workspaceSettings, workspaceLists, schedule, sites, avatars, photos },
  };
}
