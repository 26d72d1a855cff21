/** `npm run build`: builds app, widget and server, whatever was built before, and records from which sources. */
import { ensureBuilt, main } from './house.mjs';

await main(() => ensureBuilt({ always: true }));
