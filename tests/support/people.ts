import { randomBytes } from 'node:crypto';
import type { Command } from '#schema/commands/command.ts';
import { createIdFactory, type CommandId, type ConversationId, type OperatorId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { StaffRole } from '#schema/words.ts';
import { OWNER, type ServerProcess } from './server-process.ts';

/** Somebody who can show a token at either door. */
export interface Caller {
  readonly token: string;
  /** What its browser says of itself. */
  readonly agent?: string;
  /** What a proxy in front of the server says of it: where it is, and in which country. */
  readonly address?: string;
  readonly country?: string;
}
export interface Staff extends Caller {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: StaffRole;
}

const source = { now: () => Date.now(), randomBytes: (length: number) => randomBytes(length) };
export const newConversationId = createIdFactory<ConversationId>(source);
const newCommandId = createIdFactory<CommandId>(source);

/** As a visitor's device makes it. */
export const newVisitor = (): Caller => ({ token: `v1_${randomBytes(32).toString('base64url')}` });

/** A command with an id of its own. */
export const newCommand = <Type extends Command['type']>(
  type: Type,
  payload: Extract<Command, { readonly type: Type }>['payload'],
): Command => ({ id: newCommandId(), type, writtenAt: Date.now(), payload }) as Command;

/** Gives commands over HTTP; the answers in their order. */
export async function postCommands(
  { origin }: Pick<ServerProcess, 'origin'>,
  { token, agent, address }: Caller,
  commands: readonly unknown[],
): Promise<readonly { readonly id: string; readonly result: CommandResult }[]> {
  const response = await fetch(`${origin}/api/commands`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(agent !== undefined && { 'user-agent': agent }),
      ...(address !== undefined && { 'x-forwarded-for': address }),
    },
    body: JSON.stringify({ commands }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { results: { id: string; result: CommandResult }[] }).results;
}

/** One command over HTTP. */
export async function post(
  server: Pick<ServerProcess, 'origin'>,
  caller: Caller,
  command: Command,
): Promise<CommandResult> {
  const [answer] = await postCommands(server, caller, [command]);
  if (answer === undefined) throw new Error('a command has an answer');
  return answer.result;
}

/** Like `post`, for what must be accepted. */
export async function mustPost(server: Pick<ServerProcess, 'origin'>, caller: Caller, command: Command): Promise<void> {
  const result = await post(server, caller, command);
  if (result.status !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(result)}`);
}

export async function signIn(
  { origin }: Pick<ServerProcess, 'origin'>,
  { email, password }: { readonly email: string; readonly password: string } = OWNER,
): Promise<Staff> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  const { token, user } = (await response.json()) as { token: string; user: Omit<Staff, 'token'> };
  return { token, id: user.id, name: user.name, role: user.role };
}

/** Adds a person of this role and signs it in. */
export async function hire(
  server: Pick<ServerProcess, 'origin'>,
  owner: Caller,
  role: StaffRole,
  name: string,
): Promise<Staff> {
  const account = { email: `${name.toLowerCase()}@holdline.test`, password: 'a long enough password' };
  await mustPost(server, owner, newCommand('operator.add', { ...account, name, role }));
  return signIn(server, account);
}
