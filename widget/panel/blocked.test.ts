import { expect, test, vi } from 'vitest';
import { createSettable } from '#client/watchable.ts';
import { openPart as openCallback } from './callback/callback.ts';
import type { PartHost, Slot } from './parts/part.ts';
import { openPart as openRating } from './rating/rating.ts';
import { openPart as openTranscript } from './transcript/transcript.ts';

const NOW = 1_800_000_000_000;
const anna = { kind: 'operator', id: 'o1', name: 'Anna' };

/** A talk that Anna has answered and closed, on a site that offers calls and asks for ratings; what its parts would put where. */
function afterTalk(suspendedUntil: number | null) {
  const head = { state: 'closed', assignee: null, visitor: 'v', site: 'shop' };
  const messages = [
    { seq: 1, id: 'm1', kind: 'text', at: NOW, by: { kind: 'visitor', id: 'v', name: '' }, text: 'Hello?' },
    { seq: 2, id: 'm2', kind: 'text', at: NOW, by: anna, text: 'Hello.' },
    { seq: 3, id: 'm3', kind: 'closed', at: NOW, by: anna },
  ];
  const reads: (() => Slot | null)[] = [];
  const host = {
    chat: {
      ...{ suspendedUntil, head, duty: { now: NOW }, isStarted: true, isUnattended: true },
      confirmed: { head, messages, edits: new Map() },
      link: { state: 'live' },
    },
    client: { outbox: Object.assign(createSettable([]), { accepted: [] }), serverNow: () => NOW },
    environment: { localStorage: null },
    options: { language: 'en', site: 'shop', served: { after: { call: { offer: 'always', pages: [] } } } },
    parts: {
      keep: (read: () => Slot | null) => {
        reads.push(read);
        return () => undefined;
      },
    },
    store: { read: () => ({ conversation: 'c' }) },
  } as unknown as PartHost;
  for (const open of [openRating, openCallback, openTranscript]) open(host);
  return reads.map((read) => read()?.place ?? null);
}

test('BLOCK2 a rating, a call and a copy by mail are neither asked for nor offered while one is blocked, for a time or for ever', () => {
  vi.stubGlobal('location', new URL('https://shop.example/'));
  // The question after a talk and its entry, the offer of a call and its entry, and the entry of the copy.
  expect(afterTalk(0)).toEqual(['above', 'menu', 'above', 'menu', 'menu']);
  for (const until of [NOW + 60_000, null]) expect(afterTalk(until)).toEqual([null, null, null, null, null]);
});
