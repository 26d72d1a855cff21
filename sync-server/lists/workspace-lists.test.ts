import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListName, WorkspaceLists } from '#schema/workspace-lists.ts';
import { addEveryRole, openTemporaryWorkspace, type TemporaryWorkspace } from '../testing/temporary-workspace.ts';

let workspace: TemporaryWorkspace;
beforeEach(() => {
  workspace = openTemporaryWorkspace();
});
afterEach(() => workspace.close());

function names(list: ListName, archived = false): readonly string[] {
  const items = workspace.workspaceLists.current()[list];
  return items.filter((item) => (item.archived ?? false) === archived).map(({ name }) => name);
}
const idOf = (list: ListName, wanted: string): string =>
  workspace.workspaceLists.current()[list].find(({ name }) => name === wanted)?.id ?? 'nobody';
const person = (role: string): never => workspace.people.all().find((one) => one.role === role)?.id as never;

test('LIST1 a workspace begins with four categories that the screens have words for', () => {
  const { categories, departments, tags, revision } = workspace.workspaceLists.current();
  expect(categories.map(({ id, name }) => [id, name])).toEqual([
    ['lead', ''],
    ['client', ''],
    ['spam', ''],
    ['other', ''],
  ]);
  expect([departments, tags, revision]).toEqual([[], [], 1]);
});

test('LIST1 LIST4 what is added, renamed and ordered is told once, and is there after a restart', () => {
  const { workspaceLists } = workspace;
  const told: WorkspaceLists[] = [];
  const stop = workspaceLists.onChanged((lists) => told.push(lists));
  for (const name of ['Sales', 'Support', 'Repairs']) workspaceLists.add('departments', { name, members: [] });
  workspaceLists.change('departments', idOf('departments', 'Support'), { name: 'Help' });
  workspaceLists.change('departments', idOf('departments', 'Help'), { name: 'Help' });
  workspaceLists.order('departments', [idOf('departments', 'Repairs'), idOf('departments', 'Sales'), 'a stranger']);
  expect(names('departments')).toEqual(['Repairs', 'Sales', 'Help']);
  expect(told.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6]);
  expect(told.at(-1)).toEqual(workspaceLists.current());
  expect(workspace.open().workspaceLists.current()).toEqual(workspaceLists.current());
  stop();
  workspaceLists.add('tags', { name: 'VIP', colour: 3 });
  expect(told).toHaveLength(5);
});

test('LIST1 an operator is in any number of departments, each in its own order; who answers no chats is in none', async () => {
  await addEveryRole(workspace);
  const { workspaceLists } = workspace;
  const [admin, operator] = [person('admin'), person('operator')];
  workspaceLists.add('departments', { name: 'Sales', members: [operator, admin] });
  workspaceLists.add('departments', { name: 'Support', members: [admin, operator] });
  workspaceLists.change('departments', idOf('departments', 'Sales'), { members: [admin, operator, person('owner')] });
  const { departments } = workspace.open().workspaceLists.current();
  expect(departments.map(({ members }) => members)).toEqual([
    [admin, operator, person('owner')],
    [admin, operator],
  ]);
  const strange = { ok: false, failure: 'unknown-person' };
  expect(workspaceLists.add('departments', { name: 'Third', members: [person('observer')] })).toEqual(strange);
  const sales = idOf('departments', 'Sales');
  expect(workspaceLists.change('departments', sales, { members: ['nobody' as never] })).toEqual(strange);
  expect(workspaceLists.current().departments).toEqual(departments);
});

describe('LIST5 names', () => {
  test.each(['VIP', 'vip', ' V\u0069P '.trim(), 'vi\u0070'])('LIST5 %s is refused while there is a VIP', (name) => {
    const { workspaceLists } = workspace;
    workspaceLists.add('tags', { name: 'VIP', colour: 1 });
    workspaceLists.add('tags', { name: 'Other', colour: 1 });
    expect(workspaceLists.add('tags', { name, colour: 2 })).toEqual({ ok: false, failure: 'name-in-use' });
    const other = idOf('tags', 'Other');
    expect(workspaceLists.change('tags', other, { name })).toEqual({ ok: false, failure: 'name-in-use' });
    expect(names('tags')).toEqual(['VIP', 'Other']);
    // Its own name in other letters is no other one's.
    expect(workspaceLists.change('tags', idOf('tags', 'VIP'), { name: 'Vip' }).ok).toBe(true);
    // And each list has names of its own.
    expect(workspaceLists.add('categories', { name }).ok).toBe(true);
  });

  test('LIST5 LIST3 a name that comes back is the one it was, and one that was given away meanwhile does not', () => {
    const { workspaceLists } = workspace;
    workspaceLists.add('categories', { name: 'Complaint' });
    const id = idOf('categories', 'Complaint');
    workspaceLists.archive('categories', id);
    expect([names('categories'), names('categories', true)]).toEqual([['', '', '', ''], ['Complaint']]);
    workspaceLists.add('categories', { name: 'complaint' });
    expect(idOf('categories', 'complaint')).toBe(id);

    workspaceLists.archive('categories', id);
    workspaceLists.change('categories', 'lead', { name: 'Complaint' });
    expect(workspaceLists.restore('categories', id)).toEqual({ ok: false, failure: 'name-in-use' });
    workspaceLists.change('categories', 'lead', { name: '' });
    expect(workspaceLists.restore('categories', id).ok).toBe(true);
    expect(names('categories')).toEqual(['', '', '', '', 'complaint']);
    expect(workspaceLists.change('categories', id, { name: '' })).toEqual({ ok: false, failure: 'no-name' });
  });

  test('LIST5 a department that comes back by its name has its people again, unless others are named', async () => {
    await addEveryRole(workspace);
    const { workspaceLists, people } = workspace;
    const [one, other] = people
      .all()
      .filter(({ role }) => role !== 'observer')
      .map(({ id }) => id);
    const membersOf = () => workspaceLists.current().departments[0]?.members;
    workspaceLists.add('departments', { name: 'Sales', members: [one!] });
    const id = idOf('departments', 'Sales');
    for (const members of [[], [other!]]) {
      workspaceLists.archive('departments', id);
      workspaceLists.add('departments', { name: 'sales', members });
      expect([idOf('departments', 'sales'), membersOf()]).toEqual([id, [members[0] ?? one]]);
    }
  });
});

test('LIST3 what is archived comes back as it was, after a restart as well', async () => {
  await addEveryRole(workspace);
  const { workspaceLists } = workspace;
  for (const name of ['Sales', 'Support'])
    workspaceLists.add('departments', { name, members: [person('operator'), person('admin')] });
  const before = workspaceLists.current().departments;
  const sales = idOf('departments', 'Sales');
  expect(workspaceLists.archive('departments', sales).ok).toBe(true);
  expect(workspaceLists.change('departments', sales, { name: 'Shop' })).toEqual({ ok: false, failure: 'not-found' });
  const later = workspace.open().workspaceLists;
  expect(later.current().departments.find(({ id }) => id === sales)).toMatchObject({ name: 'Sales', archived: true });
  expect(later.restore('departments', sales).ok).toBe(true);
  expect(later.restore('departments', sales).ok).toBe(true);
  expect(later.current().departments).toEqual(before);
});

test('LIST3 what is not there is not found', () => {
  const { workspaceLists } = workspace;
  const nothing = { ok: false, failure: 'not-found' };
  expect(workspaceLists.change('tags', 'lead', { colour: 1 })).toEqual(nothing);
  expect(workspaceLists.archive('tags', 'lead')).toEqual(nothing);
  expect(workspaceLists.restore('tags', 'lead')).toEqual(nothing);
});

test('LIST4 what the disk refuses has not changed, and nobody is told', () => {
  const { workspaceLists, database } = workspace;
  workspaceLists.add('tags', { name: 'VIP', colour: 1 });
  workspaceLists.add('tags', { name: 'Late', colour: 1 });
  const before = workspaceLists.current();
  const told: WorkspaceLists[] = [];
  workspaceLists.onChanged((lists) => told.push(lists));
  database.exec(
    "CREATE TRIGGER full BEFORE UPDATE ON tags WHEN NEW.name = 'Late' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  expect(() => workspaceLists.order('tags', [idOf('tags', 'Late'), idOf('tags', 'VIP')])).toThrow();
  expect([workspaceLists.current(), told]).toEqual([before, []]);
  expect(workspace.open().workspaceLists.current()).toEqual(before);
});
