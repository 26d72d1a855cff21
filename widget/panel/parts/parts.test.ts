import { expect, test, vi } from 'vitest';
import type { LatePart, PartHost, Slot } from './part.ts';
import { Parts } from './parts.svelte.ts';

const slot = (place: 'above' | 'field', order?: number): Slot => ({
  place,
  draw: () => () => undefined,
  ...(order !== undefined && { order }),
});

function partsWith(facts: object = {}, list: readonly LatePart[] = []) {
  const parts: Parts = new Parts(
    () =>
      ({
        chat: { link: { state: 'live' } },
        options: { served: {} },
        panel: { isOpen: true, keepFocus: () => undefined },
        root: { activeElement: null },
        ...facts,
        parts,
      }) as unknown as PartHost,
    list,
  );
  return parts;
}

test('WID10 what is put into a place stands there in its order until it is taken back', () => {
  const parts = partsWith();
  const [late, first, field] = [slot('above', 5), slot('above'), slot('field')];
  const takeLate = parts.put(late);
  parts.put(first);
  parts.put(field);
  expect(parts.at('above')).toEqual([first, late]);
  takeLate();
  takeLate();
  expect([parts.at('above'), parts.at('field'), parts.at('view')]).toEqual([[first], [field], []]);
});

test('WID10 a part is opened once, and one that could not be had is asked for again', async () => {
  const openPart = vi.fn(() => () => undefined);
  const load = vi
    .fn<LatePart['load']>()
    .mockRejectedValueOnce(new TypeError('no line'))
    .mockResolvedValue({ openPart });
  const parts = partsWith();
  const part = { when: () => true, load };
  expect(await parts.ask(part)).toBe(false);
  expect(await Promise.all([parts.ask(part), parts.ask(part)])).toEqual([true, true]);
  expect([load.mock.calls.length, openPart.mock.calls.length]).toEqual([2, 1]);
});

test('ASK1 the field for messages waits for what takes its place, and stands there where that cannot be had', async () => {
  const part = { when: () => true, load: vi.fn().mockRejectedValue(new TypeError('no line')), isField: true } as const;
  const parts = partsWith({}, [part]);
  expect(parts.isFieldComing).toBe(true);
  expect(await parts.ask(part)).toBe(false);
  expect(parts.isFieldComing).toBe(false);
});

test('WID10 what has come only after the widget has gone is not opened, and what was is ended', async () => {
  const [end, openLate] = [vi.fn(), vi.fn(() => () => undefined)];
  const parts = partsWith();
  await parts.ask({ when: () => true, load: () => Promise.resolve({ openPart: () => end }) });
  const late = parts.ask({ when: () => true, load: () => Promise.resolve({ openPart: openLate }) });
  parts.destroy();
  await late;
  expect([end.mock.calls.length, openLate.mock.calls.length]).toEqual([1, 0]);
});

test('WID10 an entry of the menu is not fetched before somebody opens the menu, and the menu is there while one is wanted', () => {
  const load = vi.fn<LatePart['load']>().mockReturnValue(new Promise(() => undefined));
  let isWanted = false;
  const wanted: LatePart = { when: () => isWanted, load, isEntry: true };
  const parts = partsWith({ panel: { isOpen: false } }, [wanted]);
  parts.look();
  expect([parts.hasMenu, parts.entries]).toEqual([false, []]);
  isWanted = true;
  parts.look();
  expect([parts.hasMenu, parts.entries]).toEqual([true, [wanted]]);
  expect(load).not.toHaveBeenCalled();
});
