import { afterEach, expect, test } from 'vitest';
import { operatorDocument } from '#schema/docs/document-name.ts';
import { DUTY_SITES } from '#schema/docs/operator-duty.ts';
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

/** The people of a test are in no table. */
const addRow = (person: OperatorId | undefined): void =>
  void street.connection.exec(
    `INSERT INTO people (id, name, email, email_verified, role, created_at, updated_at) VALUES ('${person}', '', '${person}', 0, 'operator', 0, 0)`,
  );

/** When a page was told that somebody is back, the last time; null: not at all. */
const backFor = ({ received }: TestClient): number | null => {
  const last = received.findLast((frame) => frame.t === 'welcome' || frame.t === 'unattended');
  return last?.back ?? null;
};

test('REQ6 with it goes when somebody is back: anew when the schedule is another, when that time has come, and for nobody when there is none', async () => {
  await open();
  const HOUR = 3_600_000;
  const early = await connect(street, 'visitor.ann');
  await pass(EXPECTED_FOR, early);
  expect([told(early).at(-1), backFor(early)]).toEqual([true, null]);

  const minutes = Math.floor(time.clock.now() / 60_000) + 90;
  const start = minutes * 60_000;
  const from = minutes % 1_440;
  const day = (Math.floor(minutes / 1_440) + 3) % 7;
  const week = [0, 2].map((later) => ({ day: (day + later) % 7, from, to: (from + 30) % 1_440 }));
  const person = street.people.actor('operator').id as OperatorId;
  addRow(person);
  expect(street.schedule.change({ zone: 'UTC', weeks: [{ person, week }] }).ok).toBe(true);
  await early.until(() => backFor(early) === start);
  const late = await connect(street, 'visitor.bob');
  await heard(late);
  expect(backFor(late)).toBe(start);
  await early.close();
  await late.close();

  // The shift begins, and nobody comes.
  time.pass(2 * HOUR);
  const after = await connect(street, 'visitor.ann');
  await heard(after);
  expect(backFor(after)).toBe(start + 48 * HOUR);
  time.pass(1_000);
  await heard(after);
  expect(told(after)).toEqual([true]);

  street.schedule.change({ weeks: [{ person, week: [] }] });
  await after.until(() => backFor(after) === null);
  street.schedule.change({ weeks: [{ person, week }] });
  await after.until(() => backFor(after) !== null);
  const anna = await connect(street, 'operator.operator');
  await anna.open(ownOf('operator'));
  anna.write(ownOf('operator'), (doc) => chooseStatus(doc, 'online', time.clock.now()));
  await after.until(() => told(after).at(-1) === false);
  expect(backFor(after)).toBeNull();
});

const onPagesOf = (site: string, word = 'ann'): Promise<TestClient> =>
  connect(street, `visitor.${word}`, undefined, undefined, site);

/** The departments as a page was told them last: those where somebody is there with a plus. */
const offeredTo = ({ received }: TestClient): readonly string[] => {
  const last = received.findLast((frame) => frame.t === 'welcome' || frame.t === 'unattended');
  return (last?.departments ?? []).map(({ name, on }) => `${name}${on ? '+' : ''}`);
};

test('DUTY1 for a site counts only who is on duty for it, by their own choice, also after a restart', async () => {
  await open();
  const anna = await connect(street, 'operator.operator');
  await anna.open(ownOf('operator'));
  await pass(EXPECTED_FOR, anna);
  const [shop, blog] = [await onPagesOf('shop'), await onPagesOf('blog', 'bob')];
  for (const page of [shop, blog]) await heard(page);
  const choose = (sites: readonly string[] | null): void =>
    anna.write(ownOf('operator'), (doc) => void doc.getMap('preferences').set(DUTY_SITES, sites));
  choose(['blog']);
  await shop.until(() => told(shop).at(-1) === true);
  await heard(blog);
  expect([told(shop), told(blog)]).toEqual([[false, true], [false]]);
  choose(null);
  await shop.until(() => told(shop).at(-1) === false);
  choose(['blog']);
  await shop.until(() => told(shop).at(-1) === true);
  await street.stop();
  await open(street.dataDir);
  const again = await connect(street, 'operator.operator');
  await pass(EXPECTED_FOR, again);
  const later = [await onPagesOf('shop'), await onPagesOf('blog', 'bob')];
  for (const page of later) await heard(page);
  expect(later.map(told)).toEqual([[true], [false]]);
});

test('ASK3 a page is told which departments its site offers, and for which of them somebody is there', async () => {
  await open();
  const [anna, ben] = ['operator', 'other'].map((name) => street.people.actor(name).id as OperatorId);
  for (const id of [anna, ben]) addRow(id);
  const add = (name: string, members: readonly (OperatorId | undefined)[]): string => {
    const added = street.workspaceLists.add('departments', { name, members: members.filter((id) => id !== undefined) });
    return added.ok ? (added.value.departments.find((one) => one.name === name)?.id ?? '') : '';
  };
  const [sales, repairs, kept] = [add('Sales', [anna]), add('Repairs', [ben]), add('Kept', [])];
  const { form } = street.sites.settingsOf('default');
  street.sites.change('default', { settings: { form: { ...form, departments: [sales, repairs] } } });
  const desk = await connect(street, 'operator.operator');
  await pass(EXPECTED_FOR, desk);
  const page = await onPagesOf('default');
  const other = await onPagesOf('elsewhere', 'bob');
  for (const one of [page, other]) await heard(one);
  expect([offeredTo(page), offeredTo(other)]).toEqual([['Sales+', 'Repairs'], []]);
  await connect(street, 'operator.other');
  await page.until(() => offeredTo(page)[1] === 'Repairs+');
  street.sites.change('default', { settings: { form: { ...form, departments: [repairs, kept] } } });
  await page.until(() => offeredTo(page).join() === 'Repairs+,Kept');
  expect(told(page)).toEqual([false, false, false]);
});
