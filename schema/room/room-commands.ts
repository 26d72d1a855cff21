import * as v from 'valibot';
import { isAtMost } from '../at-most.ts';
import { changeable } from '../commands/own-message.ts';
import {
  accept,
  NOT_FOUND,
  NOTHING,
  reject,
  type Circumstances,
  type Decision,
  type Facts,
} from '../commands/definition.ts';
import { commandIdSchema, operatorIdSchema } from '../ids.ts';
import { mayInRoom } from '../policy/policy.ts';
import { normaliseText } from '../text.ts';
import { authorOf, type Author } from '../words.ts';
import { normaliseName } from '../workspace-lists.ts';
import { pairOf, roomIdSchema } from './room-id.ts';
import { ROOM_MEMBERS, ROOM_NAME_LENGTH } from './room-limits.ts';
import { isMember, type RoomHead } from './room.ts';

/** A message counts as written earlier when it waited longer than this on the device; ms. */
const WORTH_TELLING = 60_000;

const conversation = roomIdSchema;
const text = /*#__PURE__*/ v.pipe(/*#__PURE__*/ v.string(), /*#__PURE__*/ v.maxLength(64 * 1024));
const name = /*#__PURE__*/ v.pipe(/*#__PURE__*/ v.string(), /*#__PURE__*/ v.maxLength(400));
const people = /*#__PURE__*/ v.pipe(/*#__PURE__*/ v.array(operatorIdSchema), /*#__PURE__*/ v.maxLength(ROOM_MEMBERS));

/** Payloads of the commands of rooms, by their verb. `conversation` is the room: its id stands where a conversation's does. */
export const ROOM_COMMANDS = {
  /** Name and people of a direct room are in its id. Whoever opens a room is in it. */
  'room.open': { type: 'room.open', payload: /*#__PURE__*/ v.object({ conversation, name, people }) },
  'room.say': { type: 'room.say', payload: /*#__PURE__*/ v.object({ conversation, text }) },
  'room.edit': { type: 'room.edit', payload: /*#__PURE__*/ v.object({ conversation, message: commandIdSchema, text }) },
  'room.unsay': { type: 'room.unsay', payload: /*#__PURE__*/ v.object({ conversation, message: commandIdSchema }) },
  'room.rename': { type: 'room.rename', payload: /*#__PURE__*/ v.object({ conversation, name }) },
  'room.add': { type: 'room.add', payload: /*#__PURE__*/ v.object({ conversation, people }) },
  'room.remove': { type: 'room.remove', payload: /*#__PURE__*/ v.object({ conversation, person: operatorIdSchema }) },
  'room.leave': { type: 'room.leave', payload: /*#__PURE__*/ v.object({ conversation }) },
} as const;

type Definitions = typeof ROOM_COMMANDS;
/** What is decided of it: without its envelope. */
export type RoomIntent = {
  readonly [V in keyof Definitions]: { readonly type: V; readonly payload: v.InferOutput<Definitions[V]['payload']> };
}[keyof Definitions];

/** As `Facts` of a conversation. */
export interface RoomFacts extends Pick<Facts, 'message'> {
  /** Null when there is no such room. */
  readonly room: RoomHead | null;
  /** Anybody of the workspace. */
  readonly colleague: (id: string) => Author | null;
}

/** What happens to a command of a room under these facts. Pure. Who is not in a room finds none. */
export function decideInRoom(facts: RoomFacts, command: RoomIntent, circumstances: Circumstances): Decision {
  const { room } = facts;
  const { actor, now } = circumstances;
  if (command.type === 'room.open') return open(facts, command.payload, circumstances);
  if (room === null || !mayInRoom(actor, command.type, room.members)) return NOT_FOUND;
  switch (command.type) {
    case 'room.say': {
      const said = normaliseText(command.payload.text);
      if (!said.ok) return reject({ reason: said.failure });
      const { writtenAt } = circumstances;
      return accept({ kind: 'said', text: said.value, ...(now - writtenAt > WORTH_TELLING && { writtenAt }) });
    }
    case 'room.edit': {
      const { message, text: words } = command.payload;
      const target = changeable(facts, message, actor, now);
      if (!target.ok) return reject(target.failure);
      const said = normaliseText(words);
      if (!said.ok) return reject({ reason: said.failure });
      if (said.value === target.value.text) return NOTHING;
      return accept({ kind: 'edited', message, text: said.value, rev: target.value.rev + 1 });
    }
    case 'room.unsay': {
      const { message } = command.payload;
      const target = changeable(facts, message, actor, now);
      if (target.ok) return accept({ kind: 'unsent', message, rev: target.value.rev + 1 });
      return target.failure.reason === 'gone' ? NOTHING : reject(target.failure);
    }
    default:
      return room.direct ? reject({ reason: 'forbidden' }) : manage(facts, room, command, authorOf(actor));
  }
}

function open({ room, colleague }: RoomFacts, payload: Payload<'room.open'>, { actor }: Circumstances): Decision {
  const me = authorOf(actor);
  const pair = pairOf(payload.conversation);
  // To whom is in a direct room's id it is open, whether or not there is one yet.
  if (room !== null) return isMember(room, me.id) ? NOTHING : NOT_FOUND;
  if (pair === null) {
    const named = nameIn(payload.name);
    if (typeof named !== 'string') return named;
    const others = all(new Set(payload.people.filter((id) => id !== me.id)), colleague);
    if (others === null) return reject({ reason: 'no-such-person' });
    if (others.length >= ROOM_MEMBERS) return reject({ reason: 'too-many' });
    return accept({ kind: 'room-opened', name: named, members: [me, ...others] });
  }
  if (!pair.some((id) => id === me.id)) return NOT_FOUND;
  const members = all(new Set(pair), colleague);
  if (members === null) return reject({ reason: 'no-such-person' });
  return accept({ kind: 'room-opened', name: '', members, direct: true });
}

type Payload<Verb extends keyof Definitions> = v.InferOutput<Definitions[Verb]['payload']>;
type Managing = Extract<RoomIntent, { readonly type: 'room.rename' | 'room.add' | 'room.remove' | 'room.leave' }>;

/** Of a room that is there and has a name, by one of its members. */
function manage({ colleague }: RoomFacts, room: RoomHead, { type, payload }: Managing, me: Author): Decision {
  switch (type) {
    case 'room.rename': {
      const named = nameIn(payload.name);
      if (typeof named !== 'string') return named;
      return named === room.name ? NOTHING : accept({ kind: 'room-renamed', name: named });
    }
    case 'room.add': {
      const who = all(new Set(payload.people.filter((id) => !isMember(room, id))), colleague);
      if (who === null) return reject({ reason: 'no-such-person' });
      if (room.members.length + who.length > ROOM_MEMBERS) return reject({ reason: 'too-many' });
      return who.length === 0 ? NOTHING : accept({ kind: 'room-joined', who });
    }
    case 'room.remove': {
      const who = room.members.find(({ id }) => id === payload.person);
      return who === undefined ? NOTHING : accept({ kind: 'room-left', who });
    }
    case 'room.leave':
      return accept({ kind: 'room-left', who: room.members.find(({ id }) => id === me.id) ?? me });
  }
}

function nameIn(given: string): string | Decision {
  const named = normaliseName(given);
  if (named === '') return reject({ reason: 'empty' });
  return !isAtMost(named, ROOM_NAME_LENGTH) ? reject({ reason: 'too-long' }) : named;
}

/** Null when somebody of them is not to be found. */
function all(ids: ReadonlySet<string>, colleague: RoomFacts['colleague']): readonly Author[] | null {
  const found = [...ids].map(colleague);
  return found.includes(null) ? null : (found as readonly Author[]);
}
