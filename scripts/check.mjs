/** `npm run check`: all checks; fails if one does. */
import { runChecks } from './checks.mjs';
import { ensureInstalled, main } from './house.mjs';

await main(ensureInstalled);
const results = await runChecks();
process.exit(results.every((result) => result.passed) ? 0 : 1);
