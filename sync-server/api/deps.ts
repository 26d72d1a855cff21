import type { Settings } from '../env.ts';
import type { FileRoom } from '../files/file-room.ts';
import type { Identifying } from '../joining/identifying.ts';
import type { SiteSecrets } from '../joining/site-secrets.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Backups } from '../operation/backups.ts';
import type { Doctor } from '../operation/doctor/doctor.ts';
import type { Clock, History, Street } from '../ports.ts';
import type { Workspace } from '../workspace.ts';

/** What the HTTP door stands on; built once in main.ts. */
export interface ApiDeps extends Workspace {
  readonly street: Pick<
    Street,
    | 'submit'
    | 'readChapter'
    | 'readWordings'
    | 'mayCall'
    | 'isReady'
    | 'erase'
    | 'blocks'
    | 'files'
    | 'ownData'
    | 'letters'
    | 'watch'
    | 'isUnattended'
    | 'callTimes'
  >;
  readonly identifying: Identifying;
  readonly siteSecrets: SiteSecrets;
  readonly files: FileRoom;
  readonly settings: Pick<Settings, 'publicUrl' | 'trustProxy' | 'metricsToken'>;
  readonly history: Pick<History, 'find'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly backups: Pick<Backups, 'list' | 'running' | 'lastFailure' | 'make'>;
  readonly doctor: Doctor;
  /** The folder that holds `build/` and `widget/demo/`. */
  readonly root: string;
}
