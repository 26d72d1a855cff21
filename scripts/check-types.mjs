/** `npm run check:types`: the compiler over the server's side, then svelte-check over the two rooms with screens. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './house.mjs';

/** @type {[string, string[]][]} */
const steps = [
  ['tsc', ['-p', 'tsconfig.json']],
  // The app's tsconfig extends one that Kit writes; without it svelte-check knows no routes and passes on nothing.
  ['svelte-kit', ['sync']],
  ['svelte-check', ['--workspace', 'app', '--tsconfig', './tsconfig.json', '--fail-on-warnings']],
  ['svelte-check', ['--workspace', 'widget', '--tsconfig', './tsconfig.json', '--fail-on-warnings']],
];
// A service worker has other globals than a page, so it is compiled apart.
if (existsSync(join(root, 'app', 'src', 'sw.ts'))) steps.push(['tsc', ['-p', 'app/tsconfig.sw.json']]);

let failed = false;
for (const [command, commandArguments] of steps) {
  const { code, output } = await run(command, commandArguments);
  if (code === 0) continue;
  failed = true;
  console.log(`${command} ${commandArguments.join(' ')}\n${output.trimEnd()}\n`);
}
process.exit(failed ? 1 : 0);
