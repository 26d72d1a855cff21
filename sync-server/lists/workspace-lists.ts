import type { ListAddition, ListChange } from '#schema/http/lists.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import {
  isBuiltInCategory,
  nameKey,
  type ItemOf,
  type ListName,
  type WorkspaceLists,
} from '#schema/workspace-lists.ts';
import type { People } from '../ports.ts';
import type { ListsStore } from './lists-store.ts';

export type ListFailure = 'not-found' | 'name-in-use' | 'no-name' | 'unknown-person';
type Item = ItemOf[ListName];
type Changed = Result<WorkspaceLists, ListFailure>;

/**
 * The workspace's own lists: read once at the start, in memory from then on, written through when an admin changes them (LIST1). Every
 * change throws when the disk refuses it; then nothing has changed.
 */
export interface WorkspaceListsRoom {
  readonly current: () => WorkspaceLists;
  /** At the end; what has the name of an archived one is that one again (LIST5). */
  readonly add: <List extends ListName>(list: List, item: ListAddition[List]) => Changed;
  /** What is absent stays as it is. */
  readonly change: <List extends ListName>(list: List, id: string, change: ListChange[List]) => Changed;
  readonly archive: (list: ListName, id: string) => Changed;
  readonly restore: (list: ListName, id: string) => Changed;
  /** What is not named comes behind, in the order it had; who is not there is passed over. */
  readonly order: (list: ListName, ids: readonly string[]) => WorkspaceLists;
  /** Calls back after each change that made a difference. */
  readonly onChanged: (listener: (lists: WorkspaceLists) => void) => () => void;
}

export interface WorkspaceListsDeps {
  readonly store: ListsStore;
  readonly people: Pick<People, 'find'>;
  readonly newId: () => string;
}

export function createWorkspaceLists({ store, people, newId }: WorkspaceListsDeps): WorkspaceListsRoom {
  const listeners = new Set<(lists: WorkspaceLists) => void>();
  let lists = store.read();

  const itemsOf = (list: ListName): readonly Item[] => lists[list];
  const find = (list: ListName, id: string): Item | undefined => itemsOf(list).find((item) => item.id === id);

  /** Puts these in the place of those with the same id; the rest stays. */
  function write(list: ListName, items: readonly Item[]): WorkspaceLists {
    const before = itemsOf(list);
    const changed = items.filter(
      (item) => JSON.stringify(item) !== JSON.stringify(before.find(({ id }) => id === item.id)),
    );
    if (changed.length === 0) return lists;
    const revision = lists.revision + 1;
    store.write(list, changed, revision);
    const others = before.filter(({ id }) => !changed.some((item) => item.id === id));
    const next = [...others, ...changed].sort((one, other) => one.order - other.order);
    lists = { ...lists, [list]: next, revision };
    for (const listener of listeners) listener(lists);
    return lists;
  }

  const endOf = (list: ListName): number => Math.max(-1, ...itemsOf(list).map(({ order }) => order)) + 1;

  /** Another one that people can see has this name. Names that only the screens know cannot be compared here. */
  const isTaken = (list: ListName, id: string | null, name: string): boolean =>
    name !== '' &&
    itemsOf(list).some((item) => item.id !== id && item.archived !== true && nameKey(item.name) === nameKey(name));

  const isStrange = (given: ListChange[ListName]): boolean =>
    'members' in given && (given.members ?? []).some((id) => (people.find(id)?.role ?? 'observer') === 'observer');

  return {
    current: () => lists,
    add: (list, item) => {
      if (isTaken(list, null, item.name)) return fail('name-in-use');
      if (isStrange(item)) return fail('unknown-person');
      const former = itemsOf(list).find(({ name }) => nameKey(name) === nameKey(item.name));
      return ok(write(list, [{ ...item, ...peopleOf(former, item), id: former?.id ?? newId(), order: endOf(list) }]));
    },
    change: (list, id, change) => {
      const item = find(list, id);
      if (item === undefined || item.archived === true) return fail('not-found');
      const { name } = change;
      if (name === '' && !isBuiltInCategory(id)) return fail('no-name');
      if (name !== undefined && isTaken(list, id, name)) return fail('name-in-use');
      if (isStrange(change)) return fail('unknown-person');
      // JSON has no undefined: what is not named is absent.
      return ok(write(list, [{ ...item, ...(change as Partial<Item>) }]));
    },
    archive: (list, id) => {
      const item = find(list, id);
      if (item === undefined) return fail('not-found');
      return ok(write(list, [{ ...item, archived: true }]));
    },
    restore: (list, id) => {
      const item = find(list, id);
      if (item === undefined) return fail('not-found');
      if (item.archived !== true) return ok(lists);
      if (isTaken(list, id, item.name)) return fail('name-in-use');
      const { archived: _, ...restored } = item;
      return ok(write(list, [restored]));
    },
    order: (list, ids) => {
      const items = itemsOf(list);
      const named = [...new Set(ids)].flatMap((id) => items.find((item) => item.id === id) ?? []);
      const sorted = [...named, ...items.filter((item) => !named.includes(item))];
      return write(
        list,
        sorted.map((item, order) => ({ ...item, order })),
      );
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A department that comes back, and nobody has said with whom, has the people that it had. */
const peopleOf = (former: Item | undefined, item: ListAddition[ListName]): object =>
  former !== undefined && 'members' in former && 'members' in item && item.members.length === 0
    ? { members: former.members }
    : {};
