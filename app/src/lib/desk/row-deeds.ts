import type { ConversationId } from '#schema/ids.ts';
import type { Texts } from '../texts/texts.ts';
import type { Desk } from './desk.svelte.ts';
import type { Deed, ListView } from './list-view.svelte.ts';
import type { Section } from './sections.ts';
import type { SwipeDeed, Towards } from './swipe.ts';

/** To the end of the line one takes what nobody answers; back to its start one is done: with one's own, or with what was missed. */
export function swipeDeed(
  { desk, view, texts, section }: { desk: Desk; view: ListView; texts: Texts; section: Section },
  id: string,
  towards: Towards,
): SwipeDeed | null {
  const row = desk.row(id as ConversationId);
  if (row === null) return null;
  const { summary } = row;
  const deed = (how: Deed['how'], label: string): SwipeDeed => ({
    label,
    run: () => view.did({ id: summary.id, how }),
  });
  if (towards === 'end') {
    const isFree = summary.state === 'waiting' && summary.assignee === null && !row.isTentative;
    return isFree && desk.may('conversation.take') ? deed('taking', texts.actions.take) : null;
  }
  if (section === 'missed') return desk.maySettle(row) ? deed('done', texts.inbox.done) : null;
  const isMine = summary.state === 'active' && summary.assignee?.id === desk.profile.id;
  return isMine && desk.may('conversation.close') ? deed('closed', texts.common.close) : null;
}
