import { expect, test, vi } from 'vitest';
import { Doc } from 'yjs';
import type { AcceptedCommand, ChaptersState, HoldlineClient, OutboxRow, Replica } from '#client/interface.ts';
import { createSettable } from '#client/watchable.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import type { Edit, Message } from '#schema/conversation/conversation.ts';
import { contactDocument, conversationDocument, deskDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { Drafts } from '../device/drafts.ts';
import { Contact } from './contact.svelte.ts';
import { Thread } from './thread.svelte.ts';

const ID = '01900000-0000-7000-8000-000000000001' as ConversationId;
const VISITOR = 'vAAAAAAAAAAAAAAAAAAAAAA' as VisitorId;
const ANNA = { kind: 'operator', id: 'anna' as OperatorId, name: 'Anna', role: 'operator' } as const;
const NOW = 1_800_000_000_000;
const idOf = (n: number): CommandId => `01900000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}` as CommandId;

const accepted = (seq: number, type: EntryCommand['type'], payload: object, at = NOW): AcceptedCommand => ({
  command: {
    id: idOf(seq),
    type,
    writtenAt: NOW,
    payload: { ...(type !== 'contact.update' && { conversation: ID }), ...payload },
  } as EntryCommand,
  seq,
  at,
});

/** A device on which documents are as they are put there. */
function device() {
  const docs = new Map<string, { replica: { doc: Doc; state: Replica['state'] }; changed: () => void }>();
  const documentOf = (name: DocumentName) => {
    const changes = createSettable(0);
    const known = docs.get(name) ?? {
      replica: { name, doc: new Doc(), state: 'cached', epoch: 'life.2', ended: null, subscribe: changes.subscribe },
      changed: () => changes.set(changes.current + 1),
    };
    docs.set(name, known);
    return known;
  };
  const outbox = { accepted: [] as AcceptedCommand[], beyond: [] as AcceptedCommand[] };
  const client = {
    link: createSettable({ state: 'offline', since: 0 }),
    typing: createSettable(new Map()),
    cursors: { own: () => null, of: () => ({}), subscribe: () => () => undefined },
    replicas: {
      open: (name: DocumentName) => documentOf(name).replica,
      release: () => undefined,
      beyond: () => outbox.beyond,
    },
    openChapters: () => Promise.reject(new TypeError('no code')),
    serverNow: () => NOW,
    outbox,
  } as unknown as HoldlineClient;
  const desk = {
    client,
    profile: ANNA,
    actor: ANNA,
    outbox: [] as OutboxRow[],
    waiting: [] as OutboxRow[],
    viewer: { actor: ANNA, now: NOW, person: () => null },
    link: client.link.current,
    deviceClock: { now: NOW },
    drafts: new Drafts(null, ANNA.id),
  } as unknown as Desk;
  const write = ({ doc }: { readonly doc: Doc }, messages: readonly Message[]): void => {
    for (const [key, value] of Object.entries({ state: 'active', assignee: ANNA, visitor: VISITOR, site: 'shop' }))
      doc.getMap('head').set(key, value);
    doc.getArray('messages').push([...messages]);
  };
  return { desk, outbox, documentOf, write };
}
const said = (seq: number, text: string): Message => ({ seq, id: idOf(seq), at: NOW, by: ANNA, kind: 'text', text });
const shown = (thread: Thread): readonly unknown[] =>
  thread.lines.flatMap((line) =>
    line.kind === 'words' ? [line.text] : line.kind === 'note' ? [`(${line.note.text})`] : [],
  );
test('CMD11 what was accepted shows until the conversation has come so far, and lies over nothing newer, however old', () => {
  const { desk, outbox, documentOf, write } = device();
  const { replica } = documentOf(conversationDocument(ID));
  write(replica, [said(1, 'first'), said(2, 'second')]);
  outbox.accepted = [
    accepted(2, 'conversation.close', {}, NOW - 60_000),
    accepted(3, 'message.edit', { message: idOf(1), text: 'changed here' }, NOW - 60_000),
    accepted(4, 'message.send', { text: 'third', lastSeen: 2 }, NOW - 60_000),
  ];
  const thread = new Thread(desk, ID);
  expect([shown(thread), thread.head?.state]).toEqual([['changed here', 'second', 'third'], 'active']);
  // The same change, or one of another device after it, has come; it counts no line.
  replica.doc.getMap<Edit>('edits').set(idOf(1), { text: 'changed there', at: NOW - 50_000, by: ANNA.id, rev: 2 });
  expect(shown(new Thread(desk, ID))).toEqual(['changed there', 'second', 'third']);
  replica.doc.getArray('messages').push([said(5, 'fifth')]);
  expect(shown(new Thread(desk, ID))).toEqual(['changed there', 'second', 'fifth']);
});

test('CMD11 DOC8 what was accepted shows over what is kept on the screen while the chapter that ended comes', async () => {
  const { desk, outbox, documentOf, write } = device();
  const { replica } = documentOf(conversationDocument(ID));
  write(replica, [said(4, 'of the new chapter'), said(5, 'mine')]);
  replica.state = 'synced';
  const head = { state: 'active', assignee: ANNA, visitor: VISITOR, site: 'shop' } as const;
  const kept = { head, messages: [said(1, 'first'), said(2, 'second')], edits: new Map() };
  const state = createSettable<ChaptersState>({ conversation: kept, earlier: 'beginning', isBehind: true });
  Object.assign(desk.client, {
    openChapters: () =>
      Promise.resolve({
        get current() {
          return state.current;
        },
        subscribe: state.subscribe,
        loadEarlier: () => undefined,
        close: () => undefined,
      }),
  });
  outbox.accepted = [accepted(5, 'message.send', { text: 'mine', lastSeen: 2 })];
  const thread = new Thread(desk, ID);
  await vi.waitFor(() => expect(shown(thread)).toEqual(['first', 'second', 'mine']));
  const messages = [...kept.messages, said(3, 'third'), said(4, 'of the new chapter'), said(5, 'mine')];
  state.set({ conversation: { ...kept, messages }, earlier: 'beginning', isBehind: false });
  expect(shown(new Thread(desk, ID))).toEqual(['of the new chapter', 'mine']);
  expect(shown(thread)).toEqual(['first', 'second', 'third', 'of the new chapter', 'mine']);
});

test('CMD11 an accepted note shows until the notes have come, also over a conversation that has', () => {
  const { desk, outbox, documentOf, write } = device();
  const { replica } = documentOf(conversationDocument(ID));
  const notes = documentOf(deskDocument(ID)).replica;
  write(replica, [said(1, 'first')]);
  replica.state = 'synced';
  outbox.accepted = [accepted(2, 'note.add', { text: 'for us' }, NOW - 60_000)];
  expect(shown(new Thread(desk, ID))).toEqual(['first', '(for us)']);
  notes.doc.getArray('notes').push([{ seq: 2, id: idOf(2), at: NOW, by: ANNA, text: 'for us' }]);
  expect(shown(new Thread(desk, ID))).toEqual(['first', '(for us)']);
  notes.state = 'synced';
  outbox.accepted = [accepted(3, 'note.add', { text: 'not there' })];
  expect(shown(new Thread(desk, ID))).toEqual(['first', '(for us)']);
});

test('CMD11 an accepted change of a card shows until the card has come, however long that takes, and lies over nothing newer', () => {
  const { desk, outbox, documentOf } = device();
  const { replica } = documentOf(contactDocument(VISITOR));
  replica.doc.getMap('card').set('phone', 'old');
  const phone = () => new Contact(desk, VISITOR).value('phone');
  outbox.accepted = [accepted(1, 'contact.update', { visitor: VISITOR, phone: 'new' }, NOW - 3_600_000)];
  // It was complete after that.
  expect(phone()).toBe('old');
  outbox.beyond = outbox.accepted;
  expect(phone()).toBe('new');
  replica.state = 'synced';
  expect(phone()).toBe('old');
});

test('KEEP6 of a conversation that is gone no line is kept to be drawn again', () => {
  const { desk, documentOf, write } = device();
  const known = documentOf(conversationDocument(ID));
  write(known.replica, [said(1, 'erased')]);
  const thread = new Thread(desk, ID);
  const { doc } = known.replica;
  const drawn = [doc, new Doc(), doc].map((now) => {
    known.replica.doc = now;
    known.changed();
    return thread.lines;
  });
  expect(drawn.map(({ length }) => length)).toEqual([2, 0, 2]);
  expect(drawn[2]?.[1]).toEqual(drawn[0]?.[1]);
  expect(drawn[2]?.[1]).not.toBe(drawn[0]?.[1]);
});
