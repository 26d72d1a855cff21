import type { LetterOpened, ReturnFailure } from '#schema/http/letters.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { JoiningStore } from '../joining/joining-store.ts';
import type { Clock } from '../ports.ts';
import type { Onward } from './onward.ts';
import type { Returning } from './returning-contract.ts';
import type { Tickets } from './tickets.ts';

export interface ReturningDeps {
  readonly way: Onward;
  readonly tickets: Pick<Tickets, 'readReturn'>;
  readonly tokens: Pick<JoiningStore, 'token' | 'letIn' | 'countLetIn'>;
  readonly conversationsOf: (visitor: VisitorId) => readonly ConversationId[];
  /** Something of a talk of theirs happened a moment ago, of which the disk may not tell yet. */
  readonly hasLately: (visitor: VisitorId) => boolean;
  readonly findConversation: (id: ConversationId) => ConversationRow | null;
  readonly seenBy: (conversation: ConversationId, participant: string) => number;
  readonly isSuspended: (visitor: VisitorId) => boolean;
  /** Its sockets come back, and are of its visitor then. */
  readonly sendAway: (visitor: VisitorId) => void;
  readonly clock: Clock;
}

/** A person has a few devices; a letter that was passed on has many. */
const MOST_DEVICES = 8;

export function createReturning(deps: ReturningDeps): Returning {
  const { tokens, clock } = deps;

  const hasTalks = (visitor: VisitorId): boolean => deps.hasLately(visitor) || deps.conversationsOf(visitor).length > 0;

  function admit(token: VisitorId, visitor: VisitorId): ReturnFailure | null {
    const known = tokens.token(token);
    if ((known?.state ?? 'live') === 'live' && (known?.visitor ?? token) === visitor) return null;
    // Nobody's conversations become somebody else's by a link.
    if (known !== null || hasTalks(token)) return 'other-visitor';
    if (deps.isSuspended(token)) return 'suspended';
    if (tokens.countLetIn(visitor) >= MOST_DEVICES) return 'too-many';
    tokens.letIn(token, visitor, clock.now());
    deps.sendAway(token);
    return null;
  }

  function enter(conversation: ConversationId | undefined, token: VisitorId): Result<LetterOpened, ReturnFailure> {
    if (conversation === undefined) return fail('expired');
    const talk = deps.findConversation(conversation);
    if (talk === null) return fail('gone');
    const { id, site, visitor } = talk;
    const refused = admit(token, visitor);
    if (refused !== null) return fail(refused);
    const onward = deps.way.hostOf(talk);
    return ok({ conversation: id, site, visitor, seen: deps.seenBy(id, visitor), ...(onward && { onward }) });
  }

  return {
    open: (ticket, token) => enter(deps.tickets.readReturn(ticket, clock.now())?.conversation, token),
    arrive: (ticket, by) => {
      const made = deps.way.take(ticket, by);
      // Somebody's site may have signed meanwhile that it is another one's (IDENT5).
      const talk = made && deps.findConversation(made.id);
      return talk && talk.visitor !== made.visitor ? fail('expired') : enter(made?.id, by.token);
    },
    onward: (conversation, visitor) => {
      const talk = deps.findConversation(conversation);
      return talk === null || talk.visitor !== visitor ? null : deps.way.lead(talk);
    },
  };
}
