import { afterEach, expect, test } from 'vitest';
import { operatorDocument } from '#schema/docs/document-name.ts';
import { chooseStatus, type OperatorStatus } from '#schema/docs/operator-status.ts';
import type { OperatorId } from '#schema/ids.ts';
import { manualTime } from '../testing/manual-time.ts';
import { connect, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';
import { EXPECTED_FOR, SETTLES_AFTER } from './leases.ts';

let street: TestStreet & { readonly dataDir: string };
let time: ReturnType<typeof manualTime>;
afterEach(() => street.close());

async function open(dataDir?: string): Promise<void> {
  time = manualTime();
  street = await openTestStreet({ ...time, ...(dataDir !== undefined && { dataDir }) });
}

let pings = 0;
/** Everything that was said to this client before has been heard. */
async function heard(client: TestClient): Promise<void> {
  const n = (pings += 1);
  client.say({ t: 'ping', n });
  await client.until(() => client.received.some((frame) => frame.t === 'pong' && frame.n === n));
}

/** Time passes, in which these clients, and no others, give signs of life. */
async function pass(ms: number, ...alive: readonly TestClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    time.pass(Math.min(5_000, left));
    for (const client of alive) await heard(client);
  }
}

/** What a page was told: as its line came up, and each change after it. */
const told = ({ received }: TestClient): readonly boolean[] =>
  received.flatMap((frame) => {
    if (frame.t === 'welcome') return [frame.unattended === true];
    return frame.t === 'unattended' ? [frame.on] : [];
  });

const ownOf = (name: string) => operatorDocument(street.people.actor(name).id as OperatorId);

async function choose(client: TestClient, name: string, status: OperatorStatus): Promise<void> {
  const before = client.saved(ownOf(name));
  client.write(ownOf(name), (doc) => chooseStatus(doc, status, Date.now()));
  await client.until(() => client.saved(ownOf(name)) > before);
}

test('REQ1 LEASE4 a visitor is told when nobody is there, as the line comes up and on each change; a reload is no absence', async () => {
  await open();
  const early = await connect(street, 'visitor.ann');
  await pass(EXPECTED_FOR, early);
  expect(told(early)).toEqual([false, true]);
  await early.close();

  const visitor = await connect(street, 'visitor.ann');
  const observer = await connect(street, 'operator.observer');
  const anna = await connect(street, 'operator.operator');
  await visitor.until(() => told(visitor).length === 2);
  const other = await connect(street, 'operator.other');
  await anna.close();
  await other.close();
  const back = await connect(street, 'operator.other');
  await pass(SETTLES_AFTER + 5_000, visitor, back, observer);
  expect(told(visitor)).toEqual([true, false]);
  await back.close();
  await pass(SETTLES_AFTER + 5_000, visitor, observer);
  expect(told(visitor)).toEqual([true, false, true]);
  expect(told(observer)).toEqual([false]);
});

test('REQ1 STATUS3 whoever is away, invisible or offline is not on duty for visitors, also after a restart', async () => {
  await open();
  const anna = await connect(street, 'operator.operator');
  await anna.open(ownOf('operator'));
  await pass(EXPECTED_FOR, anna);
  const visitor = await connect(street, 'visitor.ann');
  await heard(visitor);
  for (const status of ['away', 'online', 'invisible', 'online', 'offline'] as const)
    await choose(anna, 'operator', status);
  await visitor.until(() => told(visitor).length === 6);
  expect(told(visitor)).toEqual([false, true, false, true, false, true]);
  await street.stop();
  await open(street.dataDir);
  const later = await connect(street, 'visitor.ann');
  const again = await connect(street, 'operator.operator');
  await pass(EXPECTED_FOR, later, again);
  expect(told(later)).toEqual([false, true]);
});
