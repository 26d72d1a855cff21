import type { TabChannel } from '#client/environment.ts';
import type { Random } from '../../support/random.ts';
import type { Owner } from '../world/scheduler.ts';
import type { World } from '../world/world.ts';

/** BroadcastChannel of one browser profile: in order between two tabs, to whoever is there when it is said. */
export interface Channels {
  readonly open: (tab: Owner, name: string) => TabChannel;
}

interface Member {
  readonly tab: Owner;
  readonly channel: TabChannel;
  lastArrival: number;
}

export function createChannels(world: World, random: Random): Channels {
  const byName = new Map<string, Set<Member>>();

  return {
    open: (tab, name) => {
      const members = byName.get(name) ?? new Set();
      byName.set(name, members);
      const channel: TabChannel = {
        onmessage: null,
        postMessage: (message) => {
          if (!tab.alive || !members.has(own)) return;
          const data: unknown = structuredClone(message);
          for (const member of members) {
            if (member === own || !member.tab.alive) continue;
            member.lastArrival = Math.max(member.lastArrival, world.now() + 0.1 + random.fraction() * 3);
            const arrive = (): void => {
              if (members.has(member)) member.channel.onmessage?.({ data } as MessageEvent);
            };
            world.after(member.lastArrival - world.now(), arrive, member.tab);
          }
        },
        close: () => void members.delete(own),
      };
      const own: Member = { tab, channel, lastArrival: 0 };
      members.add(own);
      return channel;
    },
  };
}
