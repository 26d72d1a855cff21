import type { CodeFailure } from '#schema/http/own-data.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';
import type { Actor } from '#schema/words.ts';

/** What a device that came by a letter has to say before it takes or deletes what is kept (confirming.ts). */
export interface Confirming {
  readonly mustConfirm: (actor: Actor) => boolean;
  /** Where it went, so that its reader knows which mailbox to look into and nobody else learns it. */
  readonly sendCode: (actor: Actor) => Promise<Result<string, CodeFailure>>;
  readonly confirm: (actor: Actor, code: string) => boolean;
  /** Whom a site signs on this device may take its conversation along; `email`: theirs, as it is signed. */
  readonly mayBring: (device: VisitorId, visitor: VisitorId, email: string | undefined) => boolean;
}
