import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, snippet, test } from './fixtures/host.ts';

const LINKS = Array.from({ length: 3 }, (_, index) => `<a href="#${index}">Link ${index}</a>`).join(' ');

test('WID9 WID12 D11: as a sheet over the page the chat keeps the keyboard, says that nothing else is to be had, and leaves by Escape', async ({
  server,
  visitHost,
}) => {
  const html = pageWith(
    `<meta name="viewport" content="width=device-width">`,
    `<nav>${LINKS}</nav>${snippet(server.origin)}<p>${LINKS}</p>`,
  );
  for (const viewport of [
    { width: 320, height: 256 },
    { width: 390, height: 844 },
  ]) {
    const { page, shop } = await visitHost({ html });
    await page.setViewportSize(viewport);
    await shop.openChat();
    await expect(shop.panel).toHaveAttribute('aria-modal', 'true');
    await shop.say('All of it by the keyboard');
    await shop.message.fill('and more');
    await expectAccessible(page, `the chat over a page of ${viewport.width} pixels`);
    for (const key of ['Tab', 'Shift+Tab']) {
      const met = new Set<string>();
      for (let count = 0; count < 20; count += 1) {
        await page.keyboard.press(key);
        met.add(await focused(page));
      }
      // Around, and nothing of it left out.
      expect([...met], key).toEqual(expect.arrayContaining(['Close chat', 'Menu', 'Message', 'Send', 'Attach files']));
      expect(
        [...met].filter((name) => name.startsWith('Link') || name === ''),
        key,
      ).toEqual([]);
    }
    // Only what is in a view, while it is over the thread and the field.
    await shop.panel.getByRole('button', { name: 'Menu' }).click();
    await shop.panel.getByRole('menuitem', { name: 'Your data' }).click();
    await expect(shop.panel.getByRole('button', { name: 'Back to the chat' })).toBeVisible();
    const met = new Set<string>();
    for (let count = 0; count < 20; count += 1) {
      await page.keyboard.press('Shift+Tab');
      met.add(await focused(page));
    }
    expect([...met]).toEqual(expect.arrayContaining(['Close chat', 'Menu', 'Back to the chat']));
    expect([...met].filter((name) => /^Link|^$|^Message$|^Send$/.test(name))).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(shop.message).toBeVisible();
    // Wherever in the page the keyboard was, it comes in, and Escape is heard.
    const letGo = () => page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await letGo();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Menu');
    await letGo();
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Send');
    await letGo();
    await page.keyboard.press('Escape');
    await expect(shop.panel).toHaveCount(0);

    // Beside the page, on a wider screen, it takes nothing from it.
    await shop.openChat();
    await page.setViewportSize({ width: 900, height: 700 });
    await expect(shop.panel).not.toHaveAttribute('aria-modal');
    await shop.message.focus();
    for (let count = 0; count < 4; count += 1) await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^Link/);
    // And narrow again, as by enlarging the page.
    await page.setViewportSize(viewport);
    await expect(shop.panel).toHaveAttribute('aria-modal', 'true');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Menu');
  }
});

/** The name of what has the keyboard; empty where it is the page's. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const at = element?.shadowRoot?.activeElement ?? element;
    if (at === null || at === document.body) return '';
    return at.getAttribute('aria-label') ?? at.textContent;
  });

test('WID9: what the page shows over the sheet has the keyboard, and a page in a frame lets it go on to the page around', async ({
  server,
  host,
  visitHost,
}) => {
  const html = pageWith(
    snippet(server.origin),
    `<nav>${LINKS}</nav><dialog><button>Accept</button><button>Refuse</button></dialog>`,
  );
  const { page, shop } = await visitHost({ html });
  await page.setViewportSize({ width: 390, height: 700 });
  await shop.openChat();
  await expect(shop.panel).toHaveAttribute('aria-modal', 'true');
  await page.evaluate(() => document.querySelector('dialog')?.showModal());
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Refuse');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Refuse' })).toBeHidden();
  await expect(shop.panel).toBeVisible();

  host.serve('/around', {
    html: pageWith('', '<iframe title="Shop" src="/" width="390" height="600"></iframe><a href="#after">After</a>'),
  });
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.goto(`${host.origin}/around`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Chat with us' }).click();
  const panel = frame.getByRole('dialog', { name: 'Chat' });
  await panel.getByRole('textbox', { name: 'Message' }).fill('In a frame');
  await expect.poll(() => panel.evaluate((element) => element.hasAttribute('style'))).toBe(true);
  await expect(panel).not.toHaveAttribute('aria-modal');
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'After' })).toBeFocused();
});
