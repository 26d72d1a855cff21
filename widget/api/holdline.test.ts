import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { HoldlineVerb } from './holdline.ts';
import { VERBS } from './explain.ts';

const PUBLISHED = readFileSync(join(import.meta.dirname, 'holdline.ts'), 'utf8');

/** What a customer's compiler says of these pages, beside the published types as `holdline.d.ts`: `<name>:<line>`, and why. */
function faultsOf(pages: Readonly<Record<string, string>>): readonly string[] {
  const files: Readonly<Record<string, string>> = {
    '/holdline.d.ts': PUBLISHED,
    ...Object.fromEntries(Object.entries(pages).map(([name, code]) => [`/${name}.ts`, `export {};\n${code}`])),
  };
  const host = ts.createCompilerHost({});
  const readable: ts.CompilerHost = {
    ...host,
    fileExists: (name) => name in files || host.fileExists(name),
    readFile: (name) => files[name] ?? host.readFile(name),
    getSourceFile: (name, options) =>
      files[name] === undefined
        ? host.getSourceFile(name, options)
        : ts.createSourceFile(name, files[name], options, true),
  };
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2022,
  };
  const program = ts.createProgram(Object.keys(files), options, readable);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line;
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

const RIGHT = `
  const isOpen: boolean = await holdline('open');
  const stop: () => void = await holdline('on', 'unread', ({ count }) => count.toFixed());
  await holdline('once', 'message', ({ by, text, at }) => [by === 'visitor', text.length, at.toFixed()]);
  await holdline('off', 'ready', stop);
  await holdline('identify', { name: 'Robin' });
  const user: { name?: string; email?: string | undefined; plan?: string } = {};
  await holdline('identify', { name: user.name, email: user.email });
  await holdline('setAttributes', { plan: user.plan });
  if (!(await holdline('send', 'hello'))) console.log('no consent');
  const isKnown: true = await holdline('identify', { token: async () => (await fetch('/token')).text() });
  await holdline('setAttributes', { plan: 'Pro', seats: 12, trial: false, since: new Date(), basket: null });
  await holdline('page');
  await holdline('page', { url: '/cart', title: 'The cart' });
  await holdline('setLook', { accent: '#0a7d55', scheme: 'dark', size: 64 });
  await holdline('setLanguage', 'pl');
  const { unread, conversation, language } = await holdline('state');
  const sum: number = unread + (await holdline('unread'));
  const { api, widget } = await holdline('version');
  await holdline('start', { launcher: 'none' });
  console.log(isOpen, isKnown, conversation === 'waiting', language, sum, api === 1, widget);`;

const WRONG = [
  `holdline('sing');`,
  `holdline('on', 'lunch', () => undefined);`,
  `holdline('on', 'unread', ({ sum }) => sum);`,
  `holdline('identify', { name: 7 });`,
  `holdline('identify', { role: 'owner' });`,
  `holdline('identify', { token: () => 7 });`,
  `holdline('setAttributes', { basket: [] });`,
  `holdline('send');`,
  `holdline('setLanguage', 'de');`,
  `holdline('setLook', { scheme: 'blue' });`,
  `const text: string = await holdline('unread'); console.log(text);`,
];

test('API1 the published types take what is right and refuse what is wrong, line by line', () => {
  const faults = faultsOf({ right: RIGHT, wrong: WRONG.join('\n') });
  const lines = new Set(faults.map((fault) => /^\/wrong\.ts:(\d+) /.exec(fault)?.[1] ?? fault));
  expect([...lines].toSorted()).toEqual(WRONG.map((_, index) => String(index + 1)).toSorted());
});

test('API1 every call that has a type is known to the code, and no other', () => {
  const typed = [...PUBLISHED.slice(PUBLISHED.indexOf('interface HoldlineCalls')).matchAll(/^ {2}(\w+)[(<]/gm)]
    .map((match) => match[1])
    .filter((name, index, all) => all.indexOf(name) === index);
  expect(typed).toEqual([...VERBS] satisfies HoldlineVerb[]);
});
