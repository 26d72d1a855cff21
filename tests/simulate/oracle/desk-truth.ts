import { contactDocument, conversationDocument, deskDocument, parseDocumentName } from '#schema/docs/document-name.ts';
import type { DeskState } from '#schema/conversation/desk.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Waited } from '#sync-server/queue/waited.ts';
import { talkHeadOf } from '#schema/room/room.ts';
import type { ModelDocument } from './document.ts';
import type { Judge } from './judge.ts';
import type { ModelEntry, Truth } from './truth.ts';

/** Both documents of a conversation speak of what staff keep about it: their entries in the order in which they were committed. */
export function entriesOfBoth({ documents, byCommand }: Truth, conversation: ConversationId): readonly ModelEntry[] {
  return [conversationDocument(conversation), deskDocument(conversation)]
    .flatMap((name) => documents.get(name)?.entries ?? [])
    .flatMap(({ id }) => byCommand.get(id) ?? [])
    .toSorted((a, b) => a.row - b.row);
}

const HOUR = 3_600_000;
const HALF_AN_HOUR = HOUR / 2;

/** TEAM5 and TEAM6 said once more by hand: a mistake of the one who keeps them must not be one of the judge. */
export function deskAsMeant(entries: readonly ModelEntry[]): DeskState {
  const tags = new Map<string, string>();
  let category: string | null = null;
  let muted = false;
  let spokenAt = 0;
  for (const { document, entry } of entries) {
    const { effect, by, at } = entry;
    if (effect.kind === 'tagged') {
      if (effect.on) tags.set(effect.tag.toLowerCase(), effect.tag);
      else tags.delete(effect.tag.toLowerCase());
    } else if (effect.kind === 'categorised') category = effect.category;
    else if (effect.kind === 'muted') muted = effect.on;
    else if (effect.kind === 'said') {
      const isVisitorsThanks = by.kind === 'visitor' && effect.reopens !== true && at - spokenAt < HALF_AN_HOUR;
      if (!isVisitorsThanks) muted = false;
    } else if (effect.kind === 'left') {
      if (effect.to !== undefined) muted = false;
    } else if (/^(taken|handed-over|offered-on|closed|reopened)$/.test(effect.kind)) muted = false;
    // Whose it is says nothing of when something was said.
    if (!document.endsWith('/desk') && effect.kind !== 'moved') spokenAt = at;
  }
  const sorted = [...tags].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
  return { tags: sorted, category, muted };
}

interface Given {
  readonly to: string;
  readonly seq: number;
}

/**
 * Who was given the conversation by somebody else, or brought in, and has neither answered nor gone since, with the entry that tells so:
 * said once more by hand, with who answers of its own.
 */
function givenAsMeant(entries: readonly ModelEntry[]): readonly Given[] {
  const given = new Map<string, number>();
  let first: string | null = null;
  const others = new Set<string>();
  const responsible = (id: string | null): void => {
    first = id;
    if (id !== null) others.delete(id);
  };
  for (const { document, entry } of entries) {
    if (document.endsWith('/desk')) continue;
    const { effect, by, seq } = entry;
    const call = (id: string): void => {
      given.delete(id);
      if (id !== by.id) given.set(id, seq);
    };
    if (effect.kind === 'started') responsible(null);
    else if (effect.kind === 'handed-over') {
      if (effect.department !== undefined) {
        responsible(null);
        others.clear();
      } else {
        responsible(effect.to.id);
        call(effect.to.id);
      }
    } else if (effect.kind === 'brought-in') {
      others.add(effect.who.id);
      call(effect.who.id);
    } else if (effect.kind === 'left') {
      if (effect.to === undefined) others.delete(by.id);
      else {
        responsible(effect.to.id);
        call(effect.to.id);
      }
    } else if (effect.kind === 'offered-on') responsible(null);
    else if (effect.kind === 'taken' || effect.kind === 'reopened') {
      responsible(by.id);
      given.delete(by.id);
    } else if (effect.kind === 'said') {
      given.delete(by.id);
      if (effect.takes) responsible(by.id);
      if (effect.reopens) {
        responsible(null);
        others.clear();
      }
    }
    if (effect.kind === 'callback-asked' && effect.reopens) {
      responsible(null);
      others.clear();
    }
    if (effect.kind === 'closed' || effect.kind === 'reopened') given.clear();
    for (const id of given.keys()) if (id !== first && !others.has(id)) given.delete(id);
  }
  return [...given].map(([to, since]) => ({ to, seq: since }));
}

/** Whether the visitor's last words were left while nobody was on duty (REQ3); said once more by hand. */
function isLeftAsRequest(entries: readonly ModelEntry[]): boolean {
  let isLeft = false;
  for (const { entry } of entries) {
    const { effect, by } = entry;
    if (effect.kind !== 'said' || by.kind !== 'visitor') continue;
    if (effect.file === undefined || effect.reopens === true) isLeft = effect.request === true;
  }
  return isLeft;
}

const EIGHT_HOURS = 8 * HOUR;
const THIRTY = 30;

/** How long it waited each time until somebody took it up, as QUEUE2 counts: not what is a request, nor what is muted. */
function waitsAsMeant(document: ModelDocument, entries: readonly ModelEntry[]): readonly Waited[] {
  let waits: readonly Waited[] = [];
  let since: number | null = null;
  for (const [index, { document: name, entry }] of entries.entries()) {
    if (name !== document.name) continue;
    const { effect, by, at, seq } = entry;
    const before = talkHeadOf(document.headAt(seq - 1));
    if (since !== null && before?.state === 'waiting' && talkHeadOf(document.headAt(seq))?.state === 'active') {
      const earlier = entries.slice(0, index);
      if (!isLeftAsRequest(earlier) && !deskAsMeant(earlier).muted) {
        const { department } = before;
        const wait = Math.max(0, at - since);
        const kept = waits.filter((one) => one.at > at - EIGHT_HOURS).slice(1 - THIRTY);
        waits = [...kept, { at, wait, ...(department !== undefined && { department }) }];
      }
    }
    if (effect.kind === 'said') since = by.kind === 'operator' ? null : (since ?? at);
  }
  return waits;
}

/** What the row of a conversation says beside its state (DER2, TEAM1, TEAM2, TEAM5, TEAM6, REQ3). */
function checkBesides(judge: Judge, truth: Truth, conversation: ConversationId, stored: string | null): void {
  const document = truth.documents.get(conversationDocument(conversation));
  const head = document?.head;
  if (document === undefined || head === undefined || head === null) return;
  const entries = entriesOfBoth(truth, conversation);
  const { tags, category, muted } = deskAsMeant(entries);
  const all = givenAsMeant(entries);
  const given = all.at(-1);
  const waits = waitsAsMeant(document, entries);
  const began = entries.find(({ entry: { effect } }) => effect.kind === 'started')?.entry.effect;
  const meant = {
    ...(head.others !== undefined && { others: head.others }),
    ...(head.observers !== undefined && { observers: head.observers }),
    ...(head.department !== undefined && { department: head.department }),
    ...(head.rating !== undefined && { rating: head.rating }),
    ...(head.callback !== undefined && { callback: head.callback }),
    ...(category !== null && { category }),
    ...(tags.length > 0 && { tags }),
    ...(muted && { muted }),
    ...(given !== undefined && { given }),
    ...(all.length > 1 && { alsoGiven: all.slice(0, -1) }),
    ...(isLeftAsRequest(entries) && { request: true }),
    ...(waits.length > 0 && { waited: waits }),
    ...(began?.kind === 'started' && began.invited !== undefined && { invited: began.invited }),
  };
  const { deskSeq: _deskSeq, ...kept } = JSON.parse(stored ?? '{}') as { readonly deskSeq?: number };
  judge.check(
    isDeepStrictEqual(kept, meant),
    'DER2',
    () => `the row of ${conversation} has ${stored}, and its entries make ${JSON.stringify(meant)}`,
  );
  judge.check(
    head.assignee === null ? head.others === undefined : !head.others?.some(({ id }) => id === head.assignee?.id),
    'TEAM2',
    () => `${conversation} is answered by ${JSON.stringify([head.assignee, head.others])}`,
  );
}

interface KeptTask {
  readonly visitor: string;
  readonly task: string;
  readonly done_at: number | null;
}

/** The tasks of all contacts, as the entries of their cards make them (CARD5, DER2); of who is gone there is none (KEEP5). */
function checkTasks(judge: Judge, { documents }: Truth, disk: Database): void {
  const meant = new Map<string, { readonly visitor: VisitorId; task: object; doneAt: number | null }>();
  /** Of somebody who turned out to be somebody else: whose they are now is all that is said of them here. */
  const merged = new Map<string, VisitorId>();
  for (const { name, entries } of documents.values()) {
    const address = parseDocumentName(name);
    if (address?.kind !== 'contact') continue;
    const taken = new Set<string>();
    for (const { seq, effect, by, at } of entries) {
      if (effect.kind === 'contact-merged') for (const { id } of effect.card.tasks) merged.set(id, address.visitor);
      if (effect.kind === 'task-set') {
        const doneAt = meant.get(effect.task.id)?.doneAt ?? null;
        const gone = taken.has(effect.task.id) && { gone: true };
        meant.set(effect.task.id, { visitor: address.visitor, task: { ...effect.task, by, at, seq, ...gone }, doneAt });
      } else if (effect.kind === 'contact-removed') {
        // Of one that is not there yet nothing is remembered.
        const known = meant.get(effect.item);
        if (known === undefined) continue;
        const { gone: _gone, ...rest } = known.task as { readonly gone?: true };
        const task = { ...rest, seq };
        known.task = effect.gone ? { ...task, gone: true } : task;
        if (effect.gone) taken.add(effect.item);
        else taken.delete(effect.item);
      } else if (effect.kind === 'task-done') {
        const known = meant.get(effect.task);
        if (known === undefined) continue;
        known.doneAt = effect.done ? at : null;
        known.task = { ...known.task, seq };
      }
    }
  }
  const rows = disk.prepare<KeptTask & { readonly id: string }>('SELECT id, visitor, task, done_at FROM tasks').all();
  for (const { id, visitor, task, done_at: doneAt } of rows) {
    if (merged.has(id)) {
      judge.check(merged.get(id) === visitor, 'IDENT5', () => `the task ${id} is still of ${visitor}`);
      merged.delete(id);
      meant.delete(id);
      continue;
    }
    const known = meant.get(id);
    judge.check(
      known !== undefined && documents.has(contactDocument(visitor as VisitorId)),
      'KEEP5',
      () => `there is a task of ${visitor}, whose card has none`,
    );
    const kept = { visitor, task: JSON.parse(task) as object, doneAt };
    judge.check(
      known === undefined || isDeepStrictEqual(kept, known),
      'DER2',
      () => `the task ${id} is kept as ${JSON.stringify(kept)}, and is ${JSON.stringify(known)}`,
    );
    meant.delete(id);
  }
  judge.check(merged.size === 0, 'IDENT5', () => `tasks are lost: ${[...merged.keys()].join(', ')}`);
  judge.check(meant.size === 0, 'DER2', () => `tasks are missing: ${[...meant.keys()].join(', ')}`);
}

/** Every row that stands beside what was said. */
export function checkKept(judge: Judge, truth: Truth, disk: Database): void {
  const rows = disk
    .prepare<{ id: ConversationId; last_seq: number; besides: string | null }>(
      'SELECT id, last_seq, besides FROM conversations',
    )
    .all();
  for (const { id, last_seq: seq, besides } of rows)
    if (seq === truth.documents.get(conversationDocument(id))?.entries.length) checkBesides(judge, truth, id, besides);
  checkTasks(judge, truth, disk);
}
