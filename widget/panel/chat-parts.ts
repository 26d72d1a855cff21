import type { HoldlineClient } from '#client/interface.ts';
import type { AskedAnswer } from '#schema/conversation/answers.ts';
import type { ContactFields, Request } from '#schema/conversation/entry.ts';
import type { Page } from '#schema/words.ts';
import type { VisitorStore } from '../visitor-store.ts';
import type { LivePanel } from '../live-contract.ts';
import type { LazyFiles } from './lazy-files.svelte.ts';

/** What a talk begins with, beside its first words (ASK2). */
export interface Beginning {
  readonly answers?: AskedAnswer[];
  readonly department?: string;
}

/** What goes with words. */
export interface Besides {
  /** Who says them, for the card. */
  readonly contact?: ContactFields;
  readonly answered?: Beginning;
  /** They are left for later; where it is not said, they are while nobody is on duty. */
  readonly request?: Request | undefined;
  /** What stands over the field goes too (FILE12): the visitor sends it, and not the page. */
  readonly files?: boolean;
  /** The device has the words; files may still be on their way to where they leave from. */
  readonly saved?: () => void;
}

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
  /** A preview of what is so then: nobody is on duty. */
  readonly isUnattended?: boolean;
  /** Absent where the site has no rules. */
  readonly live?: LivePanel | undefined;
}
