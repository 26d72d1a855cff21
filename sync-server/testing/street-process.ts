/** A street in a process of its own, so that a test can kill it. Tells its port to its parent. */
import { openTestStreet } from './test-street.ts';

const unlimited = { burst: 1e9, window: 1_000, aDay: 1e12 };
const street = await openTestStreet({ dataDir: process.argv[2] ?? '', visitorRate: unlimited });
process.send?.(street.port);
