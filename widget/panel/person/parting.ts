import type { EntryCommand } from '#schema/commands/command.ts';
import { COMMANDS_PER_REQUEST } from '#schema/limits.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { commandsRequest } from '#client/flush/flush-outbox.ts';
import type { PartHost } from '../parts/part.ts';

/**
 * What somebody who has signed out had written without a line (IDENT8): it waits apart from everything that a page shows, leaves by itself
 * in their name, and then nothing of them is left. Whoever comes next sees that something waits, not what, and may delete it.
 */
export interface Parting {
  readonly token: string;
  readonly commands: readonly EntryCommand[];
}

/** Beside the record, which is gone by then. */
const keyOf = (site: string): string => `holdline-parting:${site}`;

type Ports = Pick<PartHost, 'environment' | 'options'>;

export function readParting({ environment, options }: Ports): Parting | null {
  try {
    const kept = JSON.parse(environment.localStorage?.getItem(keyOf(options.site)) ?? 'null') as Parting | null;
    return typeof kept?.token === 'string' && Array.isArray(kept.commands) ? kept : null;
  } catch {
    return null;
  }
}

/** Null: nothing waits any more. */
export function keepParting({ environment, options }: Ports, parting: Parting | null): void {
  try {
    if (parting === null) environment.localStorage?.removeItem(keyOf(options.site));
    else environment.localStorage?.setItem(keyOf(options.site), JSON.stringify(parting));
  } catch {
    // A browser that keeps nothing has nothing to keep apart either.
  }
}

/** One request. True: nothing waits any more; false: try again later. */
export async function sendParting(host: Ports): Promise<boolean> {
  const parting = readParting(host);
  if (parting === null) return true;
  const { token, commands } = parting;
  const some = commands.slice(0, COMMANDS_PER_REQUEST);
  const { fetch } = host.environment;
  const response = await fetch(
    `${host.options.origin}/api/commands`,
    commandsRequest(
      some.map((command) => ({ command })),
      token,
    ),
  ).catch(() => null);
  // A token that is nobody's by now: nobody can take these words any more.
  if (response?.status === 401) keepParting(host, null);
  if (response?.ok !== true) return response?.status === 401;
  const { results } = (await response.json()) as {
    readonly results: readonly { readonly id: string; readonly result: CommandResult }[];
  };
  const decided = new Set(results.flatMap(({ id, result }) => (result.status === 'retry' ? [] : [id])));
  const left = commands.filter(({ id }) => !decided.has(id));
  keepParting(host, left.length === 0 ? null : { token, commands: left });
  if (left.length === 0) await signOut(host, token);
  return left.length === 0;
}

/** The token speaks for nobody any more, so that a copy of it is worth nothing. */
export async function signOut({ environment, options }: Ports, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const request = { method: 'POST', headers, credentials: 'omit', keepalive: true } as const;
  await environment.fetch(`${options.origin}/api/sign-out`, request).catch(() => null);
}
