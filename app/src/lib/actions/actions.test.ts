import { expect, test, vi } from 'vitest';
import type { Language } from '../texts/language.svelte.ts';
import { Actions } from './actions.svelte.ts';

/** Actions that can always be done, on a page without dialogs. */
function page() {
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('Element', class {});
  const language = { texts: { keyboard: { whyNot: {} } } } as unknown as Language;
  const at = { now: 0, isLeaving: false, open: 'first', isComing: false };
  const actions = new Actions({
    language,
    hasSingleKeys: () => true,
    now: () => at.now,
    isLeaving: () => at.isLeaving,
  });
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
    'write.reply': { run: () => void done.push(`reply ${at.open}`), ...(at.isComing && { isComing: true }) },
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
  return { press, done, at, settle: actions.settle };
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

test('KEYS7 a key waits for the conversation that is on its way, the letters after it do nothing, and too late is never', () => {
  vi.useFakeTimers();
  const { press, done, at, settle } = page();
  const goOn = (): void => {
    settle();
    vi.runAllTimers();
  };
  at.isLeaving = true;
  expect(press('r')).toBe(true);
  expect(press('e')).toBe(true);
  goOn();
  expect(done).toEqual([]);
  // It is there, and the server is asked what stands in it.
  Object.assign(at, { isLeaving: false, open: 'second', isComing: true });
  goOn();
  at.isComing = false;
  expect(done).toEqual([]);
  goOn();
  goOn();
  expect(done).toEqual(['reply second']);
  press('e');
  expect(done.slice(1)).toEqual(['close']);

  at.isLeaving = true;
  press('r');
  // What needs no conversation does not wait, nor do the keys of the browser's own kind.
  at.now = 2_000;
  press('j');
  press('k', { ctrlKey: true });
  expect(done.slice(2)).toEqual(['next', 'palette']);
  at.isLeaving = false;
  goOn();
  expect(done.slice(4)).toEqual([]);
  at.isComing = true;
  press('r');
  at.isComing = false;
  goOn();
  expect(done.slice(4)).toEqual(['reply second']);
  vi.useRealTimers();
});
