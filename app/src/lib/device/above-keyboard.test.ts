import { afterEach, expect, test, vi } from 'vitest';
import { aboveKeyboard } from './above-keyboard.ts';

afterEach(() => vi.unstubAllGlobals());

test('PHONE3 the app ends where a keyboard begins that is laid over the page, and nobody who looks closer loses a part of it', () => {
  const viewport = Object.assign(new EventTarget(), { height: 844, scale: 1, offsetTop: 0 });
  const scrollTo = vi.fn();
  vi.stubGlobal('window', { visualViewport: viewport, innerHeight: 844, scrollTo });
  const style = new Map<string, string>();
  const app = {
    style: {
      setProperty: (name: string, value: string) => style.set(name, value),
      removeProperty: (name: string) => style.delete(name),
    },
  } as unknown as HTMLElement;
  const stop = aboveKeyboard(app);
  const becomes = (change: Partial<typeof viewport>): void => {
    Object.assign(viewport, change);
    viewport.dispatchEvent(new Event('resize'));
  };
  becomes({ height: 508.4, offsetTop: 336 });
  expect(style.get('--app-height')).toBe('508px');
  expect(scrollTo).toHaveBeenCalledWith(0, 0);
  becomes({ height: 790, offsetTop: 0 });
  expect(style.has('--app-height')).toBe(false);
  becomes({ height: 400, scale: 2.1 });
  expect(style.has('--app-height')).toBe(false);
  stop?.();
  becomes({ height: 508, scale: 1 });
  expect(style.has('--app-height')).toBe(false);
});
