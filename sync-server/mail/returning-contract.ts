import type { LetterOpened, ReturnFailure } from '#schema/http/letters.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';

/**
 * Lets the device of whoever has a letter into its conversation: on a page of our own (MAIL7), and from there on the shop's (MAIL10).
 * Everything may throw when the disk refuses it.
 */
export interface Returning {
  /** `token`: the visitor that this device would be by itself. */
  readonly open: (ticket: string, token: VisitorId) => Result<LetterOpened, ReturnFailure>;
  /** On a page of the shop, by a ticket of `onward`. */
  readonly arrive: (ticket: string, by: Arriving) => Result<LetterOpened, ReturnFailure>;
  /** The address of the shop's page with a new ticket, for a device of this visitor; null: there is none to lead to. */
  readonly onward: (conversation: ConversationId, visitor: VisitorId) => string | null;
}

/** A device on the page of a shop. */
export interface Arriving {
  /** The visitor that it would be by itself. */
  readonly token: VisitorId;
  readonly site: string;
  /** Of the page, as its browser tells it; null: by none. */
  readonly origin: string | null;
}
