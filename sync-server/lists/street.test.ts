import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readCategories, readDepartments, readTags, readTeam, readWorkspaceLists } from '#schema/docs/team-document.ts';
import { createTeam } from '../derive/team.ts';
import { createLiveDocument, createLives, type LiveContent } from '../publish/live-document.ts';
import { connect } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

const NO_BLOCKS = { current: () => [], onChanged: () => () => undefined };
let street: TestStreet & { readonly dataDir: string };
afterEach(() => street.close());

test('LIST2 open desks hear of a change at once and as that change alone; after a restart everything is there', async () => {
  street = await openTestStreet();
  const desk = await connect(street, 'operator.observer');
  const team = await desk.open(TEAM_DOCUMENT);
  if (typeof team === 'number') throw new Error(`refused with ${team}`);
  expect(readCategories(team).map(({ id }) => id)).toEqual(['lead', 'client', 'spam', 'other']);

  const before = desk.received.length;
  street.workspaceLists.add('departments', { name: 'Sales', members: [] });
  street.workspaceLists.add('tags', { name: 'VIP', colour: 5 });
  street.workspaceLists.archive('categories', 'other');
  await desk.until(() => readCategories(team).length === 3);
  expect(desk.received.length - before).toBe(3);
  expect([readDepartments(team), readTags(team)]).toMatchObject([[{ name: 'Sales' }], [{ name: 'VIP', colour: 5 }]]);

  const known = readWorkspaceLists(team);
  await street.stop();
  const { dataDir } = street;
  street = await openTestStreet({ dataDir });
  const again = await connect(street, 'operator.operator');
  const renewed = await again.open(TEAM_DOCUMENT);
  if (typeof renewed === 'number') throw new Error(`refused with ${renewed}`);
  expect(readWorkspaceLists(renewed)).toEqual(known);
});

test('LIST2 a team document that begins another life has the people and the lists in it', async () => {
  street = await openTestStreet();
  const lives = createLives(randomBytes, 0);
  const next = createLiveDocument(TEAM_DOCUMENT, lives);
  const document = { ...createLiveDocument(TEAM_DOCUMENT, lives), renewIfHeavy: renew };
  let lines = 0;
  function renew(count: number, fill: (content: LiveContent) => void): void {
    lines = count;
    next.write(fill);
  }
  createTeam(document, {
    people: street.people,
    presenceOf: () => 'here',
    statusOf: () => 'online',
    lists: street.workspaceLists,
    schedule: street.schedule,
    sites: street.sites,
    photos: street.photos,
    blocks: NO_BLOCKS,
  });
  street.workspaceLists.add('tags', { name: 'first', colour: 0 });
  let read: readonly unknown[] = [];
  next.write((doc) => (read = [readTags(doc), readCategories(doc).length, readTeam(doc).size]));
  expect(read).toEqual([street.workspaceLists.current().tags, 4, street.people.all().length]);
  expect(lines).toBe(6 + street.people.all().length);
});
