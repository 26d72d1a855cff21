/** Makes what the load needs in an empty workspace: the owner's session, visitors, and conversations the owner has taken. */
import { randomBytes } from 'node:crypto';
import { COMMANDS_PER_REQUEST } from '#schema/limits.ts';
import { createIdFactory } from '#schema/ids.ts';

/** The owner every server under test is started with. */
export const OWNER = { email: 'owner@bench.example', password: 'a password for the bench' } as const;

export interface Workspace {
  /** The owner's session token. */
  readonly operator: string;
  /** A visitor's token for each conversation. */
  readonly visitors: readonly string[];
  readonly conversations: readonly string[];
}

const newId = createIdFactory<string>({ now: Date.now, randomBytes: (length) => randomBytes(length) });

/** A visitor's token as the widget makes one. */
const newVisitorToken = (): string => `v1_${randomBytes(32).toString('base64url')}`;

/** @returns the owner's session token */
export async function signIn(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(OWNER),
  });
  const body = (await response.json()) as { token?: string };
  if (!response.ok || body.token === undefined)
    throw new Error(`sign-in: ${String(response.status)} ${JSON.stringify(body)}`);
  return response.headers.get('set-auth-token') ?? body.token;
}

/** The server makes no backup of its own accord. */
export async function leaveBackupsToUs(port: number): Promise<void> {
  const origin = `http://127.0.0.1:${String(port)}`;
  const response = await fetch(`${origin}/api/workspace`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await signIn(origin)}`, origin },
    body: JSON.stringify({ backupEveryHours: null }),
  });
  if (!response.ok) throw new Error(`settings of the workspace: ${String(response.status)} ${await response.text()}`);
}

async function giveCommands(origin: string, token: string, commands: readonly object[]): Promise<void> {
  const response = await fetch(`${origin}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, origin },
    body: JSON.stringify({ commands }),
  });
  const text = await response.text();
  const results = response.ok ? (JSON.parse(text) as { results: { result: { status: string } }[] }).results : [];
  if (results.length !== commands.length || results.some(({ result }) => result.status !== 'accepted'))
    throw new Error(`commands: ${String(response.status)} ${text.slice(0, 300)}`);
}

const command = (type: string, payload: object): object => ({ id: newId(), type, writtenAt: Date.now(), payload });

/** @throws Error when the server does not take something of it. */
export async function prepareWorkspace(port: number, count: number): Promise<Workspace> {
  const origin = `http://127.0.0.1:${String(port)}`;
  const operator = await signIn(origin);
  const visitors = Array.from({ length: count }, newVisitorToken);
  const conversations = Array.from({ length: count }, newId);
  for (const [index, conversation] of conversations.entries()) {
    await giveCommands(origin, visitors[index] ?? '', [command('conversation.start', { conversation, site: 'bench' })]);
  }
  for (let index = 0; index < count; index += COMMANDS_PER_REQUEST) {
    const part = conversations.slice(index, index + COMMANDS_PER_REQUEST);
    await giveCommands(
      origin,
      operator,
      part.map((conversation) => command('conversation.take', { conversation })),
    );
  }
  return { operator, visitors, conversations };
}
