import { expect, test, vi } from 'vitest';
import type { Language } from '../texts/language.svelte.ts';
import { Actions } from './actions.svelte.ts';

/** Actions that can always be done, on a page without dialogs. */
function page() {
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('Element', class {});
  const language = { texts: { keyboard: { whyNot: {} } } } as unknown as Language;
  const actions = new Actions({ language, hasSingleKeys: () => true, now: () => 0 });
  const done: string[] = [];
  let isClosed = false;
  actions.offer(() => ({
    'conversation.close': {
      run: () => void (done.push('close'), (isClosed = true)),
      whyNot: isClosed ? 'closed' : null,
    },
    'conversation.reopen': {
      run: () => void (done.push('reopen'), (isClosed = false)),
      whyNot: isClosed ? null : 'open',
    },
    'list.next': { run: () => void done.push('next') },
    'section.mine': { run: () => void done.push('mine') },
    'conversation.mute': { run: () => void done.push('mute') },
    'app.palette': { run: () => void done.push('palette') },
  }));
  const press = (key: string, changes: Partial<KeyboardEvent> = {}): boolean => {
    let isOurs = false;
    actions.press({
      key,
      code: `Key${key.toUpperCase()}`,
      target: null,
      getModifierState: () => false,
      preventDefault: () => (isOurs = true),
      ...changes,
    } as unknown as KeyboardEvent);
    return isOurs;
  };
  return { press, done };
}

test('KEYS1 KEYS3 a key that is held down does its action once, and only walking goes on', () => {
  const { press, done } = page();
  press('e');
  for (let n = 0; n < 3; n += 1) press('e', { repeat: true });
  expect(done).toEqual(['close']);
  press('j');
  press('j', { repeat: true });
  expect(done.slice(1)).toEqual(['next', 'next']);
  // The first of two may rest on its key as well, and the second is no single key after it.
  press('g');
  press('g', { repeat: true });
  press('m');
  press('m', { repeat: true });
  expect(done.slice(3)).toEqual(['mine']);
  // What is ours stays ours while it is held: the browser has something else for it.
  expect([press('k', { ctrlKey: true }), press('k', { ctrlKey: true, repeat: true })]).toEqual([true, true]);
  expect(done.slice(4)).toEqual(['palette']);
});
