import type { ServerFrame } from '#schema/wire/frames.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';
import type { Looks } from '../interface.ts';
import type { TabMessage } from '../tabs/messages.ts';
import { createSettable } from '../watchable.ts';
import type { DeskRoomsParts } from './staff-room-contract.ts';

/**
 * What colleagues look at, and what the tabs of this browser show. The tab that has the line tells the server of all of them
 * together; a tab that falls silent without a word is forgotten after a while. Kept nowhere.
 */
export interface LookRoom extends Looks {
  readonly frame: (frame: Extract<ServerFrame, { readonly t: 'looks' }>) => void;
  readonly fromTab: (message: TabMessage) => void;
  /** Another tab leads now, and knows nothing of this one. */
  readonly leaderChanged: () => void;
  readonly close: () => void;
}

/** A tab that shows something says so as often, ms, and counts no more when it was not heard for longer. */
const SAID_EVERY = 20_000;
const HEARD_WITHIN = 50_000;

export function createLookRoom(
  ports: Pick<ClientEnvironment, 'now' | 'setTimeout' | 'clearTimeout'>,
  { tab, say, link, leads, send }: Pick<DeskRoomsParts, 'tab' | 'say' | 'link' | 'leads' | 'send'>,
): LookRoom {
  const looks = createSettable<ReadonlyMap<string, readonly ConversationId[]>>(new Map());
  const tabs = new Map<string, { readonly conversation: ConversationId; readonly heardAt: number }>();
  let own: ConversationId | null = null;
  /** What the server was told on the present line. */
  let told = '';
  let timer: Timer | null = null;
  let isLive = false;

  function tell(): void {
    if (!leads()) return say({ t: 'look', tab, conversation: own });
    const shown = new Set(own === null ? [] : [own]);
    for (const [other, { conversation, heardAt }] of tabs) {
      if (Math.abs(ports.now() - heardAt) > HEARD_WITHIN) tabs.delete(other);
      else shown.add(conversation);
    }
    const conversations = [...shown];
    const next = conversations.toSorted().join();
    if (next !== told && send({ t: 'look', conversations })) told = next;
  }

  /** Also while nothing changes: the tab that leads forgets who is silent, and this one may be it. */
  function repeat(): void {
    timer ??= ports.setTimeout(() => {
      timer = null;
      if (own === null && tabs.size === 0) return;
      tell();
      repeat();
    }, SAID_EVERY);
  }

  const unwatch = link.subscribe(() => {
    const wasLive = isLive;
    isLive = link.current.state === 'live';
    if (isLive === wasLive) return;
    told = '';
    if (isLive) return tell();
    if (looks.current.size > 0) looks.set(new Map());
  });

  return {
    get current() {
      return looks.current;
    },
    subscribe: looks.subscribe,
    show: (conversation) => {
      if (own === conversation) return;
      own = conversation;
      tell();
      if (own !== null) repeat();
    },
    frame: (frame) => {
      const next = new Map(frame.isAll === true ? [] : looks.current);
      for (const [person, conversations] of Object.entries(frame.looks)) {
        if (conversations.length === 0) next.delete(person);
        else next.set(person, conversations);
      }
      looks.set(next);
      say({ t: 'looks', looks: next });
    },
    fromTab: (message) => {
      if (message.t === 'looks' && !leads()) looks.set(message.looks);
      if (!leads()) return;
      if (message.t === 'gone' && tabs.delete(message.tab)) tell();
      if (message.t !== 'look') return;
      const { conversation } = message;
      if (conversation === null) tabs.delete(message.tab);
      else tabs.set(message.tab, { conversation, heardAt: ports.now() });
      tell();
      repeat();
      say({ t: 'looks', looks: looks.current });
    },
    leaderChanged: () => say({ t: 'look', tab, conversation: own }),
    close: () => {
      unwatch();
      if (timer !== null) ports.clearTimeout(timer);
    },
  };
}
