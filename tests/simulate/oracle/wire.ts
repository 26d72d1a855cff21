import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { decodeDocumentFrame } from '#schema/wire/document-frame.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { Connection, Onlooker } from '../network/connection.ts';
import type { PlainAnswer } from '../network/network.ts';
import type { World } from '../world/world.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';

/** Reads along on the wire: what is told to whom, and when. */

/** Stands in every note, and in what a visitor must not see of its own card. */
export const DESK_MARK = '~desk~';
/** Stands in every text of a conversation: whose it is. */
export const markOf = (visitor: string): string => `~v${visitor}~`;
/** Two bytes of a number may look like the beginning of one. */
const ANY_MARK = /~v([\w-]+)~/g;

export interface Wire extends Onlooker {
  readonly requested: (actor: Actor, body: string) => void;
  readonly replied: (actor: Actor, answer: PlainAnswer) => void;
}

export function createWire(world: World, judge: Judge, model: Model, wordOf: (visitor: string) => string): Wire {
  const channels = new WeakMap<Connection, Map<number, string>>();

  /** No visitor gets a byte of what is not its own (POL2). */
  function checkForVisitor(person: string, bytes: Buffer): void {
    const visitor = wordOf(person);
    judge.check(!bytes.includes(DESK_MARK), 'POL2', () => `${visitor} gets a byte of the desk`);
    if (!bytes.includes('~v')) return;
    const others = (text: string): readonly (string | undefined)[] =>
      [...text.matchAll(ANY_MARK)].map(([, other]) => other).filter((other) => other !== visitor);
    const text = bytes.toString('latin1');
    if (others(text).length === 0) return;
    // Whoever repeats somebody's words in a conversation of its own has them from itself.
    const [other] = others(model.textsOf(person).reduce((rest, own) => rest.replaceAll(own, ''), text));
    judge.check(other === undefined, 'POL2', () => `${visitor} gets a byte of the visitor ${other}`);
  }

  function control(connection: Connection, frame: ServerFrame): void {
    const { actor, bearer, link } = connection;
    switch (frame.t) {
      case 'result':
        world.trace.say(link.name, 'is told', frame.id, JSON.stringify(frame.result));
        if (actor !== null) model.answered(actor, frame.id, frame.result);
        return;
      case 'cursors':
        if (actor !== null) model.rooms.cursors(actor, frame.conversation);
        for (const [participant, { delivered, seen }] of Object.entries(frame.cursors))
          model.toldCursor(frame.conversation, participant, delivered, seen);
        return;
      case 'opened': {
        const known = channels.get(connection) ?? new Map<number, string>();
        channels.set(connection, known.set(frame.channel, frame.document));
        world.trace.say(link.name, connection.id, 'opened', frame.document, frame.epoch);
        if (actor !== null) model.rooms.opened(actor, frame.document);
        if (actor?.kind !== 'visitor') return;
        const address = parseDocumentName(frame.document);
        const owner = model.find(frame.document)?.conversation?.head.visitor;
        judge.check(
          address?.kind === 'conversation' && owner === actor.id,
          'POL2',
          () => `${bearer} may read ${frame.document}`,
        );
        return;
      }
      case 'closed':
        return world.trace.say(link.name, connection.id, 'closed', frame.document, frame.code);
      default:
        return;
    }
  }

  return {
    written: (connection, { isBinary, payload }) => {
      const { actor } = connection;
      if (actor !== null) model.rooms.told(actor, payload);
      if (actor?.kind === 'visitor') checkForVisitor(actor.id, payload);
      if (!isBinary) return control(connection, JSON.parse(payload.toString('utf8')) as ServerFrame);
      const frame = decodeDocumentFrame(payload);
      const name = frame === null ? undefined : channels.get(connection)?.get(frame.channel);
      // A stock client's socket: one document, no channels.
      if (frame === null || name === undefined) return;
      const decoder = createDecoder(frame.payload);
      readVarUint(decoder);
      if (readVarUint(decoder) === 2) model.published(name, readVarUint8Array(decoder));
    },
    reachedClient: () => undefined,
    reachedServer: (connection, data, isBinary) => {
      const { actor } = connection;
      if (isBinary || actor === null) return;
      const command = commandIn(data.toString('utf8'));
      if (command === null) {
        const text = data.toString('utf8');
        if (!text.startsWith('{"t":"ping"'))
          world.trace.say(connection.link.name, connection.id, 'says', text.slice(0, 120));
        return;
      }
      world.trace.say(connection.link.name, 'asks', command.type, command.id);
      model.sent(actor, command);
    },
    requested: (actor, body) => {
      try {
        const { commands } = JSON.parse(body) as { readonly commands: readonly unknown[] };
        for (const command of commands) model.sent(actor, command);
        world.trace.say(actor.id, 'asks over HTTP', commands.length);
      } catch {
        // An attacker's words; the door says what it thinks of them.
      }
    },
    replied: (actor, { status, body }) => {
      world.trace.say(actor.id, 'is answered over HTTP', status);
      model.rooms.told(actor, Buffer.from(body));
      if (actor.kind === 'visitor') checkForVisitor(actor.id, Buffer.from(body));
      if (status !== 200 || !body.startsWith('{"results"')) return;
      const { results } = JSON.parse(body) as {
        readonly results: readonly { readonly id: CommandId; readonly result: CommandResult }[];
      };
      for (const { id, result } of results) model.answered(actor, id, result);
    },
  };
}

interface SentCommand {
  readonly type: string;
  readonly id: CommandId;
}

function commandIn(text: string): SentCommand | null {
  try {
    const frame = JSON.parse(text) as { readonly t?: unknown; readonly command?: SentCommand };
    return frame.t === 'command' ? (frame.command ?? null) : null;
  } catch {
    return null;
  }
}
