import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Loader } from './rest-contract.ts';
import { LIMITS } from '../loader/limits.ts';
import { BEGIN_ANEW } from '../panel-contract.ts';
import { callRest } from './rest.ts';

let hear = (_event: Pick<StorageEvent, 'key' | 'newValue'>): void => undefined;
beforeEach(() => {
  vi.stubGlobal('addEventListener', (_name: 'storage', listener: typeof hear) => (hear = listener));
});

/** A loader whose widget was taken away. */
const gone = {
  widget: null,
  told: {},
  limits: LIMITS,
  verbs: {},
  last: () => ({}),
  emit: () => undefined,
  stop: () => undefined,
  start: () => undefined,
} satisfies Loader;

test('API1 the version that is told is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(await callRest(gone, 'version', [])).toEqual([{ api: 1, widget: version }]);
});

test('API8 without a widget a call says how it comes back', async () => {
  await expect(callRest(gone, 'open', [])).rejects.toThrow("holdline('start') brings it back");
});

test('API4 a mistake is a TypeError, and what was right of it was taken', async () => {
  const taken: unknown[] = [];
  const loader = { ...gone, verbs: { identify: (identity: unknown) => taken.push(identity) } };
  await expect(callRest(loader, 'identify', [{ name: 'Robin', email: 1 }])).rejects.toThrow(TypeError);
  expect(taken).toEqual([{ name: 'Robin' }]);
});

test('API4 a field that is undefined is an absent one, in each call', async () => {
  const told: Loader['told'] = { attributes: { plan: 'Pro' } };
  const style = { setProperty: (name: string, value: string) => set.push([name, value]) };
  const set: unknown[] = [];
  const widget = { launcher: { button: {}, element: { style, dataset: {} } }, options: {}, tell: () => undefined };
  const loader = { ...gone, told, widget: widget as unknown as Loader['widget'] };
  expect(await callRest(loader, 'setAttributes', [{ plan: undefined, seats: 2 }])).toEqual([true]);
  expect(told.attributes).toEqual({ plan: 'Pro', seats: 2 });
  expect(await callRest(loader, 'setLook', [{ accent: undefined, size: 64 }])).toEqual([true]);
  expect(set).toEqual([['--holdline-size', '64px']]);
});

test('IDENT9 who was signed is told to the panel, by text or by function, and the verdict is waited for by nobody else', async () => {
  const told: Loader['told'] = { identity: { name: 'Robin' } };
  const widget = { launcher: { button: {} }, options: { site: 'shop' }, tell: () => undefined };
  const loader = { ...gone, told, widget: widget as unknown as Loader['widget'] };
  const give = () => 'x';
  const [verdict] = await callRest(loader, 'identify', [{ token: give }]);
  expect(told.identity).toEqual({ name: 'Robin', token: give });
  told.asked?.[0]?.[0](true);
  expect(await verdict).toBe(true);

  // A tab beside this one signs them out: nothing answers any more, and nobody is told of them again.
  const [open] = await callRest(loader, 'identify', [{ token: 'y', name: 'Robin' }]);
  hear({ key: 'holdline:shop', newValue: '{}' });
  hear({ key: 'holdline:other', newValue: null });
  expect(told.identity).toMatchObject({ token: 'y' });
  hear({ key: 'holdline:shop', newValue: null });
  await expect(open).rejects.toThrow('the visitor was signed out');
  expect([told.identity, told.asked]).toEqual([undefined, []]);
  await expect(callRest(loader, 'identify', [{ token: 'x'.repeat(4_097) }])).rejects.toThrow(TypeError);
});

interface Standing {
  readonly asks: boolean;
  readonly told?: Loader['told'];
  readonly panel?: () => Promise<unknown>;
  /** Why the code that asks for consent cannot be had. */
  readonly liveFault?: Error;
}
/** A loader with a widget, and what was done to both. `panel`: what is had of it. */
function standing({ asks, told = {}, panel, liveFault }: Standing) {
  const done: string[] = [];
  const widget = {
    launcher: { button: { dataset: {} }, element: { dataset: {}, style: { setProperty: () => undefined } } },
    options: { site: 'shop', served: asks ? { live: { consent: { words: {}, link: '' } } } : {} },
    tell: () => undefined,
    getLive: () =>
      liveFault
        ? Promise.reject(liveFault)
        : Promise.resolve({
            asks,
            isAgreed: () => true,
            consent: (on: boolean) => done.push(`consent ${on}`),
            forget: () => done.push('forget'),
          }),
    getPanel: panel ?? (() => Promise.resolve(done.push('panel'))),
  } as unknown as Loader['widget'];
  const loader: Loader = {
    ...gone,
    told,
    widget,
    last: () => ({ unread: { count: 2 }, state: { state: 'active' } }),
    emit: (event, detail) => done.push(`${event} ${JSON.stringify(detail)}`),
    stop: () => done.push('stop'),
    start: () => done.push('start'),
  };
  return { loader, done };
}
const TO_NOBODY = ['forget', 'stop', 'unread {"count":0}', 'state {"state":"none"}', 'start'];

test('IDENT8 CONSENT1 another visitor begins with a widget of their own: nothing that was agreed to, and the page hears that nothing waits', async () => {
  const { loader, done } = standing({ asks: true, told: { identity: { token: 'x' } } });
  await callRest(loader, BEGIN_ANEW, []);
  expect(done).toEqual(TO_NOBODY);
});

test('IDENT8 IDENT9 whom the page signs then is told without anybody opening the panel; for nobody none is made', async () => {
  const signed = standing({ asks: false, told: { identity: { token: 'x' } } });
  await callRest(signed.loader, BEGIN_ANEW, []);
  expect(signed.done).toEqual([...TO_NOBODY, 'panel']);
  const stranger = standing({ asks: false });
  await callRest(stranger.loader, BEGIN_ANEW, []);
  expect(stranger.done).toEqual(TO_NOBODY);
  // Words of who has left wait apart, and leave by themselves.
  vi.stubGlobal('localStorage', { getItem: (key: string) => (key === 'holdline-parting:shop' ? '{}' : null) });
  const after = standing({ asks: false });
  await callRest(after.loader, BEGIN_ANEW, []);
  expect(after.done).toEqual([...TO_NOBODY, 'panel']);
});

test('IDENT8 CONSENT3 a tab that begins anew late takes back nothing that whoever is there by now has agreed to', async () => {
  vi.stubGlobal('localStorage', { getItem: (key: string) => (key === 'holdline:shop' ? '{}' : null) });
  const late = standing({ asks: true });
  await callRest(late.loader, BEGIN_ANEW, []);
  expect(late.done).toEqual(TO_NOBODY.slice(1));
  const left = standing({ asks: true, panel: () => Promise.resolve({ leave: () => Promise.resolve(null) }) });
  expect(await callRest(left.loader, 'shutdown', [])).toEqual([true]);
  expect(left.done).toEqual(TO_NOBODY.slice(1));
});

test('IDENT9 who has signed out in another tab is told by none that has told them, be there a panel or not', async () => {
  const told: Loader['told'] = { identity: { name: 'Ann' } };
  const { loader } = standing({ asks: false, told });
  await callRest(loader, 'setAttributes', [{ plan: 'Pro' }]);
  hear({ key: 'holdline:shop', newValue: null });
  expect(told).toEqual({});
  // And by the panel, which may hear of it before this file is here.
  told.identity = { name: 'Ann' };
  await callRest(loader, BEGIN_ANEW, [true]);
  expect(told).toEqual({});
  told.identity = { name: 'Tim' };
  await callRest(loader, BEGIN_ANEW, []);
  expect(told).toEqual({ identity: { name: 'Tim' } });
});

/** The page's storage after a visit. */
function usedDisk(): Record<string, unknown> {
  const disk: Record<string, unknown> = {
    'holdline:shop': '{"device":"d"}',
    'holdline:shop:after': '{}',
    other: 'stays',
  };
  const methods = {
    getItem: (key: string) => disk[key] ?? null,
    removeItem: (key: string) => delete disk[key],
  };
  vi.stubGlobal('localStorage', Object.setPrototypeOf(disk, methods));
  vi.stubGlobal('indexedDB', { databases: () => Promise.resolve([]) });
  return disk;
}

test('API9 in a page that may keep nothing, whoever has a conversation in its memory is left by the panel, which tells what waits', async () => {
  const memory = new Map([['holdline:shop', '{"conversation":"c1"}']]);
  const unsent = { messages: 1, files: [] };
  const leave = () => (memory.clear(), Promise.resolve(unsent));
  const { loader, done } = standing({ asks: false, told: { memory }, panel: () => Promise.resolve({ leave }) });
  expect(await callRest(loader, 'shutdown', [])).toEqual([false]);
  expect(done).toEqual([...TO_NOBODY, 'unsent {"messages":1,"files":[]}']);
});

test('API7 API8 what waits in the memory of a page leaves by the next widget, also where nobody opens it; and who signed out elsewhere is in no memory', async () => {
  const memory = new Map([
    ['holdline:shop', '{"conversation":"c1"}'],
    ['holdline:shop:after', '{}'],
    ['holdline:shop2', '{}'],
  ]);
  const { loader, done } = standing({ asks: false, told: { memory } });
  await callRest(loader, 'setLanguage', ['pl']);
  expect(done).toEqual(['stop', 'start', 'panel']);
  await callRest(loader, BEGIN_ANEW, [true]);
  expect(done.slice(3)).toEqual(TO_NOBODY);
  expect([...memory.keys()]).toEqual(['holdline:shop2']);
});

test('API9 WID14 where the code that sends what waits cannot be had, what is kept goes all the same, and that is said', async () => {
  const disk = usedDisk();
  const { loader, done } = standing({ asks: false, panel: () => Promise.reject(new TypeError('no line')) });
  await expect(callRest(loader, 'shutdown', [])).rejects.toThrow('Nothing of the visitor is left on this device');
  expect(Object.keys(disk)).toEqual(['other']);
  expect(done).toEqual(['forget', 'stop', 'unread {"count":0}', 'state {"state":"none"}', 'start']);
});

test('API9 CONSENT1 what was written under a yes is not said to be sent where the code that knows of the yes cannot be had', async () => {
  const disk = usedDisk();
  const why = { asks: true, liveFault: new TypeError('no line') };
  const written = standing(why);
  await expect(callRest(written.loader, 'shutdown', [])).rejects.toThrow('what they had not sent was deleted');
  expect(Object.keys(disk)).toEqual(['other']);
  // No panel was asked for, which would wait for the yes; and where nothing was kept nothing is lost.
  expect(written.done).toEqual(TO_NOBODY.slice(1));
  const stranger = standing(why);
  expect(await callRest(stranger.loader, 'shutdown', [])).toEqual([true]);
  expect(stranger.done).toEqual(TO_NOBODY.slice(1));
});

test('CONSENT4 a yes that is taken back where another tab has begun the talk is told by a panel that is made for it', async () => {
  vi.stubGlobal('localStorage', { getItem: (key: string) => (key === 'holdline:shop' ? '{}' : null) });
  const { loader, done } = standing({ asks: true });
  await callRest(loader, 'consent', [false]);
  expect(done).toEqual(['panel', 'consent false', 'stop', 'start']);
});
