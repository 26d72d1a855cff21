import { expect, test } from 'vitest';
import { createJourney, type Journey } from './journey.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BY_SITE = { by: 'site', id: 'help', name: 'Anna', text: 'May I help?' } as const;

/** A browser with its storage and a clock that moves when told to; each page is another journey over what is kept. */
function browser() {
  const kept = new Map<string, string>();
  let isFull = false;
  let now = Date.parse('2026-11-26T12:00:00Z');
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (isFull) throw new Error('full');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
  return {
    kept,
    page: (isKept = true): Journey => {
      const journey = createJourney('visit', storage, () => now, isKept);
      journey.touch();
      return journey;
    },
    pass: (ms: number) => (now += ms),
    fill: () => (isFull = true),
  };
}

test('START2 START4: a visit goes on from page to page, and ends when half an hour has passed without a sign', () => {
  const { page, pass } = browser();
  const first = page();
  expect(first.visits()).toBe(1);
  const began = first.since();
  pass(29 * MINUTE);
  expect(page().visits()).toBe(1);
  pass(29 * MINUTE);
  // Almost an hour since it began, and never half of one without a sign.
  const third = page();
  expect([third.visits(), third.since()]).toEqual([1, began]);
  pass(30 * MINUTE + 1);
  const back = page();
  expect(back.visits()).toBe(2);
  expect(back.since()).toBe(began + 88 * MINUTE + 1);
  // A page that is left open is there until it is left.
  pass(2 * HOUR);
  back.touch();
  pass(10 * MINUTE);
  expect(page().visits()).toBe(2);
});

test('START4: a clock that was put back neither ends a visit nor makes it endless, and rubbish in the storage is a first visit', () => {
  const { page, pass, kept } = browser();
  page();
  pass(-HOUR);
  expect(page().visits()).toBe(1);
  pass(-48 * HOUR);
  expect(page().visits()).toBe(2);
  for (const rubbish of ['', 'no', 'null', '[]', '{"visits":"many"}', '{"visits":-3}']) {
    kept.set('visit', rubbish);
    expect(page().visits(), rubbish).toBe(1);
  }
  kept.set('visit', '{"visits":3,"at":0,"shown":null}');
  const odd = page();
  expect([odd.visits(), odd.mayShow('help', 'ever')]).toEqual([4, true]);
});

test('INVITE1: an invitation is shown once a visit, once a day, or once', () => {
  const { page, pass } = browser();
  const every = ['visit', 'day', 'ever'] as const;
  const may = (journey: Journey) => every.map((each) => journey.mayShow(each, each));
  const first = page();
  expect(may(first)).toEqual([true, true, true]);
  pass(1);
  for (const each of every) first.shown(each);
  expect(may(first)).toEqual([false, false, false]);
  pass(10 * MINUTE);
  expect(may(page())).toEqual([false, false, false]);
  pass(HOUR);
  expect(may(page())).toEqual([true, false, false]);
  pass(23 * HOUR - 10 * MINUTE - 2);
  expect(may(page())).toEqual([true, false, false]);
  pass(11 * MINUTE);
  expect(may(page())).toEqual([true, true, false]);
  pass(400 * 24 * HOUR);
  expect(may(page())).toEqual([true, true, false]);
});

test('INVITE2: what invites goes along to the next page of the visit until it is put away, and not to the next visit', () => {
  const { page, pass } = browser();
  page().invite(BY_SITE);
  pass(MINUTE);
  const next = page();
  expect(next.invited()).toEqual(BY_SITE);
  pass(HOUR);
  expect(page().invited()).toBeNull();
  next.invite(BY_SITE);
  next.invite(null);
  expect(page().invited()).toBeNull();
});

test('INVITE1 INVITE2: all tabs count together: what one has shown or put away no other shows, or brings back by its own writing', () => {
  const { page, pass } = browser();
  const [left, right] = [page(), page()];
  left.shown('help');
  left.invite(BY_SITE);
  expect([right.mayShow('help', 'ever'), right.mayShow('help', 'visit')]).toEqual([false, false]);
  expect(right.invited()).toEqual(BY_SITE);
  right.touch();
  left.invite(null);
  pass(MINUTE);
  right.touch();
  const next = page();
  expect([next.invited(), next.mayShow('help', 'ever')]).toEqual([null, false]);
});

test('INVITE3 CONSENT1: without consent nothing is read or written, and how often it was shown counts for the page alone', () => {
  const { page, kept } = browser();
  kept.set('visit', JSON.stringify({ visits: 7, since: 0, at: Date.now(), shown: { help: 1 }, invited: BY_SITE }));
  const before = kept.get('visit');
  const first = page(false);
  expect([first.visits(), first.invited(), first.mayShow('help', 'ever')]).toEqual([1, null, true]);
  first.shown('help');
  expect(first.mayShow('help', 'ever')).toBe(false);
  expect(page(false).mayShow('help', 'ever')).toBe(true);
  expect(kept.get('visit')).toBe(before);
});

test('CONSENT1 CONSENT4: a yes keeps what was on this page beside what was known before; taken back, nothing is left, and no other tab keeps it anew', () => {
  const { page, pass, kept } = browser();
  page().shown('day');
  pass(MINUTE);
  const journey = page(false);
  journey.shown('help');
  journey.invite(BY_SITE);
  journey.keep();
  const next = page();
  expect([next.invited(), next.mayShow('help', 'ever'), next.mayShow('day', 'ever')]).toEqual([BY_SITE, false, false]);
  journey.forget();
  expect([...kept]).toEqual([]);
  expect(journey.mayShow('help', 'ever')).toBe(true);
  journey.touch();
  next.touch();
  next.shown('other');
  expect([...kept]).toEqual([]);
});

test('INVITE1: where the storage is full or refused it counts for the page', () => {
  const full = browser();
  const journey = full.page();
  full.fill();
  journey.shown('help');
  journey.touch();
  journey.invite(BY_SITE);
  expect([journey.mayShow('help', 'visit'), journey.invited()]).toEqual([false, BY_SITE]);
  const none = createJourney('visit', null, Date.now, true);
  none.shown('help');
  none.touch();
  expect([none.visits(), none.mayShow('help', 'ever')]).toEqual([1, false]);
});

test('INVITE1 INVITE2: what was shown by a clock that was put back counts from now on, and what the storage holds beside it is nothing', () => {
  const { page, pass, kept } = browser();
  const first = page();
  for (const every of ['visit', 'day']) first.shown(every);
  pass(-400 * 24 * HOUR);
  const back = page();
  expect([back.mayShow('visit', 'visit'), back.mayShow('day', 'day')]).toEqual([false, false]);
  pass(25 * HOUR);
  const later = page();
  expect([later.mayShow('visit', 'visit'), later.mayShow('day', 'day')]).toEqual([true, true]);

  const record = JSON.parse(kept.get('visit') ?? '{}') as object;
  for (const invited of [7, 'x', [], {}, { by: 'me', id: 'a', name: '', text: 'b' }, { ...BY_SITE, text: 5 }]) {
    kept.set('visit', JSON.stringify({ ...record, invited, shown: { help: 'often', odd: null } }));
    const odd = page();
    expect([odd.invited(), odd.mayShow('help', 'ever')], JSON.stringify(invited)).toEqual([null, true]);
  }
});
