import type { EntryCommand } from '#schema/commands/command.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { overlay, overlayContact, type Viewer } from '#schema/conversation/overlay.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';

/** The longest last words that a row of the inbox carries, as the server cuts them. */
const SHOWN = 140;

/**
 * A line of the inbox as it will be once the waiting commands of its conversation and contact are accepted. The line has no
 * messages, so that edits of older ones do not show here until the server has told.
 */
export function summaryAfter(summary: Summary, waiting: readonly EntryCommand[], viewer: Viewer): Summary {
  if (waiting.length === 0) return summary;
  const { name = '' } = overlayContact({ name: summary.name }, summary.visitor, waiting, viewer.actor);
  const before: Conversation = {
    head: { state: summary.state, assignee: summary.assignee, visitor: summary.visitor, site: summary.site },
    messages: [],
    edits: new Map(),
  };
  const concerning = waiting.filter(({ payload }) => 'conversation' in payload && payload.conversation === summary.id);
  const after = overlay(before, concerning, viewer);
  if (after === null) return { ...summary, name };
  const { state, assignee } = after.head;
  const closedAt = state === 'closed' ? (summary.closedAt ?? viewer.now) : null;
  const words = after.messages.findLast((message) => message.kind === 'text');
  if (words === undefined) {
    const waitingSince = state === 'closed' ? null : summary.waitingSince;
    return { ...summary, name, state, assignee, closedAt, waitingSince };
  }
  const edit = after.edits.get(words.id);
  const text = edit === undefined ? words.text : 'gone' in edit ? '' : edit.text;
  return {
    ...summary,
    name,
    state,
    assignee,
    closedAt,
    lastText: text.slice(0, SHOWN),
    lastBy: words.by.kind,
    lastAt: Math.max(summary.lastAt, ...concerning.map(({ writtenAt }) => writtenAt)),
    waitingSince: null,
  };
}
