import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastOf, contrastOfAccent, LEAST_CONTRAST, readableAccent, readsWell, worstOf } from './contrast.ts';

test('SITE5 contrast is that of WCAG', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrastOf('#ffffff', '#ffffff')).toBe(1);
  // The first grey that passes on white, and the last that does not.
  expect(contrastOf('#767676', '#ffffff')).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  expect(contrastOf('#777777', '#ffffff')).toBeLessThan(LEAST_CONTRAST);
});

test('SITE5 the widget’s own colour reads well, yellow does not as words on white', () => {
  expect(readsWell(contrastOfAccent('#2a5bd7'))).toBe(true);
  const yellow = contrastOfAccent('#ffe600');
  expect(yellow.on).toBeGreaterThan(LEAST_CONTRAST);
  expect(yellow.light).toBeLessThan(LEAST_CONTRAST);
  expect(readsWell(yellow)).toBe(false);
  expect(worstOf(yellow)).toBe('light');
});

test('SITE5 where a colour reads worst: white words on a middle grey, or itself as words on a dark surface', () => {
  const grey = contrastOfAccent('#888888');
  expect(worstOf(grey)).toBe('on');
  expect(Math.min(grey.light, grey.dark)).toBeGreaterThan(LEAST_CONTRAST);
  expect(worstOf(contrastOfAccent('#000000'))).toBe('dark');
});

test('SITE5 for every colour there is one of the same hue that reads well, and it is the colour itself if that does', () => {
  const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), ([r, g, b]) => {
      const accent = `#${r}${g}${b}`;
      const better = readableAccent(accent);
      expect(readsWell(contrastOfAccent(better))).toBe(true);
      if (readsWell(contrastOfAccent(accent))) expect(better).toBe(accent);
    }),
  );
});
