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
  /** Whether this person is on duty for the site. */
  readonly serves: (site: string) => boolean;
}

const NONE: readonly OutboxRow[] = [];

interface Made {
  line: Summary;
  row: DeskRow;
  /** In which round it was last there. */
  round: number;
}

/** All rows as they are now: a new object when one of them has changed. */
export interface RowsById {
  readonly size: number;
  /** In no order. */
  readonly all: readonly DeskRow[];
  readonly get: (id: ConversationId) => DeskRow | undefined;
}

/**
 * Makes rows, and gives out the same object for a row in which nothing has changed, and the same when that is so of all: of
 * thousands, one message changes one, and whoever draws, filters or sorts them can go by that. What is looked up in is one map for
 * good: one of thousands made at each message would be most of what the browser has to collect.
 */
export class DeskRows {
  readonly #made = new Map<ConversationId, Made>();
  #rows: RowsById = { size: 0, all: [], get: () => undefined };
  #round = 0;

  /** How many there are. */
  get size(): number {
    return this.#rows.size;
  }

  from(lines: Iterable<Summary>, circumstances: Circumstances): RowsById {
    const ownOf = grouped(circumstances.outbox);
    const made = this.#made;
    this.#round += 1;
    let isNew = false;
    let size = 0;
    for (const line of lines) {
      size += 1;
      const one = made.get(line.id);
      const row = rowOf(line, ownOf(line), circumstances, one?.line === line ? one.row : null);
      if (one === undefined) made.set(line.id, { line, row, round: this.#round });
      else one.round = this.#round;
      if (one?.row === row) continue;
      isNew = true;
      if (one !== undefined) Object.assign(one, { line, row });
    }
    if (!isNew && size === made.size) return this.#rows;
    if (size < made.size) for (const [id, { round }] of made) if (round !== this.#round) made.delete(id);
    const all = Array.from(made.values(), ({ row }) => row);
    this.#rows = { size, all, get: (id) => made.get(id)?.row };
    return this.#rows;
  }
}

function rowOf(line: Summary, own: readonly OutboxRow[], by: Circumstances, before: DeskRow | null): DeskRow {
  const name = by.nameOf(line);
  const section = sectionOf(line, by.me, by.serves(line.site));
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
