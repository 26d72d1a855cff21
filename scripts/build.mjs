/** `npm run build`: builds app and widget, whatever was built before, and records from which sources. */
import { ensureBuilt } from './house.mjs';

await ensureBuilt({ always: true });
