import { decide, isTalkCommand, type EntryCommand } from '#schema/commands/command.ts';
import type { Facts } from '#schema/commands/definition.ts';
import { headAfter } from '#schema/conversation/conversation.ts';
import { deskAfter } from '#schema/conversation/desk.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import { missedOf } from '#schema/conversation/missed.ts';
import { isOfDesk, type Viewer } from '#schema/conversation/overlay.ts';
import { deskOf, headOf, withDesk, type Summary } from '#schema/docs/inbox-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import { mayCommand } from '#schema/policy/policy.ts';
import { authorOf } from '#schema/words.ts';
import type { AcceptedCommand, OutboxRow } from '../interface.ts';

const PREVIEW = 140;

/**
 * The inbox with what waits on this device laid over it, so that sections and counts are right without a network: each command
 * is decided as the server will decide it, as far as a summary tells. What is held or rejected lies over nothing; a
 * conversation the inbox does not know stays unknown. What was accepted a moment ago lies over it until the inbox, which the
 * server derives behind the answer, has caught up: else a taken conversation would jump back for a tenth of a second. The same
 * map when there is nothing to lay over it.
 */
export function overlayInbox(
  inbox: ReadonlyMap<ConversationId, Summary>,
  rows: readonly OutboxRow[],
  viewer: Viewer,
  accepted: readonly AcceptedCommand[] = [],
): ReadonlyMap<ConversationId, Summary> {
  let view: Map<ConversationId, Summary> | null = null;
  const lay = (command: EntryCommand, isNews: (summary: Summary) => boolean): void => {
    if (!('conversation' in command.payload)) return;
    const before = (view ?? inbox).get(command.payload.conversation);
    if (before === undefined || !isNews(before)) return;
    const after = summaryAfter(before, command, viewer);
    if (after !== before) view = (view ?? new Map(inbox)).set(after.id, after);
  };
  for (const { command, seq } of accepted)
    lay(command, ({ lastSeq, deskSeq = 0 }) => (isOfDesk(command) ? deskSeq : lastSeq) < seq);
  for (const { command, state } of rows) if (state.kind === 'waiting') lay(command, () => true);
  return view ?? inbox;
}

function summaryAfter(before: Summary, command: EntryCommand, viewer: Viewer): Summary {
  const { actor, now, person, department = () => null } = viewer;
  if (command.type === 'note.add' || !isTalkCommand(command) || !('conversation' in command.payload)) return before;
  if (!mayCommand(actor, command.type, before.visitor)) return before;
  const head = headOf(before);
  const desk = deskOf(before);
  // A summary has no messages: edits are decided on the conversation itself, and the guard's changes are not known here.
  const besides = { message: () => null, changesSince: () => [], lostSince: () => false };
  const facts: Facts = {
    head,
    ...besides,
    file: (claim) => claim,
    hasTask: () => false,
    person,
    department,
    desk: () => desk,
  };
  const decision = decide(facts, command, { actor, now });
  if (decision.kind !== 'accept') return before;
  const { effect } = decision;
  const isDesk = isOfDesk(command);
  const seq = (isDesk ? (before.deskSeq ?? 0) : before.lastSeq) + 1;
  const entry: Entry = { seq, at: now, id: command.id, by: authorOf(actor), effect };
  const {
    others: _others,
    observers: _observers,
    department: _department,
    rating: _rating,
    callback: _callback,
    ...rest
  } = before;
  const next: Summary = withDesk({ ...rest, ...headAfter(head, entry) }, deskAfter(desk, entry, before.lastAt));
  // Who is waited for again has waited since the last words at least; the server knows since when.
  const waited = before.muted && before.lastBy === 'visitor' ? before.lastAt : before.waitingSince;
  const waitingSince = next.muted ? null : waited;
  if (isDesk) return { ...next, waitingSince, deskSeq: seq };
  const after: Summary = {
    ...next,
    waitingSince,
    lastSeq: seq,
    lastAt: command.writtenAt,
    closedAt: next.state === 'closed' ? (before.closedAt ?? now) : null,
  };
  if (effect.kind !== 'said') return withMissed(before, after, now);
  const lastText = [...effect.text.replaceAll(/\s+/g, ' ')].slice(0, PREVIEW).join('');
  const said = { ...after, lastText, lastBy: actor.kind };
  if (actor.kind === 'operator') return withMissed(before, { ...said, waitingSince: null, answered: true }, now);
  const { request: _request, ...talk } = said;
  const asked = effect.request ? { ...talk, request: before.request ?? {} } : talk;
  return withMissed(before, { ...asked, waitingSince: waitingSince ?? now }, now);
}

/** As the server will find it, as far as a device can know whether the visitor has left, and what was read. */
function withMissed(before: Summary, { missed, ...after }: Summary, now: number): Summary {
  const { how, lost, by } = missed ?? {};
  const next = missedOf({
    state: after.state,
    muted: after.muted,
    isRequest: after.request !== undefined,
    assignee: after.assignee?.name ?? null,
    waitingSince: after.waitingSince,
    lostTo: lost === true && after.assignee === null ? (by ?? null) : null,
    hasLeft: how === 'left' || how === 'late',
    gotAnswer: () => before.waitingSince === null && how !== 'late',
    isSettled: () => before.answered === true,
    now,
  });
  return next === null ? after : { ...after, missed: next };
}
