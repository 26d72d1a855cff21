import { expect, test, vi } from 'vitest';
import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createConsent } from './consent.ts';
import { LIVE_TEXTS } from './live-texts.ts';

const TALK = 'c1' as ConversationId;

/** The question is drawn by others; it is asked for nothing here. */
vi.mock('./question.ts', () => ({
  createQuestion: () => ({ ask: () => undefined, putAway: () => undefined, isAsked: () => false }),
}));

/** Tabs of one browser. `noted`: what each has told the server. */
function browser() {
  const disk = new Map<string, string>();
  const state = { isFull: false };
  const storage = {
    getItem: (key: string) => disk.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (state.isFull) throw new DOMException('full', 'QuotaExceededError');
      disk.set(key, value);
    },
    removeItem: (key: string) => void disk.delete(key),
  };
  const noted: string[] = [];
  function tab(name: string, memory = new Map<string, string>()) {
    const begunAnew = vi.fn();
    const add = (_type: string, { on }: { readonly on: boolean }) =>
      Promise.resolve(noted.push(`${name} ${on ? 'yes' : 'no'}`));
    const outbox = { add, current: [], subscribe: () => () => undefined };
    const client = { outbox } as unknown as Pick<HoldlineClient, 'outbox'>;
    const consent = createConsent({
      root: {} as ShadowRoot,
      texts: LIVE_TEXTS.en,
      site: { from: '', invitations: [], consent: { words: {}, link: '' } },
      key: 'holdline:shop',
      storage,
      memory,
      language: 'en',
      isPreview: false,
      changed: () => undefined,
      refused: () => undefined,
      takenBack: begunAnew,
    } as unknown as Parameters<typeof createConsent>[0]);
    return { consent, client, begunAnew };
  }
  return { noted, tab, state };
}

test('CONSENT4 a yes that is taken back in a tab where nobody wrote is noted, and the others begin anew', async () => {
  const { noted, tab } = browser();
  const [one, other] = [tab('one'), tab('other')];
  await one.consent.set(true);
  other.consent.hear();
  other.consent.meet(other.client);
  one.consent.told(one.client, TALK);
  other.consent.hear();
  await other.consent.set(false);
  one.consent.hear();
  expect(noted).toEqual(['one yes', 'other no']);
  expect(one.begunAnew).toHaveBeenCalledOnce();
  expect(one.consent.isGiven()).toBe(false);
});

test('CONSENT3 a yes is noted once, whichever tabs go on with the talk', async () => {
  const { noted, tab } = browser();
  const [one, other] = [tab('one'), tab('other')];
  await one.consent.set(true);
  other.consent.hear();
  one.consent.told(one.client, TALK);
  other.consent.hear();
  other.consent.told(other.client, TALK);
  expect(noted).toEqual(['one yes']);
});

test('CONSENT3 a yes to a talk that is there already is noted once, also by the tab that has not heard yet that another noted it', async () => {
  const { noted, tab } = browser();
  const [one, other] = [tab('one'), tab('other')];
  await one.consent.set(true);
  other.consent.hear();
  one.consent.told(one.client, TALK);
  // Before the browser tells it of that.
  other.consent.told(other.client, TALK);
  expect(noted).toEqual(['one yes']);
});

test('CONSENT3 a yes that a full storage does not take is noted once all the same', async () => {
  const { noted, tab, state } = browser();
  const one = tab('one');
  await one.consent.set(true);
  state.isFull = true;
  one.consent.told(one.client, TALK);
  one.consent.told(one.client, TALK);
  expect(noted).toEqual(['one yes']);
});

test('CONSENT1 CONSENT3 API7 where no storage takes a yes it holds for the next widget of the page, noted once, until it is taken back', async () => {
  const { noted, tab, state } = browser();
  state.isFull = true;
  const page = new Map<string, string>();
  const one = tab('one', page);
  await one.consent.set(true);
  one.consent.told(one.client, TALK);
  const next = tab('next', page);
  await next.consent.agreed();
  next.consent.told(next.client, TALK);
  expect([next.consent.isGiven(), noted]).toEqual([true, ['one yes']]);
  await next.consent.set(false);
  expect([tab('after', page).consent.isGiven(), page.size, noted]).toEqual([false, 0, ['one yes', 'next no']]);
});
