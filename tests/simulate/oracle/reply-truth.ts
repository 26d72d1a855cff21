import type { Entry } from '#schema/conversation/entry.ts';
import type { Author } from '#schema/words.ts';
import type { ModelDocument } from './document.ts';
import type { SentCommand } from './sent-commands.ts';

/** What a colleague does that makes a reply stale. */
const STALE = /^(said|taken|handed-over|closed|reopened)$/;

/**
 * Whether somebody of staff may have said this here (CMD6, CMD7, CMD10, LEASE10), told by hand from the entries before it and without the
 * code that decides it.
 */
export function mayReply(document: ModelDocument, { by, effect }: Entry, sent: readonly SentCommand[]): boolean {
  const { head } = document;
  if (effect.kind !== 'said' || by.kind !== 'operator' || head === null) return true;
  const isBroughtIn = head.others?.some(({ id }) => id === by.id) ?? false;
  if (effect.takes === true) return head.state !== 'closed' && head.assignee === null;
  if (head.state !== 'closed' && (head.assignee?.id === by.id || isBroughtIn)) return true;
  return sent.some(({ command }) => {
    if (command.type !== 'message.send' || command.payload.anyway !== true) return false;
    const { lastSeen } = command.payload;
    return document.entries.some(
      (entry) => entry.seq > lastSeen && isColleague(entry.by, by) && STALE.test(entry.effect.kind),
    );
  });
}

const isColleague = (one: Author, other: Author): boolean => one.kind === 'operator' && one.id !== other.id;
