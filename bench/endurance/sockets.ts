/** What 5,000 idle sockets and 2,000 loaded conversations take. */
import { measureLoadedConversations } from '../measure/loaded-conversations.ts';
import { Generator } from '../generator-process.ts';
import { Session } from '../session.ts';
import type { Contestant } from '../contestants.ts';
import type { Settings } from '../settings.ts';
import type { EnduranceFigures } from './figures.ts';

const SOCKETS = 5_000;
const CONVERSATIONS = 2_000;

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
    const loaded = await measureLoadedConversations(ours, generator, settings, CONVERSATIONS);
    const { bytesPerConversation = 0, rssPerConversation = 0 } = loaded;
    return {
      sockets: SOCKETS,
      bytesPerSocket: (after.used - before.used) / SOCKETS,
      rssPerSocket: (after.rss - before.rss) / SOCKETS,
      loadedConversations: CONVERSATIONS,
      bytesPerConversation,
      rssPerConversation,
    };
  } finally {
    generator.stop();
  }
}
