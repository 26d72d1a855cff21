import { expect, test, vi } from 'vitest';
import { AD_CLICKS } from '#schema/conversation/visit.ts';
import { createVisitorStore } from '../../visitor-store.ts';
import { sourceOf, type Way } from '../../way.ts';
import { tellVisit } from './visit.ts';

const SHOP = 'https://shop.example';
const entry = (url: string | null, sameDocument: boolean): NonNullable<Way['first']> => ({ url, sameDocument });
const way = (more: Partial<Way>): Way => ({
  opened: `${SHOP}/`,
  referrer: '',
  first: entry(`${SHOP}/`, true),
  ...more,
});

test('VISIT2 of an address only the page is told, and of its query only what is of a campaign', () => {
  const opened = `${SHOP}/reset?token=s3cret&utm_source=news&utm_campaign=Spring%20sale&email=a@b.co&gclid=Cj0KC&utm_x=1#s3cret`;
  const told = sourceOf(way({ opened, referrer: 'https://user:pass@www.google.com/search?q=s3cret#top' }));
  expect(told).toEqual({
    page: `${SHOP}/reset`,
    referrer: 'https://www.google.com/search',
    campaign: { source: 'news', campaign: 'Spring sale', click: 'gclid' },
  });
  expect(JSON.stringify(told)).not.toMatch(/s3cret|pass|Cj0KC|a@b/);
});

test('VISIT2 every advertisement that the server knows is seen in an address', () => {
  for (const click of Object.keys(AD_CLICKS))
    expect(sourceOf(way({ opened: `${SHOP}/?${click}=1` })).campaign).toEqual({ click });
});

test('VISIT2 what the browser does not tell is not made up', () => {
  // The first page, typed or from a bookmark.
  expect(sourceOf(way({}))).toEqual({ page: `${SHOP}/`, referrer: '', campaign: {} });
  // The second page of a visit: its first one is in the history of the tab, and who led there nobody knows any more.
  expect(
    sourceOf(way({ opened: `${SHOP}/mug`, referrer: `${SHOP}/`, first: entry(`${SHOP}/tea?utm_source=x`, false) })),
  ).toEqual({ page: `${SHOP}/tea`, referrer: undefined, campaign: { source: 'x' } });
  // In another tab, or where the site hides its addresses, nothing is known of the first page.
  for (const first of [entry(`${SHOP}/mug`, true), entry(null, false), undefined])
    expect(sourceOf(way({ opened: `${SHOP}/mug`, referrer: `${SHOP}/`, first }))).toMatchObject({
      page: undefined,
      referrer: undefined,
    });
  // A browser without such a history: no page before may be as well a hidden one of the site.
  expect(sourceOf(way({ first: undefined }))).toMatchObject({ page: undefined, referrer: undefined });
  expect(sourceOf(way({ first: undefined, referrer: 'https://blog.example/tea?x=1' }))).toMatchObject({
    page: `${SHOP}/`,
    referrer: 'https://blog.example/tea',
  });
});

function browserOf(): { readonly told: unknown[]; readonly write: (minute: number) => void } {
  vi.stubGlobal('location', new URL(`${SHOP}/mug`));
  vi.stubGlobal('document', { referrer: '' });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('screen', { width: 390, height: 844 });
  const told: unknown[] = [];
  const client = {
    outbox: { add: (type: string, payload: object) => Promise.resolve(told.push({ type, ...payload })) },
  };
  const store = createVisitorStore('shop', null, (length) => new Uint8Array(length), new Map());
  const MINUTE = 60_000;
  return { told, write: (minute) => tellVisit(client as never, store, minute * MINUTE) };
}

test('VISIT1 a visit is told once, with its number, and another one half an hour after the last words', () => {
  const { told, write } = browserOf();
  for (const minute of [100, 101, 125, 154, 184, 215]) write(minute);
  expect(told).toEqual([
    expect.objectContaining({ type: 'contact.visit', visit: 1, screen: 'phone' }),
    expect.objectContaining({ type: 'contact.visit', visit: 2 }),
  ]);
});

test('VISIT1 a clock that was put back by more than a day begins another visit, and by less it is the same one', () => {
  const { told, write } = browserOf();
  const DAY = 24 * 60;
  for (const minute of [3 * DAY, 3 * DAY - 60, DAY]) write(minute);
  expect(told).toMatchObject([{ visit: 1 }, { visit: 2 }]);
});
