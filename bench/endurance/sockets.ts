/** What 5,000 idle sockets and 2,000 loaded conversations take. */
import { measureLoadedConversations } from '../measure/loaded-conversations.ts';
import { Generator } from '../generator-process.ts';
import { median } from '../load/percentiles.ts';
import { Session } from '../session.ts';
import type { Contestant } from '../contestants.ts';
import type { Figures } from '../figures.ts';
import type { Settings } from '../settings.ts';
import type { EnduranceFigures } from './figures.ts';

const SOCKETS = 5_000;
const CONVERSATIONS = 2_000;
/** What the system counts moves by some megabytes from run to run, with the moments at which the collector came. */
const ROUNDS = 3;

export async function measureSockets(ours: Contestant, settings: Settings): Promise<EnduranceFigures> {
  const generator = new Generator();
  try {
    const session = await Session.open(ours, generator, { conversations: SOCKETS / 2 });
    // The first sockets pay for code and buffers that all later ones share.
    await session.connect();
    await session.disconnect();
    const before = await session.memory();
    await session.connect();
    const after = await session.memory();
    await session.close();
    const rounds: Figures[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(await measureLoadedConversations(ours, generator, settings, CONVERSATIONS));
    const of = (name: 'bytesPerConversation' | 'rssPerConversation'): number =>
      median(rounds.map((figures) => figures[name] ?? 0));
    return {
      sockets: SOCKETS,
      bytesPerSocket: (after.used - before.used) / SOCKETS,
      rssPerSocket: (after.rss - before.rss) / SOCKETS,
      loadedConversations: CONVERSATIONS,
      bytesPerConversation: of('bytesPerConversation'),
      rssPerConversation: of('rssPerConversation'),
    };
  } finally {
    generator.stop();
  }
}
