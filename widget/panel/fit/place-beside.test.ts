import { expect, test } from 'vitest';
import { cornerOf, fit, type Box } from './place-beside.ts';

const WINDOW: Box = { left: 0, top: 0, right: 1280, bottom: 720 };
const buttonAt = (left: number, top: number): Box => ({ left, top, right: left + 56, bottom: top + 56 });

test('WID11: over its button where there is room, else under it, else across it, and never out of the window', () => {
  expect(fit(buttonAt(1000, 640), WINDOW, false)).toEqual({ width: 384, height: 604, across: -328, down: -620 });
  expect(fit(buttonAt(1000, 20), WINDOW, false)).toEqual({ width: 384, height: 608, across: -328, down: 72 });
  expect(fit(buttonAt(1000, 330), WINDOW, false)).toMatchObject({ height: 640 });
  for (let top = -300; top < 1000; top += 7)
    for (const left of [-100, 0, 300, 1224, 1400])
      for (const isAtLeft of [true, false]) {
        const fitted = fit(buttonAt(left, top), WINDOW, isAtLeft);
        const [x, y] = cornerOf(fitted, buttonAt(left, top), WINDOW);
        expect(
          Math.min(x, y, 1280 - x - fitted.width, 720 - y - fitted.height),
          `${left} ${top}`,
        ).toBeGreaterThanOrEqual(20);
      }
});

test('WID11: it goes along with its button and stops at the edge of the window', () => {
  const fitted = fit(buttonAt(600, 600), WINDOW, true);
  expect(cornerOf(fitted, buttonAt(600, 600), WINDOW)).toEqual([600, 20]);
  expect(cornerOf(fitted, buttonAt(600, 630), WINDOW)).toEqual([600, 50]);
  expect(cornerOf(fitted, buttonAt(600, 300), WINDOW)).toEqual([600, 20]);
});
