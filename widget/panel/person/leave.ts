import { forget } from './forget.ts';
import type { PartHost } from '../parts/part.ts';
import { keepParting, signOut } from './parting.ts';

/** For what is on its way, ms. */
const PATIENCE = 8_000;
const TABS_HEAR_IN = 150;

/**
 * Log-out (IDENT8): what waits is sent if there is a line, then everything of this visitor goes from the device, in all its tabs. What could
 * not be sent is put apart (parting.ts). True: nothing was.
 */
export async function leave(host: PartHost): Promise<boolean> {
  const { client, environment, options, server, store } = host;
  const waiting = () => client.outbox.current.filter(({ state }) => state.kind === 'waiting');
  if (waiting().length > 0 && client.link.current.state === 'live') {
    client.outbox.retryNow();
    await new Promise<void>((resolve) => {
      const timer = environment.setTimeout(done, PATIENCE);
      const stop = client.outbox.subscribe(() => {
        if (waiting().length === 0) done();
      });
      function done(): void {
        environment.clearTimeout(timer);
        stop();
        resolve();
      }
    });
  }
  const commands = waiting().map(({ command }) => command);
  const token = server.bearer ?? '';
  if (commands.length === 0 && store.read()?.identified.startsWith('jwt:')) await signOut(host, token);
  store.end();
  await client.forget({ dropWaiting: true });
  await forget(options.site);
  // Another tab may have kept something in the moment before it heard of it.
  await new Promise<void>((resolve) => void environment.setTimeout(resolve, TABS_HEAR_IN));
  await forget(options.site);
  if (commands.length > 0) keepParting(host, { token, commands });
  return commands.length === 0;
}
