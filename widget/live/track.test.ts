import { beforeEach, expect, test, vi } from 'vitest';
import type { Invited } from '#schema/conversation/invited.ts';
import type { VisitFrame } from '#schema/live/watch-frames.ts';
import type { WidgetOptions } from '../loader/options.ts';
import { track, type Tracker } from './track.ts';

/** A socket that the test opens, tells and closes. */
class Line {
  static readonly all: Line[] = [];
  readyState = 0;
  onopen = (): void => undefined;
  onmessage = (_event: { readonly data: unknown }): void => undefined;
  onclose = (_event: { readonly code: number }): void => undefined;
  constructor() {
    Line.all.push(this);
  }
  send(frame: string): void {
    if (this.readyState === 1) said.push(JSON.parse(frame) as VisitFrame);
  }
  close(): void {
    this.readyState = 3;
  }
}
/** What the server has heard. */
const said: VisitFrame[] = [];
const titles = () => said.flatMap((frame) => ('page' in frame ? [frame.page.title] : []));
let headChanged: () => void;
/** A script of the page sets it. */
function entitle(title: string): void {
  document.title = title;
  headChanged();
}
function isOpen(): void {
  last().readyState = 1;
  last().onopen();
}

const last = (): Line => Line.all.at(-1) ?? expect.unreachable();

let tracker: Tracker;
let invited: Invited[];
beforeEach(() => {
  Line.all.length = 0;
  said.length = 0;
  invited = [];
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
  vi.stubGlobal('WebSocket', Line);
  vi.stubGlobal('navigator', { webdriver: false, language: 'en' });
  vi.stubGlobal('location', new URL('https://shop.example/'));
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    title: 'Shop',
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    querySelector: () => ({}),
  });
  vi.stubGlobal(
    'MutationObserver',
    class {
      readonly #changed: () => void;
      constructor(changed: () => void) {
        this.#changed = changed;
      }
      observe(): void {
        headChanged = this.#changed;
      }
      disconnect(): void {
        headChanged = () => undefined;
      }
    },
  );
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => undefined);
  tracker = track({
    options: { origin: 'https://chat.example', site: 'shop' } as WidgetOptions,
    way: { page: undefined, referrer: undefined, campaign: {} },
    visits: () => 1,
    since: () => 0,
    invited: (by) => invited.push(by),
  });
  return () => {
    tracker.stop();
    vi.useRealTimers();
  };
});

test('LIVE5 a page that a full server takes and sends away comes back after longer and longer waits, and soon again once a line has lived', () => {
  const waits = [2, 4, 8, 16].map((seconds) => {
    last().onopen();
    last().onclose({ code: 1013 });
    const before = Line.all.length;
    vi.advanceTimersByTime(seconds * 1_000 - 1);
    expect(Line.all.length).toBe(before);
    vi.advanceTimersByTime(1);
    return Line.all.length - before;
  });
  expect(waits).toEqual([1, 1, 1, 1]);
  last().onopen();
  vi.advanceTimersByTime(10_000);
  last().onclose({ code: 1006 });
  const before = Line.all.length;
  vi.advanceTimersByTime(2_000);
  expect(Line.all.length - before).toBe(1);
});

test('INVITE5 only an invitation is one: what a newer server says besides, and what cannot be read, shows nothing', () => {
  last().onopen();
  for (const data of ['{"t":"news","of":"tomorrow"}', 'no JSON', 'null']) last().onmessage({ data });
  expect(invited).toEqual([]);
  last().onmessage({ data: JSON.stringify({ t: 'invited', id: '7', name: 'Anna', text: 'May I help?' }) });
  expect(invited).toEqual([{ by: 'operator', id: '7', name: 'Anna', text: 'May I help?' }]);
});

test('LIVE1 a title that a router sets after the address is told once it stands', () => {
  isOpen();
  vi.stubGlobal('location', new URL('https://shop.example/cart'));
  tracker.goTo();
  entitle('Cart …');
  entitle('The cart');
  vi.advanceTimersByTime(1_000);
  expect(titles()).toEqual(['Shop', 'Shop', 'The cart']);
  // Set anew to what it was, it is no other.
  entitle('The cart');
  vi.advanceTimersByTime(60_000);
  expect(titles()).toHaveLength(3);
  tracker.stop();
  entitle('Nobody looks');
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('LIVE5 a title that blinks is told more and more rarely, and that of the next page soon again', () => {
  isOpen();
  for (let second = 0; second < 600; second += 1) {
    entitle(second % 2 === 0 ? '(1) Shop' : 'Shop');
    vi.advanceTimersByTime(1_000);
  }
  const before = titles().length;
  expect(before).toBeGreaterThan(1);
  expect(before).toBeLessThan(20);
  tracker.goTo();
  entitle('The cart');
  vi.advanceTimersByTime(1_000);
  expect(titles().slice(before).at(-1)).toBe('The cart');
});

test('INVITE5 what was put away while there was no line is told when there is one, and is shown no more', () => {
  isOpen();
  const frame = { data: JSON.stringify({ t: 'invited', id: '7', name: 'Anna', text: 'May I help?' }) };
  last().onmessage(frame);
  last().readyState = 3;
  last().onclose({ code: 1006 });
  tracker.declined(invited[0] ?? null);
  vi.advanceTimersByTime(2_000);
  isOpen();
  last().onmessage(frame);
  expect(invited).toHaveLength(1);
  expect(said.at(-1)).toEqual({ t: 'declined', id: '7' });
});
