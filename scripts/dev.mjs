/** `npm run dev`: server, app and widget, each following its sources; they end together. The app is on Vite's port, and the rest behind it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, localNode, main, root } from './house.mjs';

await main(ensureInstalled);

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
// Vite hands on what is the server's, wherever the server was told to listen.
const env = { HOLDLINE_DEV_SERVER: `http://127.0.0.1:${process.env.PORT ?? 8080}`, ...process.env };
const children = [
  ['--watch', '--watch-preserve-output', join('sync-server', 'main.ts')],
  [vite, 'dev'],
  [vite, 'build', '--watch', '-c', join('widget', 'vite.config.ts')],
].map((commandArguments) =>
  spawn(localNode, commandArguments, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }),
);

let isEnding = false;
/** @param {number} code */
function end(code) {
  if (isEnding) return;
  isEnding = true;
  process.exitCode = code;
  for (const child of children) child.kill('SIGTERM');
}

for (const child of children) {
  child.on('exit', (code) => end(code ?? 0));
  child.on('error', (error) => {
    console.error(error.message);
    end(1);
  });
}
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));
