import type { HoldlineClient } from '#client/interface.ts';
import type { Page } from '#schema/words.ts';
import type { VisitorStore } from '../visitor-store.ts';
import type { LazyFiles } from './lazy-files.ts';

/** What a chat stands on. */
export interface ChatParts {
  readonly client: HoldlineClient;
  readonly store: VisitorStore;
  readonly site: string;
  /** Where the visitor is at this moment. */
  readonly page: () => Page;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Opens what is needed of files, when some are. */
  readonly files: LazyFiles;
}
