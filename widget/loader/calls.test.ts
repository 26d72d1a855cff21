import { expect, test, vi } from 'vitest';
import { createCalls, drain, type WidgetVerbs } from './calls.ts';

function setUp() {
  const done: string[] = [];
  const verbs: WidgetVerbs = {
    open: () => void done.push('open'),
    close: () => void done.push('close'),
    identify: (identity) => void done.push(`identify ${JSON.stringify(identity)}`),
    destroy: () => void done.push('destroy'),
  };
  return { done, ...createCalls(verbs) };
}

/** What the stub of the snippet keeps is `arguments`: like an array, and none. */
const keptBy = (...calls: unknown[][]): ArrayLike<unknown>[] => calls.map((call) => ({ ...call, length: call.length }));

test('WID4 calls made before the loader has come run in their order', () => {
  const { call, done } = setUp();
  drain(keptBy(['identify', { name: 'Robin' }], ['open'], ['close'], ['open']), call);
  expect(done).toEqual(['identify {"name":"Robin"}', 'open', 'close', 'open']);
});

test('WID4 a listener that was queued hears what happens afterwards', () => {
  const { call, emit } = setUp();
  const heard: unknown[] = [];
  drain(keptBy(['on', 'unread', (detail: unknown) => heard.push(detail)]), call);
  emit('unread', { count: 2 });
  expect(heard).toEqual([{ count: 2 }]);
});

test('WID6 on returns its own unsubscription, and off does the same', () => {
  const { call, emit } = setUp();
  const listener = vi.fn();
  const other = vi.fn();
  const stop = call('on', 'open', listener) as () => void;
  call('on', 'open', other);
  stop();
  call('off', 'open', other);
  emit('open', undefined);
  expect(listener).not.toHaveBeenCalled();
  expect(other).not.toHaveBeenCalled();
});

test('WID6 a listener that asks for ready late has not missed it', async () => {
  const { call, emit } = setUp();
  emit('ready', undefined);
  const listener = vi.fn();
  call('on', 'ready', listener);
  await Promise.resolve();
  expect(listener).toHaveBeenCalledOnce();
});

test('WID2 a page whose listener throws is told so, and the other listeners are called', () => {
  const report = vi.fn();
  vi.stubGlobal('reportError', report);
  const { call, emit } = setUp();
  const listener = vi.fn();
  const fault = new Error('the page has a fault');
  call('on', 'open', () => {
    throw fault;
  });
  call('on', 'open', listener);
  emit('open', undefined);
  expect(report).toHaveBeenCalledWith(fault);
  expect(listener).toHaveBeenCalledOnce();
});

test.each([[['sing']], [['on', 'lunch', () => undefined]], [['on', 'open']], [[]], [[{ open: true }]], [['identify']]])(
  'WID2 nonsense does nothing: %j',
  (given) => {
    const { call, done } = setUp();
    expect(call(...given)).toBe(undefined);
    expect(done.filter((each) => each !== 'identify {}')).toEqual([]);
  },
);

test('WID6 identify takes the known fields, as texts, cut to what the server takes', () => {
  const { call, done } = setUp();
  call('identify', { name: 'x'.repeat(500), email: 7, phone: '+48', role: 'owner' });
  expect(done).toEqual([`identify {"name":"${'x'.repeat(120)}","phone":"+48"}`]);
});

test('WID6 after destroy nothing is done and nobody is told', () => {
  const { call, emit, done } = setUp();
  const listener = vi.fn();
  call('on', 'open', listener);
  call('destroy');
  call('open');
  emit('open', undefined);
  expect(done).toEqual(['destroy']);
  expect(listener).not.toHaveBeenCalled();
});
