import type { Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';
import type { Watched } from './watched.ts';

export interface StaffSessionDeps {
  readonly watched: Pick<Watched, 'rows' | 'version' | 'count' | 'find' | 'pagesOf'>;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  /** Some site has it turned on. */
  readonly isAnyTracked: () => boolean;
}

/** What somebody looks at, as it was told to them last. */
export interface View {
  readonly isNew: () => boolean;
  /** The frame, and what is to be called once it is on its way. */
  readonly look: () => { readonly frame: object; readonly told: () => void };
}
