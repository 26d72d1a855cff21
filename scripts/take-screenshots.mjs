/**
 * `./node_modules/.bin/node scripts/take-screenshots.mjs`: takes the pictures that the app's manifest shows before an installation,
 * from a real server with a morning's conversations. Run by hand after a build, when the desk looks different.
 */
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hire, mustPost, newCommand, newConversationId, newVisitor, signIn } from '../tests/support/people.ts';
import { OWNER, startServer } from '../tests/support/server-process.ts';
import { findBrowser } from './find-browser.mjs';
import { root } from './house.mjs';

const folder = join(root, 'app', 'static', 'screenshots');
mkdirSync(folder, { recursive: true });

const server = await startServer();
const owner = await signIn(server);
const anna = await hire(server, owner, 'operator', 'Anna');

/** Says something as a visitor with a name, and answers in turn. */
async function talk(/** @type {string | null} */ name, /** @type {readonly string[]} */ lines, answerer = owner) {
  const visitor = newVisitor();
  const conversation = newConversationId();
  const page = { url: 'https://fern-and-clay.example/teapot', title: 'Moss teapot · Fern & Clay' };
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop', page }));
  if (name !== null) await mustPost(server, visitor, newCommand('contact.update', { name }));
  let seq = 1;
  for (const [at, text] of lines.entries()) {
    if (at === 1) await mustPost(server, answerer, newCommand('conversation.take', { conversation }));
    seq += at === 1 ? 2 : 1;
    const lastSeen = seq;
    if (at % 2 === 1) await mustPost(server, answerer, newCommand('message.send', { conversation, text, lastSeen }));
    else await mustPost(server, visitor, newCommand('message.send', { conversation, text, page, lastSeen }));
  }
  return { conversation, visitor };
}

await talk(
  'Piotr',
  ['Is the reed vase back in stock?', 'Next Tuesday. Shall I keep one for you?', 'Yes please!'],
  anna,
);
await talk(null, ['Do you ship to Norway?']);
await talk('Élise', ['The lid of my teapot arrived cracked, what now?']);
await talk('Tomás', [
  'Can I change the address of order 1042?',
  'Of course. Where should it go?',
  'To my office, same street, number 7.',
]);
const { conversation } = await talk('Maria Nowak', [
  'Hello! Is the moss teapot dishwasher safe?',
  'Hello Maria. It is, on the upper rack. The bamboo handle comes off in one move.',
  'Lovely. And does it keep tea warm for an hour?',
  'About forty minutes on its own. With the wool cosy, well over an hour.',
  'Then I take both. Can they come gift-wrapped?',
]);
const text = 'Her sister bought the same set in May: 10 % off as a returning family.';
await mustPost(server, owner, newCommand('note.add', { conversation, text }));

const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
for (const [name, width, height] of /** @type {[string, number, number][]} */ ([
  ['wide', 1440, 900],
  ['narrow', 390, 844],
])) {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', colorScheme: 'light' });
  await page.goto(`${server.origin}/sign-in`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Synced').waitFor();
  await page.goto(`${server.origin}/c/${conversation}`);
  await page.getByText('Synced').waitFor();
  await page.getByText('Can they come gift-wrapped?').last().waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('With pleasure: brown paper and a sprig of fern.');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
await server.dispose();
