import type { CrowdLimits } from './admit/crowd.ts';
import type { VISITOR_RATE } from './admit/rate-limit.ts';
import type { Writer } from './commit/writer.ts';
import type { Reached } from './fault-points.ts';
import type { FileKeeper } from './files/file-room.ts';
import type { ErasureLedger } from './keep/erasure-ledger.ts';
import type { Log } from './log.ts';
import type { LettersPort } from './mail/letters-of-street.ts';
import type { NotifierDeps } from './notify/notifier.ts';
import type { Metrics } from './metrics.ts';
import type { Life } from './operation/life.ts';
import type { Clock, Identity, People } from './ports.ts';
import type { ChapterLimits } from './publish/sealing.ts';
import type { WorkspaceListsRoom } from './lists/workspace-lists.ts';
import type { ScheduleRoom } from './schedule/schedule-room.ts';
import type { Photos } from './photos/photos.ts';
import type { SitesRoom } from './sites/sites.ts';
import type { WorkspaceSettingsRoom } from './settings/workspace-settings.ts';
import type { Connection } from './store/database.ts';
import type { Timers } from './timers.ts';

/** What a street stands on: the ports of the machine, and what belongs to the workspace. */
export interface StreetDeps {
  /** The main thread's own connection, migrated. */
  readonly connection: Connection;
  readonly writer: Writer;
  readonly people: People;
  readonly workspaceSettings: Pick<WorkspaceSettingsRoom, 'current' | 'onChanged'>;
  /** Departments, tags and categories, for the team document. */
  readonly workspaceLists: Pick<WorkspaceListsRoom, 'current' | 'onChanged'>;
  /** When who works, for the team document and each one's status. */
  readonly schedule: Pick<ScheduleRoom, 'current' | 'onChanged'>;
  /** For the team document, and for what a site sets itself. */
  readonly sites: Pick<SitesRoom, 'all' | 'find' | 'settingsOf' | 'onChanged'>;
  readonly photos: Pick<Photos, 'versionOf' | 'onChanged'>;
  readonly identity: Identity;
  /** Calls people who are not there; absent where nobody is called. */
  readonly push?: NotifierDeps['push'];
  /** Sends letters to visitors who are not there; absent where nothing is mailed. */
  readonly letters?: LettersPort;
  /** Notes who was erased, beside the database. */
  readonly erasures: Pick<ErasureLedger, 'append' | 'strike'>;
  /** Files of conversations; absent where there are none. */
  readonly files?: FileKeeper;
  readonly clock: Clock;
  readonly timers: Timers;
  /** For epochs and client ids: never the same twice, over all lives of the data. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly publicUrl: string | null;
  /** What knows whether the data was set back; absent where nobody restores anything. */
  readonly life?: Life;
  /** Bytes of memory for documents that nobody reads. */
  readonly idleBytes?: number;
  readonly visitorRate?: typeof VISITOR_RATE;
  readonly crowdLimits?: CrowdLimits;
  /** Told of the points at which a test may end the process. */
  readonly reached?: Reached | undefined;
  /** When a conversation goes on in a new chapter. */
  readonly chapterLimits?: ChapterLimits;
  /** The caller's address is the last one in `X-Forwarded-For`. */
  readonly trustProxy: boolean;
}
