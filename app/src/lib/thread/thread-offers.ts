import type { Head } from '#schema/conversation/conversation.ts';
import { answers } from '#schema/conversation/who-answers.ts';
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
  /** Opens the choice of who is to come along. */
  readonly onbringin: () => void;
}

/** An operator gives away only what it answers or nobody does; the other roles may give anything. */
export function mayManage(desk: Desk, { head }: Thread): boolean {
  if (head === null) return false;
  return head.assignee === null || answers(head, desk.profile.id) || desk.actor.role !== 'operator';
}

/** Whether it can be left: a colleague goes on, or one only came along or looks on. */
const mayLeave = ({ others, observers, assignee, state }: Head, me: string): boolean =>
  state !== 'closed' &&
  ([...(others ?? []), ...(observers ?? [])].some(({ id }) => id === me) ||
    (assignee?.id === me && (others?.length ?? 0) > 0));

/** What one may do with an open conversation as a whole, and why not. */
export function threadOffers({ desk, thread, texts, onhandover, onbringin }: Given): Offers {
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
  const cannotLeave = answers(head, me) && !isClosed ? whyNot.alone : whyNot.notIn;
  const take = head.assignee === null ? thread.take : () => thread.handOver(me);
  return {
    'conversation.take': offer('conversation.take', take, closed ?? (isMine ? whyNot.yours : null)),
    'conversation.hand-over': offer('conversation.hand-over', onhandover, closed),
    'conversation.close': offer('conversation.close', thread.close, closed),
    'conversation.bring-in': offer(
      'conversation.bring-in',
      onbringin,
      closed ?? (head.assignee === null ? whyNot.nobodyAnswers : null),
    ),
    'conversation.leave': {
      run: () => void thread.leave(),
      whyNot: !desk.may('conversation.leave') ? whyNot.role : mayLeave(head, me) ? null : cannotLeave,
    },
    'conversation.mute': offer(
      'conversation.mute',
      () => thread.staff.mute(true),
      closed ?? (thread.staff.isMuted ? whyNot.muted : null),
    ),
    // What is closed is nobody's: that it is done can be taken back by everybody (MISS5).
    'conversation.unmute':
      isClosed && thread.staff.isMuted && desk.may('conversation.mute')
        ? { run: () => void thread.staff.mute(false) }
        : offer(
            'conversation.mute',
            () => thread.staff.mute(false),
            closed ?? (thread.staff.isMuted ? null : whyNot.notMuted),
          ),
    'conversation.reopen': {
      run: () => void thread.reopen(),
      whyNot: !desk.may('conversation.reopen') ? whyNot.role : isClosed ? null : whyNot.isOpen,
    },
  };
}
