import { expect, test } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import type { Page } from '../environment.ts';
import type { LinkState } from '../interface.ts';
import type { TabMessage } from '../tabs/messages.ts';
import { createSettable } from '../watchable.ts';
import { createLookRoom } from './look-room.ts';

const ONE = 'one' as ConversationId;
const TWO = 'two' as ConversationId;

/** Tabs of one browser, the first of which leads, and what the server was told. */
function browser(count: number) {
  const pages: { isVisible: boolean; changed: () => void }[] = Array.from({ length: count }, () => ({
    isVisible: false,
    changed: () => undefined,
  }));
  const seen: boolean[] = [];
  const clock = createVirtualClock();
  const told: string[] = [];
  const rooms: ReturnType<typeof createLookRoom>[] = [];
  const links = Array.from({ length: count }, () => createSettable<LinkState>({ state: 'connecting', since: 0 }));
  let leader = 0;
  let isUp = false;
  const silent = new Set<number>();
  links.forEach((link, n) => {
    const say = (message: TabMessage): void => {
      if (!silent.has(n)) rooms.forEach((room, other) => other !== n && room.fromTab(message));
    };
    const send = (frame: object): boolean => {
      if (isUp && leader === n) seen.push((frame as { isVisible?: true }).isVisible === true);
      if (isUp && leader === n) told.push((frame as { conversations: string[] }).conversations.toSorted().join(' '));
      return isUp && leader === n;
    };
    const shown = pages[n];
    const page: Page = {
      isVisible: () => shown?.isVisible === true,
      watch: (listener) => {
        if (shown !== undefined) shown.changed = () => listener('hide');
        return () => undefined;
      },
    };
    rooms.push(createLookRoom({ ...clock, page }, { tab: `tab ${n}`, say, link, leads: () => leader === n, send }));
  });
  const setLine = (up: boolean): void => {
    isUp = up;
    for (const link of links) link.set({ state: up ? 'live' : 'offline', since: 0 });
  };
  return {
    clock,
    told,
    seen,
    turn: (n: number, isVisible: boolean) => {
      const page = pages[n];
      if (page === undefined) return;
      page.isVisible = isVisible;
      page.changed();
    },
    setLine,
    rooms,
    silence: (n: number) => void silent.add(n),
    lead: (n: number) => {
      leader = n;
      setLine(false);
      setLine(true);
      rooms.forEach((room, other) => other !== n && room.leaderChanged());
    },
    hear: (looks: Record<string, ConversationId[]>, isAll?: true) =>
      rooms[leader]?.frame({ t: 'looks', looks, ...(isAll && { isAll }) }),
    knows: (n: number) => Object.fromEntries(rooms[n]?.current ?? []),
  };
}

test('LOOK2 what all tabs of a browser show is told together, and told anew on each line', () => {
  const { rooms, told, setLine } = browser(2);
  const [first, second] = rooms;
  first?.show(ONE);
  setLine(true);
  second?.show(TWO);
  second?.show(TWO);
  expect(told).toEqual(['one', 'one two']);
  setLine(false);
  second?.show(null);
  setLine(true);
  expect(told.slice(2)).toEqual(['one']);
  first?.show(null);
  expect(told.at(-1)).toBe('');
});

test('LOOK2 a tab that leads anew learns of the others, and one that fell silent without a word is forgotten', () => {
  const { rooms, told, setLine, lead, clock, silence } = browser(3);
  setLine(true);
  rooms[1]?.show(ONE);
  rooms[2]?.show(TWO);
  lead(1);
  expect(told.at(-1)).toBe('one two');
  clock.advance(300_000);
  expect(told.at(-1)).toBe('one two');
  silence(2);
  clock.advance(100_000);
  expect(told.at(-1)).toBe('one');
});

test('LOOK4 every tab knows what colleagues look at, and nothing of it without a line', () => {
  const { hear, knows, setLine } = browser(2);
  setLine(true);
  hear({ anna: [ONE], boris: [TWO] }, true);
  hear({ boris: [] });
  expect([knows(0), knows(1)]).toEqual([{ anna: [ONE] }, { anna: [ONE] }]);
  setLine(false);
  expect([knows(0), knows(1)]).toEqual([{}, {}]);
});

test('NOTIFY7 the server is told whether any page of the browser can be seen, on each line anew', () => {
  const { seen, turn, setLine, rooms } = browser(2);
  setLine(true);
  expect(seen).toEqual([]);
  turn(1, true);
  turn(0, true);
  turn(1, false);
  expect(seen).toEqual([true]);
  rooms[0]?.show(ONE);
  turn(0, false);
  expect(seen).toEqual([true, true, false]);
  turn(0, true);
  setLine(false);
  setLine(true);
  expect(seen.slice(3)).toEqual([true, true]);
});
