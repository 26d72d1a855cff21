import { DeskPage } from './fixtures/desk-page.ts';
import { expect, test } from './fixtures/test.ts';

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}
interface Manifest {
  readonly name: string;
  readonly short_name: string;
  readonly start_url: string;
  readonly display: string;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
}

/** Width and height of a PNG, from its header; null when it is none. */
function pngSize(bytes: Buffer): string | null {
  const isPng = bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  return isPng ? `${String(bytes.readUInt32BE(16))}x${String(bytes.readUInt32BE(20))}` : null;
}

test('APP13 A10: the manifest tells the truth about every picture, start and shortcut', async ({
  server,
  request,
  newDesk,
}) => {
  const answer = await request.get(`${server.origin}/manifest.webmanifest`);
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await answer.json()) as Manifest;
  expect(manifest).toMatchObject({ name: 'Holdline', short_name: 'Holdline', start_url: '/', display: 'standalone' });

  for (const { src, sizes, type } of [...manifest.icons, ...manifest.screenshots]) {
    const picture = await request.get(server.origin + src);
    expect(picture.headers()['content-type'], src).toBe(type);
    if (type === 'image/png') expect(pngSize(await picture.body()), src).toBe(sizes);
  }
  const purposes = manifest.icons.map(({ purpose, sizes }) => `${purpose ?? 'any'} ${sizes}`);
  expect(purposes).toEqual(expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 512x512']));
  expect(manifest.screenshots.map((picture) => picture.form_factor).toSorted()).toEqual(['narrow', 'wide']);

  const desk = await newDesk();
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
  for (const { url } of manifest.shortcuts) {
    await desk.page.goto(server.origin + url);
    const section = new URL(url, server.origin).searchParams.get('section') === 'new' ? 'New' : 'Mine';
    await expect(desk.section(section)).toHaveAttribute('aria-selected', 'true');
  }
});

test('APP13 A10: the browser finds nothing that keeps it from being installed', async ({ newDesk }) => {
  const desk = await newDesk({ hasWorker: true });
  await desk.page.evaluate(() => navigator.serviceWorker.ready);
  const session = await desk.page.context().newCDPSession(desk.page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toMatch(/\/manifest\.webmanifest$/);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A test's profile is one that keeps nothing, in which browsers install nothing; it must be the only thing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test('APP2 APP13: from the first visit on the worker has the app; with no server it still opens', async ({
  server,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ hasWorker: true });
  const shop = await newShop();
  await shop.say('Will you remember me?');
  await desk.open('New', 'remember me');
  await expect
    .poll(() => desk.page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? ''))
    .toBe(`${server.origin}/sw.js`);
  const address = desk.page.url();
  await desk.page.evaluate(() => navigator.serviceWorker.ready);

  await server.kill();
  await desk.page.goto('about:blank');
  await desk.page.goto(`${server.origin}/`);
  await expect(desk.truth).toHaveText(/Offline since/);
  await expect(desk.section('New')).toContainText('1');
  await desk.page.goto(address);
  await expect(desk.line('remember me')).toBeVisible();
  await desk.page.goto(`${server.origin}/settings`);
  await expect(desk.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
});

test('APP15: a page whose files a broken line kept away says so, and opens by itself once they can be had', async ({
  browser,
  server,
}) => {
  // Before its worker has the app, which on a first visit over a bad line may be long.
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
  const desk = new DeskPage(await context.newPage());
  let settings = 'nodes/none';
  let isBroken = true;
  await context.route(/_app\/immutable\/entry\/app\./, async (route) => {
    const response = await route.fetch();
    // The entry says which file is which page.
    const number = /"\/\(signed\)\/settings":\[(\d+)/.exec(await response.text())?.[1] ?? 'unknown';
    settings = `nodes/${number}.`;
    await route.fulfill({ response });
  });
  await context.route(/_app\/immutable\/nodes\//, (route) =>
    isBroken && route.request().url().includes(settings) ? route.abort() : route.continue(),
  );
  await context.route(`${server.origin}/settings`, (route) => (isBroken ? route.abort() : route.continue()));
  await desk.signIn(server.origin);
  await desk.page.getByRole('link', { name: 'Settings' }).click();
  await expect(desk.page.getByText('This page is not on this device yet')).toBeVisible();

  isBroken = false;
  await expect(desk.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await context.close();
});
