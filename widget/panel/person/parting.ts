import type { EntryCommand } from '#schema/commands/command.ts';
import { believable, commandsRequest, REQUEST_BYTES, type Answer } from '#client/flush/flush-outbox.ts';
import { oldestWaiting } from '#client/flush/parting-request.ts';
import type { CommandId } from '#schema/ids.ts';
import type { PartHost } from '../parts/part.ts';
import { AGAIN_AFTER } from './signing.ts';

/**
 * What somebody who has signed out had written without a line (IDENT8): it waits apart from everything that a page shows, leaves by itself
 * in their name, and then nothing of them is left. Several may have signed out one after the other: each is an entry. Whoever comes next
 * sees that something waits, not what, and may delete it.
 */
export interface Parting {
  readonly token: string;
  readonly commands: readonly EntryCommand[];
}

/** Beside the record, which is gone by then. */
const keyOf = (site: string): string => `holdline-parting:${site}`;

/** The storage is the page's own, and has room for some 5 million characters; what is beyond this lives as long as the page. */
const MOST_CHARACTERS = 1_000_000;

export interface Ports {
  readonly environment: Pick<PartHost['environment'], 'fetch' | 'localStorage' | 'setTimeout'>;
  readonly options: Pick<PartHost['options'], 'origin' | 'site'>;
}

/** What no storage took, by site. */
const inMemory = new Map<string, readonly Parting[]>();

function keepInMemory({ options }: Ports, partings: readonly Parting[]): void {
  if (partings.length === 0) inMemory.delete(options.site);
  else inMemory.set(options.site, partings);
}

function readKept({ environment, options }: Ports): readonly Parting[] {
  try {
    const kept: unknown = JSON.parse(environment.localStorage?.getItem(keyOf(options.site)) ?? '[]');
    // Earlier versions kept one alone.
    return (Array.isArray(kept) ? kept : [kept]).filter(isParting);
  } catch {
    return [];
  }
}

function isParting(kept: unknown): kept is Parting {
  const { token, commands } = (kept ?? {}) as Partial<Parting>;
  return typeof token === 'string' && Array.isArray(commands);
}

/** False: no storage takes it. */
function writeKept({ environment, options }: Ports, partings: readonly Parting[]): boolean {
  const { localStorage } = environment;
  const words = JSON.stringify(partings);
  if (localStorage === null || words.length > MOST_CHARACTERS) return false;
  try {
    if (partings.length === 0) localStorage.removeItem(keyOf(options.site));
    else localStorage.setItem(keyOf(options.site), words);
    return true;
  } catch {
    return false;
  }
}

/** Of everybody who has signed out here, in the order in which they did. */
export const readPartings = (host: Ports): readonly Parting[] => [
  ...readKept(host),
  ...(inMemory.get(host.options.site) ?? []),
];

/** Behind what others left; of the same visitor, who has signed out in two tabs at once, each command once. False: not on the disk. */
export function addParting(host: Ports, { token, commands }: Parting): boolean {
  const before = readKept(host);
  const own = before.filter((each) => each.token === token).flatMap((each) => each.commands);
  const ids = new Set(own.map(({ id }) => id));
  const all = { token, commands: [...own, ...commands.filter(({ id }) => !ids.has(id))] };
  const isKept = writeKept(host, [...before.filter((each) => each.token !== token), all]);
  const { site } = host.options;
  const others = (inMemory.get(site) ?? []).filter((each) => each.token !== token);
  keepInMemory(host, isKept ? others : [...others, { token, commands }]);
  return isKept;
}

/** Of one visitor these commands wait no more. True: none of that visitor is left. */
function take(host: Ports, token: string, isDone: (id: CommandId) => boolean): boolean {
  const rest = (partings: readonly Parting[]): readonly Parting[] =>
    partings
      .map((each) => (each.token === token ? { token, commands: each.commands.filter(({ id }) => !isDone(id)) } : each))
      .filter(({ commands }) => commands.length > 0);
  // What another tab has kept meanwhile stays.
  writeKept(host, rest(readKept(host)));
  keepInMemory(host, rest(inMemory.get(host.options.site) ?? []));
  return readPartings(host).every((each) => each.token !== token);
}

/** Whoever is here now wants none of it. */
export function dropPartings(host: Ports): void {
  writeKept(host, []);
  keepInMemory(host, []);
}

/** One request for each who has signed out. True: nothing waits any more; false: try again later. */
export async function sendPartings(host: Ports): Promise<boolean> {
  for (const parting of readPartings(host)) await sendOne(host, parting);
  return readPartings(host).length === 0;
}

/** Who wants to hear of each try, by the site whose words are being sent. */
const sending = new Map<string, Set<() => void>>();

/**
 * Tries until nothing waits any more, as long as the page is there, whether anybody opens the chat or not: at once, and then every few
 * seconds, in one round for all who ask for it. `tried` is told of each; what this returns takes it off.
 */
export function sendWhileHere(host: Ports, tried: () => void = () => undefined): () => void {
  const { site } = host.options;
  const known = sending.get(site);
  const told = known ?? new Set<() => void>();
  told.add(tried);
  const round = (): void =>
    void sendPartings(host).then((isDone) => {
      if (isDone) sending.delete(site);
      else host.environment.setTimeout(round, AGAIN_AFTER);
      for (const tell of told) tell();
    });
  if (known === undefined) {
    sending.set(site, told);
    round();
  }
  return () => void told.delete(tried);
}

async function sendOne(host: Ports, { token, commands }: Parting): Promise<void> {
  const rows = commands.map((command) => ({ command, state: { kind: 'waiting' } as const }));
  const { fetch } = host.environment;
  const request = commandsRequest(oldestWaiting(rows, REQUEST_BYTES), token);
  const response = await fetch(`${host.options.origin}/api/commands`, request).catch(() => null);
  // A token that is nobody's by now: nobody can take these words any more.
  if (response?.status === 401) take(host, token, () => true);
  if (response?.ok !== true) return;
  // An answer that broke off is none: what was in it is told again, and has one effect (CMD1).
  const answer = (await response.json().catch(() => null)) as { readonly results?: readonly Answer[] } | null;
  const decided = new Set(believable(answer?.results ?? []).decided.map(({ id }) => id));
  if (take(host, token, (id) => decided.has(id))) await signOut(host, token);
}

/** The token speaks for nobody any more, so that a copy of it is worth nothing. */
export async function signOut({ environment, options }: Ports, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const request = { method: 'POST', headers, credentials: 'omit', keepalive: true } as const;
  await environment.fetch(`${options.origin}/api/sign-out`, request).catch(() => null);
}
