import type { LetterOpened, ReturnFailure } from '#schema/http/letters.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { JoiningStore } from '../joining/joining-store.ts';
import type { Clock } from '../ports.ts';
import type { Tickets } from './tickets.ts';

/** Lets the device of whoever has a letter into its conversation (MAIL7). */
export interface Returning {
  /** `token`: the visitor that this device would be by itself. Throws when the disk refuses it. */
  readonly open: (ticket: string, token: VisitorId) => Result<LetterOpened, ReturnFailure>;
}

export interface ReturningDeps {
  readonly tickets: Pick<Tickets, 'readReturn'>;
  readonly tokens: Pick<JoiningStore, 'token' | 'letIn' | 'countLetIn'>;
  readonly conversationsOf: (visitor: VisitorId) => readonly ConversationId[];
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
  readonly isSuspended: (visitor: VisitorId) => boolean;
  readonly clock: Clock;
}

/** A person has a few devices; a letter that was passed on has many. */
const MOST_DEVICES = 8;

export function createReturning(deps: ReturningDeps): Returning {
  const { tokens, clock } = deps;

  function admit(token: VisitorId, visitor: VisitorId): ReturnFailure | null {
    const known = tokens.token(token);
    if ((known?.state ?? 'live') === 'live' && (known?.visitor ?? token) === visitor) return null;
    // Nobody's conversations become somebody else's by a link.
    if (known !== null || deps.conversationsOf(token).length > 0) return 'other-visitor';
    if (deps.isSuspended(token)) return 'suspended';
    if (tokens.countLetIn(visitor) >= MOST_DEVICES) return 'too-many';
    tokens.letIn(token, visitor, clock.now());
    return null;
  }

  return {
    open: (ticket, token) => {
      const way = deps.tickets.readReturn(ticket, clock.now());
      if (way === null) return fail('expired');
      const talk = deps.findConversation(way.conversation);
      if (talk === null) return fail('gone');
      const { id, site, visitor } = talk;
      const refused = admit(token, visitor);
      return refused === null ? ok({ conversation: id, site, seen: deps.seenBy(id, visitor) }) : fail(refused);
    },
  };
}
