import { isEntryCommand, type Command } from '#schema/commands/command.ts';
import { talkDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Limits } from '#schema/limits.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { DEFAULT_SITE } from '#schema/site/site-id.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { decodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { OLDEST_PROTOCOL, PROTOCOL, type ClientFrame, type ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { Reading } from '../admit/reading.ts';
import type { OwnTalks } from '../joining/own-talks.ts';
import type { Clock } from '../ports.ts';
import type { Attendance } from '../presence/attendance.ts';
import type { Looks } from '../presence/looks.ts';
import type { Queue } from '../queue/queue.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { Suspensions } from '../blocks/suspensions.ts';
import type { GoneRoom } from '../publish/gone.ts';
import type { ReadableDocument, Reader } from '../publish/reader.ts';
import type { TellTyping } from '../publish/typing.ts';
import { syncAnswer, syncFrame, textFrame } from '../publish/websocket-frame.ts';
import type { Timers } from '../timers.ts';
import { createDocumentWrites } from './document-writes.ts';
import type { Line } from './line.ts';
import { createOrderGate } from './order-gate.ts';
import { createTypingPace } from './typing-pace.ts';
import { parseFrame } from './parse-frame.ts';
import { readSyncMessage } from './sync-message.ts';

/** One multiplexed socket: every document, command and sign of life of one browser. */
export interface SyncSession {
  readonly isMultiplexed: true;
  readonly actor: Actor;
  readonly line: Line;
  readonly receive: (data: Buffer, isBinary: boolean) => void;
  /** Sends again what was dropped while the socket was slow. */
  readonly catchUp: () => void;
  /** The socket is gone. */
  readonly end: () => void;
}

export interface SessionDeps {
  readonly reading: Reading;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly submit: (actor: Actor, command: Command, answer: (result: CommandResult) => void) => void;
  readonly typing: TellTyping;
  readonly looks: Looks;
  /** Visitors may tell what they type. */
  readonly showsTyping: () => boolean;
  /** The frame that tells this reader all cursors of a conversation; null when there are none. */
  readonly cursorsFrame: (conversation: ConversationId, reader: Actor) => Buffer | null;
  readonly countDroppedWrite: () => void;
  /** How far the data reaches, signed, for devices to keep (life.ts). */
  readonly life: () => string | undefined;
  /** A device shows what it was told; false: it has to come back, because every document is about to get a new epoch. */
  readonly isLifeOurs: (shown: string) => boolean;
  readonly gone: Pick<GoneRoom, 'enter' | 'leave'>;
  readonly suspensions: Suspensions;
  readonly attendance: Pick<Attendance, 'told' | 'enter'>;
  readonly queue: Pick<Queue, 'enter'>;
  readonly ownTalks: Pick<OwnTalks, 'enter'>;
  readonly blocks: Pick<Blocks, 'cameTo'>;
}

export interface SessionLimits {
  readonly told: Limits;
  readonly openDocuments: number;
}

const HELLO_WITHIN = 5_000;
/** Answers `retry` within one wait after which a client is taken for one that does not listen. */
const MOST_REFUSALS = 300;
/** For one that is told to come back at once, ms. */
const SHORTEST_WAIT = 100;

export function createSyncSession(actor: Actor, line: Line, limits: SessionLimits, deps: SessionDeps): SyncSession {
  const byChannel = new Map<number, ReadableDocument>();
  const byName = new Map<string, ReadableDocument | 'opening'>();
  /** As it was told: a document that goes on under another epoch has another one by the time it is closed here. */
  const channelOf = new Map<string, number>();
  const missedCursors = new Set<ConversationId>();
  const gate = createOrderGate(deps.clock.now, deps.timers.after);
  let greeted = false;
  /** What is told of by itself, to this one alone. */
  let leaving: readonly (() => void)[] = [];
  let ended = false;
  /** Since its client last heeded a wait; when the last one was told, and how long it is. */
  let refusals = 0;
  let refusedAt = 0;
  let told = 0;

  const goneListener = { actor, push: line.push };
  const looker = { actor, pushEphemeral: line.pushEphemeral };
  const say = (frame: ServerFrame): void => line.push(textFrame(JSON.stringify(frame)));
  const cancelHello = deps.timers.after(HELLO_WITHIN, () => line.close('helloTimeout'));

  const reader: Reader = {
    shape: 'channel',
    actor,
    push: line.push,
    pushEphemeral: line.pushEphemeral,
    closeDocument: (name, code) => {
      forget(name);
      say({ t: 'closed', document: name, code });
    },
    missedCursors: (conversation) => void missedCursors.add(conversation),
  };
  const writes = createDocumentWrites({
    actor,
    reader,
    now: deps.clock.now,
    ask: ({ channel }, vector) => line.push(syncFrame(channel, 0, vector)),
    saved: ({ name }, count) => say({ t: 'saved', document: name, writes: count }),
    close: line.close,
    countDroppedWrite: deps.countDroppedWrite,
  });

  function forget(name: string): void {
    const document = byName.get(name);
    byName.delete(name);
    if (document === undefined || document === 'opening') return;
    byChannel.delete(channelOf.get(name) ?? document.channel);
    channelOf.delete(name);
    writes.closed(document);
    document.readers.delete(reader);
    // Whoever reads it no more is told of nobody's reading either.
    if (document.conversation !== null) missedCursors.delete(document.conversation);
    deps.reading.release(document);
  }

  function open(name: DocumentName): void {
    if (byName.has(name)) forget(name);
    if (byName.size >= limits.openDocuments) {
      return say({ t: 'closed', document: name, code: CLOSE_CODES.tooManyRequests.code });
    }
    byName.set(name, 'opening');
    deps.reading.open(actor, name, (document) => {
      if (typeof document === 'number') {
        if (byName.get(name) === 'opening') byName.delete(name);
        return say({ t: 'closed', document: name, code: document });
      }
      if (ended || byName.get(name) !== 'opening') return deps.reading.release(document);
      byName.set(name, document);
      byChannel.set(document.channel, document);
      channelOf.set(name, document.channel);
      document.readers.add(reader);
      say({ t: 'opened', document: name, channel: document.channel, epoch: document.epoch });
      writes.opened(document);
      if (document.conversation !== null) tellCursors(document.conversation);
    });
  }

  function tellCursors(conversation: ConversationId): void {
    const frame = deps.cursorsFrame(conversation, actor);
    if (frame !== null && !line.pushEphemeral(frame)) missedCursors.add(conversation);
  }

  function command(given: Command, isFirst: boolean): void {
    const ordered = isEntryCommand(given) ? given : null;
    if (given.type === 'message.send') typing.sent(given.payload.conversation);
    // Whoever was silent for the wait has heeded it, with however much is waiting there. Half of it: our clock goes at half the
    // pace after it was put back.
    if (deps.clock.now() - refusedAt >= Math.max(told, SHORTEST_WAIT) / 2) refusals = 0;
    const answer = (result: CommandResult): void => {
      if (ordered !== null) gate.answered(ordered, result);
      line.push(resultFrame(given.id, result));
      if (result.status !== 'retry') return;
      refusedAt = deps.clock.now();
      told = result.after;
      if (++refusals > MOST_REFUSALS) line.close('tooManyRequests');
    };
    const wait = ordered === null ? null : gate.waitOf(ordered, isFirst);
    if (wait === null) deps.submit(actor, given, answer);
    else answer({ status: 'retry', after: wait });
  }

  const typing = createTypingPace(deps, (conversation, text) => {
    const document = byName.get(talkDocument(conversation));
    if (document !== undefined && document !== 'opening') deps.typing(actor, conversation, reader, document, text);
  });

  function control(frame: ClientFrame): void {
    if (!greeted) return frame.t === 'hello' ? greet(frame) : line.close('badFrame');
    switch (frame.t) {
      case 'command':
        return command(frame.command, frame.first === true);
      case 'ping':
        return say(withLife({ t: 'pong', n: frame.n, serverTime: deps.clock.now() }));
      case 'open':
        return open(frame.document as DocumentName);
      case 'close':
        return forget(frame.document);
      case 'typing':
        return typing.typed(frame.conversation, frame.text);
      case 'look':
        return deps.looks.look(looker, frame.conversations, frame.isVisible === true);
      case 'gone':
        return deps.gone.enter(goneListener, frame.known);
      case 'hello':
        return line.close('badFrame');
    }
  }

  function greet({ protocol, life, site = DEFAULT_SITE }: Extract<ClientFrame, { readonly t: 'hello' }>): void {
    cancelHello();
    if (protocol < OLDEST_PROTOCOL || protocol > PROTOCOL) return line.close('protocolTooOld');
    if (life !== undefined && !deps.isLifeOurs(life)) return line.close('restarting');
    greeted = true;
    const toVisitor = actor.kind === 'visitor' && {
      ...(deps.showsTyping() && { preview: true as const }),
      ...deps.attendance.told(site),
    };
    say(withLife({ t: 'welcome', protocol, serverTime: deps.clock.now(), actor, limits: limits.told, ...toVisitor }));
    // Of its own, which is next to nothing; its device need not carry what asks.
    if (actor.kind === 'visitor') deps.gone.enter(goneListener, null);
    if (actor.kind === 'visitor') deps.blocks.cameTo(actor.id, site);
    deps.looks.enter(looker);
    leaving = [deps.suspensions, deps.queue, deps.ownTalks].map((room) => room.enter(goneListener));
    leaving = [...leaving, deps.attendance.enter(goneListener, site)];
  }

  function withLife(frame: Extract<ServerFrame, { readonly t: 'welcome' | 'pong' }>): ServerFrame {
    const life = deps.life();
    return life === undefined ? frame : { ...frame, life };
  }

  function documentFrame(data: Uint8Array): void {
    const frame = decodeDocumentFrame(data);
    const message = frame === null ? null : readSyncMessage(frame.payload);
    if (!greeted || frame === null || message === null) return line.close('badFrame');
    const document = byChannel.get(frame.channel);
    if (document === undefined) return; // closed meanwhile
    if (message.kind === 'ask') {
      line.answer(frame.channel, () => {
        if (byChannel.get(frame.channel) !== document) return null;
        if (document.isBehind?.(message.vector) === true) {
          forget(document.name);
          say({ t: 'closed', document: document.name, code: CLOSE_CODES.staleEpoch.code });
          return null;
        }
        const answer = diffOrNull(document, message.vector);
        if (answer === null) line.close('badFrame');
        return answer === null ? null : syncAnswer(frame.channel, answer);
      });
    } else if (message.kind === 'write') writes.take(document, message.update, message.isEmpty);
  }

  return {
    isMultiplexed: true,
    actor,
    line,
    receive: (data, isBinary) => {
      if (data.length > limits.told.frameBytes) return line.close('frameTooLarge');
      if (isBinary) return documentFrame(data);
      const frame = parseFrame(data);
      if (frame.kind === 'frame') return control(frame.frame);
      if (frame.kind === 'bad-command' && greeted) {
        return line.push(
          resultFrame(frame.id, { status: 'rejected', rejection: { reason: 'invalid', detail: frame.detail } }),
        );
      }
      return line.close('badFrame');
    },
    catchUp: () => {
      for (const conversation of [...missedCursors]) {
        missedCursors.delete(conversation);
        tellCursors(conversation);
      }
      deps.looks.catchUp(looker);
    },
    end: () => {
      ended = true;
      gate.end();
      cancelHello();
      typing.end();
      deps.gone.leave(goneListener);
      deps.looks.leave(looker);
      for (const leave of leaving) leave();
      for (const name of [...byName.keys()]) forget(name);
    },
  };
}

/** Null when the state vector is not one. */
export function diffOrNull(document: ReadableDocument, vector: Uint8Array): Uint8Array | null {
  try {
    return document.diffSince(vector);
  } catch {
    return null; // the vector cannot be decoded
  }
}

/** The most frequent answer is written by hand: it saves a microsecond of the forty that a message costs. */
function resultFrame(id: CommandId, result: CommandResult): Buffer {
  if (result.status !== 'accepted') return textFrame(JSON.stringify({ t: 'result', id, result } satisfies ServerFrame));
  const { seq, at } = result;
  return textFrame(`{"t":"result","id":"${id}","result":{"status":"accepted","seq":${seq},"at":${at}}}`);
}
