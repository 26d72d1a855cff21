import { startMailServer, type MailServerProcess } from '../support/mail-server.ts';
import { forwardClock, type ForwardClock } from '../support/forward-clock.ts';
import { readEntries } from '../support/read-server.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { commandsOn } from './fixtures/commands-on.ts';
import { call, expect, pageWith, snippet, strictPolicy, test as base } from './fixtures/host.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { startStoppableBrowser, type StoppableBrowser } from './fixtures/stopped.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const METRICS_TOKEN = 'how-many-are-there';

/** Lines that the server holds for alive: each visitor's, and each desk's. */
async function socketsOf({ origin }: ServerProcess): Promise<number> {
  const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return Number(/^holdline_sockets (\d+)$/m.exec(await answer.text())?.[1]);
}

/** A server whose time can be put forward, with a way for its letters, and a visitor in a browser of their own that can be stopped. */
const test = base.extend<{
  mailServer: MailServerProcess;
  clock: ForwardClock;
  device: StoppableBrowser;
}>({
  mailServer: async ({ browserName: _browser }, use) => {
    const mailServer = await startMailServer();
    await use(mailServer);
    await mailServer.close();
  },
  clock: async ({ browserName: _browser }, use) => use(forwardClock()),
  server: async ({ mailServer, clock }, use) => {
    const server = await startServer({
      ...clock.environment,
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mailServer.port), SMTP_SECURITY: 'none' },
      ...{ MAIL_FROM: 'chat@shop.example', METRICS_TOKEN },
    });
    // Its address is known once it has run, and stands in letters.
    await server.stop();
    await server.start({ PUBLIC_URL: server.origin });
    await use(server);
    await server.dispose();
  },
  device: async ({ browserName: _browser }, use, { project }) => {
    const device = await startStoppableBrowser(project.use.launchOptions ?? {});
    await use(device);
    device.goOn();
    await device.browser.close();
  },
});

/** Once as a browser stops a tab, once as a system that sleeps stops everything and wakes without a network. */
for (const sleep of [
  'a tab that is stopped',
  'a computer that sleeps, and has its network only some time after it wakes',
])
  test(`WID3 SESS3 MISS3 MAIL4 OUT1 D10: ${sleep} for an hour that the server sees pass wakes to what was said, once, with all that was its own`, async ({
    line,
    server,
    clock,
    mailServer,
    host,
    device,
    newDesk,
  }) => {
    const isTab = sleep.startsWith('a tab');
    const desk = await newDesk({ origin: server.origin });
    host.serve('/', { html: pageWith(snippet(line.origin)), policy: strictPolicy(line.origin) });
    const context = await device.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    await context.clock.install();
    const page = await context.newPage();
    await page.goto(`${host.origin}/`);
    const shop = new ShopPage(page);
    const loads = await page.evaluate(() => performance.timeOrigin);
    await shop.openChat();
    await call(page, 'identify', { name: 'Vera', email: 'vera@example.com' });
    await shop.say('Wake me when you know');
    await desk.open('New', 'Wake me');
    await desk.take();
    await desk.say('I shall ask.');
    await expect(desk.mark('I shall ask.', 'Seen')).toBeVisible();

    // In the last moment something is sent, whose answer never comes, or which itself never arrives.
    line.set({ [isTab ? 'down' : 'up']: 'drop' });
    await shop.say('It is for Sunday');
    if (isTab) await expect(desk.line('It is for Sunday')).toBeVisible();
    await shop.message.fill('And one more thing');
    await shop.panel.getByRole('button', { name: 'Close chat' }).click();
    line.set({ up: 'drop', down: 'drop' });
    if (isTab) await device.stopPages();
    else await device.stopAll();

    // The server hears nothing for so long that it gives the line up, and takes the visitor for gone.
    expect(await socketsOf(server)).toBe(2);
    await clock.pass(3 * MINUTE);
    await desk.synced();
    await expect.poll(() => socketsOf(server)).toBe(1);
    await desk.say('Now we know.');
    await desk.say('It is blue.');
    await desk.edit('It is blue.', 'It is green.');
    await desk.close();
    await desk.page.getByRole('button', { name: 'Reopen' }).click();
    await expect(desk.log).toContainText('You reopened the conversation');
    expect(mailServer.letters).toHaveLength(0);
    await clock.pass(9 * MINUTE);
    // In small steps from here: a mail server is waited for in the time that is put forward.
    await expect(async () => {
      await clock.pass(4_000);
      expect(mailServer.letters).toHaveLength(1);
    }).toPass({ intervals: [100] });
    expect(mailServer.letters[0]?.text).toMatch(/> Now we know\.[^]*> It is green\./);
    await clock.pass(HOUR - 14 * MINUTE);

    // It wakes, an hour later by its own clock too.
    if (!isTab) {
      line.refuse(true);
      line.reset();
    }
    line.set({ up: 'pass', down: 'pass' });
    const later = page.clock.fastForward(HOUR);
    device.goOn();
    await later;
    if (!isTab) {
      // The network comes later.
      await shop.openChat();
      await expect(shop.waits('It is for Sunday')).toBeVisible();
      await shop.panel.getByRole('button', { name: 'Close chat' }).click();
      line.refuse(false);
    }
    await expect(page.getByRole('button', { name: 'Chat with us, 2 unread messages' })).toBeVisible({
      timeout: 40_000,
    });
    await expect(page).toHaveTitle('Somebody else’s shop');
    await shop.openChat();
    await expect(shop.message).toHaveValue('And one more thing');
    await expect(desk.line('It is for Sunday')).toHaveCount(1);
    await expect(shop.bubbles).toHaveText(await desk.lines());
    const texts = ['Wake me when you know', 'I shall ask.', 'It is for Sunday', 'Now we know.', 'It is green.'];
    expect((await desk.lines()).toSorted()).toEqual(texts.toSorted());
    await expect(shop.log).toContainText('edited');
    await expect(desk.mark('It is green.', 'Seen')).toBeVisible();
    await shop.send();
    await expect(desk.line('And one more thing')).toHaveCount(1);
    await expect.poll(() => commandsOn(page)).toBe(0);
    const said = readEntries(server).filter(({ effect }) => effect.kind === 'said');
    expect(said).toHaveLength(texts.length + 1);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loads);

    // What was seen goes by no other letter.
    await clock.pass(30 * MINUTE);
    await desk.synced();
    expect(mailServer.letters).toHaveLength(1);
    await context.close();
  });
