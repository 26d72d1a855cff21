/**
 * `npm run shots`: takes pictures of every screen, in every look, into `shots/`, for eyes to look at: from real servers with real
 * people, whose conversations were had through the same doors as everybody's. `-- --only thread,rooms --in phone` takes those whose
 * names hold one of these words.
 */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { QUIET } from '../../scripts/browser-args.ts';
import { ensureBrowser } from '../../scripts/find-browser.mjs';
import { ensureBuilt, root } from '../../scripts/house.mjs';
import { signIn as signInStaff } from '../support/people.ts';
import { OWNER } from '../support/server-process.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { pause } from '../support/until.ts';
import { LOOKS, type Look } from './looks.ts';
import { SCREENS, type Screen } from './screens.ts';
import { ANNA, BORIS, PASSWORD, seedCrowd, seedNothing, seedShop, type Shop } from './seed.ts';
import { seedMore, type More } from './seed-more.ts';
import { takeSetUp, takeSignIn } from './others.ts';
import { takePorch } from './porch.ts';
import { seedSites, standOnSite } from './seed-sites.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, in: { type: 'string', default: '' } },
});
const folder = join(root, 'shots');
const made: string[] = [];
const failed: string[] = [];

async function signIn(page: Page, origin: string, email: string, password: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.locator('input[type="email"]').fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page
    .getByRole('status')
    .filter({ hasText: /Synced|Сохранено|Zsynchronizowano|./ })
    .first()
    .waitFor();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Templates are written on their page; colleagues are there, and one of them is away. */
async function fill(browser: Browser, { server, main }: Shop): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const owner = await context.newPage();
  await signIn(owner, server.origin, OWNER.email, OWNER.password);
  await owner.goto(`${server.origin}/templates`);
  await owner.getByRole('button', { name: /^Start with/ }).click();
  await owner.locator('main li').nth(3).waitFor();
  await owner.getByText('Synced').first().waitFor();
  const colleagues = await browser.newContext({ locale: 'en-GB' });
  const anna = await colleagues.newPage();
  await signIn(anna, server.origin, ANNA, PASSWORD);
  await anna.goto(`${server.origin}/c/${main}`);
  await anna.locator('[role="log"] article').first().waitFor();
  await context.close();
  return colleagues;
}

async function makeAway(browser: Browser, { server }: Shop): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const boris = await context.newPage();
  await signIn(boris, server.origin, BORIS, PASSWORD);
  await boris.keyboard.press('Control+k');
  await boris.locator('dialog[open] input').fill('away');
  await boris.locator('dialog[open] [role="option"]').first().waitFor();
  await boris.keyboard.press('Enter');
  await boris.getByText('Synced').first().waitFor();
  return context;
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), caret: 'initial' });
  made.push(name);
}

/** `work` makes one picture; what fails is told at the end, with a picture of where it stood. */
async function attempt(page: Page, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    await take(page, name);
  } catch (error) {
    failed.push(`${name}: ${String(error).split('\n')[0]}`);
    await page.screenshot({ path: join(folder, `failed-${name}.png`) }).catch(() => undefined);
  }
}

async function takeLook(browser: Browser, look: Look, shop: Shop & More, line: TcpProxy): Promise<void> {
  const context = await browser.newContext(look.context);
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const { origin } = line;
  await signIn(page, origin, OWNER.email, OWNER.password);
  const place = { ...shop, origin, isPhone: look.isPhone, isOffline: look.isOffline };
  const wanted = SCREENS.filter((screen) => isWanted(screen, look));
  if (look.isOffline) {
    // What was looked at once is on the device.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const talks = [shop.main, shop.nameless, shop.files, shop.request].map((id) => `/c/${id}`);
    for (const path of [`/colleagues/${shop.room}`, ...talks]) {
      await page.goto(origin + path);
      await page.locator('[role="log"] article').first().waitFor();
      // It is written a moment after it came (client/replicas/cache.ts).
      await pause(1_500);
    }
    line.refuse(true);
    line.reset();
    await context.setOffline(true);
  }
  for (const screen of wanted) await attempt(page, `${screen.name}--${look.name}`, () => screen.show(page, place));
  await context.close();
  line.refuse(false);
}

const isAsked = (name: string): boolean => values.only.split(',').some((word) => name.includes(word));

const isWanted = ({ name, needs }: Screen, look: Look): boolean =>
  isAsked(name) &&
  !(needs?.startsWith('people') === true && look.workspace === 'nothing') &&
  !(needs?.endsWith('line') === true && look.isOffline);

await ensureBuilt();
const executablePath = await ensureBrowser();
// What is only a part does not take the rest away.
if (values.only === '' && values.in === '') rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...QUIET],
});
const looks = LOOKS.filter(({ name }) => name.includes(values.in));
for (const workspace of ['shop', 'crowd', 'nothing'] as const) {
  const here = looks.filter((look) => look.workspace === workspace);
  if (here.length === 0) continue;
  console.log(`${workspace}: ${here.map(({ name }) => name).join(', ')} …`);
  const shop = await seed(workspace);
  const { server } = shop;
  const others = workspace === 'shop' ? [await fill(browser, shop), await makeAway(browser, shop)] : [];
  const line = await startTcpProxy({ target: server.port });
  const leave =
    workspace === 'nothing' ? () => undefined : await standOnSite(server, workspace === 'crowd', shop.walker);
  for (const look of here) {
    if (look.shop === undefined) await takeLook(browser, look, shop, line);
    if (isAsked('sign-in') && !look.isOffline && look.shop === undefined)
      await withPage(look, async (page) => attempt(page, `sign-in--${look.name}`, () => takeSignIn(page, line.origin)));
    if (workspace === 'shop' && !look.isOffline)
      await takePorch(look, server, isAsked, (name, show) =>
        withPage(look, (page) => attempt(page, `${name}--${look.name}`, () => show(page))),
      );
    if (isAsked('set-up') && workspace === 'nothing')
      await withPage(look, async (page) => attempt(page, `set-up--${look.name}`, () => takeSetUp(page)));
  }
  await line.close();
  leave();
  for (const other of others) await other.close();
  await server.dispose();
}
await browser.close();

async function seed(workspace: Look['workspace']): Promise<Shop & More> {
  const nobody = '' as Shop['main'];
  if (workspace === 'nothing')
    return {
      server: await seedNothing(),
      ...{ main: nobody, nameless: nobody, files: nobody, request: nobody },
      ...{ letter: nobody, unmailed: nobody, signed: nobody, call: nobody },
      room: nobody as More['room'],
    };
  const isCrowd = workspace === 'crowd';
  const shop = isCrowd ? await seedCrowd() : await seedShop();
  const anna = await signInStaff(shop.server, { email: ANNA, password: PASSWORD });
  await seedSites(shop.server, isCrowd);
  return { ...shop, ...(await seedMore(shop.server, anna, isCrowd)) };
}

async function withPage(look: Look, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(look.context);
  context.setDefaultTimeout(8_000);
  await work(await context.newPage());
  await context.close();
}

for (const name of made) console.log(`shots/${name}.png`);
console.log(`${made.length} pictures in shots/`);
for (const what of failed) console.error(`not made: ${what}`);
process.exitCode = failed.length === 0 ? 0 : 1;
