import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import { parseDocumentName, roomDocument, roomsDocument } from '#schema/docs/document-name.ts';
import { createIdFactory, type ConversationId, type OperatorId } from '#schema/ids.ts';
import { directRoomOf, roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import { createRandom, type Random } from '../../support/random.ts';
import { ORIGIN, type Device, type Tab } from '../device/device.ts';
import type { Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import { roomMark } from '../oracle/room-truth.ts';
import { bearerOfPerson, bearerOfVisitor, personIdOf } from '../server/people.ts';
import { createOwner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';
import { actNowAndThen, dealWithRefusals, readOn, tabOf, wordsFor, write, type Stage } from './cast.ts';
import { openRawClient, syncMessage } from './raw-client.ts';

/** Which rooms there are at all: who is in none of them has heard of them too. */
export interface Gossip {
  readonly rooms: RoomId[];
  readonly newId: () => string;
}

/** With whom colleagues talk. */
type Company = Stage & { readonly gossip: Gossip };

export function createGossip(world: World, random: Random): Gossip {
  const newId = createIdFactory({
    now: () => Math.floor(world.today()),
    randomBytes: (length) => world.bytes(random, length),
  });
  return { rooms: [], newId };
}

/** Long before whatever else is said of it. */
const HEARD_OF = 40;

/**
 * The third hand of somebody who works here, or looks on: opens rooms, talks in them, adds people and takes them out, leaves, and goes on
 * in rooms that they are not in, which the server must refuse.
 */
export function playColleague(stage: Company, device: Device, name: string, seed: number): void {
  const { replicas, gossip } = stage;
  const random = createRandom(seed);
  const self = personIdOf(name);
  const colleagues = [...stage.staff, 'otto'];

  const mark = (room: RoomId): string => roomMark(room, random.between(100_000_000, 999_999_999));
  const words = (room: RoomId): string => wordsFor(random, mark(room), name);
  const anybody = (): OperatorId => personIdOf(random.chance(0.05) ? 'nobody' : random.pick(colleagues));

  function hearOf(room: RoomId): void {
    if (gossip.rooms.includes(room)) return;
    gossip.rooms.push(room);
    if (gossip.rooms.length > HEARD_OF) gossip.rooms.shift();
  }

  function open(tab: Tab): void {
    const other = random.pick(colleagues.filter((one) => one !== name));
    if (random.chance(0.5)) {
      const room = directRoomOf(self, personIdOf(other));
      hearOf(room);
      write(tab, 'room.open', { conversation: room, name: '', people: [] });
      return write(tab, 'room.say', { conversation: room, text: words(room) });
    }
    const room = roomIdOf(gossip.newId());
    hearOf(room);
    const people = Array.from({ length: random.between(0, 3) }, anybody);
    write(tab, 'room.open', { conversation: room, name: random.chance(0.05) ? ' ' : mark(room), people });
    if (random.chance(0.6)) write(tab, 'room.say', { conversation: room, text: words(room) });
  }

  /** One of this person's, with what waits here; now and then one that they are not in. */
  function someRoom(tab: Tab): RoomId | null {
    const waiting = tab.client.outbox.current.flatMap(({ command }) =>
      command.type === 'room.open' ? [command.payload.conversation] : [],
    );
    const own = [...replicas.listed(tab, self), ...waiting];
    const known = own.length === 0 || random.chance(0.08) ? gossip.rooms : own;
    return known.length === 0 ? null : random.pick(known);
  }

  function manage(tab: Tab, room: RoomId): void {
    const chance = random.fraction();
    const conversation = room;
    if (chance < 0.35)
      write(tab, 'room.add', { conversation, people: Array.from({ length: random.between(1, 2) }, anybody) });
    else if (chance < 0.65) write(tab, 'room.remove', { conversation, person: somebodyIn(tab, room) });
    else if (chance < 0.8) write(tab, 'room.leave', { conversation });
    else write(tab, 'room.rename', { conversation, name: mark(room) });
  }

  function somebodyIn(tab: Tab, room: RoomId): OperatorId {
    const members = replicas.room(tab, room)?.head.members ?? [];
    return members.length === 0 || random.chance(0.1) ? anybody() : (random.pick(members).id as OperatorId);
  }

  function change(tab: Tab, room: RoomId): void {
    const texts = replicas.room(tab, room)?.messages.filter(({ kind }) => kind === 'text') ?? [];
    const own = texts.filter(({ by }) => by.id === self);
    const some = random.chance(0.1) ? texts : own;
    if (some.length === 0) return;
    const message = random.pick(some).id;
    if (random.chance(0.3)) write(tab, 'room.unsay', { conversation: room, message });
    else write(tab, 'room.edit', { conversation: room, message, text: words(room) });
  }

  actNowAndThen(stage, random, () => {
    const tab = tabOf(device, random);
    if (tab === null || dealWithRefusals(stage, device, tab, random)) return;
    // Rooms that nobody opens any more are those of which a device learns least: what one was taken out of while away.
    if (random.chance(0.04)) {
      for (const open of [...device.tabs]) device.closeTab(open);
      return;
    }
    replicas.show(device, tab, roomsDocument(self));
    const room = random.chance(0.1) ? null : someRoom(tab);
    if (room === null) return open(tab);
    replicas.show(device, tab, roomDocument(room));
    const chance = random.fraction();
    if (chance < 0.15) readOn(tab, random, room, newestSeqOf(replicas.room(tab, room)));
    else if (chance < 0.3) change(tab, room);
    else if (chance < 0.45) manage(tab, room);
    else write(tab, 'room.say', { conversation: room, text: words(room) });
  });
}

/**
 * Works here and may do everything else; is in no room, and asks for all of them, by each door, in this name and in a visitor's. Says
 * things anyway in conversations of others, where nothing was held.
 */
export function playStranger(stage: Company, network: Network, link: Link, name: string, seed: number): void {
  const { world, gossip } = stage;
  const random = createRandom(seed);
  const owner = createOwner(name);
  const self = personIdOf(name);
  const lines = [bearerOfPerson(name), bearerOfVisitor(name)].map((bearer) => {
    const channels: number[] = [];
    const connect = () =>
      openRawClient(network, link, owner, bearer, {
        frame: (frame) => {
          if (frame.t === 'opened') channels.push(frame.channel);
        },
        closed: () => {
          line.client = null;
        },
      });
    const line: { readonly bearer: string; client: ReturnType<typeof connect> | null; connect: typeof connect } = {
      bearer,
      client: null,
      connect,
    };
    return { line, channels };
  });

  /** Of visitors, whoever answers it, and open or not; null: there is none yet. */
  function someTalk(number: number): ConversationId | null {
    const talks = [...stage.model.documents()].flatMap(({ name }) => {
      const address = parseDocumentName(name);
      return address?.kind === 'conversation' ? [address.conversation] : [];
    });
    return talks[number % talks.length] ?? null;
  }

  const command = (room: RoomId): object => {
    const conversation = room;
    const mark = random.between(100_000_000, 999_999_999);
    const text = `${roomMark(room, mark)} let me in`;
    const talk = someTalk(mark) ?? room;
    const [type, payload] = random.pick<readonly [string, object]>([
      ['room.say', { conversation, text }],
      ['room.add', { conversation, people: [self] }],
      ['room.rename', { conversation, name: 'mine' }],
      ['room.remove', { conversation, person: personIdOf(random.pick(stage.staff)) }],
      ['room.leave', { conversation }],
      ['room.open', { conversation, name: 'mine', people: [] }],
      ['cursor.advance', { conversation, delivered: 9_999, seen: 9_999 }],
      ['message.send', { conversation: talk, text: 'let me in', lastSeen: 9_999, offline: true, anyway: true }],
    ]);
    return { id: gossip.newId(), type, writtenAt: Math.floor(world.today()), payload };
  };

  actNowAndThen(stage, random, () => {
    const { line, channels } = random.pick(lines);
    if (line.client === null) {
      channels.length = 0;
      line.client = line.connect();
      return;
    }
    if (gossip.rooms.length === 0) return;
    const room = random.pick(gossip.rooms);
    const document = random.pick([
      roomDocument(room),
      roomDocument(room),
      roomsDocument(personIdOf(random.pick(stage.staff))),
    ]);
    const chance = random.fraction();
    if (chance < 0.5) line.client.say({ t: 'open', document, epoch: null });
    else if (chance < 0.75) line.client.say({ t: 'command', command: command(room) });
    else if (chance < 0.85) {
      openRawClient(
        network,
        link,
        owner,
        line.bearer,
        { frame: () => undefined, closed: () => undefined },
        { path: `/sync/${document}`, greets: false },
      );
    } else if (chance < 0.95)
      void network
        .fetch(link, owner, `${ORIGIN}/api/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${line.bearer}` },
          body: JSON.stringify({ commands: [command(room)] }),
        })
        .catch(() => undefined);
    else if (channels.length > 0) line.client.send(random.pick(channels), syncMessage(0, Uint8Array.of(0)));
  });
}
