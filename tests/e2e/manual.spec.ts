import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { signIn } from '../support/people.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { call, expect, pageWith, test } from './fixtures/host.ts';
import { setSite, visit } from './fixtures/live-visit.ts';

/** What is wrong in an example, and what is said of it. */
const WRONG = [
  ["'de'", '"de" is none of en, ru, pl'],
  ['signed by nobody', "holdline('identify'): this is no token"],
] as const;

test('API11 IDENT9 D11: the manual runs each of its examples under its own strict policy, shows what came of it, and its snippets work on a page', async ({
  server,
  browser,
  visitHost,
}) => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // An example takes the widget away, perhaps before its line stands, of which the browser itself tells.
    if (message.text().endsWith('WebSocket is closed before the connection is established.')) return;
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  await page.goto(`${server.origin}/docs/widget`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The chat widget on your website');
  await expect(page.getByRole('button', { name: 'Chat with us' })).toBeVisible();
  const events = page.getByRole('list', { name: 'What the widget of this page says' });
  await expect(events).toHaveText('ready');

  const runs = page.getByRole('button', { name: 'Run' });
  const outputs = page.locator('.example output');
  const count = await runs.count();
  expect(count).toBeGreaterThan(8);
  for (let index = 0; index < count; index += 1) {
    const code = await page.locator('.example pre').nth(index).textContent();
    await runs.nth(index).click();
    // Two are wrong to show what is said of a mistake.
    const wrong = WRONG.find(([what]) => code?.includes(what));
    await expect(outputs.nth(index), code ?? '').toHaveAttribute('data-state', wrong ? 'refused' : 'done');
    await expect(outputs.nth(index)).toContainText(wrong?.[1] ?? 'holdline(');
  }
  await expect(outputs.first()).toHaveText(/'prefill'\) → true\s+holdline\('open'\) → true/);
  await expect(
    events
      .getByRole('listitem')
      .filter({ hasText: /^open$/ })
      .first(),
  ).toBeVisible();
  expect(faults).toEqual([]);
  await expectAccessible(page, 'the manual with what came of its examples');

  // What is copied from it is right for this very server.
  const snippets = (await page.locator('pre code').allTextContents()).filter((code) => code.startsWith('<script'));
  expect(snippets.length).toBeGreaterThan(2);
  for (const snippet of snippets) {
    expect(snippet).toContain(`${server.origin}/widget.js`);
    expect(snippet, 'SITE9').toContain(' fetchpriority="low" ');
    const host = await visitHost({ html: pageWith(snippet) });
    await expect(host.shop.launcher).toBeVisible();
    expect(await host.faults()).toEqual([]);
  }
  await context.close();
});

test('API11 D13: the manual speaks three languages, and axe finds nothing in it, on a phone either', async ({
  server,
  browser,
}) => {
  const context = await browser.newContext({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${server.origin}/docs/widget`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Widżet czatu na Twojej stronie');
  await page.getByRole('link', { name: 'Русский' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Чат-виджет на вашем сайте');
  await expect(page.getByRole('button', { name: 'Написать нам' })).toBeVisible();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Chat with us' })).toBeVisible();
  await expectAccessible(page, 'manual');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

/** Of a part of the manual: what stands in the first column of its table. */
function namesOf(language: string, part: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../../widget/manual', `${language}.md`), 'utf8');
  const section = text.slice(text.indexOf(`{#${part}}`)).split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name).sort();
}

/** Names of all that the page's origin holds, as the manual writes them. */
const heldNames = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const device =
      (JSON.parse(localStorage.getItem('holdline:default') ?? '{}') as { device?: string }).device ?? 'none';
    const names = [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name = '' }) => name),
      ...(await caches.keys()),
      ...document.cookie.split(';').filter((each) => each.trim() !== ''),
    ];
    return names.map((name) => name.replace('default', '<site>').replace(device, '<device>'));
  });

test('API11 D11: the manual names every key and every database that the widget keeps on a device, and nothing that it does not', async ({
  server,
  browser,
  host,
}) => {
  const rules = { match: 'all', conditions: [{ kind: 'visits', least: 9 }] } as const;
  await setSite(server, {
    tracking: { on: true },
    consent: { needed: true, words: {}, link: '' },
    callback: { offer: 'always', pages: [] },
    invitations: {
      from: '',
      list: [{ id: 'welcome', name: 'Welcome', on: true, words: { en: 'Hello' }, rules, every: 'day' }],
    },
  });
  const { page, shop, context } = await visit({ browser, host, server });
  await expect(shop.launcher).toBeVisible();
  expect(await heldNames(page)).toEqual([]);
  expect(await call(page, 'consent', true)).toBe(true);
  await call(page, 'setAttributes', { plan: 'Pro' });
  await shop.openChat();
  // Typed, and not sent.
  await shop.panel.getByRole('button', { name: 'Ask for a call' }).click();
  await shop.panel.getByRole('textbox', { name: 'Your phone number' }).fill('+48 600');
  await page.keyboard.press('Escape');
  await shop.say('Good day');
  await shop.panel.getByLabel('Attach files').setInputFiles({
    name: 'order.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('one cup'),
  });
  await expect(shop.panel.getByRole('button', { name: 'Send', exact: true })).toBeEnabled();
  await shop.send();
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await shop.panel.getByRole('menuitem', { name: 'Turn the sound off' }).click();
  const held = new Set<string>();
  const look = async (): Promise<void> => (await heldNames(page)).forEach((name) => held.add(name));
  await expect.poll(async () => (await look(), held.has('holdline:<site>:attributes'))).toBe(true);
  await look();

  // Without a line something is left of somebody who logs out.
  await context.setOffline(true);
  await shop.say('One more');
  expect(await call(page, 'shutdown')).toBe(false);
  await look();
  for (const language of ['en', 'ru', 'pl']) expect([...held].sort(), language).toEqual(namesOf(language, 'keeps'));
  await context.close();
});

test('API11 SITE8: while the site of the manual is archived its examples say why nothing can be run, and the page has no chat', async ({
  server,
  browser,
}) => {
  const { token } = await signIn(server);
  const archive = async (archived: boolean): Promise<void> => {
    const answer = await fetch(`${server.origin}/api/sites/default`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ archived }),
    });
    expect(answer.status).toBe(200);
  };
  /** Somebody who comes for the first time: a browser keeps the widget of a site for some minutes. */
  const runFirst = async (look: (output: Locator, page: Page) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${server.origin}/docs/widget`);
    const example = page.locator('.example').first();
    await example.getByRole('button', { name: 'Run' }).click();
    await look(example.locator('output'), page);
    await context.close();
  };
  await archive(true);
  await runFirst(async (output, page) => {
    await expect(output).toHaveAttribute('data-state', 'refused');
    await expect(output).toContainText('The default site of this server is archived');
    await expect(page.locator('holdline-chat')).toHaveCount(0);
  });
  await archive(false);
  await runFirst(async (output) => expect(output).toHaveAttribute('data-state', 'done'));
});
