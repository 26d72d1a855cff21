import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, test } from './fixtures/test.ts';

const ANNA = { email: 'anna@holdline.test', password: 'a long enough password', name: 'Anna' };

test('OPS2 OPS7: an owner has a backup made and the machine looked at, with the keyboard alone', async ({
  newDesk,
  newShop,
}) => {
  const shop = await newShop();
  await shop.say('Are you there?');
  const { page } = await newDesk();
  await page.goto(new URL('/settings', page.url()).href);

  const backups = page.getByRole('region', { name: 'Backups' });
  await expect(backups).toContainText('There is no backup yet.');
  await backups.getByRole('button', { name: 'Back up now' }).focus();
  await page.keyboard.press('Enter');
  await expect(backups.getByRole('status')).toHaveText('The backup is made.');
  const list = backups.getByRole('list', { name: 'Backups' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText(/by button · [\d.]+ MB · \d+ entries/);
  await expect(list).toContainText(/holdline-.+\.db/);
  // Nothing here takes one away.
  await expect(backups.getByRole('link')).toHaveCount(0);
  await backups.getByText('How to restore one').focus();
  await page.keyboard.press('Enter');
  await expect(backups).toContainText('npm run restore -- <file>');

  const doctor = page.getByRole('region', { name: 'How the machine is' });
  await doctor.getByRole('button', { name: 'Look now' }).focus();
  await page.keyboard.press('Enter');
  await expect(doctor.getByRole('status')).toHaveText(/Looked at/);
  const lines = doctor.getByRole('listitem');
  await expect(lines.filter({ hasText: 'From this browser' })).toContainText('Fine');
  await expect(lines.filter({ hasText: 'Live line' })).toContainText(/opens in \d+ ms/);
  await expect(lines.filter({ hasText: 'PUBLIC_URL' })).toContainText('Set PUBLIC_URL');
  await expect(lines.filter({ hasText: 'Mail' })).toContainText('Not set up');
  await expect(lines.filter({ hasText: 'Drafts' })).toContainText('No draft was found damaged.');
  await expect(lines).toHaveCount(15);
  await expect(doctor.getByRole('button', { name: 'Look again' })).toBeEnabled();
  await expectAccessible(page, 'settings of an owner');

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('OPS2 OPS7 POL1: whoever is no admin sees nothing of the machine', async ({ newColleague }) => {
  const { page } = await newColleague(ANNA);
  await page.goto(new URL('/settings', page.url()).href);
  await expect(page.getByRole('region', { name: 'Sessions' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Backups' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'How the machine is' })).toHaveCount(0);
});

test('OPS7: without a server the page says so, and goes on when it is back', async ({ line, newDesk }) => {
  const { page } = await newDesk({ origin: line.origin });
  await page.goto(new URL('/settings', page.url()).href);
  const doctor = page.getByRole('region', { name: 'How the machine is' });
  const backups = page.getByRole('region', { name: 'Backups' });
  await expect(backups.getByRole('button', { name: 'Back up now' })).toBeVisible();
  line.refuse(true);
  line.reset();
  await backups.getByRole('button', { name: 'Back up now' }).click();
  await expect(backups.getByRole('alert')).toHaveText('This needs a connection.');
  await doctor.getByRole('button', { name: 'Look now' }).click();
  await expect(doctor.getByRole('listitem').filter({ hasText: 'From this browser' })).toContainText('Broken');
  line.refuse(false);
  await doctor.getByRole('button', { name: 'Look now' }).click();
  await expect(doctor.getByRole('listitem').filter({ hasText: 'From this browser' })).toContainText('Fine');
});
