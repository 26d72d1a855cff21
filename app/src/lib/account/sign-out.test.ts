import { expect, test, vi } from 'vitest';
import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import { fail, ok } from '#schema/result.ts';
import { Drafts, EMPTY_DRAFT } from '../device/drafts.ts';
import type { DeviceStorage } from '../device/preferences.svelte.ts';
import { signOut } from './sign-out.ts';

const [one, two] = ['one', 'two'] as ConversationId[];

/** A device with a copy of a shared draft and words that only it has; `waiting`: commands that were never sent. */
function device(waiting: number) {
  const rows = new Map<string, string>();
  const storage: DeviceStorage = {
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
    key: (index) => [...rows.keys()][index] ?? null,
    get length() {
      return rows.size;
    },
  };
  const drafts = new Drafts(storage, 'ann');
  drafts.write(one!, { ...EMPTY_DRAFT, text: 'a copy', shared: true });
  drafts.write(two!, { ...EMPTY_DRAFT, text: 'only here' });
  const client = {
    forget: ({ dropWaiting }: { dropWaiting: boolean }) =>
      Promise.resolve(!dropWaiting && waiting > 0 ? fail('commands-waiting' as const) : ok(undefined)),
  } as unknown as HoldlineClient;
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const draftsLeft = (): string[] => [...rows.keys()].filter((key) => key.startsWith('holdline.draft.'));
  return { leave: (dropWaiting: boolean) => signOut(client, storage, drafts, { dropWaiting }), draftsLeft };
}

test('APP10 signing out takes the copies of drafts along; words that only this device has stay for when the person comes back', async () => {
  const { leave, draftsLeft } = device(0);
  expect(await leave(false)).toBe(true);
  expect(draftsLeft()).toEqual(['holdline.draft.ann.two']);
});

test('APP10 signing out and dropping what waits leaves no draft on the device; refused, it touches none', async () => {
  const { leave, draftsLeft } = device(1);
  expect(await leave(false)).toBe(false);
  expect(draftsLeft()).toHaveLength(2);
  expect(await leave(true)).toBe(true);
  expect(draftsLeft()).toEqual([]);
});
