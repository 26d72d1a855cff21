/** `npm run check`: all checks; fails if one does. */
import { runChecks } from './checks.mjs';
import { ensureInstalled } from './house.mjs';

await ensureInstalled();
const results = await runChecks();
process.exit(results.every((result) => result.passed) ? 0 : 1);
