import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#schema/result.ts';
import type { Tag, WorkspaceLists } from '#schema/workspace-lists.ts';
import type { ListCalls, ListFailure } from './list-calls.ts';
import { ListRoom } from './list-room.svelte.ts';

const tag = (name: string, order: number): Tag => ({ id: name, name, order, colour: 0 });
const listsOf = (revision: number, tags: readonly Tag[]): WorkspaceLists => ({
  revision,
  departments: [],
  tags,
  categories: [],
});

/** A server that answers when it is told to, in the order in which it was asked. */
function opened(names: string) {
  let known = listsOf(1, [...names].map(tag));
  const asked: string[] = [];
  const waiting: ((answer: Result<WorkspaceLists, ListFailure>) => void)[] = [];
  const ask =
    (what: string) =>
    (_list: string, ...given: readonly unknown[]): Promise<Result<WorkspaceLists, ListFailure>> => {
      asked.push(`${what} ${JSON.stringify(given)}`);
      return new Promise((resolve) => waiting.push(resolve));
    };
  const calls = Object.fromEntries(['add', 'change', 'archive', 'restore', 'order'].map((what) => [what, ask(what)]));
  const room = new ListRoom({
    list: 'tags',
    known: () => known,
    calls: calls as unknown as ListCalls,
    nameOf: ({ name }) => name,
  });
  return {
    room,
    asked,
    shown: () => room.rows.map(({ id, name }) => (id === name ? name : `${id}=${name}`)).join(' '),
    answer: async (answer: Result<WorkspaceLists, ListFailure>) => {
      await expect.poll(() => waiting.length).toBeGreaterThan(0);
      waiting.shift()?.(answer);
    },
    tell: (lists: WorkspaceLists) => void (known = lists),
  };
}

test('LIST6 what is moved quickly shows at once, and is sent one after the other', async () => {
  const { room, asked, shown, answer, tell } = opened('abc');
  const first = room.order(['b', 'a', 'c']);
  const second = room.order(['b', 'c', 'a']);
  expect(shown()).toBe('b c a');
  await expect.poll(() => asked).toEqual(['order [["b","a","c"]]']);
  await answer(ok(listsOf(2, [tag('b', 0), tag('a', 1), tag('c', 2)])));
  await first;
  expect(shown()).toBe('b c a');
  await answer(ok(listsOf(3, [tag('b', 0), tag('c', 1), tag('a', 2)])));
  await second;
  expect([asked.length, shown()]).toEqual([2, 'b c a']);
  // The document comes later, with the same or with more.
  tell(listsOf(2, [tag('b', 0), tag('a', 1), tag('c', 2)]));
  expect(shown()).toBe('b c a');
});

test('LIST6 what was refused is as before, and says why', async () => {
  const { room, shown, answer } = opened('ab');
  const moving = room.order(['b', 'a']);
  expect(shown()).toBe('b a');
  await answer(fail('no-network'));
  await moving;
  expect([shown(), room.failure]).toEqual(['a b', 'no-network']);
});

test('LIST5 a name that another one has is refused before anybody is asked; its own in other letters is not', async () => {
  const { room, asked, shown, answer } = opened('ab');
  expect(await room.add({ name: ' B ', colour: 1 })).toBe('name-in-use');
  expect(await room.change('a', { name: 'B' })).toBe('name-in-use');
  expect(asked).toEqual([]);
  const changing = room.change('a', { name: 'A' });
  expect(shown()).toBe('a=A b');
  await answer(fail('name-in-use'));
  expect([await changing, shown()]).toEqual(['name-in-use', 'a b']);
});

test('LIST3 LIST6 what was archived just now stays where it was, to be brought back; what was archived before does not', async () => {
  const { room, shown, answer, tell } = opened('ab');
  const [a, b, old] = [tag('a', 0), tag('b', 1), { ...tag('old', 2), archived: true as const }];
  tell(listsOf(2, [a, b, old]));
  const archiving = room.archive('a');
  expect(shown()).toBe('a b');
  expect(room.rows.map((row) => room.isRemoved(row))).toEqual([true, false]);
  expect(room.archived).toEqual([old]);
  await answer(ok(listsOf(3, [{ ...a, archived: true }, b, old])));
  await archiving;
  // Its name is free meanwhile.
  expect([room.isTaken('a', null), room.isTaken('b', null)]).toEqual([false, true]);
  const restoring = room.restore('a');
  expect(room.rows.some((row) => room.isRemoved(row))).toBe(false);
  await answer(ok(listsOf(4, [a, b, old])));
  await restoring;
  expect([shown(), room.failure]).toEqual(['a b', null]);
});
