import { expect, test, vi } from 'vitest';
import { lateDraw, type Draw } from './draw.ts';

const home = {} as HTMLElement;

/** Code that a line brings from the `nth` try on, and how it was drawn and taken back. */
function code(nth: number) {
  const done: string[] = [];
  let tries = 0;
  const load = (): Promise<Draw> => {
    tries += 1;
    if (tries < nth) return Promise.reject(new TypeError('no line'));
    return Promise.resolve(() => {
      done.push('drawn');
      return () => done.push('undrawn');
    });
  };
  return { draw: lateDraw(load), done, tries: () => tries };
}

test('WID14 FILE9 CMD12 what a bad line did not bring is asked for again while its place is there', async () => {
  vi.useFakeTimers();
  const { draw, done } = code(3);
  const undraw = draw(home);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toEqual(['drawn']);
  undraw();
  expect(done).toEqual(['drawn', 'undrawn']);
});

test('WID14 for a place that has gone nothing is fetched any more, and nothing is drawn', async () => {
  vi.useFakeTimers();
  const failing = code(9);
  const gone = failing.draw(home);
  await vi.advanceTimersByTimeAsync(0);
  gone();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(failing.tries()).toBe(1);
  const late = code(1);
  late.draw(home)();
  await vi.advanceTimersByTimeAsync(0);
  expect(late.done).toEqual([]);
});
