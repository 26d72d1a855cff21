import type { LinkState, OutboxRow } from '#client/interface.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { isTentative, undecidedOf } from './decisions.ts';
import { sectionOf, type Place } from './sections.ts';

/** One conversation of the list, with what waits on this device laid over it. */
export interface DeskRow {
  readonly summary: Summary;
  readonly section: Place;
  readonly isUnread: boolean;
  /** Commands of it that wait on this device, and those that their author must decide on. */
  readonly waiting: number;
  readonly undecided: number;
  /** Mine only as far as this device knows: taken without a line. */
  readonly isTentative: boolean;
  /** Whoever answers it is not there. */
  readonly isLeft: boolean;
}

export interface Circumstances {
  readonly me: Actor['id'];
  readonly link: LinkState;
  readonly outbox: readonly OutboxRow[];
  readonly nameOf: (line: Summary) => string;
  readonly seenUpTo: (line: Summary) => number;
  readonly isGone: (person: string | undefined) => boolean;
}

const NONE: readonly OutboxRow[] = [];

/**
 * Makes rows, and gives out the same object for a row in which nothing has changed: of thousands, one message changes one, and
 * whoever draws, filters or sorts them can go by that.
 */
export class DeskRows {
  #made = new Map<ConversationId, { readonly line: Summary; readonly row: DeskRow }>();

  from(lines: Iterable<Summary>, circumstances: Circumstances): ReadonlyMap<ConversationId, DeskRow> {
    const { ofConversation, ofVisitor } = grouped(circumstances.outbox);
    const made = new Map<ConversationId, { readonly line: Summary; readonly row: DeskRow }>();
    const rows = new Map<ConversationId, DeskRow>();
    for (const line of lines) {
      const own = [...(ofConversation.get(line.id) ?? NONE), ...(ofVisitor.get(line.visitor) ?? NONE)];
      const before = this.#made.get(line.id);
      const row = rowOf(line, own, circumstances, before?.line === line ? before.row : null);
      made.set(line.id, { line, row });
      rows.set(line.id, row);
    }
    this.#made = made;
    return rows;
  }
}

function rowOf(line: Summary, own: readonly OutboxRow[], by: Circumstances, before: DeskRow | null): DeskRow {
  const name = by.nameOf(line);
  const section = sectionOf(line, by.me);
  const row: Omit<DeskRow, 'summary'> = {
    section,
    isUnread: line.state !== 'closed' && line.lastBy === 'visitor' && line.lastVisitorSeq > by.seenUpTo(line),
    waiting: own.filter(({ state }) => state.kind === 'waiting').length,
    undecided: own.length === 0 ? 0 : undecidedOf(own).length,
    isTentative: section === 'mine' && own.length > 0 && isTentative(own, by.link, by.me),
    isLeft: line.state === 'active' && by.isGone(line.assignee?.id),
  };
  if (before !== null && before.summary.name === name && isSame(before, row)) return before;
  return { ...row, summary: name === line.name ? line : { ...line, name } };
}

const isSame = (one: DeskRow, other: Omit<DeskRow, 'summary'>): boolean =>
  one.section === other.section &&
  one.isUnread === other.isUnread &&
  one.waiting === other.waiting &&
  one.undecided === other.undecided &&
  one.isTentative === other.isTentative &&
  one.isLeft === other.isLeft;

/** Commands by what they concern: a conversation, or all of a visitor. */
function grouped(outbox: readonly OutboxRow[]) {
  const ofConversation = new Map<ConversationId, OutboxRow[]>();
  const ofVisitor = new Map<VisitorId, OutboxRow[]>();
  for (const row of outbox) {
    const { payload } = row.command;
    if ('conversation' in payload) push(ofConversation, payload.conversation, row);
    else if ('visitor' in payload && payload.visitor !== undefined) push(ofVisitor, payload.visitor, row);
  }
  return { ofConversation, ofVisitor };
}

function push<Key>(map: Map<Key, OutboxRow[]>, key: Key, row: OutboxRow): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}
