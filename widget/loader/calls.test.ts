import { expect, test, vi } from 'vitest';
import { createCall, createListeners, drain, withTexts, type Call, type Kept } from './calls.ts';

/** The function of a page, with two calls of the loader's own, and all others done by the rest of the API when `answer` is called. */
function setUp() {
  const done: string[] = [];
  const waiting: (() => void)[] = [];
  const { emit, clear, last, ...listening } = createListeners();
  const verbs = {
    ...listening,
    open: () => done.push('open'),
    never: () => new Promise<never>(() => undefined),
  };
  const callRest = async (_loader: unknown, name: unknown, given: readonly unknown[]) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (name === 'wrong') throw new TypeError('wrong');
    return [done.push([name, ...given].join(' '))] as const;
  };
  const call = createCall({ verbs }, () => Promise.resolve({ callRest }));
  const answer = async (): Promise<void> => {
    await settle();
    waiting.shift()?.();
    await settle();
  };
  return { done, call, emit, clear, last, answer };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** As the stub of the snippet keeps calls: `arguments` is like an array, and none. */
function stub(): { readonly call: Call; readonly kept: Kept[] } {
  const kept: Kept[] = [];
  return {
    kept,
    call: (...given) =>
      new Promise((resolve, reject) => {
        kept.push([{ ...given, length: given.length }, resolve, reject]);
      }),
  };
}

test('API2 WID4 calls made before the loader has come run in their order, and their promises are kept', async () => {
  const { call, done, answer } = setUp();
  const early = stub();
  const answers = Promise.allSettled([
    early.call('open'),
    early.call('wrong'),
    early.call('late', 1),
    early.call('open'),
  ]);
  drain(early.kept, call);
  await settle();
  expect(done).toEqual(['open']);
  await answer();
  await answer();
  expect(done).toEqual(['open', 'late 1', 'open']);
  expect(await answers).toEqual([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: new TypeError('wrong') },
    { status: 'fulfilled', value: 2 },
    { status: 'fulfilled', value: 3 },
  ]);
});

test('API2 what the rest of the API does is waited for by the calls behind it; a panel that opens is not', async () => {
  const { call, done, answer } = setUp();
  void call('never');
  void call('shutdown');
  const after = call('open');
  await settle();
  expect(done).toEqual([]);
  await answer();
  expect(await after).toBe(2);
  expect(done).toEqual(['shutdown', 'open']);
});

test('IDENT9 API2 a call whose answer comes much later, or never, holds up none after it', async () => {
  const { call, done } = setUp();
  void call('never');
  expect(await call('open')).toBe(1);
  expect(done).toEqual(['open']);
});

test('API4 what no call can be: the rest of the API says so, and the next call is done', async () => {
  const { call, answer } = setUp();
  for (const nonsense of [[['on', 'lunch', () => undefined]], [['on', 'open']], [[]], [[{ open: true }]]]) {
    const given = call(...(nonsense[0] ?? []));
    await answer();
    expect(typeof (await given)).toBe('number');
  }
  expect(await call('open')).toBeGreaterThan(0);
});

test('API3 a listener that was queued hears what happens afterwards', async () => {
  const { call, emit } = setUp();
  const heard: unknown[] = [];
  const early = stub();
  void early.call('on', 'unread', (detail: unknown) => heard.push(detail));
  drain(early.kept, call);
  await settle();
  emit('unread', { count: 2 });
  expect(heard).toEqual([{ count: 2 }]);
});

test('API3 WID6 on gives its own unsubscription, off does the same, and once hears one', async () => {
  const { call, emit } = setUp();
  const [listener, other, once] = [vi.fn(), vi.fn(), vi.fn()];
  const stop = (await call('on', 'open', listener)) as () => void;
  await call('on', 'open', other);
  await call('once', 'open', once);
  stop();
  await call('off', 'open', other);
  emit('open');
  emit('open');
  expect(listener).not.toHaveBeenCalled();
  expect(other).not.toHaveBeenCalled();
  expect(once).toHaveBeenCalledOnce();
});

test('API3 the same listener twice is one, and one that takes another off while both are told is obeyed', async () => {
  const { call, emit } = setUp();
  const twice = vi.fn();
  const later = vi.fn();
  await call('on', 'open', twice);
  await call('on', 'open', twice);
  await call('on', 'close', () => void call('off', 'close', later));
  await call('on', 'close', later);
  emit('open');
  expect(twice).toHaveBeenCalledOnce();
  emit('close');
  await settle();
  emit('close');
  expect(later).toHaveBeenCalledOnce();
});

test('API3 WID6 a listener that asks for ready late has not missed it', async () => {
  const { call, emit } = setUp();
  emit('ready');
  const listener = vi.fn();
  await call('on', 'ready', listener);
  await settle();
  expect(listener).toHaveBeenCalledOnce();
});

test('API3 WID2 a page whose listener throws is told so, and the other listeners are called', async () => {
  const report = vi.fn();
  vi.stubGlobal('reportError', report);
  const { call, emit } = setUp();
  const listener = vi.fn();
  const fault = new Error('the page has a fault');
  await call('on', 'open', () => {
    throw fault;
  });
  await call('on', 'open', listener);
  emit('open');
  expect(report).toHaveBeenCalledWith(fault);
  expect(listener).toHaveBeenCalledOnce();
});

test('API8 after the end nobody is told, and nothing has happened yet', async () => {
  const { call, emit, clear, last } = setUp();
  const listener = vi.fn();
  await call('on', 'unread', listener);
  emit('unread', { count: 3 });
  expect(last().unread).toEqual({ count: 3 });
  clear();
  emit('open');
  expect(listener).toHaveBeenCalledOnce();
  expect(last().unread).toBe(undefined);
});

test.each([
  [{}, {}],
  [{ name: 'Robin' }, { name: 'Robin' }],
  [{ name: undefined }, {}],
  [{ name: 'x'.repeat(6) }, null],
  [{ name: 7 }, null],
  [{ name: null }, null],
  [{ role: 'owner' }, null],
  [{ toString: 'x' }, null],
  [JSON.parse('{"__proto__":"x"}'), null],
  [null, null],
  [undefined, null],
  ['name', null],
])('API4 the loader knows by itself what it can keep for the panel: of %j it is %j', (given, kept) => {
  expect(withTexts(given, { name: 5 })).toEqual(kept);
});

test('API4 a field that is absent or undefined stays as it was, and what there was is not written into', () => {
  const before = { name: 'Robin', email: 'r@example.com' };
  expect(withTexts({ name: 'Zoe', email: undefined }, { name: 5, email: 20 }, before)).toEqual({
    name: 'Zoe',
    email: 'r@example.com',
  });
  expect(before.name).toBe('Robin');
});
