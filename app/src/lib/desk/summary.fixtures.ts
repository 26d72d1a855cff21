import type { Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';

/** A line of the inbox, for tests. */
export const summary = (changes: Partial<Summary>): Summary => ({
  id: 'c' as ConversationId,
  visitor: 'v' as VisitorId,
  name: '',
  site: 'shop',
  state: 'active',
  assignee: null,
  startedAt: 0,
  lastSeq: 1,
  lastAt: 0,
  lastText: '',
  lastBy: 'visitor',
  waitingSince: null,
  lastVisitorSeq: 1,
  seenByAssignee: 0,
  closedAt: null,
  ...changes,
});
