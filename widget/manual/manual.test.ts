import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { VERBS } from '../api/explain.ts';
import { examplesScript, manualPage } from './page.ts';
import { renderManual } from './render.ts';
import { WORDS, type ManualLanguage } from './words.ts';

const textOf = (language: string): string => readFileSync(join(import.meta.dirname, `${language}.md`), 'utf8');
const manualOf = (language: ManualLanguage) => manualPage(language, textOf(language)).manual;
const english = manualOf('en');

/** What of a text is not words of a language: headings' ids, code, and how many rows and paragraphs there are. */
const skeletonOf = (markdown: string): readonly string[] =>
  markdown
    .replace(/```[\s\S]*?```/g, (block) => `code ${block.length}`)
    .split(/\n\n+/)
    .flatMap((part) => {
      if (part.startsWith('|')) {
        return part.split('\n').map((row) => `row ${(row.split('|')[1]?.match(/`[^`]+`/g) ?? []).join(' ')}`);
      }
      return [/\{#[a-z-]+\}/.exec(part)?.[0] ?? (part.startsWith('code') ? part : 'words')];
    });

test.each(['ru', 'pl'] as const)(
  'API11 each language says the same, part by part, with the same code: %s',
  (language) => {
    expect(skeletonOf(textOf(language).trim())).toEqual(skeletonOf(textOf('en').trim()));
    expect(manualOf(language).blocks).toEqual(english.blocks);
  },
);

test('API11 the manual tells every call, and each example has its button and its own code', () => {
  const calls = textOf('en').slice(textOf('en').indexOf('{#calls}'), textOf('en').indexOf('{#events-of'));
  for (const verb of VERBS) expect(calls, verb).toContain(`\`${verb}\``);
  const { html } = manualPage('en', textOf('en'));
  expect(html.match(/data-example="\d+"/g)).toHaveLength(english.examples.length);
  expect(english.examples.length).toBeGreaterThan(8);
});

test('API11 no mark of the text is left on the page: names of the app are set apart', () => {
  expect(renderManual('# A\n\n**Now** under *Requests*, as `a * b * c` has it.\n', WORDS.en).body).toBe(
    '<p><strong>Now</strong> under <em>Requests</em>, as <code>a * b * c</code> has it.</p>',
  );
  expect(english.body.replaceAll(/<(code|pre)[^>]*>[^]*?<\/\1>/g, '')).not.toContain('*');
});

test('API11 what stands in the text does not get into the page as markup, and what is not known is refused', () => {
  const { body } = renderManual('# A\n\n`<b>` & <i> [x](javascript:alert) | "q"\n', WORDS.en);
  expect(body).toBe('<p><code>&lt;b&gt;</code> &amp; &lt;i&gt; [x](javascript:alert) | &quot;q&quot;</p>');
  for (const odd of ['> quoted', '<script>', '## No id', '| a |\nno rule']) {
    expect(() => renderManual(odd, WORDS.en), odd).toThrow();
  }
});

test('API11 the script of the examples is the code that is shown', async () => {
  const window: { holdlineExamples?: readonly ((holdline: unknown) => Promise<void>)[] } = {};
  runInNewContext(examplesScript(english.examples), { window });
  const called: unknown[] = [];
  await window.holdlineExamples?.[0]?.((...call: unknown[]) => Promise.resolve(called.push(call)));
  expect(called).toEqual([['prefill', 'Where is my order?'], ['open']]);
});

test('API11 the code that signs a token for a site makes a JWT that its secret proves', () => {
  const { code } = english.blocks.find((block) => block.code.includes('createHmac')) ?? { code: '' };
  const body = code.replaceAll(/^import .*$/gm, '').replace('export function', 'function');
  const token = runInNewContext(`${body}\ntokenFor({ id: 'p7', name: 'Robin' }, 'secret');`, {
    createHmac,
    Buffer,
  }) as string;
  const [header = '', claims = '', signature] = token.split('.');
  expect(signature).toBe(createHmac('sha256', 'secret').update(`${header}.${claims}`).digest('base64url'));
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(read(claims)).toEqual({ sub: 'p7', aud: 'shop', exp: expect.any(Number) as number, name: 'Robin' });
});

test.each([
  ['react', { useEffect: (run: () => () => void) => ends.push(run()) }],
  ['vue', { onMounted: (run: () => void) => run(), onUnmounted: (run: () => void) => ends.push(run) }],
  ['svelte', { onMount: (run: () => () => void) => ends.push(run()) }],
])('API11 the ten lines for %s run: they tell, listen, and leave again', (framework, provided) => {
  ends.length = 0;
  const { code } = english.blocks.find((block) => block.code.includes(`from '${framework}'`)) ?? { code: '' };
  expect(code.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(11);
  const called: unknown[] = [];
  const body = code.replaceAll(/^import .*$/gm, '').replace('export function', 'function');
  const onUnread = (): void => undefined;
  const world = { ...provided, user: { name: 'Robin', email: 'r@example.com' }, onUnread };
  runInNewContext(`${body}\nuseChat(user, onUnread);`, {
    ...world,
    holdline: (...call: unknown[]) => called.push(call),
  });
  expect(called).toEqual([
    ['identify', { name: 'Robin', email: 'r@example.com' }],
    ['on', 'unread', onUnread],
  ]);
  for (const end of ends) end();
  expect(called.slice(2)).toEqual([['off', 'unread', onUnread]]);
});
const ends: (() => void)[] = [];
