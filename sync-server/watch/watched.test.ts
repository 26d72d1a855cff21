import { beforeEach, describe, expect, test } from 'vitest';
import { SEEN_PAGES, WATCH_ROWS, type OnSite } from '#schema/live/on-site.ts';
import type { InvitedFrame, WatchAsk, WatchFrame } from '#schema/live/watch-frames.ts';
import type { VisitorId } from '#schema/ids.ts';
import { authorOf, type Author } from '#schema/words.ts';
import { ANNA, BORIS, CONVERSATION, visitorIdOf } from '#schema/commands/decide.fixtures.ts';
import { manualTime } from '../testing/manual-time.ts';
import { findRows } from './find-rows.ts';
import { isBot } from './is-bot.ts';
import { createKeptInvitations, VISIT_OVER_AFTER } from './kept-invitations.ts';
import { createTableView } from './table-view.ts';
import { createWatched, MOST_WATCHED, STAYS_FOR, type Arrived, type Watched } from './watched.ts';

const VERA = visitorIdOf('V');
const ANNA_BY: Author = authorOf(ANNA);

let time: ReturnType<typeof manualTime>;
let watched: Watched;
beforeEach(() => {
  time = manualTime();
  let ids = 0;
  watched = createWatched({ ...time, newId: () => `id-${(ids += 1)}` });
});

const told = (url = 'https://shop.example/', more: Partial<Arrived> = {}): Arrived => ({
  site: 'shop',
  page: { url, title: url },
  entry: undefined,
  referrer: undefined,
  campaign: undefined,
  language: 'pl',
  zone: undefined,
  visits: 1,
  since: 0,
  name: '',
  talk: null,
  ...more,
});

function come(visitor: VisitorId, arrived = told()) {
  const heard: (InvitedFrame | 'closed')[] = [];
  const page = watched.arrive(visitor, arrived, {
    push: (frame) => void heard.push(frame),
    close: () => void heard.push('closed'),
  });
  if (page === null) throw new Error('there are too many');
  return { ...page, heard };
}

describe('LIVE1 LIVE2 who is on the site', () => {
  test('is shown once a person is there, one row whatever the number of pages, and gone with the last', () => {
    const first = come(VERA);
    expect([...watched.rows()]).toEqual([]);
    first.alive();
    first.alive();
    const second = come(VERA, told('https://shop.example/cart'));
    second.alive();
    expect(watched.count()).toBe(1);
    expect(watched.find(VERA)?.page.url).toBe('https://shop.example/cart');
    expect(watched.find(VERA)?.pages).toBe(2);
    first.left('closed');
    second.left('closed');
    time.pass(STAYS_FOR - 1);
    expect(watched.count()).toBe(1);
    time.pass(1);
    expect(watched.count()).toBe(0);
    expect([...watched.rows()]).toEqual([]);
  });

  test('stays over a reload, and a line that fell silent is gone at once: that took its time', () => {
    const first = come(VERA, told(undefined, { since: 60_000 }));
    first.alive();
    const { since } = watched.find(VERA) as OnSite;
    first.left('closed');
    time.pass(STAYS_FOR - 1);
    const second = come(VERA, told(undefined, { since: 68_000 }));
    time.pass(STAYS_FOR * 2);
    expect(watched.find(VERA)?.since).toBe(since);
    second.left('silent');
    expect(watched.find(VERA)).toBe(null);
  });

  test('is hidden while none of its pages can be seen', () => {
    const first = come(VERA);
    first.alive();
    const second = come(VERA);
    first.seen(false);
    expect(watched.find(VERA)?.hidden).toBe(undefined);
    second.seen(false);
    expect(watched.find(VERA)?.hidden).toBe(true);
    second.left('closed');
    first.seen(true);
    expect(watched.find(VERA)?.hidden).toBe(undefined);
  });

  test('LIVE9 the page it is on is that of the tab that it looks at, which is no page more when it comes back', () => {
    const list = come(VERA, told('https://shop.example/list'));
    list.alive();
    const teapot = come(VERA, told('https://shop.example/teapot'));
    const where = () => [watched.find(VERA)?.page.url.slice(20), watched.find(VERA)?.pages];
    expect(where()).toEqual(['/teapot', 2]);
    teapot.seen(false);
    list.seen(true);
    expect(where()).toEqual(['/list', 2]);
    time.pass(3_000);
    // What another tab does by itself is not where its visitor is.
    teapot.goTo({ url: 'https://shop.example/later', title: 'Later' });
    expect(where()).toEqual(['/list', 2]);
    list.goTo({ url: 'https://shop.example/cosy', title: 'Cosy' });
    expect(where()).toEqual(['/cosy', 3]);
    expect(watched.find(VERA)?.pageSince).toBe(time.clock.now());
    teapot.seen(true);
    expect(where()).toEqual(['/later', 3]);
    // Two windows side by side: of those that are seen the one it came to last, and what is left when that is closed.
    teapot.left('closed');
    expect(where()).toEqual(['/cosy', 3]);
    expect(watched.find(VERA)).not.toHaveProperty('hidden');
    expect(watched.pagesOf(VERA)?.map(({ url }) => url.slice(20))).toEqual([
      ...['/list', '/teapot', '/list', '/cosy', '/later', '/cosy'],
    ]);
  });

  test('LIVE9 of tabs that nobody looks at the last one tells where it was, also when the one it told of is closed', () => {
    const list = come(VERA, told('https://shop.example/list'));
    list.alive();
    const teapot = come(VERA, told('https://shop.example/teapot'));
    list.seen(false);
    teapot.seen(false);
    expect(watched.find(VERA)).toMatchObject({ hidden: true, page: { url: 'https://shop.example/teapot' } });
    teapot.left('closed');
    expect(watched.find(VERA)).toMatchObject({ hidden: true, page: { url: 'https://shop.example/list' } });
  });

  test('LIVE7 the last pages of a visit are remembered, in their order, each once until it is left, and go with the visitor', () => {
    const page = come(VERA);
    expect(watched.pagesOf(VERA)).toBe(null);
    page.alive();
    const first = time.clock.now();
    time.pass(1_000);
    page.goTo({ url: 'https://shop.example/', title: 'Start' });
    page.goTo({ url: 'https://shop.example/cart', title: '' });
    page.goTo({ url: 'https://shop.example/cart', title: 'Cart' });
    expect(watched.pagesOf(VERA)).toEqual([
      { url: 'https://shop.example/', title: 'Start', at: first },
      { url: 'https://shop.example/cart', title: 'Cart', at: first + 1_000 },
    ]);
    for (let each = 0; each < 30; each += 1) page.goTo({ url: `https://shop.example/${each}`, title: '' });
    expect(watched.pagesOf(VERA)).toHaveLength(SEEN_PAGES);
    expect(watched.pagesOf(VERA)?.at(-1)?.url).toBe('https://shop.example/29');
    page.left('silent');
    expect(watched.pagesOf(VERA)).toBe(null);
  });

  test('LIVE7 pages between which no time passes are told apart: lists are drawn by when each began', () => {
    const page = come(VERA);
    page.alive();
    for (const name of ['b', 'a', 'b', 'a']) page.goTo({ url: `https://shop.example/${name}`, title: name });
    const began = watched.pagesOf(VERA)?.map(({ at }) => at) ?? [];
    expect(new Set(began).size).toBe(5);
    expect(began).toEqual(began.toSorted((one, other) => one - other));
  });

  test('a change that changes nothing tells nobody anything', () => {
    const page = come(VERA);
    page.alive();
    const version = watched.version();
    page.goTo({ url: 'https://shop.example/', title: 'https://shop.example/' });
    page.seen(true);
    watched.renamed(VERA, '');
    expect(watched.version()).toBe(version);
  });

  test('LIVE5 beyond the most nobody is taken in, and a row that is there goes on', () => {
    for (let each = 0; each < MOST_WATCHED; each += 1) come(`v${String(each).padStart(22, '0')}` as VisitorId);
    expect(() => come(VERA)).toThrow('too many');
    come(`v${'0'.repeat(22)}` as VisitorId);
  });

  test('LIVE6 a site that tells no more sends its pages away, and no other’s', () => {
    const shop = come(VERA);
    const blog = come(visitorIdOf('B'), told(undefined, { site: 'blog' }));
    shop.alive();
    blog.alive();
    watched.close('shop');
    expect([shop.heard, blog.heard]).toEqual([['closed'], []]);
    expect([...watched.rows()].map(({ site }) => site)).toEqual(['blog']);
    watched.forget(visitorIdOf('B'));
    expect(watched.count()).toBe(0);
  });
});

describe('INVITE5 personal invitations', () => {
  test('every page of the visitor is told at once, later ones as they come; the first to invite wins', () => {
    const page = come(VERA);
    page.alive();
    const other = come(VERA);
    expect(watched.invite(VERA, ANNA_BY, 'May I help?').ok).toBe(true);
    const frame = { t: 'invited', id: 'id-1', name: 'Anna', text: 'May I help?' };
    expect([page.heard, other.heard]).toEqual([[frame], [frame]]);
    expect(come(VERA).heard).toEqual([frame]);
    expect(watched.invite(VERA, authorOf(BORIS), 'Or I?')).toEqual({ ok: false, failure: 'invited' });
    expect(watched.find(VERA)?.invited?.by).toEqual(ANNA_BY);
  });

  test('one that was put away is shown no more, and nobody asks again in this visit', () => {
    const page = come(VERA);
    page.alive();
    watched.invite(VERA, ANNA_BY, 'May I help?');
    page.declined('other');
    expect(watched.invitationOf(VERA)?.id).toBe('id-1');
    page.declined('id-1');
    expect(watched.invitationOf(VERA)).toBe(null);
    expect(come(VERA).heard).toEqual([]);
    expect(watched.invite(VERA, ANNA_BY, 'Please?')).toEqual({ ok: false, failure: 'declined' });
  });

  test('what a visitor is invited with outlives its pages by a visit: a phone that shows another app has no line meanwhile', () => {
    const page = come(VERA);
    page.alive();
    watched.invite(VERA, ANNA_BY, 'May I help?');
    page.left('silent');
    expect(watched.find(VERA)).toBe(null);
    time.pass(VISIT_OVER_AFTER - 1);
    expect(watched.invitationOf(VERA)?.id).toBe('id-1');
    const again = come(VERA);
    again.alive();
    expect(again.heard).toEqual([{ t: 'invited', id: 'id-1', name: 'Anna', text: 'May I help?' }]);
    expect(watched.invite(VERA, authorOf(BORIS), 'Or I?')).toEqual({ ok: false, failure: 'invited' });
    again.left('closed');
    time.pass(STAYS_FOR + VISIT_OVER_AFTER);
    expect(watched.invitationOf(VERA)).toBe(null);
    const later = come(VERA);
    later.alive();
    expect(later.heard).toEqual([]);
    expect(watched.invite(VERA, authorOf(BORIS), 'Or I?').ok).toBe(true);
  });

  test('one that was put away is so too when the visitor comes back', () => {
    const page = come(VERA);
    page.alive();
    watched.invite(VERA, ANNA_BY, 'May I help?');
    page.declined('id-1');
    page.left('silent');
    const again = come(VERA);
    again.alive();
    expect(again.heard).toEqual([]);
    expect(watched.invite(VERA, ANNA_BY, 'Please?')).toEqual({ ok: false, failure: 'declined' });
  });

  test('nothing outlives a talk that begins, an erasure, or a site that tells no more', () => {
    const leaving = () => {
      const page = come(VERA);
      page.alive();
      expect(watched.invite(VERA, ANNA_BY, 'May I help?').ok).toBe(true);
      page.left('silent');
    };
    leaving();
    watched.talks(VERA, { id: CONVERSATION, state: 'waiting', answeredBy: null });
    expect(watched.invitationOf(VERA)).toBe(null);
    leaving();
    watched.forget(VERA);
    expect(watched.invitationOf(VERA)).toBe(null);
    leaving();
    watched.close('blog');
    expect(watched.invitationOf(VERA)).not.toBe(null);
    watched.close('shop');
    expect(watched.invitationOf(VERA)).toBe(null);
    const page = come(VERA);
    page.alive();
    watched.invite(VERA, ANNA_BY, 'May I help?');
    watched.forget(VERA);
    expect(watched.invitationOf(VERA)).toBe(null);
    const other = come(VERA);
    other.alive();
    watched.invite(VERA, ANNA_BY, 'May I help?');
    watched.talks(VERA, { id: CONVERSATION, state: 'closed', answeredBy: null });
    other.left('silent');
    expect(watched.invitationOf(VERA)).toBe(null);
  });

  test('of those who left with one so many are remembered, the last ones', () => {
    const kept = createKeptInvitations(time.timers, 2);
    const invited = { id: 'id-1', by: ANNA_BY, at: 0, text: 'May I help?' };
    for (const letter of ['A', 'B', 'C']) kept.keep(visitorIdOf(letter), 'shop', invited);
    kept.keep(visitorIdOf('B'), 'shop', invited);
    expect(['A', 'B', 'C'].map((letter) => kept.find(visitorIdOf(letter)) !== null)).toEqual([false, true, true]);
  });

  test('nobody is invited who is not there, or has a conversation', () => {
    come(VERA);
    expect(watched.invite(VERA, ANNA_BY, 'x')).toEqual({ ok: false, failure: 'not-here' });
    const page = come(VERA);
    page.alive();
    watched.talks(VERA, { id: CONVERSATION, state: 'closed', answeredBy: null });
    expect(watched.invite(VERA, ANNA_BY, 'x')).toEqual({ ok: false, failure: 'has-conversation' });
  });
});

describe('LIVE4 the part of the table that is asked for', () => {
  const ask = (more: Partial<WatchAsk> = {}): WatchAsk => ({
    find: '',
    kind: 'all',
    order: 'since',
    isDown: true,
    from: 0,
    count: 2,
    ...more,
  });
  const row = (letter: string, more: Partial<OnSite> = {}): OnSite => ({
    visitor: visitorIdOf(letter),
    site: 'shop',
    name: '',
    page: { url: `https://shop.example/${letter}`, title: letter },
    visits: 1,
    pages: 1,
    since: 100,
    pageSince: 100,
    ...more,
  });
  const rows = [
    row('A', { since: 30, visits: 4, name: 'Adam' }),
    row('B', {
      since: 10,
      referrer: 'https://search.example/',
      talk: { id: CONVERSATION, state: 'active', answeredBy: 'Anna' },
    }),
    row('C', { since: 20, site: 'blog', campaign: { source: 'Newsletter' } }),
    row('D', { since: 40, talk: { id: CONVERSATION, state: 'closed', answeredBy: null } }),
  ];
  const letters = (given: Partial<WatchAsk>) =>
    findRows(rows, ask({ count: 10, ...given }))
      .rows.map(({ visitor }) => visitor[1])
      .join('');

  test('in its order, with what is not known last, whichever way', () => {
    expect(letters({})).toBe('BCAD');
    expect(letters({ isDown: false })).toBe('DACB');
    expect(letters({ order: 'name', isDown: false })).toBe('ABCD');
    expect(letters({ order: 'name' })).toBe('ABCD');
    expect(letters({ order: 'source' })).toBe('BCAD');
    expect(letters({ order: 'visits' })).toBe('ABCD');
    expect(letters({ order: 'page' })).toBe('DCBA');
    expect(letters({ order: 'source', isDown: false })).toBe('CBAD');
  });

  test('of one site, of a kind, and by words', () => {
    expect(letters({ site: 'blog' })).toBe('C');
    expect(letters({ kind: 'talking' })).toBe('B');
    expect(letters({ kind: 'silent' })).toBe('CAD');
    expect(letters({ kind: 'new' })).toBe('BCD');
    expect(letters({ kind: 'back' })).toBe('A');
    expect(letters({ find: ' NEWSletter ' })).toBe('C');
    expect(letters({ find: 'search.ex' })).toBe('B');
  });

  test('in pages; one that has become empty shows the last that is not', () => {
    expect(findRows(rows, ask()).rows.map(({ visitor }) => visitor[1])).toEqual(['B', 'C']);
    const last = findRows(rows, ask({ from: 80 }));
    expect([last.found, last.rows.map(({ visitor }) => visitor[1])]).toEqual([4, ['A', 'D']]);
    expect(findRows([], ask({ from: 80 }))).toEqual({ found: 0, rows: [] });
  });
});

test('LIVE4 LIVE5 of five thousand who are there one part is told, the right one, and then of who is new or other alone', () => {
  const pages = Array.from({ length: 5_000 }, (_, n) => {
    const url = `https://shop.example/catalogue/${n % 2 === 0 ? 'teapots' : 'mugs'}/${n}`;
    const page = come(`v${String(n).padStart(22, '0')}` as VisitorId, told(url, { since: n * 1_000 }));
    page.alive();
    return page;
  });
  const ask: WatchAsk = {
    ...{ find: 'teapots', kind: 'all', order: 'since', isDown: true },
    ...{ from: 2 * WATCH_ROWS, count: WATCH_ROWS },
  };
  const view = createTableView(ask, { watched, clock: time.clock, isAnyTracked: () => true });
  const look = () => {
    const { frame, told: tell } = view.look();
    tell();
    return frame as WatchFrame;
  };
  const frame = look();
  expect([frame.all, frame.found, frame.from]).toEqual([5_000, 2_500, 200]);
  expect(frame.ids).toHaveLength(WATCH_ROWS);
  expect(frame.rows.map(({ visitor }) => visitor)).toEqual(frame.ids);
  // Who is there longest stands first: of the even ones, after two parts.
  const expected = Array.from(
    { length: WATCH_ROWS },
    (_, n) => `https://shop.example/catalogue/teapots/${4_598 - 2 * n}`,
  );
  expect(frame.rows.map(({ page }) => page.url)).toEqual(expected);
  const bytes = Buffer.byteLength(JSON.stringify(frame));
  expect(bytes).toBeLessThan(WATCH_ROWS * 400);

  expect(view.isNew()).toBe(false);
  pages[4_596]?.goTo({ url: 'https://shop.example/teapots/sold', title: 'Sold' });
  pages[0]?.goTo({ url: 'https://shop.example/teapots/other', title: 'Elsewhere in the table' });
  expect(view.isNew()).toBe(true);
  const next = look();
  expect(next.rows.map(({ page }) => page.title)).toEqual(['Sold']);
  expect(next.ids).toEqual(frame.ids);
  expect(Buffer.byteLength(JSON.stringify(next))).toBeLessThan(bytes / 5);
});

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const WITHIN_APP =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
test.each([
  [CHROME, false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0', false],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
    false,
  ],
  [CHROME.replace('(X11; Linux x86_64)', '(Linux; Android 15; CUBOT KINGKONG 9)'), false],
  [WITHIN_APP, false],
  [`${WITHIN_APP} MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN`, false],
  [`${WITHIN_APP} [LinkedInApp]/9.29.6843`, false],
  [`${WITHIN_APP} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`, true],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)', true],
  [CHROME.replace('Chrome/', 'HeadlessChrome/'), true],
  [
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/142.0.0.0 Safari/537.36',
    true,
  ],
  ['Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)', true],
  ['Mozilla/5.0 (compatible; bingbot/2.0) Chrome/142.0.0.0 Safari/537.36', true],
  ['curl/8.5.0', true],
  ['node', true],
  ['', true],
  [undefined, true],
  [`${CHROME} ${'x'.repeat(512)}`, true],
])('LIVE3 a bot or none: %s', (agent, isOne) => {
  expect(isBot(agent)).toBe(isOne);
});
