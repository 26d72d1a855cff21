/** A list of thousands of conversations in a real browser, on the built app and server. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { ConversationId } from '#schema/ids.ts';
import { ensureBuilt } from '../../scripts/house.mjs';
import { QUIET } from '../../scripts/browser-args.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';
import {
  mustPost,
  newCommand,
  newConversationId,
  newVisitor,
  signIn,
  type Caller,
} from '../../tests/support/people.ts';
import { OWNER, startServer, type ServerProcess } from '../../tests/support/server-process.ts';
import type { DeskFigures } from './figures.ts';
import { fillDesk, WORDS } from './fill-desk.ts';
import { installProbe, type DeskProbe } from './page.ts';

const LIVE = 40;
/** A visitor writes once in so many ms, twenty in a second together. */
const SAYS_EVERY = 2_000;
const KEY_EVERY = 90;
const TEXT = 'Thank you for waiting. Your parcel has left us on Tuesday and should be with you by Friday at noon. ';

export interface DeskOptions {
  readonly conversations: number;
  readonly coldStarts: number;
  readonly searches: number;
  readonly switches: number;
  readonly keys: number;
}

export async function measureDesk(options: DeskOptions, say: (line: string) => void): Promise<DeskFigures> {
  await ensureBuilt();
  const profile = mkdtempSync(join(tmpdir(), 'holdline-desk-'));
  let filled: ReadonlyMap<string, number> = new Map();
  const server = await startServer({ TRUST_PROXY: 'off' }, null, (dataDir) => {
    filled = fillDesk(join(dataDir, 'holdline.db'), options.conversations, Date.now());
  });
  try {
    say('the first visit fills the device …');
    await firstVisit(server, profile);
    await server.stop();
    const coldFirstRows = await coldStarts(server, profile, options.coldStarts, say);
    say('searching what is on the device …');
    const searched = await searching(server, profile, filled, options.searches);
    await server.start();
    say('switching and typing while forty conversations go on …');
    const worked = await workingDay(server, profile, options);
    return { conversations: options.conversations, coldFirstRows, ...searched, ...worked };
  } finally {
    await server.dispose();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function openBrowser(profile: string): Promise<BrowserContext> {
  const executablePath = findBrowser();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath !== undefined && { executablePath }),
    viewport: { width: 1_440, height: 900 },
    locale: 'en-GB',
    args: [...QUIET],
  });
  await context.addInitScript(installProbe);
  return context;
}

const truth = (page: Page) => page.getByRole('status', { name: 'Connection' });
const probeOf = (page: Page): Promise<DeskProbe> =>
  page.evaluate(() => (globalThis as unknown as { deskProbe: DeskProbe }).deskProbe);

/** By its letters: the numbers of the sections move with each new one. */
async function toAll(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('a');
}

async function firstVisit({ origin }: ServerProcess, profile: string): Promise<void> {
  const context = await openBrowser(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await truth(page).getByText('Synced').waitFor({ timeout: 60_000 });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await toAll(page);
  await page.locator('[data-conversation]').first().waitFor();
  // The conversations that are kept on the device come eight at a time.
  await page.waitForTimeout(15_000);
  await context.close();
}

async function coldStarts(
  server: ServerProcess,
  profile: string,
  times: number,
  say: (line: string) => void,
): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const context = await openBrowser(profile);
    await context.setOffline(true);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.origin}/?section=all`);
    await page.waitForFunction(() => (globalThis as unknown as { deskProbe: DeskProbe }).deskProbe.firstRows !== null);
    found.push((await probeOf(page)).firstRows ?? Infinity);
    say(`cold start without a network: ${String(Math.round(found.at(-1) ?? 0))} ms`);
    await context.close();
  }
  return found;
}

/** Word after word in the field of the history, where nobody but this device can answer. */
async function searching(
  server: ServerProcess,
  profile: string,
  filled: ReadonlyMap<string, number>,
  searches: number,
): Promise<Pick<DeskFigures, 'kept' | 'searches'>> {
  const context = await openBrowser(profile);
  await context.setOffline(true);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.origin}/history`);
  const field = page.getByRole('textbox', { name: 'Search in all conversations' });
  await field.click();
  const type = async (word: string, before: number): Promise<void> => {
    await field.selectText();
    await page.keyboard.insertText(word);
    await page.waitForFunction(
      (many) => (globalThis as unknown as { deskProbe: DeskProbe }).deskProbe.searches.length > many,
      before,
    );
  };
  // The first question reads all that there is.
  await type(WORDS[0] ?? '', 0);
  await page.locator('mark').first().waitFor();
  for (let n = 1; n <= searches; n += 1) await type(WORDS[n % WORDS.length] ?? '', n);
  const kept = (await keptDocuments(page)).reduce((sum, name) => sum + (filled.get(name) ?? 0), 0);
  const found = (await probeOf(page)).searches.slice(1);
  await context.close();
  return { kept, searches: found };
}

/** The names of all that is in the cache of this device. */
function keptDocuments(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('holdline-cache-'))?.name ?? '';
    const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const database = await settled(indexedDB.open(name));
    const keys = await settled(database.transaction('documents').objectStore('documents').getAllKeys());
    database.close();
    return keys.map(String);
  });
}

async function workingDay(
  server: ServerProcess,
  profile: string,
  { switches, keys }: DeskOptions,
): Promise<DeskFigures> {
  const live = await liveConversations(server);
  const context = await openBrowser(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.origin}/?section=mine`);
  await truth(page).getByText('Synced').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(5_000);
  let isOver = false;
  const talking = talk(server, live, () => isOver);
  try {
    await toAll(page);
    for (let n = 0; n < switches; n += 1) {
      await page.keyboard.press('j');
      await page.waitForFunction(
        (many) => (globalThis as unknown as { deskProbe: DeskProbe }).deskProbe.switches.length > many,
        n,
      );
    }
    await page.keyboard.press('1');
    await page.keyboard.press('j');
    await page.getByRole('textbox', { name: 'Message' }).click();
    for (let n = 0; n < keys; n += 1) {
      await page.keyboard.press(TEXT[n % TEXT.length] === ' ' ? 'Space' : (TEXT[n % TEXT.length] ?? 'x'));
      await page.waitForTimeout(KEY_EVERY);
    }
    const probe = await probeOf(page);
    return {
      switches: probe.switches.slice(0, switches),
      keysDone: probe.done,
      keysPainted: probe.painted,
      ...(await memoryOf(context, page)),
    };
  } finally {
    isOver = true;
    await talking;
    await context.close();
  }
}

interface Live {
  readonly visitor: Caller;
  readonly conversation: ConversationId;
}

async function liveConversations(server: ServerProcess): Promise<readonly Live[]> {
  const owner = await signIn(server);
  const live: Live[] = [];
  for (let n = 0; n < LIVE; n += 1) {
    const visitor = newVisitor();
    const conversation = newConversationId();
    await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop' }));
    await mustPost(server, visitor, newCommand('message.send', { conversation, text: 'Are you there?', lastSeen: 0 }));
    await mustPost(server, owner, newCommand('conversation.take', { conversation }));
    live.push({ visitor, conversation });
  }
  return live;
}

/** All of them write, one after the other, until it is over. */
async function talk(server: ServerProcess, live: readonly Live[], isOver: () => boolean): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    const one = live[n % live.length];
    if (one === undefined) return;
    const said = { conversation: one.conversation, text: `And another thing, number ${String(n)}`, lastSeen: 0 };
    await mustPost(server, one.visitor, newCommand('message.send', said)).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, SAYS_EVERY / LIVE));
  }
}

async function memoryOf(context: BrowserContext, page: Page): Promise<Pick<DeskFigures, 'heap' | 'resident'>> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value;
  const browser = await context.browser()?.newBrowserCDPSession();
  const processes = browser === undefined ? [] : (await browser.send('SystemInfo.getProcessInfo')).processInfo;
  const resident = Math.max(0, ...processes.filter(({ type }) => type === 'renderer').map(({ id }) => residentOf(id)));
  return { ...(heap !== undefined && { heap }), ...(resident > 0 && { resident }) };
}

/** Bytes; 0 where the system does not tell. */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
