import { expect, test } from 'vitest';
import { readInbox, readTasks } from '#schema/docs/inbox-document.ts';
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
  const inbox = createInbox({ document, clock: time.clock, timers, contactName, tasks, seenBy });
  const ids = (): readonly string[] => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.current().diffSince(Uint8Array.of(0)));
    return [...readInbox(doc).keys()];
  };
  const toDo = (): readonly string[] => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, document.current().diffSince(Uint8Array.of(0)));
    return [...readTasks(doc).values()].map(({ title }) => title);
  };
  return { ...time, document, inbox, tasks, ids, toDo };
}

test('DER1 a closed conversation stays for a day', () => {
  const { clock, pass, inbox, ids } = open();
  inbox.conversationChanged(row(1, { state: 'closed', closedAt: clock.now() }));
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
