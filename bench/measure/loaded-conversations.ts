/** Joins to loaded conversations, joins after a restart, and what a loaded conversation of 50 messages takes. */
import { CONVERSATIONS, Session } from '../session.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Generator } from '../generator-process.ts';
import type { Settings } from '../settings.ts';
import type { ConnectResult } from '../load/orders.ts';
import type { Memory } from '../server-process.ts';

const MESSAGES = 50;
/** Joins under way at any moment. */
const CONCURRENCY = 64;
const FILL_RATE = 4000;

export async function measureLoadedConversations(
  contestant: Contestant,
  generator: Generator,
  settings: Settings,
  conversations = CONVERSATIONS,
): Promise<Figures> {
  const session = await Session.open(contestant, generator, { conversations });
  await session.connect();
  if (contestant.isDurable) await restart(session);
  const empty = await session.memory();

  const rate = Math.min(FILL_RATE, contestant.startRate / 2);
  const fill = await session.step(rate, (conversations * MESSAGES) / rate);
  const settled = await session.settle();
  if (!fill.complete && !settled) throw new Error(`50 messages a conversation were not taken: ${fill.aborted ?? ''}`);
  const joins = await session.joins({ count: settings.joins, concurrency: CONCURRENCY, first: 0, stride: 1 });
  const figures: Figures = { loadedJoinsPerSecond: joins.perSecond, loadedJoinsP99: joins.latency.p99 };

  if (!contestant.isDurable) {
    const filled = await session.memory();
    await session.close();
    return { ...figures, ...perConversation(empty, filled, conversations) };
  }
  const { first } = await restart(session);
  const filled = await session.memory();
  await session.close();
  return {
    ...figures,
    ...perConversation(empty, filled, conversations),
    unloadedJoinsPerSecond: first.perSecond,
    unloadedJoinsP99: first.latency.p99,
  };
}

/** Both memories are those of a server that has done nothing but let people join: no buffers of the fill count. */
async function restart(session: Session): Promise<ConnectResult> {
  await session.disconnect();
  await session.stopServer();
  await session.start();
  return session.connect();
}

function perConversation(empty: Memory, filled: Memory, conversations: number): Figures {
  return {
    bytesPerConversation: (filled.used - empty.used) / conversations,
    rssPerConversation: (filled.rss - empty.rss) / conversations,
  };
}
