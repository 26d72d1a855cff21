import { beforeEach, expect, test, vi } from 'vitest';
import type { LinkState } from '#client/interface.ts';
import { createSettable } from '#client/watchable.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { Identity } from '../../loader/calls.ts';
import type { ToldVerdict } from '../../panel-contract.ts';
import { createVisitorStore } from '../../visitor-store.ts';
import { PanelState } from '../panel-state.svelte.ts';
import { createSigning, type Anew } from './signing.ts';

const tokenOf = (claims: object): string => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
const ANN = tokenOf({ sub: '7', name: 'Ann' });
const TIM = tokenOf({ sub: '8', name: 'Tim' });

let reported = vi.fn();
beforeEach(() => {
  reported = vi.fn();
  vi.stubGlobal('reportError', reported);
});

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

/** A device and the page it is on. `answers`: what the server says to each question, the last one for ever; null: no line. */
function device(...answers: (number | string | null)[]) {
  const link = createSettable<LinkState>({ state: 'live', since: 0 });
  const store = createVisitorStore('shop', null, (length) => new Uint8Array(length).fill(7), new Map());
  const asked: { readonly token?: string; readonly next: string }[] = [];
  const begun: Anew[] = [];
  /** What is to happen later, by its timer. */
  const later = new Map<number, () => void>();
  let timers = 0;
  const fetch = async (_url: unknown, { body }: { readonly body: string }) => {
    asked.push(JSON.parse(body) as (typeof asked)[number]);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === null) throw new TypeError('no line');
    if (typeof answer === 'number') return Promise.resolve(new Response('{}', { status: answer }));
    const isYes = answer === 'joined' || answer === 'known';
    const said = isYes ? { status: answer } : { error: answer };
    return Promise.resolve(Response.json(said, { status: isYes ? 200 : 403 }));
  };
  const panel = new PanelState(() => undefined);
  const told: ToldVerdict[] = [];
  panel.asked = told;
  const host = {
    client: { link, isLeader: () => true, outbox: { retryNow: () => undefined } },
    environment: {
      fetch,
      randomBytes: (n: number) => new Uint8Array(n),
      setTimeout: (run: () => void) => {
        later.set((timers += 1), run);
        return timers;
      },
      clearTimeout: (timer: number) => later.delete(timer),
    },
    options: { origin: 'https://chat.example', site: 'shop' },
    panel,
    store,
  } as unknown as Parameters<typeof createSigning>[0];
  let signing = createSigning(host, (anew) => Promise.resolve(void begun.push(anew)));
  /** The page says it, and what came of it is told. */
  const identify = (given: Identity): { readonly verdict: () => string } => {
    let verdict = 'open';
    const call: ToldVerdict = [() => (verdict = 'accepted'), (why) => (verdict = String(why.cause))];
    told.push(call);
    panel.identity = { ...panel.identity, ...given };
    signing.look();
    return { verdict: () => verdict };
  };
  return {
    ...{ link, store, asked, begun, later, identify },
    /** The next of what was to happen later does. */
    pass: () => {
      const [timer, run] = [...later][0] ?? [];
      later.delete(timer ?? 0);
      run?.();
    },
    look: () => signing.look(),
    /** The panel begins anew. */
    restart: () => {
      signing.end();
      signing = createSigning(host, (anew) => Promise.resolve(void begun.push(anew)));
      signing.look();
    },
  };
}

test('IDENT9 the promise of a signed visitor is kept once the server has accepted it, and asks no more', async () => {
  const { identify, asked, store } = device('joined');
  const first = identify({ token: ANN });
  await settle();
  expect([first.verdict(), asked.length]).toEqual(['accepted', 1]);
  expect(store.read()?.token).toBe(asked[0]?.next);
  const again = identify({ token: ANN });
  await settle();
  expect([again.verdict(), asked.length]).toEqual(['accepted', 1]);
});

test('IDENT9 what the server refuses is refused with its reason, to each who asks; a better one is accepted', async () => {
  const { identify, asked } = device('bad-token', 'joined');
  const calls = [identify({ token: ANN })];
  await settle();
  calls.push(identify({ token: ANN }));
  await settle();
  expect([calls.map(({ verdict }) => verdict()), asked.length]).toEqual([['bad-token', 'bad-token'], 1]);
  expect(reported).not.toHaveBeenCalled();
  const better = identify({ token: TIM });
  await settle();
  expect([better.verdict(), asked.length]).toEqual(['accepted', 2]);
  const none = identify({ token: 'hello' });
  await settle();
  expect([none.verdict(), asked.length]).toEqual(['bad-token', 2]);
});

test('IDENT9 without a line the verdict waits, and comes with the line; a later call gets all of them the same', async () => {
  const { identify, pass } = device(null, 503, 'joined');
  const first = identify({ token: ANN });
  for (let tries = 0; tries < 2; tries += 1) {
    await settle();
    expect(first.verdict()).toBe('open');
    pass();
  }
  const second = identify({ token: ANN });
  await settle();
  expect([first.verdict(), second.verdict()]).toEqual(['accepted', 'accepted']);
});

test('IDENT9 a function is asked for a token, and once more where the one it gave has ended', async () => {
  const give = vi.fn().mockResolvedValueOnce(`${ANN}\n`).mockResolvedValueOnce(TIM);
  const { identify, asked } = device('expired', 'joined');
  const { verdict } = identify({ token: give });
  await settle();
  expect([verdict(), give.mock.calls.length]).toEqual(['accepted', 2]);
  expect(asked.map(({ token }) => token)).toEqual([ANN, TIM]);
});

test('IDENT9 a function that gives what has ended again, nothing, or throws, is refused with the reason', async () => {
  const { identify, asked } = device('expired');
  const old = identify({ token: () => ANN });
  await settle();
  expect([old.verdict(), asked.length]).toEqual(['expired', 2]);
  const nothing = identify({ token: () => ' ' });
  await settle();
  const broken = identify({ token: () => Promise.reject(new Error('500')) });
  await settle();
  expect([nothing.verdict(), broken.verdict()]).toEqual(['no-token', 'Error: 500']);
});

test('IDENT9 a function that throws in a tunnel is asked again with the line', async () => {
  const { identify, link, pass } = device('joined');
  link.set({ state: 'offline', since: 0 });
  const give = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(ANN);
  const { verdict } = identify({ token: give });
  await settle();
  expect(verdict()).toBe('open');
  pass();
  await settle();
  expect(verdict()).toBe('accepted');
});

test('IDENT9 a device that was signed out elsewhere begins anew, with or without somebody to be told, and by the tab with the line', async () => {
  const out: LinkState = { state: 'stopped', since: 0, code: CLOSE_CODES.unauthorized.code };
  const stranger = device('joined');
  stranger.link.set(out);
  stranger.look();
  await settle();
  expect(stranger.begun).toEqual([{ is: 'anew', isOut: true, person: null }]);

  const give = vi.fn(() => ANN);
  const person = device('joined');
  person.identify({ token: give });
  await settle();
  person.link.set(out);
  person.look();
  await settle();
  expect(person.begun).toEqual([{ is: 'anew', isOut: true, person: '7' }]);
  expect(give).toHaveBeenCalledTimes(2);

  const reload = device('joined');
  reload.link.set({ ...out, code: CLOSE_CODES.protocolTooOld.code });
  reload.look();
  await settle();
  expect(reload.begun).toEqual([]);
});

test('IDENT9 who was accepted on this page and is refused after it hears of it in the console', async () => {
  const { identify, restart, store } = device('joined', 'expired');
  const { verdict } = identify({ token: ANN });
  await settle();
  store.update({ identified: '' });
  restart();
  await settle();
  restart();
  await settle();
  expect([verdict(), reported.mock.calls.length]).toEqual(['accepted', 1]);
  expect(String(reported.mock.calls[0]?.[0])).toBe("Error: holdline('identify'): the token was refused (expired).");
});

test('IDENT7 KEEP4 who was accepted and whose card is gone since is told anew when they write again, and not before', async () => {
  const { identify, look, store, asked } = device('joined');
  store.update({ conversation: 'c1' });
  const { verdict } = identify({ token: ANN });
  await settle();
  look();
  await settle();
  expect([verdict(), asked.length]).toEqual(['accepted', 1]);
  store.forgetTalk();
  look();
  await settle();
  expect(asked).toHaveLength(1);
  store.update({ conversation: 'c2' });
  look();
  await settle();
  look();
  await settle();
  expect([asked.length, store.read()?.identified.startsWith('jwt:')]).toEqual([2, true]);
});

test('IDENT9 where the server cannot answer, however often the line changes, it is asked again by one timer', async () => {
  const { identify, link, look, asked, later, pass } = device(503);
  identify({ token: ANN });
  await settle();
  for (let change = 0; change < 20; change += 1) {
    link.set({ state: change % 2 ? 'live' : 'connecting', since: change });
    look();
    await settle();
  }
  expect(later.size).toBe(1);
  const before = asked.length;
  pass();
  await settle();
  expect([asked.length - before, later.size]).toEqual([1, 1]);
});
