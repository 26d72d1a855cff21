import { afterEach, expect, test, vi } from 'vitest';
import type * as Y from 'yjs';
import { operatorDocument, TEMPLATES_DOCUMENT } from '#schema/docs/document-name.ts';
import {
  orderAt,
  placeTemplate,
  putBack,
  readTemplates,
  removeGroup,
  removeTemplate,
  writeGroup,
  writeTemplate,
} from '#schema/docs/templates-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import { connect, type TestClient } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet | null = null;
afterEach(async () => {
  await street?.close();
  street = null;
});

const NAME = TEMPLATES_DOCUMENT;
const WAIT = { timeout: 10_000, interval: 5 };

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One change of the list, as the app makes it. */
function change(doc: Y.Doc, roll: (below: number) => number, who: string, step: number): void {
  const { templates, groups } = readTemplates(doc);
  const random = (): number => roll(2 ** 30) / 2 ** 30;
  const one = templates[roll(templates.length)];
  const group = groups[roll(groups.length)];
  const version = { id: `${who}-v${step}`, by: who, at: step };
  const what = roll(7);
  if (one === undefined || what === 0) {
    const id = `${who}-${step}`;
    writeTemplate(doc, id, { name: `${who} ${step}`, text: `words ${step}` }, version);
    const inGroup = templates.filter((other) => other.group === (group?.id ?? null));
    const order = orderAt(inGroup, roll(inGroup.length + 1), random);
    placeTemplate(doc, id, { group: group?.id ?? null, order });
  } else if (what === 1) writeTemplate(doc, one.id, { name: one.name, text: `${one.text}!` }, version);
  else if (what === 2) writeTemplate(doc, one.id, { name: `${one.name}?`, text: one.text }, version);
  else if (what === 3)
    placeTemplate(doc, one.id, { group: group?.id ?? null, order: orderAt(templates, roll(5), random) });
  else if (what === 4) {
    const removed = removeTemplate(doc, one.id);
    if (roll(2) === 0) putBack(doc, removed);
  } else if (what === 5 || group === undefined)
    writeGroup(doc, `${who}-g${step}`, { name: `group ${roll(5)}`, order: orderAt(groups, roll(5), random) });
  else if (roll(3) === 0) removeGroup(doc, group.id);
  else writeGroup(doc, group.id, { name: `group ${roll(5)}` });
}

test('TPL2 TPL3 TPL4 two operators change the list, with a network and without: everything is taken, and all see one list', async () => {
  street = await openTestStreet();
  const at = street;
  const person = async (name: string): Promise<TestClient> => connect(at, `operator.${name}`);
  const [one, two, reader] = [await person('operator'), await person('other'), await person('observer')];
  const roll = dice(7);
  // Before there is a network.
  for (let step = 0; step < 60; step += 1) {
    change(one.replica(NAME), roll, 'one', step);
    change(two.replica(NAME), roll, 'two', step);
  }
  const offline = [one, two].map((client) => readTemplates(client.replica(NAME)).templates.map(({ id }) => id));
  await one.open(NAME);
  await two.open(NAME);
  await reader.open(NAME);
  const list = (client: TestClient) => readTemplates(client.replica(NAME));
  const agree = async (): Promise<void> => {
    const [mine, ...others] = [one, two, reader];
    await vi.waitFor(() => expect(others.map(list)).toEqual(others.map(() => list(mine ?? one))), WAIT);
  };
  await agree();
  expect(new Set(list(one).templates.map(({ id }) => id))).toEqual(new Set(offline.flat()));
  for (let step = 60; step < 120; step += 1) {
    one.write(NAME, (doc) => change(doc, roll, 'one', step));
    two.write(NAME, (doc) => change(doc, roll, 'two', step));
  }
  await agree();
  const [ours, latest] = [list(one), await connect(at, 'operator.admin')];
  await latest.open(NAME);
  await vi.waitFor(() => expect(list(latest)).toEqual(ours), WAIT);
  for (const client of [one, two, reader]) expect(client.received.filter(({ t }) => t === 'closed')).toEqual([]);
});

test('TPL1 a thousand templates have room, an observer reads them and writes none, and a visitor finds nothing', async () => {
  street = await openTestStreet();
  const writer = await connect(street, 'operator.operator');
  await writer.open(NAME);
  for (let part = 0; part < 25; part += 1) {
    writer.write(NAME, (doc) => {
      for (let at = part * 40; at < part * 40 + 40; at += 1) {
        const text = `${at} ${'Здравствуйте! Ваш заказ уже в пути и приедет завтра. '.repeat(6)}`;
        writeTemplate(doc, `template-${at}`, { name: `name ${at}`, text }, { id: 'one', by: 'x', at });
      }
    });
  }
  await writer.until(() => writer.saved(NAME) >= 25);
  const observer = await connect(street, 'operator.observer');
  await observer.open(NAME);
  await observer.until(() => readTemplates(observer.replica(NAME)).templates.length === 1000);
  observer.write(NAME, (doc) => void removeTemplate(doc, 'template-7'));
  const visitor = await connect(street, 'visitor.ann');
  expect(await visitor.open(NAME)).toBe(4404);
  const later = await connect(street, 'operator.other');
  await later.open(NAME);
  await later.until(() => readTemplates(later.replica(NAME)).templates.length === 1000);
});

test('TPL1 STAFF2 templates of one’s own stand in the document of that person alone', async () => {
  street = await openTestStreet();
  const own = operatorDocument(street.people.actor('operator').id as OperatorId);
  const [phone, laptop] = [await connect(street, 'operator.operator'), await connect(street, 'operator.operator')];
  await phone.open(own);
  await laptop.open(own);
  phone.write(own, (doc) => writeTemplate(doc, 'A', { name: 'hi', text: 'Hello!' }, { id: '1', by: 'x', at: 1 }));
  await laptop.until(() => readTemplates(laptop.replica(own)).templates.length === 1);
  const other = await connect(street, 'operator.other');
  expect(await other.open(own)).toBe(4403);
});
