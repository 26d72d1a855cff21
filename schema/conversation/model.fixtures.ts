import * as Y from 'yjs';
import { decide, documentOf, ownerOf, type TalkCommand } from '../commands/command.ts';
import { CONVERSATION, department, person } from '../commands/decide.fixtures.ts';
import { readConversation } from '../docs/conversation-document.ts';
import { conversationDocument, deskDocument, type DocumentName } from '../docs/document-name.ts';
import type { DocumentState } from '../docs/document-state.ts';
import { readDesk, readNotes, type DeskDocument, type Note } from '../docs/desk-document.ts';
import { writesOf } from '../docs/entry-effects.ts';
import { applyWrites, diffSince, emptyState } from '../docs/server-document.ts';
import type { CommandId } from '../ids.ts';
import { mayCommand } from '../policy/policy.ts';
import type { CommandResult } from '../rejection.ts';
import { authorOf, type Actor } from '../words.ts';
import { conversationAfter, type Conversation } from './conversation.ts';
import type { Entry } from './entry.ts';
import { BLANK_DESK, deskAfter } from './desk.ts';
import { factsOf } from './facts.ts';
import { overlay, overlayDesk, overlayNotes, waitingIn } from './overlay.ts';

const TALK = conversationDocument(CONVERSATION);
const DESK = deskDocument(CONVERSATION);

interface ModelRoom {
  readonly state: DocumentState;
  readonly entries: Entry[];
  /** One an entry; null when it changed nothing. */
  readonly updates: (Uint8Array | null)[];
}

/** The server without its disk and its wire: the real decisions, policy, writes and bytes. */
export class ModelServer {
  readonly decisions = new Map<CommandId, CommandResult>();
  now: number;
  conversation: Conversation | null = null;
  desk = BLANK_DESK;
  readonly #rooms = new Map<DocumentName, ModelRoom>();

  constructor(now: number) {
    this.now = now;
  }

  room(name: DocumentName): ModelRoom {
    const room = this.#rooms.get(name) ?? { state: emptyState(), entries: [], updates: [] };
    this.#rooms.set(name, room);
    return room;
  }

  get entries(): readonly Entry[] {
    return [...this.#rooms.values()].flatMap((room) => room.entries);
  }

  submit(actor: Actor, command: TalkCommand): CommandResult {
    const known = this.decisions.get(command.id);
    if (known !== undefined) return known;
    const result = this.#decide(actor, command);
    this.decisions.set(command.id, result);
    return result;
  }

  #decide(actor: Actor, command: TalkCommand): CommandResult {
    const head = this.conversation?.head ?? null;
    if (!mayCommand(actor, command.type, ownerOf(command, head, actor)))
      return { status: 'rejected', rejection: { reason: 'forbidden' } };
    const besides = { department, desk: this.desk };
    const decision = decide(factsOf(this.conversation, person, besides), command, { actor, now: this.now });
    if (decision.kind === 'reject') return { status: 'rejected', rejection: decision.rejection };
    if (decision.kind === 'hold') return { status: 'held', changes: decision.changes };
    const room = this.room(documentOf(command, actor));
    const seq = room.entries.length;
    if (decision.kind === 'nothing') return { status: 'accepted', seq, at: this.now };
    const { effect } = decision;
    const entry: Entry = { seq: seq + 1, at: this.now, id: command.id, by: authorOf(actor), effect };
    room.entries.push(entry);
    this.desk = deskAfter(this.desk, entry, this.conversation?.messages.at(-1)?.at ?? 0);
    room.updates.push(applyWrites(room.state, writesOf(entry, head)).update);
    this.conversation = conversationAfter(this.conversation, entry);
    return { status: 'accepted', seq: entry.seq, at: entry.at };
  }
}

interface Answer {
  readonly command: TalkCommand;
  readonly result: CommandResult;
}

/** A device: its replicas, its outbox, and a line to the server that breaks. */
export class ModelDevice {
  readonly actor: Actor;
  readonly given: TalkCommand[] = [];
  outbox: TalkCommand[] = [];
  isOnline = true;
  readonly #server: ModelServer;
  /** How much its clock is ahead, ms. */
  readonly #skew: number;
  readonly #replicas = new Map<DocumentName, { readonly doc: Y.Doc; taken: number }>();
  /** Decided, and the answer is still under way. */
  #answers: Answer[] = [];

  constructor(actor: Actor, server: ModelServer, skew: number) {
    this.actor = actor;
    this.#server = server;
    this.#skew = skew;
  }

  get now(): number {
    return this.#server.now + this.#skew;
  }

  get view(): Conversation | null {
    return overlay(readConversation(this.replica), waitingIn(CONVERSATION, this.outbox), {
      actor: this.actor,
      now: this.now,
      person,
      department,
    });
  }

  get desk(): DeskDocument {
    const viewer = { actor: this.actor, now: this.now, person, department };
    return overlayDesk(readDesk(this.#replica(DESK).doc), readConversation(this.replica), this.outbox, viewer);
  }

  get notes(): readonly Note[] {
    return overlayNotes(readNotes(this.#replica(DESK).doc), this.outbox, this);
  }

  get replica(): Y.Doc {
    return this.#replica(TALK).doc;
  }

  give(command: TalkCommand): void {
    this.given.push(command);
    this.outbox.push(command);
  }

  /** The next command that was not put on this line yet reaches the server. */
  send(): void {
    const command = this.outbox[this.#answers.length];
    if (!this.isOnline || command === undefined) return;
    this.#answers.push({ command, result: this.#server.submit(this.actor, command) });
  }

  /** The oldest answer arrives, over the socket behind its update, or over the second door without it. */
  hear(overSocket: boolean): Answer | null {
    const answer = this.#answers.shift();
    if (answer === undefined) return null;
    const { command, result } = answer;
    if (overSocket && result.status === 'accepted') this.take(documentOf(command, this.actor), result.seq);
    this.outbox = this.outbox.filter(({ id }) => id !== command.id);
    return answer;
  }

  /** Updates arrive, up to the n-th of the document. */
  take(name: DocumentName, upTo: number): void {
    if (!this.isOnline) return;
    const replica = this.#replica(name);
    const { updates } = this.#server.room(name);
    for (; replica.taken < Math.min(upTo, updates.length); replica.taken += 1) {
      const update = updates[replica.taken];
      if (update) Y.applyUpdate(replica.doc, update);
    }
  }

  takeSome(more: number): void {
    for (const name of [TALK, DESK]) this.take(name, this.#replica(name).taken + more);
  }

  /** The line breaks: what was under way is lost, and what has no answer will leave again. */
  goOffline(): void {
    this.isOnline = false;
    this.#answers = [];
  }

  /** The line is back: each replica is told what it lacks. */
  goOnline(): void {
    this.isOnline = true;
    for (const name of [TALK, DESK]) {
      const replica = this.#replica(name);
      const room = this.#server.room(name);
      Y.applyUpdate(replica.doc, diffSince(room.state, Y.encodeStateVector(replica.doc)));
      replica.taken = room.updates.length;
    }
  }

  #replica(name: DocumentName): { readonly doc: Y.Doc; taken: number } {
    const replica = this.#replicas.get(name) ?? { doc: new Y.Doc(), taken: 0 };
    this.#replicas.set(name, replica);
    return replica;
  }
}
