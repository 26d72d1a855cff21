import { headAfter, type Head } from '#schema/conversation/conversation.ts';
import { BLANK_DESK, deskAfter } from '#schema/conversation/desk.ts';
import type { Entry, Request } from '#schema/conversation/entry.ts';
import { answers } from '#schema/conversation/who-answers.ts';
import { allGiven, deskOf, headOf, withDesk, type Summary } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { waitedAfter, type Waited } from '../queue/waited.ts';

/** What the table `conversations` keeps of a conversation: a summary of its entries up to `lastSeq`. */
export interface ConversationRow extends Omit<Summary, 'name' | 'seenByAssignee' | 'missed' | 'answered' | 'request'> {
  /** The visitor's last words were left for later. */
  readonly request?: Request;
  /** Whose words `lastText` are, so that an edit of them is seen here. */
  readonly lastMessage: CommandId | null;
  /** Also while nobody is alerted; the summary tells none then. */
  readonly waitingSince: number | null;
  /** Whole as long as it is in memory; `previewOf` it is kept and told. */
  readonly lastText: string;
  /** Our first answer to the visitor's last words; while they wait, to those before. 0 before there is any in this talk. */
  readonly answerSeq: number;
  /** Who lost the connection over words that wait for an answer, by name. */
  readonly lostTo: string | null;
  /** Its waits that ended lately, the newest last. */
  readonly waited?: readonly Waited[];
}

/** What few conversations have: one column together. */
export type Besides = Pick<
  ConversationRow,
  | 'invited'
  | 'others'
  | 'observers'
  | 'department'
  | 'category'
  | 'tags'
  | 'muted'
  | 'deskSeq'
  | 'given'
  | 'alsoGiven'
  | 'request'
  | 'rating'
  | 'callback'
  | 'waited'
>;

type OfGiven = Pick<ConversationRow, 'given' | 'alsoGiven'>;

/** As JSON; null when there is nothing. */
export function besidesOf(besides: Besides): string | null {
  const { invited, others, observers, department, category, tags, muted, deskSeq } = besides;
  const { given, alsoGiven, request, rating, callback, waited } = besides;
  const text = JSON.stringify({
    ...{ invited, others, observers, department, category, tags, muted, deskSeq },
    ...{ given, alsoGiven, request, rating, callback, waited },
  });
  return text === '{}' ? null : text;
}

const PREVIEW_CHARACTERS = 140;

/** In one line, cut at a whole character. */
export function previewOf(text: string): string {
  const line = text.slice(0, PREVIEW_CHARACTERS * 4).replaceAll(/\s+/g, ' ');
  return line.length <= PREVIEW_CHARACTERS ? line : [...line].slice(0, PREVIEW_CHARACTERS).join('');
}

/** The row after one more entry, by the entry alone: repeating an entry that is in it already changes nothing. */
export function rowAfter(id: ConversationId, row: ConversationRow | null, entry: Entry): ConversationRow | null {
  if (row !== null && entry.seq <= row.lastSeq) return row;
  const { seq, at, by, effect } = entry;
  const head = headAfter(row === null ? null : headOf(row), entry);
  if (head === null) return null;
  const desk = row === null ? BLANK_DESK : deskAfter(deskOf(row), entry, row.lastAt);
  const next: ConversationRow = {
    ...withDesk({ id, ...head }, desk),
    ...(row?.deskSeq !== undefined && { deskSeq: row.deskSeq }),
    ...givenAfter(row, head, entry),
    ...requestAfter(row?.request, entry),
    ...invitedAfter(row, effect),
    ...waitedAfter(row, head.state, entry),
    startedAt: row?.startedAt ?? at,
    lastSeq: seq,
    // Whose it is says nothing of when something was said.
    lastAt: row !== null && effect.kind === 'moved' ? row.lastAt : at,
    lastText: row?.lastText ?? '',
    lastBy: row?.lastBy ?? null,
    lastMessage: row?.lastMessage ?? null,
    waitingSince: row?.waitingSince ?? null,
    lastVisitorSeq: row?.lastVisitorSeq ?? 0,
    answerSeq: row?.answerSeq ?? 0,
    lostTo: row?.lostTo ?? null,
    closedAt: head.state === 'closed' ? (row?.closedAt ?? at) : null,
  };
  switch (effect.kind) {
    case 'said': {
      const said = { ...next, lastText: effect.text, lastBy: by.kind, lastMessage: entry.id };
      if (by.kind === 'operator') {
        const answerSeq = next.waitingSince === null ? next.answerSeq : seq;
        return { ...said, waitingSince: null, answerSeq, lostTo: null };
      }
      const answerSeq = effect.reopens ? 0 : next.answerSeq;
      return { ...said, waitingSince: next.waitingSince ?? at, lastVisitorSeq: seq, answerSeq };
    }
    case 'callback-asked':
      return { ...next, lastVisitorSeq: seq, ...(effect.reopens && { answerSeq: 0 }) };
    case 'offered-on':
      return { ...next, lostTo: effect.from.name };
    case 'taken':
    case 'handed-over':
    case 'reopened':
      return { ...next, lostTo: null };
    case 'edited':
      return { ...next, lastText: effect.message === next.lastMessage ? effect.text : next.lastText };
    case 'unsent':
      return { ...next, lastText: effect.message === next.lastMessage ? '' : next.lastText };
    default:
      return next;
  }
}

/**
 * Each person's call stands until they answer, take it or are not one of those who answer any more, whoever else is given it meanwhile
 * (NOTIFY1). Whoever takes a thing for themselves was given nothing. A talk that is over has called for the last time.
 */
function givenAfter(row: ConversationRow | null, head: Head, { seq, by, effect }: Entry): OfGiven {
  const before = row === null ? [] : allGiven(row);
  // Nearly every entry is one of a conversation that was given to nobody.
  const to = newlyGivenTo(effect);
  if (before.length === 0 && to === null) return {};
  if (effect.kind === 'closed' || effect.kind === 'reopened') return {};
  const isOver = (person: string): boolean =>
    person === to ||
    !answers(head, person) ||
    (person === by.id && (effect.kind === 'said' || effect.kind === 'taken'));
  const all = before.filter((one) => !isOver(one.to));
  const [given, ...earlier] = (to === null || to === by.id ? all : [...all, { to, seq }]).toReversed();
  if (given === undefined) return {};
  return { given, ...(earlier.length > 0 && { alsoGiven: earlier.toReversed() }) };
}

function newlyGivenTo(effect: Entry['effect']): string | null {
  if (effect.kind === 'handed-over') return effect.department === undefined ? effect.to.id : null;
  if (effect.kind === 'brought-in') return effect.who.id;
  return effect.kind === 'left' ? (effect.to?.id ?? null) : null;
}

/** Whether it is a request now: what was left because nobody answered is one from when its visitor has gone (REQ7). */
export const isRequest = ({ request, visitor }: ConversationRow, hasLeft: (visitor: VisitorId) => boolean): boolean =>
  request === true || (request === 'late' && hasLeft(visitor));

/** As it began. */
function invitedAfter(row: ConversationRow | null, effect: Entry['effect']): Pick<ConversationRow, 'invited'> {
  const invited = effect.kind === 'started' ? effect.invited : row?.invited;
  return invited === undefined ? {} : { invited: { ...invited, text: previewOf(invited.text) } };
}

/** As the visitor's last words were left; a file beside them makes and ends nothing. */
function requestAfter(before: Request | undefined, { by, effect }: Entry): Pick<ConversationRow, 'request'> {
  const isNews =
    effect.kind === 'said' && by.kind === 'visitor' && (effect.file === undefined || effect.reopens === true);
  const request = isNews ? effect.request : before;
  return request === undefined ? {} : { request };
}

/** The row after one more entry of the desk document, whose numbers are its own. */
export function rowAfterDesk(row: ConversationRow, entry: Entry): ConversationRow {
  if (entry.seq <= (row.deskSeq ?? 0)) return row;
  const before = deskOf(row);
  const after = deskAfter(before, entry, row.lastAt);
  return { ...(after === before ? row : withDesk(row, after)), deskSeq: entry.seq };
}
