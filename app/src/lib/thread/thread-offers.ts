import type { Verb } from '#schema/policy/policy.ts';
import type { Offer, Offers } from '../actions/actions.svelte.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import type { Texts } from '../texts/texts.ts';
import type { Thread } from './thread.svelte.ts';

interface Given {
  readonly desk: Desk;
  readonly thread: Thread;
  readonly texts: Texts;
  /** Opens the choice of who is to answer. */
  readonly onhandover: () => void;
}

/** An operator gives away only what is its own or nobody's; the other roles may give anything. */
export function mayManage(desk: Desk, { head }: Thread): boolean {
  return head?.assignee === null || head?.assignee.id === desk.profile.id || desk.actor.role !== 'operator';
}

/** What one may do with an open conversation as a whole, and why not. */
export function threadOffers({ desk, thread, texts, onhandover }: Given): Offers {
  const { head } = thread;
  if (head === null) return {};
  const { whyNot } = texts.keyboard;
  const isClosed = head.state === 'closed';
  const me = desk.profile.id;
  const isMine = head.assignee?.id === me;

  function offer(verb: Verb, run: () => unknown, isWrongState: string | null): Offer {
    const others = mayManage(desk, thread) ? null : whyNot.answers(head?.assignee?.name ?? '');
    return { run: () => void run(), whyNot: desk.may(verb) ? (isWrongState ?? others) : whyNot.role };
  }

  const closed = isClosed ? whyNot.closed : null;
  const take = head.assignee === null ? thread.take : () => thread.handOver(me);
  return {
    'conversation.take': offer('conversation.take', take, closed ?? (isMine ? whyNot.yours : null)),
    'conversation.hand-over': offer('conversation.hand-over', onhandover, closed),
    'conversation.close': offer('conversation.close', thread.close, closed),
    'conversation.reopen': {
      run: () => void thread.reopen(),
      whyNot: !desk.may('conversation.reopen') ? whyNot.role : isClosed ? null : whyNot.isOpen,
    },
  };
}
