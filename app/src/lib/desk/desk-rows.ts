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

interface Made {
  readonly line: Summary;
  readonly row: DeskRow;
}

/**
 * Makes rows, and gives out the same object for a row in which nothing has changed, and the same map when that is so of all: of
 * thousands, one message changes one, and whoever draws, filters or sorts them can go by that.
 */
export class DeskRows {
  #made: ReadonlyMap<ConversationId, Made> = new Map();
  #rows: ReadonlyMap<ConversationId, DeskRow> = new Map();

  /** How many there are. */
  get size(): number {
    return this.#rows.size;
  }

  from(lines: Iterable<Summary>, circumstances: Circumstances): ReadonlyMap<ConversationId, DeskRow> {
    const ownOf = grouped(circumstances.outbox);
    const made = new Map<ConversationId, Made>();
    let isNew = false;
    for (const line of lines) {
      const before = this.#made.get(line.id);
      const row = rowOf(line, ownOf(line), circumstances, before?.line === line ? before.row : null);
      const isKept = before !== undefined && before.row === row;
      isNew ||= !isKept;
      made.set(line.id, isKept ? before : { line, row });
    }
    if (!isNew && made.size === this.#made.size) return this.#rows;
    this.#made = made;
    this.#rows = new Map(Array.from(made, ([id, { row }]) => [id, row]));
    return this.#rows;
  }
}

function rowOf(line: Summary, own: readonly OutboxRow[], by: Circumstances, before: DeskRow | null): DeskRow {
  const name = by.nameOf(line);
  const section = sectionOf(line, by.me);
  const isUnread = line.state !== 'closed' && line.lastBy === 'visitor' && line.lastVisitorSeq > by.seenUpTo(line);
  const waiting = own.length === 0 ? 0 : own.filter(({ state }) => state.kind === 'waiting').length;
  const undecided = own.length === 0 ? 0 : undecidedOf(own).length;
  const isTentativeNow = section === 'mine' && own.length > 0 && isTentative(own, by.link, by.me);
  const isLeft = line.state === 'active' && by.isGone(line.assignee?.id);
  // Nothing is made to find that nothing has changed: that is so for all but one of thousands.
  if (
    before !== null &&
    before.summary.name === name &&
    before.section === section &&
    before.isUnread === isUnread &&
    before.waiting === waiting &&
    before.undecided === undecided &&
    before.isTentative === isTentativeNow &&
    before.isLeft === isLeft
  )
    return before;
  const summary = name === line.name ? line : { ...line, name };
  return { summary, section, isUnread, waiting, undecided, isTentative: isTentativeNow, isLeft };
}

/** Commands by what they concern: a conversation, or all of a visitor. */
function grouped(outbox: readonly OutboxRow[]): (line: Summary) => readonly OutboxRow[] {
  if (outbox.length === 0) return () => NONE;
  const ofConversation = new Map<ConversationId, OutboxRow[]>();
  const ofVisitor = new Map<VisitorId, OutboxRow[]>();
  for (const row of outbox) {
    const { payload } = row.command;
    if ('conversation' in payload) push(ofConversation, payload.conversation, row);
    else if ('visitor' in payload && payload.visitor !== undefined) push(ofVisitor, payload.visitor, row);
  }
  return ({ id, visitor }) => {
    const [own, ofAll] = [ofConversation.get(id), ofVisitor.get(visitor)];
    return own === undefined || ofAll === undefined ? (own ?? ofAll ?? NONE) : [...own, ...ofAll];
  };
}

function push<Key>(map: Map<Key, OutboxRow[]>, key: Key, row: OutboxRow): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}
