/** `npm start`: installs and builds what is missing, then runs the one server process until it ends. */
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureInstalled, localNode, main, root, serverArguments } from './house.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
});

const server = spawn(localNode, serverArguments, { cwd: root, stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
  process.on(signal, () => server.kill(signal));
}
server.on('error', (error) => {
  console.error(`The server could not be started: ${error.message}`);
  process.exit(1);
});
// A server killed by a signal did not end well, whatever the number: 128 + n is how shells say it.
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
