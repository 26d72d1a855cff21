import { expectAccessible } from './fixtures/expect-accessible.ts';
import { pageWith, test } from './fixtures/host.ts';
import { expect } from './fixtures/test.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };

test('D12 E8 SITE1 SITE2 SITE3 SITE5 SITE6 SITE9: a site is added, its colour and words are seen as they are typed, kept over a reload, saved, and are so on its pages', async ({
  server,
  newDesk,
  visitHost,
}) => {
  const { page } = await newDesk();
  const sites = page.getByRole('list', { name: 'Sites' });
  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('link', { name: 'Sites 1 site' }).click();
  await expect(sites.getByRole('link')).toHaveCount(1);
  await page.getByLabel('Name of the new site').fill('Sklep Łódź');
  await expect(page.getByLabel('Id in the snippet')).toHaveValue('sklep-lodz');
  await page.getByLabel('Id in the snippet').fill('Łódź');
  await expect(page.getByText('Only small letters, digits and hyphens, at most 40')).toBeVisible();
  await page.getByLabel('Id in the snippet').fill('shop');
  await page.getByRole('button', { name: 'Add site' }).click();
  await expect(page.getByRole('heading', { name: 'Sklep Łódź' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Snippet', exact: true }).last()).toContainText(
    '/widget.js?site=shop" fetchpriority="low" async>',
  );
  await expectAccessible(page, 'the snippet of a site');

  await page.getByRole('link', { name: 'Look' }).click();
  const colour = page.getByRole('textbox', { name: 'Colour', exact: true });
  const preview = page.frameLocator('iframe[title="Preview"]');
  await colour.fill('#ffe600');
  await expect(page.getByText(/Hard to read in the light chat: contrast 1\.\d : 1/)).toBeVisible();
  await colour.fill('#888888');
  await expect(page.getByText(/Hard to read on buttons of this colour: contrast 3\.\d : 1/)).toBeVisible();
  await page.getByRole('button', { name: /^Use #[0-9a-f]{6} instead$/ }).click();
  await expect(page.getByText(/^Reads well/)).toBeVisible();
  await colour.fill('#0a7d55');
  await expect(preview.locator('holdline-chat')).toHaveCSS('--holdline-accent', '#0a7d55');
  await expect(preview.getByRole('dialog', { name: 'Chat', includeHidden: true })).toBeVisible();
  // The preview takes no key from the field.
  await expect(colour).toBeFocused();
  // As visitors on other devices have it, chosen by keyboard, and so again after a reload.
  const device = page.getByRole('group', { name: 'The visitor’s device is set to' });
  const screen = page.getByRole('group', { name: 'The visitor’s screen' });
  const chat = preview.locator('holdline-chat');
  await device.getByRole('button', { name: 'Light' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(device.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
  await expect(chat).toHaveCSS('color-scheme', 'dark');
  await expect(preview.locator('body')).toHaveCSS('background-color', 'rgb(16, 17, 20)');
  await screen.getByRole('button', { name: 'Phone' }).press('Space');
  await expect.poll(() => preview.locator('body').evaluate(() => innerWidth)).toBe(375);
  await page.reload();
  await expect(screen.getByRole('button', { name: 'Phone' })).toHaveAttribute('aria-pressed', 'true');
  await expect(chat).toHaveCSS('color-scheme', 'dark');
  await screen.getByRole('button', { name: 'Computer' }).click();
  await device.getByRole('button', { name: 'Light' }).click();
  await expect(chat).toHaveCSS('color-scheme', 'light');
  await expect.poll(() => preview.locator('body').evaluate(() => innerWidth)).toBe(600);
  await page.getByLabel('Size of the button').fill('900');
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByLabel('Size of the button').fill('64');
  await page.reload();
  await expect(page.getByText('Not saved yet: kept on this device.')).toBeVisible();
  await expect(colour).toHaveValue('#0a7d55');
  await expectAccessible(page, 'the look of a site');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Words' }).click();
  await page.getByRole('group', { name: 'English' }).getByLabel('Greeting', { exact: true }).fill('Good day from Łódź');
  await expect(preview.getByText('Good day from Łódź')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  const script = `<script type="module" src="${server.origin}/widget.js?site=shop" async></script>`;
  const visit = await visitHost({ html: pageWith(script) });
  await visit.shop.openChat();
  await expect(visit.shop.panel.getByText('Good day from Łódź')).toBeVisible();
  await expect(visit.shop.launcher).toHaveCSS('background-color', 'rgb(10, 125, 85)');
  await expect(visit.shop.launcher).toHaveCSS('width', '64px');
  expect(await visit.faults()).toEqual([]);
});

test('SITE1 SITE2 SITE4: an archived site has no chat on its pages, its name stays on the desk, and who is no admin cannot change it', async ({
  server,
  newDesk,
  newColleague,
  visitHost,
}) => {
  const { page } = await newDesk();
  await page.goto(new URL('/settings/sites/default', page.url()).href);
  await page.getByRole('textbox', { name: 'Name of the site' }).fill('The main shop');
  await page.getByRole('textbox', { name: 'Name of the site' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'The main shop' })).toBeVisible();
  const script = `<script type="module" src="${server.origin}/widget.js" async></script>`;
  const visit = await visitHost({ html: pageWith(script) });
  await visit.shop.openChat();
  await visit.shop.say('Is this the main shop?');

  const bob = await newColleague(BOB);
  await bob.open('New', 'Is this the main shop?');
  await expect(bob.page.getByText('The main shop', { exact: true })).toBeVisible();
  await bob.page.goto(new URL('/settings', bob.page.url()).href);
  await expect(bob.page.getByRole('link', { name: /^Working hours/ })).toBeVisible();
  await expect(bob.page.getByRole('link', { name: /^Sites/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible();
  const later = await visitHost({ html: pageWith(script) });
  await expect(later.page.getByRole('heading', { name: 'A shop of somebody else' })).toBeVisible();
  await expect.poll(() => later.requests().length).toBe(1);
  await expect(later.shop.launcher).toHaveCount(0);
  expect(await later.faults()).toEqual([]);
});
