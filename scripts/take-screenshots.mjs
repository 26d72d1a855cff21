/**
 * `./node_modules/.bin/node scripts/take-screenshots.mjs`: takes the pictures that the app's manifest shows before an installation,
 * and the README's of both sides, from a real server with a morning's conversations. Run by hand after a build, when the desk
 * looks different.
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
const signedIn = async (/** @type {number} */ width, /** @type {number} */ height) => {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'en-GB', colorScheme: 'light' });
  await page.goto(`${server.origin}/sign-in`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Synced').waitFor();
  return page;
};

for (const [name, width, height] of /** @type {[string, number, number][]} */ ([
  ['wide', 1440, 900],
  ['narrow', 390, 844],
])) {
  const page = await signedIn(width, height);
  await page.goto(`${server.origin}/c/${conversation}`);
  await page.getByText('Synced').waitFor();
  await page.getByText('Can they come gift-wrapped?').last().waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('With pleasure: brown paper and a sprig of fern.');
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

/** The same conversation at the desk and in the shop, beside each other. */
async function takeBothSides() {
  const shop = await browser.newPage({ viewport: { width: 620, height: 800 }, locale: 'en-GB', colorScheme: 'light' });
  await shop.goto(`${server.origin}/demo/`);
  await shop.getByRole('button', { name: /^Chat with us/ }).click();
  const say = async (/** @type {string} */ words) => {
    await shop.getByRole('textbox', { name: 'Message' }).fill(words);
    await shop.getByRole('button', { name: 'Send' }).click();
  };
  await say('Is the moss teapot dishwasher safe?');
  const desk = await signedIn(1240, 800);
  await desk.getByRole('tab', { name: /^New/ }).click();
  await desk.getByRole('link').filter({ hasText: 'dishwasher' }).click();
  await desk.getByRole('button', { name: 'Take', exact: true }).click();
  await desk.getByRole('textbox', { name: 'Message' }).fill('It is, on the upper rack. The handle comes off.');
  await desk.getByRole('button', { name: 'Send', exact: true }).click();
  await shop.getByText('upper rack').waitFor();
  await say('Lovely, then I take it!');
  await desk.getByRole('log').getByText('then I take it').waitFor();
  await desk.getByRole('img', { name: 'Seen' }).first().waitFor();
  await desk.getByText('is typing').waitFor({ state: 'hidden' });
  const sides = await Promise.all([desk, shop].map((page) => page.screenshot()));
  const both = await browser.newPage({ viewport: { width: 1900, height: 840 } });
  const pictures = sides.map((side) => `<img src="data:image/png;base64,${side.toString('base64')}">`).join('');
  await both.setContent(
    `<style>body { display: flex; gap: 20px; margin: 0; padding: 20px; background: #dfe7e6 }
     img { border-radius: 12px; box-shadow: 0 6px 24px #0003 }</style>${pictures}`,
  );
  mkdirSync(join(root, 'docs', 'images'), { recursive: true });
  await both.screenshot({ path: join(root, 'docs', 'images', 'both-sides.png') });
}

await takeBothSides();
await browser.close();
await server.dispose();
