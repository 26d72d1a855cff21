import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { createMobileNetwork, SLOW_3G } from '../support/mobile-network.ts';
import { createRandom } from '../support/random.ts';
import { readEntries } from '../support/read-server.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { commandsOn } from './fixtures/commands-on.ts';
import { expect, pageWith, snippet, strictPolicy, test } from './fixtures/host.ts';

/** A handshake that went into the void is held for up to sixteen seconds where no plain request gets through either; ms. */
const LONGEST_SILENCE = 40_000;
/** Of the way that a file has to go up, this much is on its way when the line goes deaf. */
const HALF_A_FILE = 15_000;

/** The words that stand on the server's disk, in their order. */
const saidOn = (server: ServerProcess): readonly string[] =>
  readEntries(server).flatMap(({ effect }) => (effect.kind === 'said' ? [effect.text] : []));

/** Tells the words of each own message under which a tick comes to stand, at that moment. */
async function watchTicks(page: Page, ticked: (words: string) => void): Promise<void> {
  await page.exposeFunction('ticked', ticked);
  await page.evaluate(() => {
    const root = document.querySelector('holdline-chat')?.shadowRoot;
    if (!root) throw new Error('there is no chat');
    const told = new Set<Element>();
    const look = (): void => {
      for (const mark of root.querySelectorAll('.mark[data-mark]:not([data-mark=waiting])')) {
        const words = mark.closest('article')?.querySelector('.bubble')?.textContent?.trim();
        if (words === undefined || told.has(mark)) continue;
        told.add(mark);
        (globalThis as unknown as { ticked: (words: string) => void }).ticked(words);
      }
    };
    new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true });
    look();
  });
}

test('OUT1 OUT2 FILE1 SESS2 SESS3 WID5 D10: on a lossy third-generation line that goes deaf in one direction, then in the other, and is away for a while, each message and a file come once and in order, and no tick stands under what the server does not have', async ({
  line,
  server,
  visitHost,
  newDesk,
}) => {
  const network = createMobileNetwork({ ...SLOW_3G, loss: 0.04, seed: 20_260 });
  line.goBy(network);
  const desk = await newDesk({ origin: server.origin });
  const { page, shop, faults } = await visitHost({
    html: pageWith(snippet(line.origin)),
    policy: strictPolicy(line.origin),
  });
  await shop.openChat();
  const lies: string[] = [];
  let ticks = 0;
  await watchTicks(page, (words) => {
    ticks += 1;
    // Under a file more stands than its name.
    if (!saidOn(server).some((said) => words.startsWith(said))) lies.push(words);
  });

  await shop.say('1 Is the kettle loud?');
  await desk.open('New', '1 Is the kettle loud?');
  await desk.take();
  await desk.say('A It hums.');
  await expect(shop.line('A It hums.')).toBeVisible();

  // What the visitor sends is thrown away, on a line that goes on the other way and is never closed.
  line.set({ up: 'drop' });
  await shop.say('2 And the lamp?');
  await desk.say('B It does not.');
  await expect(shop.line('B It does not.')).toBeVisible();
  expect(saidOn(server)).not.toContain('2 And the lamp?');
  await expect(shop.late('2 And the lamp?')).toBeVisible();
  line.set({ down: 'drop' });
  await shop.say('3 I mean the green one');
  line.set({ up: 'pass', down: 'pass' });
  await resumes(desk.line('3 I mean the green one'));

  // The server hears and commits, and its word that it did is thrown away.
  line.set({ down: 'drop' });
  await shop.say('4 What does it cost?');
  await expect(desk.line('4 What does it cost?')).toBeVisible();
  await desk.say('C Forty.');
  await expect(shop.late('4 What does it cost?')).toBeVisible();
  line.set({ up: 'drop' });
  await shop.say('5 Each?');
  line.set({ up: 'pass', down: 'pass' });
  await resumes(desk.line('5 Each?'));
  await expect(shop.line('C Forty.')).toBeVisible();

  // The first half of a file has gone when nothing passes any more.
  const bytes = Buffer.from(Array.from({ length: 40_000 }, byteOf()));
  await shop.panel.getByLabel('Attach files').setInputFiles({ name: '6 plan.bin', mimeType: '', buffer: bytes });
  const before = line.carried().up;
  await shop.send();
  await expect.poll(() => line.carried().up - before, { intervals: [50] }).toBeGreaterThan(HALF_A_FILE);
  line.set({ up: 'drop', down: 'drop' });
  await shop.say('7 That is where it goes');
  // Nobody listens there at all.
  line.refuse(true);
  line.reset();
  await expect(shop.panel.getByText(/^Offline/)).toBeVisible();
  await desk.say('D Show me.');
  line.set({ up: 'pass', down: 'pass' });
  line.refuse(false);

  const asked = desk.line('6 plan.bin');
  await resumes(desk.line('7 That is where it goes'));
  await resumes(asked);
  await asked.getByRole('button', { name: 'Accept 6 plan.bin' }).click();
  const [plan] = await Promise.all([
    desk.page.waitForEvent('download'),
    asked.getByRole('button', { name: 'Download 6 plan.bin' }).click(),
  ]);
  expect(
    createHash('sha256')
      .update(readFileSync(await plan.path()))
      .digest('hex'),
  ).toBe(createHash('sha256').update(bytes).digest('hex'));
  await desk.say('E Got it.');
  await shop.say('8 Thanks');

  await expect(desk.line('8 Thanks')).toBeVisible();
  await expect(shop.line('E Got it.')).toBeVisible();
  await expect(shop.mark('8 Thanks', 'Seen')).toBeVisible();
  await expect.poll(() => commandsOn(page)).toBe(0);
  const named = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => /([1-8A-E]) /.exec(text)?.[1] ?? text);
  const words = named(saidOn(server));
  expect(words.toSorted()).toEqual([...'12345678ABCDE']);
  // Words do not wait for a file (FILE8).
  for (const who of ['1234578', 'ABCDE', '68']) expect(words.filter((name) => who.includes(name))).toEqual([...who]);
  for (const side of [shop, desk]) expect(named(await side.log.getByRole('article').allInnerTexts())).toEqual(words);
  expect(lies).toEqual([]);
  expect(ticks).toBeGreaterThan(5);
  expect(network.lost()).toBeGreaterThan(5);
  expect((await faults()).filter((fault) => !/WebSocket|net::ERR/.test(fault))).toEqual([]);

  await page.reload();
  await expect(shop.line('8 Thanks')).toBeVisible();
  expect(named(await shop.log.getByRole('article').allInnerTexts())).toEqual(words);
});

/** The line is back: on one like this it takes some handshakes until that is known. */
const resumes = (found: Locator): Promise<void> => expect(found).toBeVisible({ timeout: LONGEST_SILENCE });

/** Bytes that nobody can shorten. */
function byteOf(): () => number {
  const random = createRandom(7);
  return () => random.between(0, 255);
}
