import * as Y from 'yjs';
import { isDeepStrictEqual } from 'node:util';
import type { Replica } from '#client/interface.ts';
import type { Conversation } from '#schema/conversation/conversation.ts';
import { epochFamily } from '#schema/docs/chapter-epoch.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import {
  contactDocument,
  INBOX_DOCUMENT,
  parseDocumentName,
  roomDocument,
  roomsDocument,
  TEAM_DOCUMENT,
  type DocumentName,
} from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import { readRoom } from '#schema/docs/room-document.ts';
import { readRooms } from '#schema/docs/rooms-document.ts';
import type { CommandId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomTalk } from '#schema/room/room.ts';
import { readTeam } from '#schema/docs/team-document.ts';
import type { Random } from '../../support/random.ts';
import type { Device, Tab } from '../device/device.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';
import { isIn, listDifference } from './room-truth.ts';

/** The documents that people have open, each looked at whenever it changes. */
export interface Replicas {
  readonly show: (device: Device, tab: Tab, name: DocumentName) => void;
  /** Closes one of the tab's documents. */
  readonly leave: (tab: Tab, random: Random) => void;
  readonly ended: (tab: Tab) => void;
  readonly read: (tab: Tab, name: DocumentName) => Conversation | null;
  readonly inbox: (tab: Tab) => readonly Summary[];
  /** Of colleagues, as far as the tab has it. */
  readonly room: (tab: Tab, room: RoomId) => RoomTalk | null;
  /** Those in this person's list. */
  readonly listed: (tab: Tab, person: OperatorId) => readonly RoomId[];
  /** On the card of this visitor, as far as the tab has it. */
  readonly tasksOf: (tab: Tab, visitor: VisitorId) => readonly CommandId[];
  /** What is not yet as the server has it; `live` are the server's documents that are not made of entries. */
  readonly differences: (live: ReadonlyMap<string, Uint8Array>) => readonly string[];
  readonly shown: () => number;
}

interface Shown {
  readonly device: Device;
  readonly tab: Tab;
  readonly name: DocumentName;
  readonly replica: Replica;
  readonly stop: () => void;
  doc: Y.Doc | null;
  seen: number;
}

interface Line {
  readonly id: string;
  readonly seq: number;
}

export function createReplicas(judge: Judge, model: Model): Replicas {
  const byTab = new Map<Tab, Map<DocumentName, Shown>>();

  /** Every list is a beginning of the server's, and only grows (PUB1). */
  function look(shown: Shown): void {
    const { device, tab, name, replica } = shown;
    const { doc } = replica;
    if (doc !== shown.doc) {
      shown.doc = doc;
      shown.seen = 0;
    }
    const address = parseDocumentName(name);
    if (address?.kind !== 'conversation' && address?.kind !== 'desk' && address?.kind !== 'room') return;
    judge.check(
      doc.store.pendingStructs === null && doc.store.pendingDs === null,
      'DOC2',
      () => `${tab.owner.name}: ${name} waits for something that came before`,
    );
    const lines = doc.getArray<Line>(address.kind === 'desk' ? 'notes' : 'messages');
    const count = lines.length;
    if (count === shown.seen) return;
    // What was on its way still comes; once everything is healed nothing of it is left (`difference`).
    if (model.keeping.wasGone(address.conversation)) return void (shown.seen = count);
    const epoch = replica.epoch === null ? null : epochFamily(replica.epoch);
    // Of a life that is over, as soon as the next one has begun it is another document (DOC4).
    if (epoch !== null && model.restoring.isFormerEpoch(name, epoch)) return void (shown.seen = count);
    judge.check(count > shown.seen, 'DOC5', () => `${device.name}: ${name} lost lines: ${shown.seen} became ${count}`);
    const entries = model.find(name)?.entries ?? [];
    const [last] = lines.slice(count - 1);
    const meant = entries[(last?.seq ?? 0) - 1];
    judge.check(
      meant !== undefined && meant.id === last?.id,
      'PUB1',
      () => `${device.name}: line ${count} of ${name} is ${last?.id}, and on the disk it is ${meant?.id}`,
    );
    shown.seen = count;
  }

  const docOf = (tab: Tab, name: DocumentName): Y.Doc | null => byTab.get(tab)?.get(name)?.replica.doc ?? null;

  function* all(): Generator<Shown> {
    for (const [tab, shown] of byTab) if (tab.owner.alive) yield* shown.values();
  }

  /** How far this tab has got a conversation, if nobody knows it but itself. */
  function untoldCursor({ device, name, tab }: Shown): string | null {
    const address = parseDocumentName(name);
    const document = model.find(name);
    if ((address?.kind !== 'conversation' && address?.kind !== 'room') || document === null) return null;
    const own = tab.client.cursors.own(address.conversation);
    const isHeard =
      address.kind === 'room'
        ? isIn(document, device.person)
        : device.mayTellCursors && (!device.person.startsWith('v') || document.head?.visitor === device.person);
    if (own === null || !isHeard) return null;
    const kept = model.cursorOf(address.conversation, device.person);
    const newest = document.entries.length;
    if (kept.delivered >= Math.min(own.delivered, newest) && kept.seen >= Math.min(own.seen, newest)) return null;
    return `${device.name}: how far it got ${name} (${own.delivered}/${own.seen}) is kept as ${kept.delivered}/${kept.seen}`;
  }

  function difference({ name, replica, device }: Shown, live: ReadonlyMap<string, Uint8Array>): string | null {
    const { doc, state } = replica;
    const where = `${device.name}: ${name}`;
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return `${where} waits for something`;
    const address = parseDocumentName(name);
    if (address?.kind === 'rooms') {
      const person = address.operator;
      const seenBy = (room: RoomId): number => model.cursorOf(room, person).seen;
      const what = listDifference(person, readRooms(doc), { documents: model.documents(), seenBy });
      return what && `${where}: ${what}`;
    }
    const meant = live.get(name);
    if (meant !== undefined) {
      const fresh = new Y.Doc();
      Y.applyUpdate(fresh, meant);
      const read = (from: Y.Doc): ReadonlyMap<string, unknown> =>
        name === INBOX_DOCUMENT ? readInbox(from) : readTeam(from);
      if (!isDeepStrictEqual(sorted(read(doc)), sorted(read(fresh)))) return `${where} has other content`;
      // Another writer's items would be another document's.
      const same = isDeepStrictEqual(vectorOf(doc), vectorOf(fresh));
      return same ? null : `${where} is of ${JSON.stringify(vectorOf(doc))}, not ${JSON.stringify(vectorOf(fresh))}`;
    }
    const document = model.find(name);
    if (document === null) return replica.doc.store.clients.size === 0 ? null : `${where} is of nothing`;
    // Who is in a room no more keeps nothing of it (ROOM2).
    if (address?.kind === 'room' && !isIn(document, device.person))
      return state === 'refused' && doc.store.clients.size === 0 ? null : `${where} (${state}) is not theirs to read`;
    const bytes = document.bytesAfter(document.entries.length);
    // A stranger was quicker to begin a conversation of that id: then it is the stranger's.
    const owner = document.conversation?.head.visitor;
    if (state === 'refused' && device.person.startsWith('v') && owner !== device.person && doc.store.clients.size === 0)
      return null;
    if (bytes !== null && Buffer.compare(Y.encodeStateAsUpdate(doc), bytes) === 0) return null;
    return `${where} (${state}) has ${Y.encodeStateAsUpdate(doc).length} bytes, not ${bytes?.length}`;
  }

  return {
    show: (device, tab, name) => {
      const known = byTab.get(tab) ?? new Map<DocumentName, Shown>();
      byTab.set(tab, known);
      if (known.has(name)) return;
      const replica = tab.client.replicas.open(name);
      const shown: Shown = {
        device,
        tab,
        name,
        replica,
        stop: replica.subscribe(() => {
          if (tab.owner.alive) look(shown);
        }),
        doc: null,
        seen: 0,
      };
      known.set(name, shown);
      look(shown);
    },
    leave: (tab, random) => {
      const known = byTab.get(tab);
      if (known === undefined || known.size < 3) return;
      const { name, stop } = random.pick([...known.values()]);
      stop();
      known.delete(name);
      tab.client.replicas.release(name);
    },
    ended: (tab) => void byTab.delete(tab),
    read: (tab, name) => {
      const doc = docOf(tab, name);
      return doc === null ? null : readConversation(doc);
    },
    inbox: (tab) => {
      const doc = docOf(tab, INBOX_DOCUMENT);
      return doc === null ? [] : [...readInbox(doc).values()];
    },
    room: (tab, room) => {
      const doc = docOf(tab, roomDocument(room));
      return doc === null ? null : readRoom(doc);
    },
    listed: (tab, person) => {
      const doc = docOf(tab, roomsDocument(person));
      return doc === null ? [] : [...readRooms(doc).keys()].toSorted();
    },
    tasksOf: (tab, visitor) => {
      const doc = docOf(tab, contactDocument(visitor));
      return doc === null ? [] : readCard(doc).tasks.map(({ id }) => id);
    },
    differences: (live) => {
      const found: string[] = [];
      for (const shown of all()) {
        const what = difference(shown, live);
        if (what !== null) found.push(what);
        const untold = untoldCursor(shown);
        if (untold !== null) found.push(untold);
      }
      return found;
    },
    shown: () => [...all()].length,
  };
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): readonly [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const vectorOf = (doc: Y.Doc): readonly [number, number][] =>
  [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);

export const LIVE_DOCUMENTS = [INBOX_DOCUMENT, TEAM_DOCUMENT] as const;
