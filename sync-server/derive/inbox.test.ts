import { expect, test } from 'vitest';
import { BEYOND_REASON, MISSED_STAYS_FOR } from '#schema/conversation/missed.ts';
import { readInbox, readTasks, type Summary } from '#schema/docs/inbox-document.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { createLiveDocument } from '../publish/live-document.ts';
import type { Reader } from '../publish/reader.ts';
import { manualTime } from '../testing/manual-time.ts';
import * as Y from 'yjs';
import type { ConversationRow } from './conversation-row.ts';
import { createInbox, STAYS_FOR } from './inbox.ts';
import { createInboxTasks } from './inbox-tasks.ts';

const ANN = { kind: 'visitor', id: 'v' as VisitorId, name: '' } as const;

const row = (id: number, changes: Partial<ConversationRow> = {}): ConversationRow => ({
  id: `conversation ${id}` as ConversationId,
  visitor: 'vAnn' as VisitorId,
  site: 'shop',
  state: 'waiting',
  assignee: null,
  startedAt: 1,
  lastSeq: 1,
  lastAt: 1,
  lastText: 'x'.repeat(140),
  lastBy: 'visitor',
  lastMessage: null,
  waitingSince: 1,
  lastVisitorSeq: 1,
  closedAt: null,
  answerSeq: 0,
  lostTo: null,
  ...changes,
});

function open(seenBy: (conversation: ConversationId) => number = () => 0) {
  const time = manualTime();
  let life = 0;
  const document = createLiveDocument('inbox/all', {
    nextChannel: () => ++life,
    newEpoch: () => `epoch ${life}`,
    newClientId: () => 100 + life,
  });
  const timers = { ...time.timers, soon: (run: () => void) => void time.timers.after(0, run) };
  const contactName = () => '';
  const tasks = createInboxTasks({ document, clock: time.clock, timers, contactName, staysFor: STAYS_FOR });
  const left = new Set<string>();
  const delivered = new Map<string, number>();
  const inbox = createInbox({
    document,
    clock: time.clock,
    timers,
    findContact: () => null,
    tasks,
    seenBy,
    deliveredTo: (conversation) => delivered.get(conversation) ?? 0,
    hasLeft: (visitor) => left.has(visitor),
  });
  const lines = (): ReadonlyMap<string, Summary> => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.current().diffSince(Uint8Array.of(0)));
    return readInbox(doc);
  };
  const toDo = (): readonly string[] => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.current().diffSince(Uint8Array.of(0)));
    return [...readTasks(doc).values()].map(({ title }) => title);
  };
  const ids = (): readonly string[] => [...lines().keys()];
  const missed = (id: number) => lines().get(`conversation ${id}`)?.missed;
  return { ...time, document, inbox, tasks, ids, toDo, missed, left, delivered };
}

test('DER1 a closed conversation stays for a day', () => {
  const { clock, pass, inbox, ids } = open();
  inbox.conversationChanged(row(1, { state: 'closed', closedAt: clock.now(), waitingSince: null }));
  inbox.conversationChanged(row(2));
  inbox.flush();
  expect(ids()).toEqual(['conversation 1', 'conversation 2']);
  pass(86_400_000);
  inbox.sweep();
  inbox.flush();
  expect(ids()).toEqual(['conversation 2']);
});

test('DISK4 DER1 a line that cannot be read now keeps no other from the inbox, and comes when it can be read', () => {
  const broken = new Set<string>(['conversation 1']);
  const { pass, inbox, ids } = open((id) => {
    if (broken.has(id)) throw new Error('SQLITE_IOERR');
    return 0;
  });
  const assignee = { kind: 'operator', id: 'somebody', name: 'Somebody' } as const;
  inbox.conversationChanged(row(1, { state: 'active', assignee }));
  inbox.conversationChanged(row(2, { state: 'active', assignee }));
  pass(50);
  expect(ids()).toEqual(['conversation 2']);
  pass(3_000);
  expect(ids()).toEqual(['conversation 2']);
  broken.clear();
  pass(1_000);
  expect(ids().toSorted()).toEqual(['conversation 1', 'conversation 2']);
});

test('DER1 changes are told together: fifty milliseconds when it is quiet, half a second under load', () => {
  const { pass, document, inbox } = open();
  let updates = 0;
  const reader: Reader = {
    shape: 'channel',
    push: () => void (updates += 1),
    pushEphemeral: () => true,
    closeDocument: () => undefined,
    missedCursors: () => undefined,
    actor: ANN,
  };
  document.current().readers.add(reader);
  for (let seq = 1; seq <= 10; seq += 1) inbox.conversationChanged(row(1, { lastSeq: seq }));
  expect(updates).toBe(0);
  pass(50);
  expect(updates).toBe(1);
  for (let id = 0; id < 60; id += 1) inbox.conversationChanged(row(id));
  pass(50);
  expect(updates).toBe(2);
  inbox.conversationChanged(row(1));
  pass(499);
  expect(updates).toBe(2);
  pass(1);
  expect(updates).toBe(3);
});

test('DER1 many changes are told in pieces, so that messages are read between two of them', () => {
  const { pass, document, inbox, ids } = open();
  const told: number[] = [];
  document.current().readers.add({
    shape: 'channel',
    push: () => void told.push(ids().length),
    pushEphemeral: () => true,
    closeDocument: () => undefined,
    missedCursors: () => undefined,
    actor: ANN,
  });
  for (let id = 0; id < 150; id += 1) inbox.conversationChanged(row(id));
  pass(50);
  expect(told).toEqual([64, 128, 150]);
});

test('DOC4 CARD5 an inbox that was overwritten for long starts a new epoch with all tasks, and its readers are told to open it again', () => {
  const { pass, document, inbox, tasks, ids, toDo } = open();
  const by = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
  const task = { id: 'task' as CommandId, title: 'call', due: null, assignee: by, remindAt: null, by, at: 1 };
  tasks.taskChanged({ visitor: ANN.id, task, doneAt: null });
  const codes: number[] = [];
  const first = document.current();
  first.readers.add({
    shape: 'channel',
    push: () => undefined,
    pushEphemeral: () => true,
    closeDocument: (_name, code) => void codes.push(code),
    missedCursors: () => undefined,
    actor: ANN,
  });
  // Each conversation leaves its key behind when it goes.
  for (let round = 0; round < 200 && codes.length === 0; round += 1) {
    const some = Array.from({ length: 100 }, (_, index) => round * 100 + index);
    for (const id of some) inbox.conversationChanged(row(id, { lastText: '' }));
    pass(500);
    for (const id of some) inbox.conversationChanged(row(id, { state: 'closed', closedAt: 0 }));
    pass(500);
  }
  expect(codes).toEqual([4409]);
  expect(document.current().epoch).not.toBe(first.epoch);
  expect(document.current().channel).not.toBe(first.channel);
  expect(ids().length).toBeLessThan(200);
  expect(toDo()).toEqual(['call']);
});

const VISITOR = 'vAnn' as VisitorId;
const anna = { kind: 'operator', id: 'anna', name: 'Anna' } as const;

test('MISS1 who leaves without an answer is missed from then on, and no more once they are back', () => {
  const { clock, pass, inbox, missed, left } = open();
  inbox.conversationChanged(row(1, { waitingSince: clock.now() }));
  inbox.conversationChanged(row(2, { visitor: 'vBen' as VisitorId, waitingSince: clock.now() }));
  inbox.flush();
  left.add(VISITOR);
  inbox.visitorChanged(VISITOR);
  pass(50);
  expect([missed(1), missed(2)]).toEqual([{ how: 'left' }, undefined]);
  left.delete(VISITOR);
  inbox.visitorChanged(VISITOR);
  pass(50);
  expect(missed(1)).toBeUndefined();
});

test('MISS1 an answer that came after they had left is told until it has reached them', () => {
  const { pass, inbox, missed, left, delivered } = open();
  left.add(VISITOR);
  inbox.conversationChanged(row(1, { state: 'active', assignee: anna, waitingSince: null, answerSeq: 3, lastSeq: 4 }));
  pass(50);
  expect(missed(1)).toEqual({ how: 'late', by: 'Anna' });
  left.delete(VISITOR);
  inbox.visitorChanged(VISITOR);
  pass(50);
  expect(missed(1)).toBeUndefined();
  delivered.set('conversation 1', 3);
  left.add(VISITOR);
  inbox.visitorChanged(VISITOR);
  pass(50);
  expect(missed(1)).toBeUndefined();
});

test('MISS1 nobody told of it waits beyond reason: the minute finds it, and tells it once', () => {
  const { clock, pass, inbox, missed, document } = open();
  inbox.conversationChanged(row(1, { waitingSince: clock.now() }));
  inbox.flush();
  pass(BEYOND_REASON - 1);
  inbox.sweep();
  pass(1);
  expect(missed(1)).toBeUndefined();
  inbox.sweep();
  pass(50);
  expect(missed(1)).toEqual({ how: 'waited' });
  const bytes = document.current().diffSince(Uint8Array.of(0)).length;
  inbox.sweep();
  pass(500);
  expect(document.current().diffSince(Uint8Array.of(0))).toHaveLength(bytes);
});

test('MISS3 after a start all who did not come back are looked at, in pieces', () => {
  const { pass, inbox, missed, left } = open();
  for (let id = 0; id < 150; id += 1) inbox.conversationChanged(row(id));
  inbox.flush();
  left.add(VISITOR);
  inbox.visitorChanged(null);
  pass(500);
  expect([missed(0), missed(149)]).toEqual([{ how: 'left' }, { how: 'left' }]);
});

test('MISS4 what was closed without an answer stays for a week, whatever else was closed for a day', () => {
  const { clock, pass, inbox, ids, missed } = open();
  inbox.conversationChanged(row(1, { state: 'closed', closedAt: clock.now(), assignee: anna }));
  inbox.conversationChanged(row(2, { state: 'closed', closedAt: clock.now(), waitingSince: null }));
  inbox.flush();
  expect(missed(1)).toEqual({ how: 'closed', by: 'Anna' });
  expect(missed(2)).toBeUndefined();
  pass(86_400_000);
  inbox.sweep();
  inbox.flush();
  expect(ids()).toEqual(['conversation 1']);
  pass(MISSED_STAYS_FOR - 86_400_000);
  inbox.sweep();
  inbox.flush();
  expect(ids()).toEqual([]);
});
