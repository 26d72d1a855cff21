import { addCommands, type AddedOutcome } from '#client/flush/add-command.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import { isRoomId } from '#schema/room/room-id.ts';
import type { ToldCall } from '#schema/notify/told-call.ts';
import { nameIn, tagOf } from './notification-of.ts';
import { wordsIn } from './worker-words.ts';

/** What a notification is told of what was done from it. */
export interface Afterwards {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

export interface AnswerPorts {
  readonly indexedDB: IDBFactory;
  readonly fetch: typeof fetch;
  readonly origin: string;
}

/** Null where there is nothing to be taken. */
export function takeCommands({ conversation }: ToldCall): readonly Pick<EntryCommand, 'type' | 'payload'>[] | null {
  return conversation === null || isRoomId(conversation)
    ? null
    : [{ type: 'conversation.take', payload: { conversation } }];
}

/** A reply in what nobody answers takes it first (APP7). */
export function replyCommands(call: ToldCall, text: string): readonly Pick<EntryCommand, 'type' | 'payload'>[] | null {
  const { conversation, seq, kind } = call;
  if (conversation === null) return null;
  if (isRoomId(conversation)) return [{ type: 'room.say', payload: { conversation, text } }];
  const send = { type: 'message.send', payload: { conversation, text, lastSeen: seq } } as const;
  return kind === 'waiting' ? [...(takeCommands(call) ?? []), send] : [send];
}

/** Does it with no window open, as a page would, and says what became of it (NOTIFY6). */
export async function answerCall(
  call: ToldCall,
  commands: readonly Pick<EntryCommand, 'type' | 'payload'>[],
  ports: AnswerPorts,
): Promise<Afterwards> {
  const outcome = await addCommands(commands, {
    ...ports,
    namespace: `operator-${call.person}`,
    bearer: null,
    person: call.person,
  });
  return toldOf(call, replyIn(commands), outcome);
}

/** The words of it; null where something else is done. */
function replyIn(commands: readonly Pick<EntryCommand, 'type' | 'payload'>[]): string | null {
  for (const { payload } of commands) if ('text' in payload) return payload.text;
  return null;
}

/** Nothing of it was kept, so it is shown with its words. */
export const notKept = (call: ToldCall, reply: string): Afterwards => toldOf(call, reply, { kind: 'not-saved' });

function toldOf(call: ToldCall, reply: string | null, outcome: AddedOutcome): Afterwards {
  const words = wordsIn(call.language);
  const isAnswer = reply !== null;
  const name = nameIn(call);
  const tag = `done ${tagOf(call)}`;
  if (outcome.kind === 'accepted')
    return { title: isAnswer ? words.sent(name) : words.taken(name), body: call.text, tag };
  if (outcome.kind === 'later')
    return { title: isAnswer ? words.reply : words.take, body: `${name}. ${words.willBeDone}`, tag };
  const title = isAnswer ? words.notSent(name) : words.notTaken(name);
  if (outcome.kind === 'not-saved' && isAnswer) return { title, body: words.notKept(reply), tag };
  return { title, body: words.why(outcome.kind === 'rejected' ? outcome.rejection : null), tag };
}
