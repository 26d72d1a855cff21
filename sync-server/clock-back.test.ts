import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { EDIT_WINDOW } from '#schema/limits.ts';
import type { CommandId } from '#schema/ids.ts';
import { connect, startConversation, textsIn } from './testing/test-client.ts';
import { clockFloor } from './store/clock-floor.ts';
import { openDatabase } from './store/database.ts';
import { newId, openTestStreet } from './testing/test-street.ts';
import { systemClock } from './timers.ts';

type Opened = Awaited<ReturnType<typeof openTestStreet>>;
const opened: Opened[] = [];
afterEach(async () => {
  for (const street of opened.splice(0).reverse()) await street.close();
});

const HOUR = 3_600_000;

/** The clock of a machine that may be put forwards and back under a running server. */
function machine() {
  let offset = 0;
  const steady = performance.now();
  const passed = { extra: 0 };
  return {
    clock: (dataDir: string | null = null) => {
      const wall = (): number => Date.now() + offset + passed.extra;
      return systemClock(
        wall,
        () => performance.now() - steady + passed.extra,
        dataDir === null ? 0 : floorOf(dataDir, wall()),
      );
    },
    put: (ms: number) => void (offset += ms),
    /** Time goes by, for the machine's clock and for the steady one. */
    pass: (ms: number) => void (passed.extra += ms),
  };
}

function floorOf(dataDir: string, wall: number): number {
  const connection = openDatabase(join(dataDir, 'holdline.db'));
  try {
    return clockFloor(connection, wall);
  } finally {
    connection.close();
  }
}

const timesOf = ({ connection }: Opened): readonly number[] =>
  connection
    .prepare<{ at: number }>('SELECT at FROM entries ORDER BY id')
    .all()
    .map(({ at }) => at);

describe('the clock of the machine is put back by two hours', () => {
  test('CLOCK1 CMD4 COMMIT2 PUB4 under a running server: times and places go on, an edit window neither opens again nor never ends', async () => {
    const { clock, put, pass } = machine();
    const street = await openTestStreet({ clock: clock() });
    opened.push(street);
    const visitor = await connect(street, 'visitor.ann');
    const operator = await connect(street, 'operator.operator');
    const conversation = await startConversation(visitor);
    const say = (text: string, id: string = newId()) =>
      visitor.command('message.send', { conversation, text, lastSeen: 0 }, id);
    const early = newId();
    await say('before', early);
    pass(EDIT_WINDOW + 1_000);
    await say('still before');
    put(-2 * HOUR);
    const late = newId();
    const told = [await say('after', late), await say('after that')];
    expect(told).toMatchObject([
      { status: 'accepted', seq: 4 },
      { status: 'accepted', seq: 5 },
    ]);
    const times = timesOf(street);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const edit = (message: string) =>
      visitor.command('message.edit', { conversation, message: message as CommandId, text: 'changed' });
    expect(await edit(early)).toMatchObject({ status: 'rejected', rejection: { reason: 'too-late' } });
    expect(await edit(late)).toMatchObject({ status: 'accepted' });
    // Ours goes at half the pace until the machine's has caught up: the window is longer, and ends.
    pass(2 * EDIT_WINDOW + 2_000);
    expect(await edit(late)).toMatchObject({ status: 'rejected', rejection: { reason: 'too-late' } });

    const advance = (seen: number) => operator.command('cursor.advance', { conversation, delivered: seen, seen });
    expect(await advance(4)).toMatchObject({ status: 'accepted' });
    put(-HOUR);
    expect(await advance(2)).toMatchObject({ status: 'accepted' });
    const doc = await operator.open(conversationDocument(conversation));
    if (typeof doc === 'number') throw new Error(`refused with ${doc}`);
    expect(textsIn(doc)).toEqual(['before', 'still before', 'after', 'after that']);
    const cursors = operator.received.filter((frame) => frame.t === 'cursors').at(-1);
    expect(JSON.stringify(cursors)).toContain('"seen":4');
  });

  test('CLOCK1 CMD1 CMD4 between two lives of the server: the later one goes on where the earlier was', async () => {
    const { clock, put, pass } = machine();
    const first = await openTestStreet({ clock: clock() });
    opened.push(first);
    const visitor = await connect(first, 'visitor.ann');
    const conversation = await startConversation(visitor);
    const once = newId();
    const payload = { conversation, text: 'once', lastSeen: 0 };
    const told = await visitor.command('message.send', payload, once);
    await visitor.close();
    await first.stop();

    put(-2 * HOUR);
    const second = await openTestStreet({ dataDir: first.dataDir, clock: clock(first.dataDir) });
    opened.push(second);
    const back = await connect(second, 'visitor.ann');
    expect(await back.command('message.send', payload, once)).toEqual(told);
    expect(await back.command('message.send', { conversation, text: 'more', lastSeen: 0 })).toMatchObject({ seq: 3 });
    const times = timesOf(second);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    pass(2 * EDIT_WINDOW + 2_000);
    expect(
      await back.command('message.edit', { conversation, message: once as CommandId, text: 'changed' }),
    ).toMatchObject({ status: 'rejected', rejection: { reason: 'too-late' } });
  });

  test('CLOCK1 but not where the earlier life itself had a wrong clock: that is not followed into the future', async () => {
    const street = await openTestStreet();
    opened.push(street);
    const visitor = await connect(street, 'visitor.ann');
    await startConversation(visitor);
    const [at = 0] = timesOf(street);
    expect(clockFloor(street.connection, at - 2 * HOUR)).toBe(at);
    expect(clockFloor(street.connection, at - 30 * 24 * HOUR)).toBe(0);
  });
});
