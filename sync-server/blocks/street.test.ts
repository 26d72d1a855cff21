import { afterEach, describe, expect, test } from 'vitest';
import { STOPS_KEPT, type Block } from '#schema/conversation/block.ts';
import { TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readBlocks } from '#schema/docs/team-document.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { authorOf } from '#schema/words.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, newConversation, startConversation, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet & { readonly dataDir: string };
let time: ReturnType<typeof manualTime>;
afterEach(() => street.close());

async function open(dataDir?: string): Promise<void> {
  time = manualTime();
  street = await openTestStreet({ ...time, ...(dataDir !== undefined && { dataDir }) });
}

const HOUR = 3_600_000;
const OFFICE = '203.0.113.7';
const idOf = (name: string): VisitorId => visitorActor(name).id as VisitorId;
const SUSPENDED: CommandResult = { status: 'rejected', rejection: { reason: 'suspended' } };

const write = (client: TestClient, conversation: string): Promise<CommandResult> =>
  client.command('message.send', { conversation: conversation as never, text: 'hello', lastSeen: 0 });
const toldTo = (client: TestClient): readonly (number | null)[] =>
  client.received.flatMap((frame) => (frame.t === 'suspended' ? [frame.until] : []));
const blocksIn = (client: TestClient): readonly Block[] => readBlocks(client.replica(TEAM_DOCUMENT));

/** A desk with the team open, and a visitor who has begun to talk. */
async function talk(from?: string) {
  const desk = await connect(street, 'operator.operator');
  await desk.open(TEAM_DOCUMENT);
  const ann = await connect(street, 'visitor.ann', from);
  return { desk, ann, conversation: await startConversation(ann) };
}

test('BLOCK1 BLOCK2 a blocked visitor is told, refused with the reason, and reads on; unblocked it writes again', async () => {
  await open();
  const { desk, ann, conversation } = await talk();
  expect(await write(ann, conversation)).toMatchObject({ status: 'accepted' });
  const until = time.clock.now() + HOUR;
  await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until, reason: ' swears ' });
  await ann.until(() => toldTo(ann).length === 1);
  expect(await write(ann, conversation)).toEqual(SUSPENDED);
  const others = [
    ['contact.update', { name: 'Ann' }],
    ['conversation.start', { conversation: newConversation(), site: 'shop' }],
    ['conversation.rate', { conversation, score: 1 }],
    ['callback.ask', { conversation, phone: '600 100 200', when: null }],
    ['callback.cancel', { conversation }],
    ['transcript.send', { conversation }],
    ['contact.visit', { visit: 1 }],
    ['consent.give', { conversation, on: true, words: 'Yes?' }],
  ] as const;
  for (const [verb, payload] of others) expect(await ann.command(verb, payload), verb).toEqual(SUSPENDED);
  // Nobody is kept from taking that back, and nobody takes back another one's.
  expect(await ann.command('consent.give', { conversation, on: false })).toMatchObject({ status: 'accepted' });
  const eve = await connect(street, 'visitor.eve');
  expect(await eve.command('consent.give', { conversation, on: false })).toMatchObject({ status: 'rejected' });
  expect(await ann.command('cursor.advance', { conversation, delivered: 1, seen: 1 })).toMatchObject({
    status: 'accepted',
  });
  await desk.until(() => blocksIn(desk).length === 1);
  expect(blocksIn(desk)).toMatchObject([
    { scope: 'visitor', visitor: idOf('ann'), until, reason: 'swears', by: { name: 'operator' } },
  ]);
  // Its other pages hear of it when they come; nobody else does.
  const [phone, bob] = await Promise.all([connect(street, 'visitor.ann'), connect(street, 'visitor.bob')]);
  await phone.until(() => toldTo(phone).length === 1);
  expect([toldTo(ann), toldTo(phone), toldTo(bob), toldTo(desk)]).toEqual([[until], [until], [], []]);

  await desk.command('visitor.unblock', { visitor: idOf('ann'), scope: 'visitor' });
  await ann.until(() => toldTo(ann).length === 2);
  expect([toldTo(ann), await write(ann, conversation)]).toMatchObject([[until, 0], { status: 'accepted' }]);
  await desk.until(() => blocksIn(desk).length === 0);
});

test('BLOCK4 a block ends by itself, by the server’s clock, and is told; one that waited too long does nothing', async () => {
  await open();
  const { desk, ann, conversation } = await talk();
  const until = time.clock.now() + 5_000;
  await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until });
  expect(await write(ann, conversation)).toEqual(SUSPENDED);
  time.pass(4_999);
  expect(await write(ann, conversation)).toEqual(SUSPENDED);
  time.pass(1);
  expect(await write(ann, conversation)).toMatchObject({ status: 'accepted' });
  await ann.until(() => toldTo(ann).length === 2);
  await desk.until(() => blocksIn(desk).length === 0);
  expect(street.connection.prepare('SELECT * FROM blocks').all()).toEqual([]);
  expect(await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until })).toMatchObject({
    status: 'accepted',
  });
  expect(await write(ann, conversation)).toMatchObject({ status: 'accepted' });
});

test('BLOCK4 it outlives a restart, and what is over by then is gone', async () => {
  await open();
  const { desk, ann } = await talk();
  await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until: null });
  await desk.command('visitor.block', { visitor: idOf('bob'), scope: 'visitor', until: time.clock.now() + 1 });
  await desk.until(() => blocksIn(desk).length === 2);
  await ann.close();
  await street.stop();
  await open(street.dataDir);
  time.pass(2);
  const again = await talk();
  expect(await write(again.ann, again.conversation)).toEqual(SUSPENDED);
  expect(toldTo(again.ann)).toEqual([null]);
  expect(blocksIn(again.desk).map(({ visitor }) => visitor)).toEqual([idOf('ann')]);
});

describe('addresses', () => {
  const asked = () => street.street.blocks.addresses().map(({ address }) => address);

  test('BLOCK3 BLOCK6 BLOCK7 whoever comes from there is stopped and counted; no document and no log has the address', async () => {
    await open();
    const { desk, ann, conversation } = await talk(OFFICE);
    await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'address', until: null });
    await desk.until(() => blocksIn(desk)[0]?.stopped?.length === 1);
    const bob = await connect(street, 'visitor.bob', OFFICE);
    const cat = await connect(street, 'visitor.cat', '203.0.113.8');
    await bob.until(() => toldTo(bob).length === 1);
    expect(await write(ann, conversation)).toEqual(SUSPENDED);
    expect(toldTo(cat)).toEqual([]);
    await desk.until(() => blocksIn(desk)[0]?.stopped?.length === 2);
    expect(blocksIn(desk)[0]).toMatchObject({ scope: 'address', stopped: [idOf('ann'), idOf('bob')] });
    expect(asked()).toEqual([OFFICE]);
    for (const text of [JSON.stringify(desk.replica(TEAM_DOCUMENT)), street.logLines.join('\n')])
      expect(text).not.toContain(OFFICE);

    // Unblocked, and that taken back, although nobody of them is there any more.
    await Promise.all([ann.close(), bob.close()]);
    await desk.command('visitor.unblock', { visitor: idOf('ann'), scope: 'address' });
    expect(asked()).toEqual([]);
    await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'address', until: null });
    expect(asked()).toEqual([OFFICE]);
    // What was made from a conversation is taken off by a command alone.
    const [{ id = '' } = {}] = street.street.blocks.addresses();
    expect([street.street.blocks.remove(id), asked()]).toEqual([false, [OFFICE]]);
  });

  test('BLOCK3 what is not known, or is this machine’s own, is refused', async () => {
    await open();
    const { desk } = await talk();
    for (const visitor of [idOf('ann'), idOf('nobody')])
      expect(await desk.command('visitor.block', { visitor, scope: 'address', until: null })).toEqual({
        status: 'rejected',
        rejection: { reason: 'no-address' },
      });
  });

  test('BLOCK7 of a whole office so many are named and no more', async () => {
    await open();
    const { desk } = await talk();
    const by = authorOf(street.people.actor('admin'));
    street.street.blocks.add({ address: OFFICE, until: null, reason: '' }, by, null);
    for (let n = 0; n < STOPS_KEPT + 3; n += 1) await (await connect(street, `visitor.v${n}`, OFFICE)).close();
    await desk.until(() => blocksIn(desk)[0]?.stopped?.length === STOPS_KEPT);
    expect(street.connection.prepare('SELECT * FROM block_stops').all()).toHaveLength(STOPS_KEPT);
  });

  test('BLOCK1 BLOCK6 a block of an address holds for who has a socket, whatever comes from there behind them', async () => {
    await open();
    const { desk, ann, conversation } = await talk(OFFICE);
    await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'address', until: null });
    expect(await write(ann, conversation)).toEqual(SUSPENDED);
    for (let n = 0; n < 10_100; n += 1) street.street.mayCall(`v${n}` as VisitorId, OFFICE);
    // Until the address is heard again (WIRE7).
    time.pass(10_000);
    expect(await write(ann, conversation)).toEqual(SUSPENDED);
  });

  test('BLOCK8 the same address by hand is one, and ends by hand alone', async () => {
    await open();
    const { ann, conversation, desk } = await talk(OFFICE);
    const by = authorOf(street.people.actor('admin'));
    const { blocks } = street.street;
    const add = (address: string, until: number | null) => blocks.add({ address, until, reason: '' }, by, null);
    expect(add(OFFICE, null).ok && add(`::ffff:${OFFICE}`, time.clock.now() + HOUR).ok).toBe(true);
    expect([add('example.com', null), add(OFFICE, 1)]).toEqual([
      { ok: false, failure: 'not-an-address' },
      { ok: false, failure: 'is-over' },
    ]);
    expect(asked()).toEqual([OFFICE]);
    expect(await write(ann, conversation)).toEqual(SUSPENDED);
    await desk.command('visitor.unblock', { visitor: idOf('ann'), scope: 'address' });
    expect(await write(ann, conversation)).toEqual(SUSPENDED);
    const [{ id = '' } = {}] = blocks.addresses();
    expect([blocks.remove(id), blocks.remove(id)]).toEqual([true, true]);
    expect(await write(ann, conversation)).toMatchObject({ status: 'accepted' });
  });

  test('BLOCK10 a range stops whoever comes from there and nobody else, outlives a restart, and keeps off whoever made it', async () => {
    await open();
    const { desk, ann, conversation } = await talk(OFFICE);
    const by = authorOf(street.people.actor('admin'));
    const { blocks } = street.street;
    const add = (address: string, from: string | null = null) =>
      blocks.add({ address, until: null, reason: '' }, by, from);
    expect(blocks.effectOf('203.0.113.99/24', '203.0.114.1')).toEqual({
      ok: true,
      value: { address: '203.0.113.0/24', visitors: 1, isOwn: false },
    });
    for (const own of ['203.0.113.0/24', '203.0.113.200', '::ffff:203.0.113.0/120'])
      expect(add(own, '203.0.113.200')).toEqual({ ok: false, failure: 'own-address' });
    expect([blocks.effectOf('10.0.0.0/4', null), add('0.0.0.0/0')]).toEqual([
      { ok: false, failure: 'not-an-address' },
      { ok: false, failure: 'not-an-address' },
    ]);
    expect(await write(ann, conversation)).toMatchObject({ status: 'accepted' });

    expect(add('203.0.113.99/24', '203.0.114.1').ok && add('2001:db8:1::/48').ok).toBe(true);
    await ann.until(() => toldTo(ann).length === 1);
    const bob = await connect(street, 'visitor.bob', '2001:db8:1:ffff::7');
    const cat = await connect(street, 'visitor.cat', '203.0.114.7');
    await bob.until(() => toldTo(bob).length === 1);
    expect([await write(ann, conversation), toldTo(cat)]).toEqual([SUSPENDED, []]);
    await desk.until(() => blocksIn(desk).every(({ stopped }) => stopped?.length === 1));
    expect(blocksIn(desk).map(({ isRange, stopped }) => [isRange, stopped])).toEqual([
      [true, [idOf('ann')]],
      [true, [idOf('bob')]],
    ]);
    expect(JSON.stringify(blocksIn(desk))).not.toMatch(/203\.0\.113|2001:db8/);
    // The same range, however it is written, is changed.
    expect(add('203.0.113.0/24').ok && asked()).toEqual(['203.0.113.0/24', '2001:db8:1::/48']);

    await Promise.all([ann, bob, cat, desk].map((client) => client.close()));
    await street.stop();
    await open(street.dataDir);
    const again = await talk(OFFICE);
    expect([await write(again.ann, again.conversation), blocksIn(again.desk)[0]?.isRange]).toEqual([SUSPENDED, true]);
  });

  test('BLOCK9 KEEP5 who is erased is in no block any more, neither as its cause nor as one who was stopped', async () => {
    await open();
    const { desk, ann, conversation } = await talk(OFFICE);
    await write(ann, conversation);
    await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'address', until: null, reason: 'secret' });
    await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'visitor', until: null, reason: 'secret' });
    const by = authorOf(street.people.actor('admin'));
    street.street.blocks.add({ address: OFFICE, until: null, reason: '' }, by, null);
    await desk.until(() => blocksIn(desk).every(({ scope, stopped }) => scope === 'visitor' || stopped?.length === 1));
    await ann.close();
    const done = street.street.erase(idOf('ann'), 'admin');
    const passing = setInterval(() => time.pass(50), 1);
    expect(await done).toMatchObject({ ok: true });
    clearInterval(passing);
    await desk.until(() => blocksIn(desk).length === 1);
    expect(blocksIn(desk)).toMatchObject([{ scope: 'address' }]);
    expect(blocksIn(desk)[0]).not.toHaveProperty('stopped');
    expect(street.connection.prepare('SELECT * FROM block_stops').all()).toEqual([]);
    expect(JSON.stringify(street.connection.prepare('SELECT * FROM blocks').all())).not.toContain('secret');
  });
});

test('PRIV4 BLOCK6 where a site wants addresses shortened, a blocked one is written down as what many have in common', async () => {
  await open();
  const privacy = { keepDays: null, shortAddresses: true, selfService: true, parameters: [] };
  street.sites.change('default', { settings: { privacy } });
  const { desk, conversation } = await talk('203.0.113.7');
  await desk.command('visitor.block', { visitor: idOf('ann'), scope: 'address', until: null });
  await desk.until(() => blocksIn(desk).length === 1);
  expect(street.street.blocks.addresses()).toMatchObject([{ address: '203.0.113.0/24' }]);
  const neighbour = await connect(street, 'visitor.bob', '203.0.113.9');
  expect(await neighbour.command('contact.update', { name: 'Bob' })).toEqual(SUSPENDED);
  expect(conversation).toBeTypeOf('string');
});
