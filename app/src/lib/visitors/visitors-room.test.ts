import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OnSite } from '#schema/live/on-site.ts';
import type { WatchFrame } from '#schema/live/watch-frames.ts';
import type { VisitorId } from '#schema/ids.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { PAGE, VisitorsRoom } from './visitors-room.svelte.ts';

/** The line to the server, as far as the room uses it. */
class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = FakeSocket.OPEN;
  readonly said: Record<string, unknown>[] = [];
  onopen: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;
  isClosed = false;

  constructor() {
    FakeSocket.last = this;
  }

  send(text: string): void {
    this.said.push(JSON.parse(text) as Record<string, unknown>);
  }

  /** Of a line that is half open: its end is not told. */
  close(): void {
    this.isClosed = true;
  }
}

let room: VisitorsRoom;
let leave: () => void;
let networkBack: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => (networkBack = listener));
  vi.stubGlobal('removeEventListener', () => undefined);
  room = new VisitorsRoom('http://desk.example');
  leave = room.open();
  FakeSocket.last.onopen();
});
afterEach(() => {
  leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const idOf = (n: number): VisitorId => `visitor-${n}` as VisitorId;
const rowOf = (n: number): OnSite => ({
  visitor: idOf(n),
  site: 'shop',
  name: '',
  page: { url: `https://shop.example/${n}`, title: '' },
  visits: 1,
  pages: 1,
  since: 0,
  pageSince: 0,
});
const hear = (frame: Partial<WatchFrame>): void =>
  FakeSocket.last.onmessage({
    data: JSON.stringify({ t: 'rows', now: 0, all: 0, found: 0, from: 0, ids: [], rows: [], ...frame }),
  });

test('LIVE4 a page of the table that has become empty is the last one that is not', () => {
  hear({ all: 120, found: 120 });
  room.change({ from: 2 * PAGE });
  expect([room.from, FakeSocket.last.said.at(-1)?.['from']]).toEqual([100, 100]);
  hear({ all: 100, found: 100 });
  expect(room.from).toBe(50);
  hear({ all: 3, found: 3 });
  expect(room.from).toBe(0);
  hear({ all: 0, found: 0 });
  expect(room.from).toBe(0);
});

test('LIVE4 another filter or order begins at the first page, a site that is taken out is none, and typing is asked for once', () => {
  hear({ all: 120, found: 120 });
  room.change({ from: PAGE });
  room.change({ kind: 'new', site: 'shop' });
  expect([room.ask.from, room.ask.site]).toEqual([0, 'shop']);
  room.change({ from: PAGE });
  expect([room.ask.kind, room.ask.from]).toEqual(['new', PAGE]);
  room.change({ site: '' });
  expect('site' in room.ask).toBe(false);
  const before = FakeSocket.last.said.length;
  for (const find of ['c', 'ca', 'cart']) room.change({ find });
  expect(FakeSocket.last.said).toHaveLength(before);
  vi.advanceTimersByTime(200);
  expect(FakeSocket.last.said.slice(before).map(({ find }) => find)).toEqual(['cart']);
});

test('LIVE4 numbers are sorted from the most, words from A, and the other way round the second time', () => {
  const asked = (): unknown => [room.ask.order, room.ask.isDown];
  room.sortBy('visits');
  expect(asked()).toEqual(['visits', true]);
  room.sortBy('visits');
  expect(asked()).toEqual(['visits', false]);
  room.sortBy('page');
  expect(asked()).toEqual(['page', false]);
});

test('LIVE4 rows that are not told again stay as they were told, and who left is gone', () => {
  hear({ all: 2, found: 2, ids: [idOf(1), idOf(2)], rows: [rowOf(1), rowOf(2)] });
  hear({ all: 2, found: 2, ids: [idOf(2), idOf(1)], rows: [{ ...rowOf(1), pages: 2 }] });
  expect(room.rows.map(({ visitor, pages }) => [visitor, pages])).toEqual([
    [idOf(2), 1],
    [idOf(1), 2],
  ]);
  hear({ all: 1, found: 1, ids: [idOf(2)] });
  expect(room.rows.map(({ visitor }) => visitor)).toEqual([idOf(2)]);
});

test('LIVE7 the pages of whom one looks at are theirs alone, and asked for on the page that is shown', () => {
  hear({ all: 120, found: 120 });
  room.change({ from: PAGE });
  room.look(idOf(1));
  expect([room.opened, room.seen, room.ask.from]).toEqual([idOf(1), null, PAGE]);
  const pages = [{ url: 'https://shop.example/', title: 'Start', at: 1 }];
  hear({ all: 120, found: 120, seen: { of: idOf(1), pages } });
  expect(room.seen).toEqual(pages);
  room.look(idOf(2));
  expect(room.seen).toBe(null);
  room.look(null);
  expect([room.opened, FakeSocket.last.said.at(-1)?.['of']]).toEqual([undefined, undefined]);
});

test('LIVE4 a line of which nothing is heard is given up: the page says so, another one asks for the same, and the old one is not listened to', () => {
  hear({ all: 1, found: 1, ids: [idOf(1)], rows: [rowOf(1)] });
  room.change({ kind: 'new' });
  const silent = FakeSocket.last;
  for (let told = 0; told < 4; told++) {
    vi.advanceTimersByTime(10_000);
    hear({ all: 1, found: 1, ids: [idOf(1)] });
  }
  expect([room.state, FakeSocket.last]).toEqual(['told', silent]);
  vi.advanceTimersByTime(30_000);
  expect([room.state, silent.isClosed, FakeSocket.last === silent]).toEqual(['lost', true, false]);
  const late = { data: JSON.stringify({ t: 'rows', now: 0, all: 9, found: 9, from: 0, ids: [], rows: [] }) };
  silent.onmessage(late);
  silent.onclose({ code: 1006 });
  expect([room.state, room.all]).toEqual(['lost', 1]);
  FakeSocket.last.onopen();
  expect(FakeSocket.last.said.at(-1)).toMatchObject({ t: 'ask', kind: 'new' });
  hear({ all: 0 });
  expect(room.state).toBe('told');
});

test('LIVE4 another network is another line, and one that the server has ended for good is not asked again', () => {
  hear({ all: 0 });
  const before = FakeSocket.last;
  networkBack();
  expect([before.isClosed, FakeSocket.last === before, room.state]).toEqual([true, false, 'lost']);
  const last = FakeSocket.last;
  last.onclose({ code: CLOSE_CODES.unauthorized.code });
  vi.advanceTimersByTime(60_000);
  expect([room.state, FakeSocket.last]).toEqual(['ended', last]);
});
