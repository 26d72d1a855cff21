import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { RoomCommand } from '../commands/command.ts';
import { ADA, ANNA, BORIS, idOf, NOON, OLGA } from '../commands/decide.fixtures.ts';
import type { Entry } from '../conversation/entry.ts';
import { buildChapter } from '../docs/chapter.ts';
import { writesOf } from '../docs/entry-effects.ts';
import { expectSameBytes } from '../docs/server-document.fixtures.ts';
import { applyWrites, emptyState, stateToBytes } from '../docs/server-document.ts';
import type { CommandId, OperatorId } from '../ids.ts';
import { mayInRoom } from '../policy/policy.ts';
import { authorOf, type Actor } from '../words.ts';
import { decideInRoom } from './room-commands.ts';
import { readRoom } from '../docs/room-document.ts';
import { roomIdOf } from './room-id.ts';
import { roomLineAfter, summaryFor, type RoomLine } from './room-line.ts';
import { overlayRoom, overlaySummary, roomFactsOf } from './room-overlay.ts';
import { isMember, roomAfter, type RoomTalk } from './room.ts';

const ROOM = roomIdOf(idOf(0xc1));
const PEOPLE = [ANNA, BORIS, ADA, OLGA] as const;
const colleague = (id: string) => {
  const found = PEOPLE.find((one) => one.id === id);
  return found === undefined ? null : authorOf(found);
};

/** The server without its disk and its wire: the real decisions, policy, writes and bytes. */
class ModelServer {
  readonly state = emptyState();
  readonly entries: Entry[] = [];
  readonly updates: Uint8Array[] = [];
  readonly accepted = new Set<CommandId>();
  room: RoomTalk | null = null;
  line: RoomLine | null = null;
  now = NOON;

  submit(actor: Actor, command: RoomCommand): void {
    if (this.entries.some(({ id }) => id === command.id)) return;
    if (!mayInRoom(actor, command.type, this.room?.head.members ?? null)) return;
    const { id, writtenAt } = command;
    const facts = roomFactsOf(this.room, colleague);
    const decision = decideInRoom(facts, command, { actor, now: this.now, id, writtenAt });
    if (decision.kind === 'accept' || decision.kind === 'nothing') this.accepted.add(id);
    if (decision.kind !== 'accept') return;
    const entry: Entry = {
      seq: this.entries.length + 1,
      at: this.now,
      id,
      by: authorOf(actor),
      effect: decision.effect,
    };
    this.entries.push(entry);
    const { update } = applyWrites(this.state, writesOf(entry, this.room?.head ?? null));
    if (update !== null) this.updates.push(update);
    this.room = roomAfter(this.room, entry);
    this.line = roomLineAfter(ROOM, this.line, entry);
  }
}

/** What one would write there, by two numbers that say which. */
function commandOf(n: number, [who, a, b]: readonly [number, number, number], room: RoomTalk | null): RoomCommand {
  const words = room?.messages.filter(({ kind }) => kind === 'text') ?? [];
  const message = words[b % Math.max(1, words.length)]?.id ?? idOf(0x99);
  const person = PEOPLE[b % PEOPLE.length]?.id as OperatorId;
  const conversation = ROOM;
  const intents = [
    { type: 'room.say', payload: { conversation, text: b % 17 === 0 ? ' ' : `text ${n} ` } },
    { type: 'room.say', payload: { conversation, text: `more ${n}` } },
    { type: 'room.edit', payload: { conversation, message, text: `other ${n}` } },
    { type: 'room.unsay', payload: { conversation, message } },
    { type: 'room.rename', payload: { conversation, name: ['Kilns', 'Glazes', ' '][b % 3] ?? '' } },
    { type: 'room.add', payload: { conversation, people: [person] } },
    { type: 'room.remove', payload: { conversation, person } },
    { type: 'room.leave', payload: { conversation } },
    { type: 'room.open', payload: { conversation, name: 'Again', people: [] } },
  ] as const;
  const intent = intents[(a + who) % intents.length] ?? intents[0];
  return { id: idOf(0x1000 + n), writtenAt: NOON, ...intent } as RoomCommand;
}

const step = fc.tuple(fc.nat(3), fc.nat(1000), fc.nat(1000));
const OPENED = { type: 'room.open', payload: { conversation: ROOM, name: 'Team', people: [BORIS.id as OperatorId] } };
const opening = { id: idOf(0xf00), writtenAt: NOON, ...OPENED } as RoomCommand;

test('ROOM5 CMD11 DOC1 DOC2 what members did without a line is, once it is decided, what the server has, byte for byte what yjs makes of it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 60 }), (path) => {
      const server = new ModelServer();
      server.submit(ANNA, opening);
      const outboxes = new Map<Actor, RoomCommand[]>(PEOPLE.map((actor) => [actor, []]));
      path.forEach(([given, sends], n) => {
        const actor = PEOPLE[given[0]] ?? ANNA;
        const outbox = outboxes.get(actor) ?? [];
        const viewer = { actor, now: server.now, colleague };
        outbox.push(commandOf(n, given, overlayRoom(server.room, outbox, viewer)));
        const view = overlayRoom(server.room, outbox, viewer);
        // Words that wait show, once.
        for (const waiting of outbox)
          if (waiting.type === 'room.say') expect(view?.messages.filter(({ id }) => id === waiting.id)).toHaveLength(1);
        if (sends) for (const command of outbox.splice(0)) server.submit(actor, command);
      });
      for (const [actor, outbox] of outboxes) for (const command of outbox) server.submit(actor, command);

      const replica = new Y.Doc();
      for (const update of server.updates) Y.applyUpdate(replica, update);
      expect(replica.store.pendingStructs).toBe(null);
      expect(readRoom(replica)).toEqual(server.room);
      expectSameBytes(Y.encodeStateAsUpdate(replica), stateToBytes(server.state));
      expectSameBytes(stateToBytes(buildChapter(null, server.entries).state), stateToBytes(server.state));
      // Nobody but its members ever wrote into it.
      let room: RoomTalk | null = null;
      for (const entry of server.entries) {
        if (room !== null) expect(isMember(room.head, entry.by.id)).toBe(true);
        room = roomAfter(room, entry);
      }
    }),
    { numRuns: 150 },
  );
});

test('ROOM5 CMD11 what one person does alone without a line stands in room and list as the server will have it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const server = new ModelServer();
      server.submit(ANNA, opening);
      const viewer = { actor: ANNA, now: server.now, colleague };
      const outbox: RoomCommand[] = [];
      const known = server.room;
      steps.forEach(([, a, b], n) => outbox.push(commandOf(n, [0, a, b], overlayRoom(known, outbox, viewer))));
      const predicted = overlayRoom(known, outbox, viewer);
      const before = server.line === null ? null : summaryFor(ANNA.id, server.line, 0);
      // A device opens under new ids: one that it has left it does not open again.
      const listing = outbox.filter(({ type }) => type !== 'room.open');
      const listed = listing.reduce((summary, command) => overlaySummary(ROOM, summary, command, viewer), before);
      for (const command of outbox) server.submit(ANNA, command);
      // Words into a room that one has left show until they are refused.
      const isRefused = (id: CommandId): boolean => outbox.some((one) => one.id === id) && !server.accepted.has(id);
      const lines = predicted?.messages.filter(({ id }) => !isRefused(id)).map(({ id, kind }) => [id, kind]);
      expect(lines).toEqual(server.room?.messages.map(({ id, kind }) => [id, kind]));
      expect(predicted?.head).toEqual(server.room?.head);
      const { line } = server;
      const isListed = line !== null && isMember(line, ANNA.id);
      expect(isListed ? listed?.name : listed).toBe(isListed ? line.name : null);
      // Two hundred people stand in no list.
      expect(Object.keys(listed ?? {})).not.toContain('members');
    }),
    { numRuns: 150 },
  );
});

test('ROOM4 unread are the words of others beyond what one has read, without what was taken back, and no more than can be counted', () => {
  const server = new ModelServer();
  const say = (actor: Actor, n: number) =>
    server.submit(actor, {
      id: idOf(n),
      writtenAt: NOON,
      type: 'room.say',
      payload: { conversation: ROOM, text: `${n}` },
    });
  server.submit(ANNA, opening);
  for (const n of [2, 3, 4]) say(BORIS, n);
  say(ANNA, 5);
  const unread = (actor: Actor, seen: number): readonly number[] =>
    server.line === null ? [] : summaryFor(actor.id, server.line, seen).unread;
  expect(unread(ANNA, 0)).toEqual([2, 3, 4]);
  expect(unread(ANNA, 3)).toEqual([4]);
  expect(unread(BORIS, 4)).toEqual([5]);
  server.submit(BORIS, {
    id: idOf(6),
    writtenAt: NOON,
    type: 'room.unsay',
    payload: { conversation: ROOM, message: idOf(3) },
  });
  expect(unread(ANNA, 0)).toEqual([2, 4]);
  for (let n = 0; n < 150; n += 1) say(BORIS, 0x100 + n);
  expect(unread(ANNA, 0)).toHaveLength(100);
});
