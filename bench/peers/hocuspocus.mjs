// Hocuspocus with its SQLite extension. BENCH_DEBOUNCE unset: its own defaults (a document is stored 2 s after the last
// change, at most 10 s after the first). BENCH_DEBOUNCE=0: each change is stored at once, still after its acknowledgement.
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const atOnce = process.env.BENCH_DEBOUNCE === '0' ? { debounce: 0, maxDebounce: 0 } : {};
const server = new Server({
  ...atOnce,
  quiet: true,
  address: '127.0.0.1',
  port: Number(process.env.PORT),
  extensions: [new SQLite({ database: join(process.env.DATA_DIR, 'hocuspocus.db') })],
});
await server.listen();
console.log('ready');
