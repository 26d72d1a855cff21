import type { Unsent } from '../../panel-contract.ts';
import { forget } from './forget.ts';
import type { PartHost } from '../parts/part.ts';
import { addParting, sendWhileHere, signOut } from './parting.ts';

/** For what is on its way, ms. */
const PATIENCE = 8_000;
const LOOKS_EVERY = 100;
const TABS_HEAR_IN = 150;

/**
 * Log-out (IDENT8): what waits is sent if there is a line, files too, then everything of this visitor goes from the device, in all its tabs.
 * Words that could not be sent are put apart (parting.ts), unless `isSame`: whoever comes next wrote them, and has them otherwise. Files
 * are too large for that, and go (FILE12). What was not sent is told; null: all was.
 */
export async function leave(host: PartHost, isSame = false): Promise<Unsent | null> {
  const { chat, client, environment, memory, options, server, store } = host;
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void environment.setTimeout(resolve, milliseconds));
  const waiting = () => client.outbox.current.filter(({ state }) => state.kind === 'waiting');
  const files = store.read()?.files ? await chat.files.load() : null;
  const isBusy = (): boolean => waiting().length + (files?.underWay() ?? 0) > 0;
  if (isBusy()) client.outbox.retryNow();
  for (let waited = 0; isBusy() && waited < PATIENCE && client.link.current.state === 'live'; waited += LOOKS_EVERY)
    await sleep(LOOKS_EVERY);
  const left = files?.unsent() ?? [];
  const commands = waiting().map(({ command }) => command);
  const token = server.bearer ?? '';
  if (commands.length === 0 && store.read()?.identified.startsWith('jwt:')) await signOut(host, token);
  const parting = commands.length > 0 && !isSame ? { token, commands } : null;
  // Before anything goes: the page may be gone in the next moment. What leaves twice has one effect (CMD1).
  const isKept = parting === null || addParting(host, parting);
  store.end();
  await client.forget({ dropWaiting: true });
  await forget(options.site, server.namespace, memory);
  // Another tab may have kept something in the moment before it heard of it.
  await sleep(TABS_HEAR_IN);
  // In a tab that nobody sees that took longer, and somebody else may be here already.
  await forget(options.site, server.namespace, memory);
  // By now a storage that was full may have room.
  if (!isKept) addParting(host, parting);
  // No panel is needed for it, and nobody who opens the next one.
  if (parting !== null) sendWhileHere(host);
  if (commands.length + left.length === 0) return null;
  return { messages: commands.filter(({ type }) => type === 'message.send').length, files: left };
}
