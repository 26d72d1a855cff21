import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlantedHouse, type Finished, type PlantedHouse } from './planted-house.ts';

/** One fault for each thing a gate promises to find, in a file of its own so that its name in the output is proof. */
const faults = {
  'schema/planted-format.ts': 'export const  planted = "double quotes"\n',
  'schema/planted-clock.ts':
    'export const planted = (): number => Date.now() + Math.random() + new Date().getTime();\n',
  'schema/planted-clean.ts': 'export const plantedClean = (now: number): Date => new Date(now);\n',
  'schema/planted-yjs.ts': "import { Doc } from 'yjs';\n\nexport const planted = new Doc();\n",
  'client/planted-floating.ts': 'export function planted(): void {\n  Promise.resolve(1);\n}\n',
  'client/planted-silenced.ts': '/* eslint-disable */\nexport const planted: any = 1;\n',
  'sync-server/planted-environment.ts': 'export const planted = process.env;\n',
  'sync-server/planted-hono.ts': "import { Hono } from 'hono';\n\nexport const planted = new Hono();\n",
  'sync-server/planted-sql.ts': "import { sql } from 'drizzle-orm';\n\nexport const planted = sql;\n",
  'sync-server/planted-type.ts': "export const planted: number = 'text';\n",
  'sync-server/planted-lost.ts':
    "import { planted } from './planted-nowhere.ts';\n\nexport const lost: unknown = planted;\n",
  'app/src/lib/planted-wall.ts':
    "import { planted } from '#sync-server/planted-type.ts';\n\nexport const wall = planted;\n",
  'app/src/lib/planted-yjs.ts': "import type { Doc } from 'yjs';\n\nexport type Planted = Doc;\n",
  'app/src/lib/PlantedHtml.svelte': '<p>{@html String(1)}</p>\n',
  'app/src/lib/PlantedType.svelte':
    '<script lang="ts">\n  const planted: number = \'text\';\n</script>\n\n<p>{planted}</p>\n',
  'widget/PlantedStyle.svelte': '<svelte:options css="injected" />\n\n<p style="color: red">planted</p>\n',
  'widget/PlantedType.svelte':
    '<script lang="ts">\n  const planted: number = \'text\';\n</script>\n\n<p>{planted}</p>\n',
  'tests/planted-asleep.test.ts':
    "import { test } from 'vitest';\n\ntest.only('planted', async () => {\n  await new Promise((resolve) => setTimeout(resolve, 5));\n});\n",
};

let house: PlantedHouse;

beforeAll(async () => {
  house = await openPlantedHouse();
  await house.plant(faults);
  await house.run('svelte-kit', 'sync');
});

afterAll(() => house.remove());

/** The part of the output about one file: from its name to the next blank line. */
function about(file: string, { output }: Finished): string {
  const start = output.indexOf(file);
  return start < 0 ? '' : output.slice(start, output.indexOf('\n\n', start));
}

test.concurrent('GATE1 the format gate finds a file out of format, and only that', async () => {
  const bad = await house.run('prettier', '--check', 'schema/planted-format.ts', 'schema/planted-clean.ts');
  expect(bad.code).not.toBe(0);
  expect(bad.output).toContain('schema/planted-format.ts');
  expect(bad.output).not.toContain('schema/planted-clean.ts');
});

describe('GATE2 the lint gate', () => {
  let linted: Finished;
  beforeAll(async () => {
    linted = await house.run('eslint', '--max-warnings', '0', ...Object.keys(faults));
  });

  test.for([
    ['schema/planted-clock.ts', 'no-restricted-properties'],
    ['schema/planted-clock.ts', 'no-restricted-syntax'],
    ['client/planted-floating.ts', '@typescript-eslint/no-floating-promises'],
    ['client/planted-silenced.ts', '@typescript-eslint/no-explicit-any'],
    ['sync-server/planted-environment.ts', 'no-restricted-properties'],
    ['app/src/lib/PlantedHtml.svelte', 'svelte/no-at-html-tags'],
    ['widget/PlantedStyle.svelte', 'Injected styles are blocked'],
    ['widget/PlantedStyle.svelte', 'Style attributes are blocked'],
    ['tests/planted-asleep.test.ts', 'Every test runs, always'],
    ['tests/planted-asleep.test.ts', 'A sleep'],
  ] as const)('finds in %s: %s', ([file, message]) => {
    expect(linted.code).not.toBe(0);
    expect(about(file, linted)).toContain(message);
  });

  test('leaves a clean file alone', () => {
    expect(linted.output).not.toContain('schema/planted-clean.ts');
  });
});

describe('GATE3 the type gate', () => {
  let checked: Finished;
  beforeAll(async () => {
    checked = await house.run('npm', 'run', '--silent', 'check:types');
  }, 120_000);

  test.for([['sync-server/planted-type.ts'], ['app/src/lib/PlantedType.svelte'], ['widget/PlantedType.svelte']])(
    'finds text given as a number in %s',
    ([file]) => {
      expect(checked.code).not.toBe(0);
      expect(about(`${file}`, checked)).toContain("Type 'string' is not assignable to type 'number'");
    },
  );
});

describe('GATE4 the edges gate', () => {
  let cruised: Finished;
  beforeAll(async () => {
    cruised = await house.run('npm', 'run', '--silent', 'check:edges');
  });

  test.for([
    ['app-imports-only-what-it-may', 'app/src/lib/planted-wall.ts'],
    ['yjs-only-in-its-place', 'app/src/lib/planted-yjs.ts'],
    ['yjs-only-in-its-place', 'schema/planted-yjs.ts'],
    ['hono-only-in-its-place', 'sync-server/planted-hono.ts'],
    ['drizzle-orm-only-in-its-place', 'sync-server/planted-sql.ts'],
    ['nothing-unresolved', 'sync-server/planted-lost.ts'],
  ] as const)('%s: %s', ([rule, file]) => {
    expect(cruised.code).not.toBe(0);
    expect(cruised.output).toContain(`error ${rule}: ${file}`);
  });
});

test.concurrent('GATE5 the dead-code gate finds a file that nobody imports', async () => {
  const bad = await house.run('npm', 'run', '--silent', 'check:dead');
  expect(bad.code).not.toBe(0);
  expect(bad.output).toContain('schema/planted-clean.ts');
});

describe('GATE6 the size gate', () => {
  const page = '<script>import("/entry.js")</script>';
  const routes = 'import"./shared.js";const i={"/":[2],"/other":[3]};';
  const noise = Array.from({ length: 40_000 }, (_, index) => (Math.imul(index, 2_654_435_761) >>> 0).toString(36)).join(
    '',
  );
  const small = {
    'built/widget/widget.js': 'import("./panel.js")',
    'built/widget/panel.js': '1',
    'built/widget/ru-1.js': '1',
    'built/widget/widget/live-1.js': 'import"./way-1.js"',
    'built/widget/widget/track-1.js': 'import"./way-1.js"',
    'built/widget/widget/way-1.js': '1',
    'built/app/index.html': page,
    'built/app/entry.js': routes,
    'built/app/shared.js': '1',
    'built/app/nodes/0.a.js': '1',
    'built/app/nodes/2.a.js': '1',
    'built/app/nodes/3.a.js': `"${noise}"`,
  };

  test.for([
    ['what is small', {}, []],
    ['a loader over 4 KB', { 'widget/widget.js': `"${noise}"` }, ['widget loader']],
    [
      'a panel over 48 KB through what it imports',
      { 'widget/panel.js': 'import"./big.js"', 'widget/big.js': `"${noise}"` },
      ['widget panel with its words'],
    ],
    ['words too long for the panel', { 'widget/ru-1.js': `"${noise}"` }, ['widget panel with its words']],
    ['rules over 8.5 KB', { 'widget/widget/live-1.js': `"${noise}"` }, ['widget rules and consent']],
    ['a tracker over 2.5 KB', { 'widget/widget/track-1.js': `"${noise}"` }, ['widget tracker']],
    [
      'both through what they share',
      { 'widget/widget/way-1.js': `"${noise}"` },
      ['widget rules and consent', 'widget tracker'],
    ],
    ['a first screen over 160 KB through its page', { 'app/nodes/2.a.js': `"${noise}"` }, ['app, first screen']],
  ] as const)('%s', async ([name, changes, tooLarge]) => {
    const folder = `built-${name.replaceAll(/\W+/g, '-')}`;
    const planted = {
      ...small,
      ...Object.fromEntries(Object.entries(changes).map(([file, text]) => [`built/${file}`, text])),
    };
    await house.plant(
      Object.fromEntries(Object.entries(planted).map(([file, text]) => [file.replace('built', folder), text])),
    );
    const measured = await house.run('node', 'scripts/check-sizes.mjs', folder);
    const found = measured.output.split('\n').filter((line) => line.includes('too large'));
    expect({ code: measured.code, found: found.map((line) => line.split(':')[0]) }).toEqual({
      code: tooLarge.length === 0 ? 0 : 1,
      found: tooLarge,
    });
  });

  test('a budget whose file is gone', async () => {
    await house.plant({ 'built-gone/widget/panel.js': '1' });
    const measured = await house.run('node', 'scripts/check-sizes.mjs', 'built-gone');
    expect(measured.code).toBe(1);
    expect(measured.output).toContain('widget loader: no file');
  });
});

describe('GATE7 the lock gate', () => {
  const yjs = { 'node_modules/yjs': {} };

  test.for([
    ['a right one', yjs, undefined],
    ['a recorded address', { 'node_modules/yjs': { resolved: 'somewhere' } }, 'recorded address'],
    ['a second Yjs', { ...yjs, 'node_modules/other/node_modules/yjs': {} }, '2 copies of yjs'],
    ['a forgotten platform', { 'node_modules/yjs': { optionalDependencies: { gone: '1' } } }, '1 optional packages'],
  ] as const)('%s', async ([name, packages, fault]) => {
    const file = `lock-${name.replaceAll(' ', '-')}.json`;
    await house.plant({ [file]: JSON.stringify({ packages }) });
    const checked = await house.run('node', 'scripts/check-lock.mjs', file);
    expect(checked.code).toBe(fault === undefined ? 0 : 1);
    expect(checked.output).toContain(fault ?? '');
  });
});
