import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { TalkCommand } from '../commands/command.ts';
import { ADA, ANNA, BORIS, command, idOf, NOON, OLGA, STRANGER, VISITOR } from '../commands/decide.fixtures.ts';
import { conversationDocument, deskDocument } from '../docs/document-name.ts';
import { writesOf } from '../docs/entry-effects.ts';
import { readDesk, readNotes, type DeskDocument } from '../docs/desk-document.ts';
import { expectSameBytes } from '../docs/server-document.fixtures.ts';
import { applyWrites, emptyState, stateToBytes } from '../docs/server-document.ts';
import { CONVERSATION } from '../commands/decide.fixtures.ts';
import type { OperatorId } from '../ids.ts';
import { conversationAfter, type Conversation, type Head } from './conversation.ts';
import { SCORES } from './rating.ts';
import { ModelDevice, ModelServer } from './model.fixtures.ts';

/** What a device does, and two numbers that say which. */
interface Step {
  readonly device: number;
  readonly kind: 'write' | 'send' | 'hear' | 'take' | 'offline' | 'online' | 'wait';
  readonly a: number;
  readonly b: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  device: fc.nat(6),
  kind: fc.constantFrom('write', 'write', 'write', 'send', 'send', 'hear', 'hear', 'take', 'offline', 'online', 'wait'),
  a: fc.nat(1000),
  b: fc.nat(1000),
});
const steps = fc.array(step, { minLength: 10, maxLength: 150, size: 'max' });

/** Two devices of the visitor and of Anna, one of everybody else; clocks that are wrong. */
function devicesOf(server: ModelServer): readonly ModelDevice[] {
  return [VISITOR, VISITOR, ANNA, ANNA, BORIS, ADA, OLGA].map(
    (actor, index) => new ModelDevice(actor, server, [0, 700, -900, 0, 40_000, -3000, 5][index] ?? 0),
  );
}

const VISITOR_VERBS = [
  'message.send',
  'message.send',
  'file.send',
  'conversation.start',
  'message.edit',
  'message.unsend',
  'conversation.rate',
  'callback.ask',
  'callback.ask',
  'callback.cancel',
] as const;
const STAFF_VERBS = [
  'conversation.take',
  'message.send',
  'message.send',
  'file.send',
  'file.answer',
  'file.answer',
  'message.edit',
  'message.unsend',
  'conversation.hand-over',
  'conversation.bring-in',
  'conversation.leave',
  'conversation.tag',
  'conversation.tag',
  'conversation.categorise',
  'conversation.mute',
  'conversation.close',
  'conversation.reopen',
  'note.add',
  'callback.done',
  'callback.done',
] as const;

/** What the person at this device would write, looking at its screen. */
function commandFor(device: ModelDevice, n: number, a: number, b: number): TalkCommand {
  const { view } = device;
  const verbs = device.actor.kind === 'visitor' ? VISITOR_VERBS : STAFF_VERBS;
  const type =
    view === null && device.actor.kind === 'visitor'
      ? 'conversation.start'
      : (verbs[a % verbs.length] ?? 'message.send');
  const meta = { id: idOf(0x1000 + n), writtenAt: device.now };
  const texts = view?.messages.filter(({ kind }) => kind === 'text') ?? [];
  const message = texts[b % Math.max(1, texts.length)]?.id ?? idOf(0x99);
  const asking = texts.filter((text) => 'file' in text && text.file?.asks === true);
  const lastSeen = view?.messages.at(-1)?.seq ?? 0;
  const words = b % 23 === 0 ? ' ' : `text ${n} `;
  switch (type) {
    case 'message.send':
      return command(
        type,
        {
          text: words,
          lastSeen,
          offline: !device.isOnline,
          ...(b % 7 === 0 && { anyway: true }),
          ...(b % 3 === 0 && { request: true }),
        },
        meta,
      );
    case 'file.send':
      return command(
        'message.send',
        {
          text: 'photo.jpg',
          lastSeen,
          offline: !device.isOnline,
          file: { id: meta.id, name: 'photo.jpg', type: 'image/jpeg', size: 9, width: 4, height: 3 },
        },
        meta,
      );
    case 'file.answer':
      return command(type, { message: asking[b % Math.max(1, asking.length)]?.id ?? message, yes: b % 2 === 0 }, meta);
    case 'message.edit':
      return command(type, { message, text: words }, meta);
    case 'message.unsend':
      return command(type, { message }, meta);
    case 'note.add':
      return command(type, { text: words }, meta);
    case 'conversation.start':
      return command(
        type,
        {
          site: 'shop',
          ...(b % 3 > 0 && { department: b % 3 === 1 ? 'sales' : 'gone' }),
          ...(b % 2 > 0 && { answers: [{ ask: 'Order', answer: `n ${n}` }] }),
        },
        meta,
      );
    case 'conversation.hand-over':
      if (b % 6 === 5) return command(type, { department: b % 2 === 0 ? 'sales' : 'gone' }, meta);
      return command(type, { to: [ANNA, BORIS, ADA, OLGA, STRANGER][b % 5]?.id as OperatorId }, meta);
    case 'conversation.bring-in':
      return command(type, { person: [ANNA, BORIS, ADA, OLGA][b % 4]?.id as OperatorId }, meta);
    case 'conversation.tag':
      return command(
        type,
        { tag: ['vip', 'VIP', ' two  words', 'é', 'e\u0301', ''][b % 6] ?? '', on: b % 5 > 1 },
        meta,
      );
    case 'conversation.categorise':
      return command(type, { category: ['lead', 'spam', null][b % 3] ?? null }, meta);
    case 'conversation.rate':
      return command(
        type,
        { score: SCORES[b % SCORES.length] ?? 1, ...(b % 3 === 0 && { comment: ' thanks ' }) },
        meta,
      );
    case 'callback.ask':
      return command(
        type,
        {
          phone: b % 11 === 0 ? 'no number' : `+48 600 ${100 + (b % 7)}`,
          when: b % 2 === 0 ? null : device.now + b * 60_000,
          ...(b % 3 === 0 && { request: true }),
        },
        meta,
      );
    case 'callback.done':
      return command(
        type,
        { callback: (b % 9 > 0 ? view?.head.callback?.id : undefined) ?? idOf(0x98), done: b % 3 > 0 },
        meta,
      );
    case 'conversation.mute':
      return command(type, { on: b % 3 > 0 }, meta);
    default:
      return command(type, {}, meta);
  }
}

const count = (conversation: Conversation | null, { id }: TalkCommand): number =>
  conversation?.messages.filter((message) => message.id === id).length ?? 0;

/** Every waiting message shows, once, as soon as there is a conversation to show it in. */
function expectWordsShow(device: ModelDevice): void {
  const { view, notes } = device;
  for (const waiting of device.outbox) {
    if (waiting.type === 'message.send' && view !== null) expect(count(view, waiting)).toBe(1);
    if (waiting.type === 'note.add') expect(notes.filter(({ id }) => id === waiting.id)).toHaveLength(1);
  }
}

function perform(
  devices: readonly ModelDevice[],
  server: ModelServer,
  { device: index, kind, a, b }: Step,
  n: number,
): void {
  const device = devices[index];
  if (device === undefined) throw new Error(`no device ${index}`);
  if (kind === 'write') device.give(commandFor(device, n, a, b));
  else if (kind === 'send') for (let sent = 0; sent <= a % 3; sent += 1) device.send();
  else if (kind === 'take') device.takeSome(a % 4);
  else if (kind === 'offline') device.goOffline();
  else if (kind === 'online') device.goOnline();
  else if (kind === 'wait') server.now += a * b;
  else {
    const overSocket = a % 5 > 0;
    const answer = device.hear(overSocket);
    const said = answer?.command.type === 'message.send' && answer.result.status === 'accepted';
    if (said && overSocket) expect(count(device.view, answer.command)).toBe(1);
  }
  expectWordsShow(device);
}

/** Everybody is online and everything is decided and told. */
function settle(devices: readonly ModelDevice[]): void {
  for (const device of devices) {
    device.goOnline();
    while (device.outbox.length > 0) {
      device.send();
      device.hear(true);
    }
  }
  for (const device of devices) device.goOnline();
}

describe('the optimistic view', () => {
  test('CMD11 CMD1 equals the server’s view once every command is decided, and each took effect at most once', () => {
    fc.assert(
      fc.property(steps, (path) => {
        const server = new ModelServer(NOON);
        const devices = devicesOf(server);
        path.forEach((each, n) => perform(devices, server, each, n));
        settle(devices);

        const talk = server.room(conversationDocument(CONVERSATION));
        const desk = server.room(deskDocument(CONVERSATION));
        const fresh = emptyState();
        let fold: Conversation | null = null;
        for (const entry of talk.entries) {
          applyWrites(fresh, writesOf(entry, fold?.head ?? null));
          fold = conversationAfter(fold, entry);
        }
        expectSameBytes(stateToBytes(fresh), stateToBytes(talk.state));
        for (const device of devices) {
          expect(device.view).toEqual(fold);
          expectSameBytes(Y.encodeStateAsUpdate(device.replica), stateToBytes(fresh));
          expect(device.notes).toEqual(readNotes(notesDoc(stateToBytes(desk.state))));
          const told = readDesk(notesDoc(stateToBytes(desk.state)));
          expect(device.desk).toEqual(told);
          expect([told.tags, told.category]).toEqual([server.desk.tags, server.desk.category]);
        }

        const ids = server.entries.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const given = devices.flatMap((device) => device.given);
        expect(server.decisions.size).toBe(given.length);
        for (const { id, type } of given) {
          const { status } = server.decisions.get(id) ?? { status: 'lost' };
          const isWritten = ids.includes(id);
          if (status !== 'accepted') expect(isWritten).toBe(false);
          else if (type === 'message.send' || type === 'note.add') expect(isWritten).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('CMD11 of a device that nobody interferes with is what the server makes of it, to the word', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 40 }), fc.nat(1), (writes, who) => {
        const server = new ModelServer(NOON);
        const [visitor, , anna] = devicesOf(server);
        if (visitor === undefined || anna === undefined) throw new Error('no devices');
        visitor.give(command('conversation.start', { site: 'shop' }, { id: idOf(0xf000), writtenAt: NOON }));
        settle([visitor, anna]);
        const device = who === 0 ? visitor : anna;
        device.goOffline();
        writes.forEach(([a, b], n) => device.give(commandFor(device, n, a, b)));
        const predicted = device.view;
        const predictedDesk = device.desk;
        settle([device]);
        expect(toldBy(device.desk)).toEqual(toldBy(predictedDesk));
        const refused = (id: string): boolean =>
          device.given.some((given) => given.id === id && server.decisions.get(given.id)?.status !== 'accepted');
        expect(timeless(device.view)).toEqual(timeless(predicted, refused));
      }),
      { numRuns: 150 },
    );
  });
});

/** Whether a mute changed anything is known only to the inbox. */
const toldBy = ({ tags, category, lines }: DeskDocument): object => ({
  tags,
  category,
  lines: lines.flatMap(({ id, kind }) => (kind === 'muted' ? [] : [id])),
});

function notesDoc(bytes: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return doc;
}

/** The server's clock says when it was asked and done. */
function timelessHead({ callback, ...head }: Head): object {
  if (callback === undefined) return head;
  const { done, ...asked } = callback;
  return { ...head, callback: { ...asked, since: 0, ...(done && { done: { ...done, at: 0 } }) } };
}

/** Without the numbers and times that only the server gives, and without what it refused. */
function timeless(conversation: Conversation | null, refused: (id: string) => boolean = () => false): unknown {
  if (conversation === null) return null;
  const messages = conversation.messages
    .filter(({ id }) => !refused(id))
    .map((message) => ({ ...message, seq: 0, at: 0 }));
  const edits = [...conversation.edits].filter(([id]) => !refused(id)).map(([id, edit]) => [id, { ...edit, at: 0 }]);
  return { head: timelessHead(conversation.head), messages, edits: Object.fromEntries(edits) as unknown };
}
