import type { HistoryConversation, HistoryHit, HistoryRequest } from '#schema/http/history.ts';
import { beginningOf } from '#schema/conversation/invited.ts';
import type { HistoryStore, PlainConversation } from './history-store.ts';

/** Whether a conversation passes the filters that are about it as a whole. */
export const passes = (
  store: HistoryStore,
  { state, site, operator, visitor, rating, began }: HistoryRequest,
  key: number,
  conversation: PlainConversation,
): boolean =>
  (state === undefined || conversation.state === state) &&
  (rating === undefined || conversation.rating === rating) &&
  (began === undefined || beginningOf(conversation.invited) === began) &&
  (site === undefined || conversation.site === site) &&
  (visitor === undefined || conversation.visitor === visitor) &&
  (operator === undefined || store.tookPart(operator, key));

/** With what a list shows besides. */
export const shown = (
  store: HistoryStore,
  key: number,
  conversation: PlainConversation,
  hits = 0,
  found: readonly HistoryHit[] = [],
  hasMoreHits = false,
): HistoryConversation => ({
  ...conversation,
  name: store.visitorName(conversation.visitor),
  messages: store.countMessages(key),
  hits,
  hasMoreHits,
  found: [...found],
});
