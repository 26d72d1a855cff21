import { expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#schema/ids.ts';
import { Drafts, EMPTY_DRAFT } from './drafts.ts';
import { Preferences, type DeviceStorage } from './preferences.svelte.ts';
import { accountEventOf, forgetProfile, keepProfile, readProfile, signedIn, type Profile } from './profile.ts';

const one = '01936f00-0000-7000-8000-000000000001' as ConversationId;
const two = '01936f00-0000-7000-8000-000000000002' as ConversationId;
const message = '01936f00-0000-7000-8000-000000000003' as MessageId;

function memory(): DeviceStorage & { readonly rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
    key: (index) => [...rows.keys()][index] ?? null,
    get length() {
      return rows.size;
    },
  };
}

const full: DeviceStorage = {
  ...memory(),
  setItem: () => {
    throw new DOMException('no room', 'QuotaExceededError');
  },
};

test('APP3 a draft survives a reload, by conversation and person', () => {
  const storage = memory();
  const draft = { text: 'Dear', kind: 'note', editing: message } as const;
  new Drafts(storage, 'ann').write(one, draft);
  const after = new Drafts(storage, 'ann');
  expect(after.read(one)).toEqual(draft);
  expect(after.read(two)).toEqual(EMPTY_DRAFT);
  expect(new Drafts(storage, 'bob').read(one)).toEqual(EMPTY_DRAFT);
});

test('APP4 drafts are counted for the update prompt; an emptied one is gone', () => {
  const storage = memory();
  const drafts = new Drafts(storage, 'ann');
  drafts.write(one, { ...EMPTY_DRAFT, text: 'a' });
  drafts.write(two, { ...EMPTY_DRAFT, text: 'b' });
  expect(drafts.count()).toBe(2);
  drafts.write(one, EMPTY_DRAFT);
  expect(drafts.count()).toBe(1);
  expect(storage.rows.size).toBe(1);
});

test('KEEP6 told to drop everything that can be fetched again, the device drops all copies of drafts, and no words that only it has', () => {
  const storage = memory();
  const drafts = new Drafts(storage, 'ann');
  drafts.write(one, { ...EMPTY_DRAFT, text: 'a copy', shared: true });
  drafts.write(two, { ...EMPTY_DRAFT, text: 'only here' });
  new Drafts(storage, 'bob').write(one, { ...EMPTY_DRAFT, text: 'of bob', shared: true });
  new Drafts(storage, 'ann').forget(null);
  expect([...storage.rows.keys()]).toEqual([`holdline.draft.ann.${two}`, `holdline.draft.bob.${one}`]);
  new Drafts(storage, 'ann').clear();
  expect([...storage.rows.keys()]).toEqual([`holdline.draft.bob.${one}`]);
});

test('APP3 with storage full, refused or damaged a draft lives as long as the page', () => {
  for (const storage of [full, null]) {
    const drafts = new Drafts(storage, 'ann');
    drafts.write(one, { ...EMPTY_DRAFT, text: 'here' });
    expect(drafts.read(one).text).toBe('here');
  }
  const damaged = memory();
  damaged.rows.set(`holdline.draft.ann.${one}`, '{"text":1');
  expect(new Drafts(damaged, 'ann').read(one)).toEqual(EMPTY_DRAFT);
});

test('preferences and profile come back as they were, and a damaged row is the default', () => {
  const storage = memory();
  new Preferences(storage).change({ sendKey: 'enter', language: 'pl' });
  expect(new Preferences(storage)).toMatchObject({ sendKey: 'enter', language: 'pl', theme: 'auto' });
  storage.rows.set('holdline.preferences', '{"theme":"pink","sendKey":"enter"}');
  expect(new Preferences(storage)).toMatchObject({ theme: 'auto', sendKey: 'enter' });

  const profile = { id: one, name: 'Ann', email: 'ann@shop.example', role: 'owner' } as unknown as Profile;
  keepProfile(storage, profile);
  expect(readProfile(storage)).toEqual(profile);
  storage.rows.set('holdline.profile', '{"id":"x"}');
  expect(readProfile(storage)).toBeNull();
});

test('SESS5 a sign-in and a sign-out reach the other tabs, a new name does not', () => {
  const storage = memory();
  const seen: (string | null)[] = [];
  const heard: DeviceStorage = {
    ...storage,
    setItem: (key, newValue) => void seen.push(accountEventOf({ key, newValue })),
    removeItem: (key) => void seen.push(accountEventOf({ key, newValue: null })),
  };
  const profile = { id: one, name: 'Ann', email: 'ann@shop.example', role: 'owner' } as unknown as Profile;
  signedIn(heard, profile, 5);
  keepProfile(heard, { ...profile, name: 'Anna' });
  forgetProfile(heard);
  expect(seen).toEqual([null, 'signed-in', null, 'signed-out']);
});

test('CARD2 KEEP6 words of a card survive as those of a conversation do, and go with their contact', () => {
  const storage = memory();
  const card = 'contact/vAAAAAAAAAAAAAAAAAAAAAA';
  const drafts = new Drafts(storage, 'ann');
  drafts.write(card, { ...EMPTY_DRAFT, text: 'Pays by invoice', kind: 'note' });
  drafts.write(one, { ...EMPTY_DRAFT, text: 'Dear' });
  expect([new Drafts(storage, 'ann').read(card).text, drafts.count()]).toEqual(['Pays by invoice', 2]);
  drafts.forget([card]);
  expect([new Drafts(storage, 'ann').read(card).text, drafts.count()]).toEqual(['', 1]);
});
