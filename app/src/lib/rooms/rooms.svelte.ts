import { getContext, setContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { overlayRooms } from '#client/overlay/rooms-overlay.ts';
import { roomsDocument } from '#schema/docs/document-name.ts';
import type { Person } from '#schema/docs/team-document.ts';
import { createIdFactory, type OperatorId } from '#schema/ids.ts';
import { directRoomOf, pairOf, roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import type { RoomSummary } from '#schema/room/room-line.ts';
import type { RoomViewer } from '#schema/room/room-overlay.ts';
import { readRooms } from '#schema/docs/rooms-document.ts';
import { byStanding } from '../team/standing.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { ReplicaView } from '../device/sources.svelte.ts';

/** A colleague, with the direct room that there is with them, or that their first words would open. */
export interface Direct {
  readonly id: RoomId;
  readonly person: Person;
  readonly room: RoomSummary | null;
}

/** The rooms that this person is in, with what waits on this device laid over them. */
export class Rooms {
  readonly #desk: Desk;
  readonly #list: ReplicaView<ReadonlyMap<RoomId, RoomSummary>>;
  readonly #trackCursors: () => void;
  readonly #newId: () => string;

  constructor(desk: Desk) {
    const { client } = desk;
    this.#desk = desk;
    this.#list = new ReplicaView(client.replicas.open(roomsDocument(desk.profile.id)), readRooms);
    this.#trackCursors = createSubscriber((update) => client.cursors.subscribe(update));
    this.#newId = createIdFactory({
      now: Date.now,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
  }

  readonly #rooms: ReadonlyMap<RoomId, RoomSummary> = $derived.by(() =>
    overlayRooms(this.#list.content, this.#desk.outbox, this.viewer, this.#desk.client.outbox.accepted),
  );

  /** For `decideInRoom` over a replica. Not reactive by itself in its clock. */
  get viewer(): RoomViewer {
    const { people, client, actor } = this.#desk;
    return {
      actor,
      now: client.serverNow(),
      colleague: (id) => {
        const person = people.find((one) => one.id === id);
        return person === undefined ? null : { kind: 'operator', id: person.id, name: person.name };
      },
    };
  }

  room(id: RoomId): RoomSummary | null {
    return this.#rooms.get(id) ?? null;
  }

  /** Those with a name, the newest words first. */
  get named(): readonly RoomSummary[] {
    return this.all.filter(({ direct }) => !direct).toSorted(byTime);
  }

  /** Everybody else of the workspace: those one has talked with first, the newest words first. */
  get directs(): readonly Direct[] {
    const me = this.#desk.profile.id;
    const people = this.#desk.people.filter(({ id }) => id !== me).toSorted(byStanding);
    const all = people.map((person) => {
      const id = directRoomOf(me, person.id);
      return { id, person, room: this.room(id) };
    });
    return all.toSorted((a, b) => (b.room?.lastAt ?? 0) - (a.room?.lastAt ?? 0));
  }

  get all(): readonly RoomSummary[] {
    return [...this.#rooms.values()];
  }

  /** Numbers of the words of others that this person has not read there. */
  unreadIn(room: RoomSummary | null): readonly number[] {
    this.#trackCursors();
    if (room === null) return [];
    const { cursors } = this.#desk.client;
    const seen = Math.max(cursors.own(room.id)?.seen ?? 0, cursors.of(room.id)[this.#desk.profile.id]?.seen ?? 0);
    return room.unread.filter((seq) => seq > seen);
  }

  /** In all of them. */
  get unread(): number {
    return this.all.reduce((sum, room) => sum + this.unreadIn(room).length, 0);
  }

  /** The other one of a direct room; null for any other. */
  otherOf(id: RoomId): Person | null {
    const pair = pairOf(id);
    if (pair === null) return null;
    const other = pair[0] === this.#desk.profile.id ? pair[1] : pair[0];
    return this.#desk.people.find((person) => person.id === other) ?? null;
  }

  directWith(person: OperatorId): RoomId {
    return directRoomOf(this.#desk.profile.id, person);
  }

  /** A new room with a name; this person is in it. Works without a line. */
  open(name: string, people: readonly OperatorId[]): RoomId {
    const conversation = roomIdOf(this.#newId());
    void this.#desk.client.outbox.add('room.open', { conversation, name, people: [...people] });
    return conversation;
  }

  nameOf({ id, name, direct }: RoomSummary): string {
    return direct ? (this.otherOf(id)?.name ?? name) : name;
  }
}

const byTime = (a: RoomSummary, b: RoomSummary): number => b.lastAt - a.lastAt;

const KEY = Symbol('rooms');

export const provideRooms = (rooms: Rooms): Rooms => setContext(KEY, rooms);
export const useRooms = (): Rooms => getContext<Rooms>(KEY);
