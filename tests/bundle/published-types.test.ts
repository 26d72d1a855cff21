import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, root } from '../../scripts/house.mjs';
import { customerFaults } from '../support/customer-compiler.ts';

const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');
/** Every call with each form of what it can be given, and what its promise gives. */
const RIGHT = `
const isOpen: boolean = await holdline('open');
const isClosed: true = await holdline('close');
const isOpenNow: boolean = await holdline('toggle');
const done: true[] = [await holdline('show'), await holdline('hide'), await holdline('destroy')];

const user: { name?: string; email?: string | undefined; plan?: string } = {};
done.push(await holdline('identify', { name: 'Robin' }), await holdline('identify', { name: user.name, email: user.email }));
done.push(await holdline('identify', { phone: '+48', token: 'x.y.z' }), await holdline('identify', { token: () => 'x.y.z' }));
done.push(await holdline('identify', { token: async () => (await fetch('/token')).text() }));
done.push(await holdline('setAttributes', { plan: user.plan, seats: 12, trial: false, since: new Date(), basket: null }));
done.push(await holdline('page'), await holdline('page', {}), await holdline('page', { url: '/cart', title: 'The cart' }));

done.push(await holdline('prefill', 'Where is'));
const isSent: boolean = await holdline('send', 'Where is my order?');
for (const language of ['en', 'ru', 'pl'] as const) done.push(await holdline('setLanguage', language));
done.push(await holdline('setLook', { accent: '#0a7d55', scheme: 'dark', side: 'start', zIndex: 9, size: 64, aside: 0, above: 200, radius: 28 }));
done.push(await holdline('setLook', { accent: '', scheme: '', side: '', zIndex: '', size: '', aside: '', above: '', radius: '' }));

const sum: number = await holdline('unread');
const { isOpen: stands, hasLauncher, unread, conversation, language } = await holdline('state');
const state: [boolean, boolean, number, 'none' | 'waiting' | 'active' | 'closed', 'en' | 'ru' | 'pl'] = [stands, hasLauncher, unread, conversation, language];
const { api, widget }: { api: 1; widget: string } = await holdline('version');

const nothing = (): void => undefined;
const stop: () => void = await holdline('on', 'unread', ({ count }) => count.toFixed());
const stopOnce: () => void = await holdline('once', 'message', ({ id, text, by, name, at }) =>
  [id, text, by === 'visitor' || by === 'operator', name].concat(at.toFixed()));
await holdline('on', 'state', ({ state: now }) => now === conversation);
await holdline('on', 'unsent', ({ messages, files }) => files.join() + messages.toFixed());
for (const event of ['ready', 'open', 'close'] as const) done.push(await holdline('off', event, nothing));

done.push(await holdline('consent', true), await holdline('consent', false));
const isAllSent: boolean = await holdline('shutdown');
done.push(await holdline('start'), await holdline('start', { launcher: 'none', accent: 'teal', zIndex: '9' }));
holdline.options = { site: 'shop', language: 'pl', title: 'Tea', side: 'start', scheme: 'dark', container: '#chat', inline: '' };
window.holdline('open').then(nothing, nothing);
console.log(isOpen, isClosed, isOpenNow, isSent, sum, state, api, widget, stop, stopOnce, isAllSent, holdline.q?.length);

import type { HoldlineEvents, HoldlineFunction, HoldlineIdentity, HoldlineLook, HoldlineState } from './holdline.js';
export const kept: [HoldlineFunction, HoldlineIdentity, HoldlineLook, HoldlineState['language'], HoldlineEvents['unread']] =
  [holdline, { name: 'Robin' }, { accent: 'teal' }, 'pl', { count: 1 }];
`;

const WRONG = [
  `holdline();`,
  `holdline('sing');`,
  `holdline('open', 1);`,
  `holdline('on', 'lunch', () => undefined);`,
  `holdline('on', 'open');`,
  `holdline('on', 'unread', ({ sum }) => sum);`,
  `holdline('off', 'open', 'listener');`,
  `holdline('identify');`,
  `holdline('identify', { name: 7 });`,
  `holdline('identify', { role: 'owner' });`,
  `holdline('identify', { token: () => 7 });`,
  `holdline('setAttributes', { basket: [] });`,
  `holdline('page', { path: '/' });`,
  `holdline('prefill');`,
  `holdline('send');`,
  `holdline('send', 7);`,
  `holdline('setLanguage', 'de');`,
  `holdline('setLook', { scheme: 'blue' });`,
  `holdline('setLook', { zIndex: '9' });`,
  `holdline('consent', 'yes');`,
  `holdline('start', { zIndex: 9 });`,
  `const text: string = await holdline('unread'); console.log(text);`,
  `const never: false = await holdline('close'); console.log(never);`,
  `(await holdline('state')).language = 'pl';`,
];

/** Names in code marks: of the first cells of a table's rows, or of rules. */
const namesIn = (text: string): readonly string[] => [...text.matchAll(/`([a-z]\w+)`/g)].map(([, name = '']) => name);
const firstCells = (heading: string): readonly string[] => {
  const section = read('widget', 'manual', 'en.md').split(`{#${heading}}`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return [...new Set(rows.flatMap((row) => namesIn(row.split('|')[1] ?? '')))];
};
const rules = read('docs', 'SPEC.md').match(/^- API[1-9] .*$/gm) ?? [];
/** Calls that rules name: what else is named there is an event, a value or a word of CSS. */
const ruled = namesIn(rules.join('\n')).filter(
  (name) => !['false', 'ready', 'unsent', 'inherit', 'currentColor'].includes(name),
);
/** As the manual's tables have them, with the values that a call can be given. */
const calls = firstCells('calls').filter((name) => !['en', 'ru', 'pl', 'true', 'false'].includes(name));
const events = firstCells('events-of-the-widget');
const tableOf = (names: readonly string[]): string => `{ ${names.map((name) => `${name}: true`).join(', ')} }`;
const NAMED = `
import type { HoldlineEvents, HoldlineVerb } from './holdline.js';
export const calls: Record<HoldlineVerb, true> = ${tableOf(calls)};
export const events: Record<keyof HoldlineEvents, true> = ${tableOf(events)};
export const ruled: HoldlineVerb[] = ${JSON.stringify(ruled)};`;

/** As the server gives it (files.test.ts). */
let published = '';
let faults: readonly string[] = [];
beforeAll(async () => {
  await ensureBuilt();
  published = read('build', 'widget', 'widget', 'holdline.d.ts');
  faults = customerFaults({
    'holdline.d.ts': published,
    'right.ts': RIGHT,
    'wrong.ts': `export {};\n${WRONG.map((line) => `// @ts-expect-error it is wrong\n${line}`).join('\n')}`,
    'named.ts': NAMED,
  });
}, 120_000);
const faultsIn = (file: string): readonly string[] => faults.filter((fault) => fault.startsWith(file));

test('API1 the types of the build are those that the code is checked against', () => {
  expect(published).toBe(read('widget', 'api', 'holdline.ts'));
});

test('API1 the types of the build stand by themselves in a customer’s strict project, and take every right call', () => {
  expect(faults.filter((fault) => !/^(wrong|named)\.ts:/.test(fault))).toEqual([]);
});

test('API1 the types of the build refuse every wrong call', () => {
  expect(faultsIn('wrong.ts')).toEqual([]);
});

test('API1 API11 calls and events that the rules and the manual name have a type, and those that have one are named', () => {
  expect([rules.length, ruled.length > 10, calls.length > 15, events.length > 5]).toEqual([9, true, true, true]);
  expect(faultsIn('named.ts')).toEqual([]);
});

test('API1 a customer’s compiler tells of a wrong line, and of types that need anything of ours', () => {
  const planted = customerFaults({
    'holdline.d.ts': `import type { Language } from '../texts/languages.ts';\nexport type Spoken = Language;\n${published}`,
    'page.ts': `export {};\nholdline('sing');\n// @ts-expect-error it is right\nholdline('open');`,
  });
  const places = new Set(planted.map((fault) => fault.split(' ')[0]));
  expect([...places].toSorted()).toEqual(['holdline.d.ts:1', 'page.ts:2', 'page.ts:3']);
});
