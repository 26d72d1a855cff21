/** Who is compared, and how each is started on an empty or a given data folder. */
import { fileURLToPath } from 'node:url';
import { serverFlags } from '../scripts/house.mjs';
import { OWNER } from './protocols/holdline-workspace.ts';
import type { ProtocolName } from './load/orders.ts';
import type { ServerCommand } from './server-process.ts';

export type ContestantName = 'ours' | 'limit' | 'yjs' | 'hocuspocus' | 'hocuspocus-at-once';

export interface Contestant {
  readonly name: ContestantName;
  readonly title: string;
  readonly protocol: ProtocolName;
  /** Its packages are those of bench/peers. */
  readonly needsPeers: boolean;
  /** Which measurements of `run.ts` apply: the bare relay keeps no conversations, the memory of the Yjs server ends with it. */
  readonly measures: readonly ('fixed' | 'loaded' | 'cold' | 'kill')[];
  /** Comes back after a restart with what it had. */
  readonly isDurable: boolean;
  /** Where the search for the highest rate begins, messages a second. */
  readonly startRate: number;
  /** How many searches a full run makes; their median counts. */
  readonly searches: number;
  command(port: number, dataDir: string): ServerCommand;
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'ours',
    title: 'Holdline',
    protocol: 'holdline',
    needsPeers: false,
    measures: ['fixed', 'loaded', 'cold', 'kill'],
    isDurable: true,
    startRate: 16_000,
    searches: 3,
    command: (port, dataDir) => ({
      program: path('../build/server/main.js'),
      flags: serverFlags,
      env: {
        DATA_DIR: dataDir,
        HOST: '127.0.0.1',
        LOG_LEVEL: 'warn',
        HOLDLINE_OWNER_EMAIL: OWNER.email,
        HOLDLINE_OWNER_PASSWORD: OWNER.password,
        SIGN_IN_LIMIT: 'off',
        // One socket plays many visitors here: each gives more commands than one person could.
        VISITOR_LIMIT: 'off',
      },
      port,
      readyPath: '/readyz',
    }),
  },
  {
    name: 'yjs',
    title: 'Yjs WebSocket server, in memory',
    protocol: 'y-websocket',
    needsPeers: true,
    measures: ['fixed', 'loaded', 'kill'],
    isDurable: false,
    startRate: 12_000,
    searches: 1,
    command: (port) => ({ program: path('peers/y-websocket.mjs'), env: {}, port }),
  },
  {
    name: 'hocuspocus',
    title: 'Hocuspocus + SQLite, as shipped',
    protocol: 'hocuspocus',
    needsPeers: true,
    measures: ['fixed', 'loaded', 'cold', 'kill'],
    isDurable: true,
    startRate: 8_000,
    searches: 1,
    command: (port, dataDir) => ({ program: path('peers/hocuspocus.mjs'), env: { DATA_DIR: dataDir }, port }),
  },
  {
    name: 'hocuspocus-at-once',
    title: 'Hocuspocus + SQLite, storing at once',
    protocol: 'hocuspocus',
    needsPeers: true,
    measures: ['fixed', 'loaded', 'kill'],
    isDurable: true,
    startRate: 1_000,
    searches: 1,
    command: (port, dataDir) => ({
      program: path('peers/hocuspocus.mjs'),
      env: { DATA_DIR: dataDir, BENCH_DEBOUNCE: '0' },
      port,
    }),
  },
  {
    name: 'limit',
    title: 'limit: bare relay, libSQL fsync',
    protocol: 'limit',
    needsPeers: false,
    measures: ['fixed', 'kill'],
    isDurable: true,
    startRate: 20_000,
    searches: 3,
    command: (port, dataDir) => ({ program: path('limit/server.ts'), env: { DATA_DIR: dataDir }, port }),
  },
];
