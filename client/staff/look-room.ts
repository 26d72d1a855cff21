import type { ServerFrame } from '#schema/wire/frames.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';
import type { Looks } from '../interface.ts';
import type { TabMessage } from '../tabs/messages.ts';
import { createSettable } from '../watchable.ts';
import type { DeskRoomsParts } from './staff-room-contract.ts';

/**
 * What colleagues look at, what the tabs of this browser show, and whether any of them can be seen. The tab that has the line tells
 * the server of all of them together; a tab that falls silent without a word is forgotten after a while. Kept nowhere.
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

/** Which the server takes for granted on a new line. */
const NOTHING_TOLD = 'false ';

interface Shown {
  readonly conversation: ConversationId | null;
  readonly isVisible: boolean;
}
const isNothing = ({ conversation, isVisible }: Shown): boolean => conversation === null && !isVisible;

export function createLookRoom(
  ports: Pick<ClientEnvironment, 'now' | 'setTimeout' | 'clearTimeout' | 'page'>,
  { tab, say, link, leads, send }: Pick<DeskRoomsParts, 'tab' | 'say' | 'link' | 'leads' | 'send'>,
): LookRoom {
  const looks = createSettable<ReadonlyMap<string, readonly ConversationId[]>>(new Map());
  const tabs = new Map<string, Shown & { readonly heardAt: number }>();
  let own: Shown = { conversation: null, isVisible: ports.page.isVisible() };
  /** What the server was told on the present line. */
  let told = NOTHING_TOLD;
  let timer: Timer | null = null;
  let isLive = false;

  function tell(): void {
    if (!leads()) return say({ t: 'look', tab, ...own });
    for (const [other, { heardAt }] of tabs) if (Math.abs(ports.now() - heardAt) > HEARD_WITHIN) tabs.delete(other);
    const all = [own, ...tabs.values()];
    const shown = new Set(all.flatMap(({ conversation }) => (conversation === null ? [] : [conversation])));
    const conversations = [...shown];
    const isVisible = all.some((each) => each.isVisible);
    const next = `${isVisible} ${conversations.toSorted().join()}`;
    if (next !== told && send({ t: 'look', conversations, ...(isVisible && { isVisible }) })) told = next;
  }

  /** Also while nothing changes: the tab that leads forgets who is silent, and this one may be it. */
  function repeat(): void {
    timer ??= ports.setTimeout(() => {
      timer = null;
      if (isNothing(own) && tabs.size === 0) return;
      tell();
      repeat();
    }, SAID_EVERY);
  }

  function become(next: Shown): void {
    if (next.conversation === own.conversation && next.isVisible === own.isVisible) return;
    own = next;
    tell();
    if (!isNothing(own)) repeat();
  }
  const unwatchPage = ports.page.watch(() => become({ ...own, isVisible: ports.page.isVisible() }));
  if (!isNothing(own)) repeat();

  const unwatch = link.subscribe(() => {
    const wasLive = isLive;
    isLive = link.current.state === 'live';
    if (isLive === wasLive) return;
    told = NOTHING_TOLD;
    if (isLive) return tell();
    if (looks.current.size > 0) looks.set(new Map());
  });

  return {
    get current() {
      return looks.current;
    },
    subscribe: looks.subscribe,
    show: (conversation) => become({ ...own, conversation }),
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
      const { conversation, isVisible } = message;
      if (isNothing(message)) tabs.delete(message.tab);
      else tabs.set(message.tab, { conversation, isVisible, heardAt: ports.now() });
      tell();
      repeat();
      say({ t: 'looks', looks: looks.current });
    },
    leaderChanged: () => say({ t: 'look', tab, ...own }),
    close: () => {
      unwatch();
      unwatchPage();
      if (timer !== null) ports.clearTimeout(timer);
    },
  };
}
