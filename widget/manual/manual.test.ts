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

test('API11 GATE6 what the manual says of the size of the files that a page fetches for its rules is what they are held to', () => {
  const budgets = readFileSync(join(import.meta.dirname, '..', '..', 'scripts', 'size-budgets.json'), 'utf8');
  const held = (JSON.parse(budgets) as readonly { name: string; bytes: number }[]).find(
    ({ name }) => name === 'widget rules and consent',
  );
  for (const language of ['en', 'ru', 'pl']) {
    const told = Number(/`live-….js`[^)]* (\d+) (?:KB|КБ)\)/.exec(textOf(language))?.[1]);
    expect(told, language).toBe(Math.floor((held?.bytes ?? 0) / 1_024));
  }
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

/** The code of a framework's lines as a script: what it imports is given to it. */
const scriptOf = (code: string): string => code.replaceAll(/^import .*$/gm, '').replace('export function', 'function');
const blockWith = (words: string): string => english.blocks.find(({ code }) => code.includes(words))?.code ?? '';

type Run = () => (() => void) | undefined;
const keepEnd = (run: Run): void => void ends.push(run() ?? (() => undefined));

test.each([
  ["from 'react'", (user: object | null) => user, { useEffect: keepEnd }],
  [
    "from 'vue'",
    (user: object | null) => () => user,
    {
      onMounted: (run: Run) => run(),
      onUnmounted: (end: () => void) => ends.push(end),
      toValue: (source: () => unknown) => source(),
      watchPostEffect: (run: Run) => run(),
    },
  ],
  ['use-chat.svelte.js', (user: object | null) => () => user, { $effect: keepEnd }],
])('API11 the lines for a framework run: they tell, listen, and leave again: %s', (words, userOf, provided) => {
  const code = blockWith(words);
  expect(code.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(13);
  const onUnread = (): void => undefined;
  const use = (user: object | null): readonly unknown[] => {
    const called: unknown[] = [];
    runInNewContext(`${scriptOf(code)}\nuseChat(user, onUnread);`, {
      ...provided,
      user: userOf(user),
      onUnread,
      holdline: (...call: unknown[]) => void called.push(call),
    });
    for (const end of ends.splice(0)) end();
    return called;
  };
  expect(use({ name: 'Robin', email: 'r@example.com', role: 'owner' })).toEqual([
    ['identify', { name: 'Robin', email: 'r@example.com' }],
    ['on', 'unread', onUnread],
    ['off', 'unread', onUnread],
  ]);
  expect(use(null)[0]).toEqual(['identify', { name: undefined, email: undefined }]);
});
const ends: (() => void)[] = [];

test('API11 the file that loads the widget does nothing on a server, and throws nothing where the widget cannot be had', async () => {
  // What a page has to import is not there; import() itself is the engine's and not for a test to replace.
  const code = blockWith('// chat.js').replace(/import\(/, 'bring(');
  expect(() => void runInNewContext(code, {})).not.toThrow();
  const page: { holdline?: { q?: unknown[]; options?: object } } & Record<string, unknown> = {};
  page.window = page;
  let caught: Promise<unknown> = Promise.resolve();
  page.bring = () => ({
    catch: (settle: () => unknown) => (caught = Promise.reject(new Error('blocked')).catch(settle)),
  });
  runInNewContext(`${code}\nholdline('open');`, page);
  await expect(caught).resolves.toBe(undefined);
  expect(page.holdline?.q).toHaveLength(1);
  expect(page.holdline?.options).toEqual({ launcher: 'button' });
});
