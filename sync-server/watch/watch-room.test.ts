import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { OnSite } from '#schema/live/on-site.ts';
import type { FollowFrame, InvitedFrame, WatchFrame } from '#schema/live/watch-frames.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { authorOf } from '#schema/words.ts';
import { manualTime } from '../testing/manual-time.ts';
import { closeCode, connect, openSocket } from '../testing/test-client.ts';
import { newId, openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';
import { TOLD_EVERY } from './staff-session.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

let time: ReturnType<typeof manualTime>;
let street: TestStreet;
beforeEach(async () => {
  time = manualTime();
  street = await openTestStreet(time);
  street.sites.add({ id: 'shop', name: 'The shop' });
  track(true);
});
afterEach(() => street.close());

const track = (on: boolean) => street.sites.change('shop', { settings: { tracking: { on } } });
const idOf = (word: string) => visitorActor(word).id as VisitorId;

/** A socket of `/watch` and all that it heard. */
async function watch(bearer: string, agent: string | null = CHROME, more: Record<string, string> = {}) {
  const headers = { ...(agent !== null && { 'user-agent': agent }), ...more };
  const socket: WebSocket = openSocket(street.port, '/watch', bearer, { headers });
  const heard: (InvitedFrame | WatchFrame | FollowFrame)[] = [];
  let waiters: (() => void)[] = [];
  const closed = closeCode(socket);
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as InvitedFrame);
    for (const waiter of waiters) waiter();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const say = (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        waiters = waiters.filter((waiter) => waiter !== look);
        resolve();
      };
      waiters.push(look);
      look();
    });
  /** Everything that was said before has been heard: the server answers a ping in its turn. */
  const settle = () =>
    new Promise<void>((resolve) => {
      socket.once('pong', () => resolve());
      socket.ping();
    });
  return { socket, heard, say, until, settle, closed };
}

const HERE = {
  t: 'here',
  site: 'shop',
  page: { url: 'https://shop.example/cart?token=secret#x', title: 'Cart' },
  referrer: 'https://search.example/?q=private',
  campaign: { source: 'mail', secret: 'x' },
  language: 'pl-PL',
  zone: 'Europe/Warsaw',
  screen: 'desktop',
  visits: 3,
  since: 5_000,
};
const ASK = { t: 'ask', find: '', kind: 'all', order: 'since', isDown: true, from: 0, count: 50 };

async function visit(word: string, more: object = {}, agent: string | null = CHROME) {
  const page = await watch(`visitor.${word}`, agent, { 'cf-ipcountry': 'PL' });
  page.say({ ...HERE, ...more });
  page.say({ t: 'alive' });
  await page.settle();
  return page;
}

/** The table as this one shows it now. */
function shown({ heard }: { readonly heard: readonly (InvitedFrame | WatchFrame | FollowFrame)[] }): readonly OnSite[] {
  const rows = new Map<string, OnSite>();
  let ids: readonly VisitorId[] = [];
  for (const frame of heard) {
    if (frame.t !== 'rows') continue;
    for (const row of frame.rows) rows.set(row.visitor, row);
    ids = frame.ids;
  }
  return ids.map((id) => rows.get(id) as OnSite);
}

async function table(name = 'operator', ask: object = {}) {
  const looking = await watch(`operator.${name}`);
  looking.say({ ...ASK, ...ask });
  await looking.until(() => looking.heard.length > 0);
  /** So that whatever changed is told. */
  const tick = async () => {
    const before = looking.heard.length;
    time.pass(TOLD_EVERY);
    await looking.settle();
    return looking.heard.slice(before) as WatchFrame[];
  };
  return { ...looking, tick };
}

describe('LIVE1 LIVE2 LIVE4 who is on the site', () => {
  test('stands in the table of everybody of the staff, with nothing of the address’s query but the campaign', async () => {
    await visit('ann');
    for (const name of ['observer', 'operator', 'admin', 'owner']) {
      const [row] = shown(await table(name));
      expect(row).toEqual({
        visitor: idOf('ann'),
        site: 'shop',
        name: '',
        page: { url: 'https://shop.example/cart', title: 'Cart' },
        referrer: 'https://search.example/',
        campaign: { source: 'mail' },
        language: 'pl-PL',
        zone: 'Europe/Warsaw',
        device: { browser: 'Chrome', system: 'Linux', kind: 'desktop' },
        country: 'PL',
        visits: 3,
        pages: 1,
        since: time.clock.now() - 5_000,
        pageSince: time.clock.now(),
      });
      expect(JSON.stringify(row)).not.toMatch(/secret|private/);
    }
  });

  test('LIVE7 the pages of one visitor are told to whoever asks for them, as they come, and without a query', async () => {
    const page = await visit('ann');
    await visit('bob');
    const looking = await table('operator', { of: idOf('ann') });
    page.say({ t: 'page', page: { url: 'https://shop.example/pay?card=secret', title: 'Pay' } });
    await page.settle();
    const [frame] = await looking.tick();
    expect(frame?.seen?.of).toBe(idOf('ann'));
    expect(frame?.seen?.pages.map(({ url, title }) => [url, title])).toEqual([
      ['https://shop.example/cart', 'Cart'],
      ['https://shop.example/pay', 'Pay'],
    ]);
    const other = await table('observer');
    expect(other.heard.some((each) => 'seen' in each)).toBe(false);
  });

  test('changes are told at most once a second, of who is new or other alone', async () => {
    const ann = await visit('ann');
    await visit('bob');
    const looking = await table();
    expect(shown(looking)).toHaveLength(2);
    for (const path of ['a', 'b', 'c'])
      ann.say({ t: 'page', page: { url: `https://shop.example/${path}`, title: path } });
    await ann.settle();
    const told = await looking.tick();
    expect(told.map(({ rows }) => rows.map(({ visitor, page }) => [visitor, page.title]))).toEqual([
      [[idOf('ann'), 'a']],
    ]);
    // Of those that came too fast the newest is told.
    expect((await looking.tick()).map(({ rows }) => rows.map(({ page }) => page.title))).toEqual([['c']]);
    expect(await looking.tick()).toEqual([]);
  });

  test('a table in which nothing changes hears at least every ten seconds that it is still so', async () => {
    await visit('ann');
    const looking = await table();
    const told: WatchFrame[] = [];
    for (let second = 0; second < 30; second++) told.push(...(await looking.tick()));
    expect(told).toHaveLength(3);
    expect(told.map(({ ids, rows }) => [ids, rows])).toEqual(told.map(() => [[idOf('ann')], []]));
  });

  test('nobody is there before a person is, and who leaves is gone within 30 s', async () => {
    const page = await watch('visitor.ann');
    page.say(HERE);
    await page.settle();
    const looking = await table();
    expect(shown(looking)).toEqual([]);
    page.say({ t: 'alive' });
    await page.settle();
    await looking.tick();
    expect(shown(looking)).toHaveLength(1);
    page.socket.close();
    await page.closed;
    for (let seconds = 0; seconds < 30; seconds += 1) await looking.tick();
    expect(shown(looking)).toEqual([]);
  });

  test('LIVE3 crawlers and scripts are heard and never shown', async () => {
    for (const agent of ['Googlebot/2.1', CHROME.replace('Chrome/', 'HeadlessChrome/'), 'curl/8', null]) {
      const page = await visit(`bot-${String(agent).length}`, {}, agent);
      expect(page.socket.readyState).toBe(page.socket.OPEN);
    }
    expect(shown(await table())).toEqual([]);
  });

  test('LIVE3 a person who came by a page within an app is shown, by the device and without a browser', async () => {
    const agent = CHROME.replace(
      /\(X11.*/,
      '(iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    );
    await visit('ann', { screen: 'phone' }, agent);
    expect(shown(await table()).map(({ device }) => device)).toEqual([{ system: 'iOS', kind: 'phone' }]);
  });

  test('LIVE6 where it is off nobody is taken in, and who is there goes when it is turned off', async () => {
    const ann = await visit('ann');
    const stranger = await watch('visitor.bob');
    stranger.say({ ...HERE, site: 'blog' });
    expect(await stranger.closed).toBe(4403);
    const looking = await table();
    track(false);
    expect(await ann.closed).toBe(4403);
    const [told] = await looking.tick();
    expect([told?.isOff, told?.all]).toEqual([true, 0]);
  });

  test('LIVE5 a visitor sees nobody, not even itself', async () => {
    await visit('bob');
    const page = await visit('ann');
    page.say(ASK);
    expect(await page.closed).toBe(4400);
    expect(page.heard).toEqual([]);
  });
});

describe('LIVE9 the visitor whose card is open', () => {
  async function follow(name: string, of: VisitorId) {
    const looking = await watch(`operator.${name}`);
    looking.say({ t: 'follow', of });
    await looking.until(() => looking.heard.length > 0);
    const tick = async () => {
      const before = looking.heard.length;
      time.pass(TOLD_EVERY);
      await looking.settle();
      return looking.heard.slice(before) as FollowFrame[];
    };
    return { ...looking, tick };
  }
  const urls = (frame: FollowFrame | undefined) => frame?.here?.pages.map(({ url }) => url);

  test('is told to everybody of the staff, with the pages of the visit, and nobody else of the table is', async () => {
    await visit('ann');
    await visit('bob', { page: { url: 'https://shop.example/other', title: 'Other' } });
    for (const name of ['observer', 'operator', 'admin', 'owner']) {
      const { heard } = await follow(name, idOf('ann'));
      expect(heard).toHaveLength(1);
      const [frame] = heard as FollowFrame[];
      expect([frame?.t, frame?.of, frame?.here?.row.visitor]).toEqual(['followed', idOf('ann'), idOf('ann')]);
      expect(urls(frame)).toEqual(['https://shop.example/cart']);
      expect(JSON.stringify(heard)).not.toMatch(/secret|private|other/);
    }
  });

  test('is told as it goes on, at most once a second, and not of others', async () => {
    const page = await visit('ann');
    const other = await visit('bob');
    const looking = await follow('operator', idOf('ann'));
    expect(await looking.tick()).toEqual([]);
    other.say({ t: 'page', page: { url: 'https://shop.example/other', title: 'Other' } });
    await other.settle();
    expect(await looking.tick()).toEqual([]);
    page.say({ t: 'page', page: { url: 'https://shop.example/pay?card=1', title: 'Pay' } });
    page.say({ t: 'seen', on: false });
    await page.settle();
    const frames = await looking.tick();
    expect(frames.map(urls)).toEqual([['https://shop.example/cart', 'https://shop.example/pay']]);
    expect(frames[0]?.here?.row.hidden).toBe(true);
    // That the line is alive is told also while nothing is new.
    const silent: FollowFrame[] = [];
    for (let second = 0; second < 20; second++) silent.push(...(await looking.tick()));
    expect(silent).toHaveLength(2);
  });

  test('is not there before a person is seen, after it left, and where it is turned off', async () => {
    const page = await watch('visitor.ann');
    page.say(HERE);
    await page.settle();
    const looking = await follow('operator', idOf('ann'));
    const last = () => (looking.heard.at(-1) as FollowFrame).here?.row.visitor;
    expect(last()).toBe(undefined);
    page.say({ t: 'alive' });
    await page.settle();
    await looking.tick();
    expect(last()).toBe(idOf('ann'));
    track(false);
    await looking.tick();
    expect(last()).toBe(undefined);
  });

  test('is not told to a visitor, not even of itself', async () => {
    const page = await visit('ann');
    page.say({ t: 'follow', of: idOf('ann') });
    expect(await page.closed).toBe(CLOSE_CODES.badFrame.code);
    expect(page.heard).toEqual([]);
  });
});

describe('LIVE5 a hostile page', () => {
  test.each([
    ['words', 'hello'],
    ['a page first', { t: 'page', page: HERE.page }],
    ['no visit', { ...HERE, visits: 0 }],
    ['a visit of a year', { ...HERE, since: 3e10 }],
    ['no site', { ...HERE, site: '../x' }],
  ])('is sent away for %s', async (_, frame) => {
    const page = await watch('visitor.ann');
    page.say(frame);
    expect(await page.closed).toBe(4400);
  });

  test('has a frame of eight kilobytes and no more, and its title is cut', async () => {
    const page = await watch('visitor.ann');
    page.say({ ...HERE, page: { url: 'https://shop.example/', title: '🏺'.repeat(5_000) } });
    expect(await page.closed).toBe(4413);
    await visit('bob', { page: { url: 'https://shop.example/', title: '🏺'.repeat(150) } });
    const [row] = shown(await table());
    expect(row?.page.title).toBe('🏺'.repeat(75));
  });

  test('floods with page changes and is sent away; one table entry is all there ever was', async () => {
    const page = await visit('ann');
    for (let each = 0; each < 300; each += 1)
      page.say({ t: 'page', page: { url: `https://shop.example/${each}`, title: '' } });
    expect([4429, 1013]).toContain(await page.closed);
    const looking = await table();
    expect(shown(looking).map(({ pages }) => pages)).toEqual([2]);
  });

  test('names somebody else’s conversation, and is not shown with it', async () => {
    const client = await connect(street, 'visitor.bob');
    const conversation = newId() as ConversationId;
    await client.command('conversation.start', { conversation, site: 'shop' });
    await visit('ann', { conversation });
    const [row] = shown(await table());
    expect(row?.talk).toBe(undefined);
  });
});

describe('INVITE4 INVITE5 a talk upon an invitation', () => {
  async function start(word: string, invited?: object) {
    const client = await connect(street, `visitor.${word}`);
    const conversation = newId() as ConversationId;
    const result = await client.command('conversation.start', {
      conversation,
      site: 'shop',
      ...(invited && { invited }),
    } as never);
    expect(result.status).toBe('accepted');
    await client.open(conversationDocument(conversation));
    const read = () => readConversation(client.replica(conversationDocument(conversation)));
    return { client, read, started: () => read()?.messages.find(({ kind }) => kind === 'started') };
  }
  const anna = () => authorOf(street.people.actor('operator'));

  test('of a person: the visitor sees it at once, the talk tells it, and who invited has it', async () => {
    const page = await visit('ann');
    const online = await connect(street, 'operator.operator');
    expect(street.street.watch.invite(idOf('ann'), anna(), 'May I help?').ok).toBe(true);
    await page.until(() => page.heard.length > 0);
    const [frame] = page.heard as InvitedFrame[];
    expect(frame).toMatchObject({ t: 'invited', name: 'operator', text: 'May I help?' });
    const talk = await start('ann', { by: 'operator', id: frame?.id, name: 'x', text: 'other words' });
    await talk.client.until(() => talk.read()?.head.state === 'active');
    expect(talk.started()).toMatchObject({
      invited: { by: 'operator', id: anna().id, name: 'operator', text: 'May I help?' },
    });
    expect(talk.read()?.head.assignee).toEqual(anna());
    const looking = await table();
    expect(shown(looking)[0]?.talk).toMatchObject({ state: 'active', answeredBy: 'operator' });
    expect(street.street.watch.invite(idOf('ann'), anna(), 'Again?')).toEqual({
      ok: false,
      failure: 'has-conversation',
    });
    await online.close();
  });

  test('of a person: is the same when its visitor was away for a while and then answers it', async () => {
    const page = await visit('ann');
    street.street.watch.invite(idOf('ann'), anna(), 'May I help?');
    await page.until(() => page.heard.length > 0);
    const [frame] = page.heard as InvitedFrame[];
    page.socket.close();
    await page.closed;
    time.pass(300_000);
    const online = await connect(street, 'operator.operator');
    expect(shown(await table())).toEqual([]);
    const again = await visit('ann');
    await again.until(() => again.heard.length > 0);
    expect(again.heard).toEqual([frame]);
    const talk = await start('ann', { by: 'operator', id: frame?.id, name: 'x', text: 'other words' });
    await talk.client.until(() => talk.read()?.head.state === 'active');
    expect(talk.started()).toMatchObject({ invited: { by: 'operator', name: 'operator', text: 'May I help?' } });
    expect(talk.read()?.head.assignee).toEqual(anna());
    await online.close();
  });

  test('BLOCK1 is made to nobody who may not answer it', async () => {
    await visit('ann');
    const online = await connect(street, 'operator.operator');
    await online.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until: null });
    expect(street.street.watch.invite(idOf('ann'), anna(), 'May I help?')).toEqual({ ok: false, failure: 'suspended' });
    await online.command('visitor.unblock', { visitor: idOf('ann'), scope: 'visitor' });
    expect(street.street.watch.invite(idOf('ann'), anna(), 'May I help?').ok).toBe(true);
  });

  test('of a person who has left meanwhile waits for everybody', async () => {
    const page = await visit('ann');
    street.street.watch.invite(idOf('ann'), anna(), 'May I help?');
    await page.until(() => page.heard.length > 0);
    time.pass(60_000);
    const [frame] = page.heard as InvitedFrame[];
    const talk = await start('ann', { by: 'operator', id: frame?.id, name: '', text: '' });
    expect(talk.read()?.head.state).toBe('waiting');
  });

  test('of a site is told in the site’s words; what nobody has said is told as nothing', async () => {
    const list = [
      {
        id: 'help-1',
        name: 'Help',
        on: true,
        words: { en: 'May I help?', pl: 'Czy mogę pomóc?' },
        rules: { match: 'all' as const, conditions: [] },
        every: 'visit' as const,
      },
    ];
    street.sites.change('shop', { settings: { invitations: { from: 'The shop', list } } });
    const polish = await start('ann', { by: 'site', id: 'help-1', name: 'Anyone', text: 'Czy mogę pomóc?' });
    expect(polish.started()).toMatchObject({
      invited: { by: 'site', id: 'help-1', name: 'The shop', text: 'Czy mogę pomóc?' },
    });
    const forged = await start('bob', { by: 'site', id: 'help-1', name: 'Anyone', text: 'You won a prize' });
    expect(forged.started()).toMatchObject({ invited: { text: 'May I help?' } });
    for (const told of [
      { by: 'site', id: 'gone', name: '', text: 'You won a prize' },
      { by: 'operator', id: 'never', name: '', text: 'You won a prize' },
    ]) {
      const talk = await start(`carl-${told.id}`, told);
      expect(talk.started()).not.toHaveProperty('invited');
    }
  });
});
