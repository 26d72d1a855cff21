import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, test } from './fixtures/host.ts';
import { newTab } from './fixtures/test.ts';

test('SITE1 SITE11 D1: from nothing to a living chat by what the screen says: a site is added, its snippet copied onto a page of another origin, the page is seen, kept away by its address, and back', async ({
  server,
  newDesk,
  visitHost,
  host,
}) => {
  const { page } = await newDesk();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: /^Sites/ }).click();
  await page.getByLabel('Name of the new site').fill('Moss');
  await page.getByRole('button', { name: 'Add site' }).click();
  const seen = page.getByRole('status', { name: 'Is it there?' });
  await expect(seen).toContainText('No page has asked for this chat since the server started');
  await page.getByRole('button', { name: 'Copy' }).first().click();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  expect(snippet).toContain(`${server.origin}/widget.js?site=moss`);
  await expectAccessible(page, 'the snippet of a new site');

  // Nobody touches the desk: it shows by itself.
  const visit = await visitHost({ html: pageWith(snippet) });
  await expect(visit.shop.launcher).toBeVisible();
  await expect(seen).toContainText(`Seen on pages of ${host.origin}`);

  const other = await newTab(page);
  await other.goto(`${server.origin}/settings/sites/moss/origins`);
  await other.getByLabel('Addresses, one a line').fill('https://moss.example');
  await other.getByLabel('The chat stands on these pages only').check();
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Saved')).toBeVisible();
  const away = await visitHost({ html: pageWith(snippet) });
  await expect(seen).toContainText(`The chat stayed away from pages of ${host.origin}`);
  await expect(seen).toContainText('name it, and the chat is there with the next page');
  await expectAccessible(page, 'a snippet on a page of another address');

  await other.getByLabel('Addresses, one a line').fill(host.origin);
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('button', { name: 'Save' })).toBeDisabled();
  // The same browser, which has the empty file: the next page has the chat.
  await away.page.goto(`${host.origin}/`);
  await expect(away.shop.launcher).toBeVisible();
  await expect(seen).toContainText(`Seen on pages of ${host.origin}`);
});
