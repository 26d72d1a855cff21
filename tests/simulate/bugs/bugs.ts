import type { Bug } from './bug.ts';
import { BUGS_OF_STAFF } from './of-staff.ts';
import { BUGS_OF_TALKS } from './of-talks.ts';
import { BUGS_OF_VISITORS } from './of-visitors.ts';
import { BUGS_OF_YEARS } from './of-years.ts';

/** Every planted bug; the figures of the README are in this order. */
export const BUGS: readonly Bug[] = [...BUGS_OF_TALKS, ...BUGS_OF_YEARS, ...BUGS_OF_STAFF, ...BUGS_OF_VISITORS];
