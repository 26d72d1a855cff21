import { expect, test, vi } from 'vitest';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import type { LinkState } from '../interface.ts';
import { createSettable } from '../watchable.ts';
import type { StoredFile } from './file-store.ts';
import { createHeldFiles } from './held-files.ts';

const to = { conversation: '01900000-0000-7000-8000-000000000004' as ConversationId, lastSeen: 3 };
const OFFLINE: LinkState = { state: 'offline', since: 1 };
const live = (fileBytes: number): LinkState => ({ state: 'live', since: 1, fileBytes });

let namespaces = 0;
function world(state: LinkState = live(1_000), { keepsNothing = false } = {}) {
  const browser = createBrowser();
  const link = createSettable<LinkState>(state);
  const taken: [StoredFile, string][] = [];
  namespaces += 1;
  const namespace = `held-files-${String(namespaces)}`;
  const open = () =>
    createHeldFiles({
      environment: { ...browser.tab().environment, ...(keepsNothing && { indexedDB: null }) },
      ...{ namespace, client: { link } },
      prepare: (blob) => Promise.resolve({ blob }),
      room: {
        take: async (file, bytes) => {
          taken.push([file, await bytes.text()]);
          return true;
        },
      },
    });
  return { link, taken, open };
}
const fileOf = (name: string, text: string): File => new File([text], name, { type: 'text/plain' });

test('FILE12 what is chosen waits for its visitor, over the end of the page, and then goes in its order and once', async () => {
  const { open, taken, link } = world(OFFLINE);
  const before = open();
  await before.hold(fileOf('a.txt', 'one'));
  await before.hold(fileOf('b.txt', 'two'));
  before.close();
  const after = open();
  await vi.waitFor(() => expect(after.current.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']));
  expect(taken).toEqual([]);
  link.set(live(1_000));
  await after.release(to);
  expect(taken.map(([file, text]) => [file.name, file.conversation, file.lastSeen, file.offline, text])).toEqual([
    ['a.txt', to.conversation, 3, undefined, 'one'],
    ['b.txt', to.conversation, 3, undefined, 'two'],
  ]);
  expect(after.current).toEqual([]);
  await after.release(to);
  expect(taken).toHaveLength(2);
  after.close();
});

test('FILE12 FILE2 what cannot be sent says why at once, and stays behind when the others go', async () => {
  const { open, taken } = world();
  const held = open();
  await held.hold(fileOf('large.txt', 'x'.repeat(1_001)));
  await held.hold(fileOf('empty.txt', ''));
  await held.hold(fileOf('setup.exe', 'any'));
  await held.hold(fileOf('picture.png', 'MZ\x90'));
  await held.hold(fileOf('list.txt', 'tea'));
  const reasons = () => held.current.map(({ state }) => (state.kind === 'failed' ? state.failure : null));
  expect(reasons()).toEqual(['too-large', 'empty', 'type-refused', 'type-refused', null]);
  await held.release(to);
  expect(taken.map(([{ name }]) => name)).toEqual(['list.txt']);
  expect(reasons()).toEqual(['too-large', 'empty', 'type-refused', 'type-refused']);
  for (const { id } of held.current) await held.remove(id);
  expect(held.current).toEqual([]);
  held.close();
});

test('FILE12 a folder, or a file that cannot be read, says so, is no unhandled fault, and holds up no other', async () => {
  const { open, taken } = world();
  const held = open();
  const unreadable = (given: Blob): void => {
    given.arrayBuffer = () => Promise.reject(new DOMException('It is a folder', 'NotReadableError'));
  };
  const folder = fileOf('folder', 'xx');
  unreadable(folder);
  folder.slice = () => {
    const head = new Blob();
    unreadable(head);
    return head;
  };
  // Gone between its first bytes and the rest.
  const half = fileOf('half.txt', 'half');
  unreadable(half);
  for (const file of [folder, half, fileOf('list.txt', 'tea')]) await held.hold(file);
  const reasons = () => held.current.map(({ state }) => (state.kind === 'failed' ? state.failure : null));
  expect(reasons()).toEqual(['unreadable', 'unreadable', null]);
  await held.release(to);
  expect(taken.map(([{ name }]) => name)).toEqual(['list.txt']);
  expect(reasons()).toEqual(['unreadable', 'unreadable']);
  held.close();
});

test('FILE12 FILE2 what was refused is still there after a reload, with its reason and without its bytes, until it is taken away', async () => {
  const { open, taken } = world();
  const before = open();
  await before.hold(fileOf('large.txt', 'x'.repeat(1_001)));
  await before.hold(fileOf('setup.exe', 'any'));
  before.close();
  const after = open();
  const shown = () =>
    after.current.map(({ name, size, state }) => [name, size, state.kind === 'failed' ? state.failure : null]);
  await vi.waitFor(() =>
    expect(shown()).toEqual([
      ['large.txt', 1_001, 'too-large'],
      ['setup.exe', 3, 'type-refused'],
    ]),
  );
  for (const { id } of after.current) expect(await after.bytesOf(id)).toBeNull();
  await after.release(to);
  expect(taken).toEqual([]);
  for (const { id } of after.current) await after.remove(id);
  after.close();
  const last = open();
  await last.hold(fileOf('list.txt', 'tea'));
  expect(last.current.map(({ name }) => name)).toEqual(['list.txt']);
  last.close();
});

test('FILE12 FILE2 how large one may be is looked at again when it goes: in a tunnel nobody knew', async () => {
  const { open, taken, link } = world(OFFLINE);
  const held = open();
  await held.hold(fileOf('plan.txt', 'x'.repeat(2_000)));
  expect(held.current[0]?.state).toEqual({ kind: 'waiting' });
  link.set(live(1_000));
  await held.release(to);
  expect(taken).toEqual([]);
  expect(held.current[0]?.state).toEqual({ kind: 'failed', failure: 'too-large' });
  held.close();
});

test('FILE12 what one tab holds shows in another, which may send it', async () => {
  const { open, taken } = world();
  const [one, other] = [open(), open()];
  await one.hold(fileOf('a.txt', 'one'));
  await vi.waitFor(() => expect(other.current).toHaveLength(1));
  await other.release(to);
  await vi.waitFor(() => expect(one.current).toEqual([]));
  expect(taken).toHaveLength(1);
  one.close();
  other.close();
});

test('FILE8 FILE12 a device that keeps nothing has the bytes of a file as soon as it shows it, and a file that is sent at that moment is not lost', async () => {
  const { taken, open } = world(live(1_000), { keepsNothing: true });
  const held = open();
  const seen: Promise<string | undefined>[] = [];
  const left: Promise<void>[] = [];
  held.subscribe(() => {
    const [file] = held.current;
    if (file === undefined || left.length > 0) return;
    seen.push(held.bytesOf(file.id).then((blob) => blob?.text()));
    left.push(held.release(to));
  });
  await held.hold(fileOf('a.txt', 'one'));
  await Promise.all(left);
  expect(await Promise.all(seen)).toEqual(['one']);
  expect(taken.map(([{ name, failure }, text]) => [name, failure, text])).toEqual([['a.txt', null, 'one']]);
  expect(held.current).toEqual([]);
  // Taken away: its bytes are held no longer than it is.
  await held.hold(fileOf('b.txt', 'two'));
  expect(held.current.map(({ saved }) => saved)).toEqual([false]);
  const ids = held.current.map(({ id }) => id);
  for (const id of ids) await held.remove(id);
  for (const id of ids) expect(await held.bytesOf(id)).toBeNull();
  held.close();
});
