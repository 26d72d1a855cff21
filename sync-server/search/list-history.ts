import type { HistoryConversation, HistoryPage, HistoryRequest } from '#schema/http/history.ts';
import type { VisitorId } from '#schema/ids.ts';
import { passes, shown } from './history-row.ts';
import type { HistoryStore, ListPlace } from './history-store.ts';

/** Conversations that pass the filters, by their last entry; looks at most at so many on one page. */
const LOOKED_AT = 3_000;
const BATCH = 250;

export function listHistory(store: HistoryStore, request: HistoryRequest): HistoryPage {
  const { from = 0, before = Number.MAX_SAFE_INTEGER, limit, after } = request;
  if (request.visitor !== undefined) return historyOf(store, request, request.visitor);
  const isBackwards = request.sort !== 'oldest';
  const conversations: HistoryConversation[] = [];
  let place = placeOf(after) ?? (isBackwards ? { at: before, id: '' } : { at: from, id: '' });
  let isThrough = false;
  for (let looked = 0; looked < LOOKED_AT && conversations.length < limit && !isThrough; looked += BATCH) {
    const batch = store.list(place, isBackwards, BATCH);
    isThrough = batch.length < BATCH;
    for (const [index, conversation] of batch.entries()) {
      const { id, lastAt } = conversation;
      if (isBackwards ? lastAt < from : lastAt >= before) {
        isThrough = true;
        break;
      }
      place = { at: lastAt, id };
      const key = store.keyOf(id);
      if (key === null || !passes(store, request, key, conversation)) continue;
      if (conversations.push(shown(store, key, conversation)) < limit) continue;
      isThrough &&= index === batch.length - 1;
      break;
    }
  }
  return {
    conversations,
    ofVisitors: [],
    next: isThrough ? null : `l.${place.at.toString(16)}.${place.id}`,
    lookedTo: isThrough ? null : place.at,
    sites: [...store.sites()],
  };
}

/** However old they are: a visitor has few, and a walk over everybody's would not come to them. */
function historyOf(store: HistoryStore, request: HistoryRequest, visitor: VisitorId): HistoryPage {
  const conversations = store.conversationsOfVisitor(visitor, request.limit).flatMap((conversation) => {
    const key = store.keyOf(conversation.id);
    return key === null || !passes(store, request, key, conversation) ? [] : [shown(store, key, conversation)];
  });
  return { conversations, ofVisitors: [], next: null, lookedTo: null, sites: [...store.sites()] };
}

function placeOf(after: string | undefined): ListPlace | null {
  const [kind, at, id] = after?.split('.') ?? [];
  if (kind !== 'l' || at === undefined || id === undefined) return null;
  const time = Number.parseInt(at, 16);
  return Number.isSafeInteger(time) ? { at: time, id } : null;
}
