import { expect, test } from 'vitest';
import type { PageMemory } from '../../page-storage.ts';
import { createVisitorStore } from '../../visitor-store.ts';
import { keepAsDraft } from './stand-again.ts';

function device() {
  const disk = new Map<string, string>();
  const state = { isFull: false };
  const localStorage = {
    getItem: (key: string) => disk.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
      disk.set(key, value);
    },
    removeItem: (key: string) => void disk.delete(key),
  };
  const environment = { localStorage, randomBytes: (length: number) => new Uint8Array(length) };
  const options = { site: 'shop' };
  const memory: PageMemory = new Map();
  /** As the next panel reads it. */
  const draft = () => createVisitorStore('shop', localStorage, environment.randomBytes, memory).read()?.draft;
  return { host: { environment, options, memory }, state, draft };
}

test('IDENT9 words that had not left are the draft of the next record, before anybody opens the chat', () => {
  const { host, draft } = device();
  keepAsDraft(host, 'half a thought');
  expect(draft()).toBe('half a thought');
  // Beside what somebody has begun to write in another tab.
  keepAsDraft(host, 'before');
  expect(draft()).toBe('before\nhalf a thought');
  // A tab beside this one had the same draft, and keeps it too.
  keepAsDraft(host, 'half a thought');
  expect(draft()).toBe('before\nhalf a thought');
});

test('IDENT9 where no storage takes them the next panel of the page has them', () => {
  const { host, state, draft } = device();
  state.isFull = true;
  keepAsDraft(host, 'half a thought');
  expect(draft()).toBe('half a thought');
});
