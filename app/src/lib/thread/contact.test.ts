import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import type { OutboxRow } from '#client/interface.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { Author } from '#schema/words.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { Drafts } from '../device/drafts.ts';
import { Contact } from './contact.svelte.ts';

const VISITOR = 'vAAAAAAAAAAAAAAAAAAAAAA' as VisitorId;
const ANNA = { kind: 'operator', id: 'anna' as OperatorId, name: 'Anna', role: 'operator' } as const;

/** One card on a device whose outbox takes everything and sends nothing; `colleague` writes into the card's document. */
function device() {
  const doc = new Doc();
  const waiting: OutboxRow[] = [];
  let taken: () => void = () => undefined;
  const add = (type: string, payload: object): Promise<void> => {
    const command = { id: `i${waiting.length}` as CommandId, type, writtenAt: 0, payload };
    waiting.push({ command, state: { kind: 'waiting' } } as unknown as OutboxRow);
    return new Promise((resolve) => (taken = resolve));
  };
  const drafts = new Drafts(null, ANNA.id);
  const desk = {
    client: {
      replicas: {
        open: () => ({ doc, state: 'synced', subscribe: () => () => undefined }),
        release: () => undefined,
        beyond: () => [],
      },
      outbox: { accepted: [], add },
      serverNow: () => 0,
    },
    drafts,
    waiting,
    viewer: { actor: ANNA, now: 0, person: (id: string): Author => ({ kind: 'operator', id, name: id }) },
  } as unknown as Desk;
  const open = () => new Contact(desk, VISITOR);
  /** The server has what waited here, and what a colleague did after it. */
  const colleague = (write: (doc: Doc) => void): void => {
    waiting.length = 0;
    write(doc);
  };
  const asked = () => waiting.map(({ command: { type, payload } }) => [type, payload]);
  return { open, colleague, asked, drafts, doc, taken: () => taken() };
}

test('CARD1 what was saved is undone, and not what a colleague has written over it since', () => {
  const { open, colleague, asked, doc } = device();
  doc.getMap('card').set('phone', 'old');
  const contact = open();
  contact.write('phone', 'mine ');
  contact.save('phone');
  expect(contact.undoable?.what).toBe('saved');
  colleague(() => doc.getMap('card').set('phone', 'mine'));
  expect(contact.undoable?.what).toBe('saved');
  colleague(() => doc.getMap('card').set('phone', 'theirs'));
  expect(contact.undoable).toBeNull();
  colleague(() => doc.getMap('card').set('phone', 'mine'));
  contact.undoable?.run();
  expect([asked(), contact.undoable]).toEqual([[['contact.update', { visitor: VISITOR, phone: 'old' }]], null]);
});

test('CARD1 a score, a tag and a task that others have changed since are not undone', () => {
  const { open, colleague, doc } = device();
  const contact = open();
  contact.rate(5);
  expect(contact.undoable).not.toBeNull();
  colleague(() => doc.getMap('card').set('score', 7));
  expect(contact.undoable).toBeNull();
  contact.tag('VIP', true);
  expect(contact.undoable?.what).toBe('tagged');
  colleague(() => undefined);
  expect(contact.undoable).toBeNull();
  const by = { kind: 'operator', id: 'bob', name: 'Bob' } as const;
  const task = { id: 't' as CommandId, title: 'Call', due: null, assignee: by, remindAt: null, by, at: 0 };
  const put = (title: string) => doc.getMap('tasks').set('t', { ...task, title });
  put('Call');
  contact.changeTask(contact.card.tasks[0]!, { ...task, title: ' Call  back', assignee: 'bob' as OperatorId });
  expect(contact.undoable?.what).toBe('saved');
  colleague(() => put('Write'));
  expect(contact.undoable).toBeNull();
  contact.tick(contact.card.tasks[0]!, true);
  expect(contact.undoable?.what).toBe('ticked');
  colleague(() => undefined);
  expect(contact.undoable).toBeNull();
});

test('CARD2 a note that is being written is there when one comes back, until the outbox has it', async () => {
  const { open, asked, drafts, taken } = device();
  const contact = open();
  contact.writeNote('Pays by');
  contact.release();
  const again = open();
  expect(again.newNote).toBe('Pays by');
  again.writeNote('Pays by invoice');
  again.addNote();
  expect([again.newNote, drafts.read(`contact/${VISITOR}`).text]).toEqual(['', 'Pays by invoice']);
  expect(asked()).toEqual([['contact.note', { visitor: VISITOR, text: 'Pays by invoice' }]]);
  taken();
  await Promise.resolve();
  expect(open().newNote).toBe('');
  again.addNote();
  expect(asked()).toHaveLength(1);
});

test('CARD5 a task is promised in the conversation in which it was written down', () => {
  const { open, asked } = device();
  const about = 'c' as ConversationId;
  open().addTask({ title: 'Call', due: null, assignee: ANNA.id, remindAt: null }, about);
  expect(asked()).toMatchObject([['task.add', { about, title: 'Call' }]]);
});
