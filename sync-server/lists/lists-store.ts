import { eq } from 'drizzle-orm';
import { categories, departmentMembers, departments, tags } from '#schema/tables/list-tables.ts';
import type { ItemOf, ListName, WorkspaceLists } from '#schema/workspace-lists.ts';
import type { Drizzle } from '../people/drizzle-store.ts';

/** The rows of the workspace's lists. */
export interface ListsStore {
  readonly read: () => WorkspaceLists;
  /** Writes these items of one list, all or none, as of this revision. */
  readonly write: <List extends ListName>(list: List, items: readonly ItemOf[List][], revision: number) => void;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly place: number;
  readonly archived: boolean;
  readonly changed: number;
}

const itemOf = ({ id, name, place, archived }: Row) => ({
  id,
  name,
  order: place,
  ...(archived && { archived: true as const }),
});
const rowOf = ({ id, name, order, archived }: ItemOf['categories'], changed: number): Row => ({
  id,
  name,
  place: order,
  archived: archived === true,
  changed,
});

export function createListsStore(drizzle: Drizzle): ListsStore {
  /** How an item of each list becomes its rows. */
  const writers: { readonly [List in ListName]: (on: Drizzle, item: ItemOf[List], revision: number) => void } = {
    departments: (on, department, revision) => {
      const row = rowOf(department, revision);
      on.insert(departments).values(row).onConflictDoUpdate({ target: departments.id, set: row }).run();
      on.delete(departmentMembers).where(eq(departmentMembers.department, department.id)).run();
      const members = department.members.map((person, place) => ({ department: department.id, person, place }));
      if (members.length > 0) on.insert(departmentMembers).values(members).run();
    },
    tags: (on, tag, revision) => {
      const row = { ...rowOf(tag, revision), colour: tag.colour };
      on.insert(tags).values(row).onConflictDoUpdate({ target: tags.id, set: row }).run();
    },
    categories: (on, category, revision) => {
      const row = rowOf(category, revision);
      on.insert(categories).values(row).onConflictDoUpdate({ target: categories.id, set: row }).run();
    },
  };

  return {
    read: () => {
      const rows = {
        departments: drizzle.select().from(departments).orderBy(departments.place, departments.id).all(),
        tags: drizzle.select().from(tags).orderBy(tags.place, tags.id).all(),
        categories: drizzle.select().from(categories).orderBy(categories.place, categories.id).all(),
      };
      const members = Map.groupBy(
        drizzle.select().from(departmentMembers).orderBy(departmentMembers.place).all(),
        ({ department }) => department,
      );
      return {
        revision: Math.max(0, ...Object.values(rows).flatMap((list) => list.map(({ changed }) => changed))),
        departments: rows.departments.map((row) => ({
          ...itemOf(row),
          members: (members.get(row.id) ?? []).map(({ person }) => person),
        })),
        tags: rows.tags.map((row) => ({ ...itemOf(row), colour: row.colour })),
        categories: rows.categories.map(itemOf),
      };
    },
    write: (list, items, revision) =>
      drizzle.transaction(
        (transaction) => {
          for (const item of items) writers[list](transaction, item, revision);
        },
        { behavior: 'immediate' },
      ),
  };
}
