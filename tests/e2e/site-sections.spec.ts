import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, test } from './fixtures/test.ts';

/** Where the settings are open already, without reading the app anew. */
async function openSection(page: Page, name: string): Promise<void> {
  const path = `/settings/sites/default/${name}`;
  if (page.url().includes('/settings/')) await page.locator(`nav a[href="${path}"]`).click();
  else await page.goto(new URL(path, page.url()).href);
}

test('E8 SITE5: questions, an invitation, the form of a call, a rating and what is there while nobody is show as they are typed, and take no key from the field', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  const preview = page.frameLocator('iframe[title="Preview"]');

  await openSection(page, 'consent');
  await page.getByLabel('Ask before the chat begins').check();
  const words = page.getByLabel('What is asked in English');
  await words.fill('May we keep what you write?');
  await expect(preview.locator('.asked')).toContainText('May we keep what you write?');
  await expect(words).toBeFocused();

  await openSection(page, 'invitations');
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await page.getByLabel('Words in English').fill('May I help you choose?');
  await expect(preview.locator('.invited')).toContainText('May I help you choose?');
  await page.getByLabel('Words in English').fill('May I help?');
  await expect(preview.locator('.invited')).toContainText('May I help?');
  await expectAccessible(page, 'a section with its preview');

  await openSection(page, 'rating');
  const question = page.getByRole('textbox', { name: 'English' });
  await question.fill('Was it good?');
  await expect(preview.locator('.rating legend')).toHaveText('Was it good?');
  await expect(question).toBeFocused();

  await openSection(page, 'callback');
  const pages = page.getByLabel('Only on these pages');
  await page.getByLabel('Offer a call back').selectOption('Yes');
  await pages.fill('/somewhere/else');
  await expect(preview.locator('.call-form')).toBeVisible();
  await expect(pages).toBeFocused();

  await openSection(page, 'nobody');
  const isForm = page.getByLabel('Form for a request');
  await expect(preview.locator('.request-lead')).toContainText('Nobody is here right now.');
  await isForm.uncheck();
  await expect(preview.locator('.notices')).toContainText('Nobody is here right now.');
  await expect(preview.locator('.request')).toHaveCount(0);
  await expect(isForm).toBeFocused();
  // However often it is drawn, whom an admin looks as is one and the same, and not the visitor that they are on the site's own pages.
  const strangers = await page.evaluate(async () => {
    const records = ['holdline:default', 'preview-holdline:default'].map((key) => localStorage.getItem(key) ?? '{}');
    const devices = records.map((record) => (JSON.parse(record) as { readonly device?: string }).device ?? '');
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    return {
      preview: devices[1],
      left: names.filter(
        (name) => /visitor-default-(.+)/.test(name) && !devices.some((device) => device && name.includes(device)),
      ),
    };
  });
  expect(strangers).toEqual({ preview: expect.stringMatching(/./), left: [] });
});
