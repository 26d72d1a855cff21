import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect, test } from './fixtures/test.ts';

const ANNA = { email: 'anna@holdline.test', password: 'a long enough password', name: 'Anna' };
const BORIS = { ...ANNA, email: 'boris@holdline.test', name: 'Boris' };
const LONG = 'Complaints about parcels that came late, broken or not at';

const open = (page: Page, list: string): Promise<unknown> => page.goto(new URL(`/settings/${list}`, page.url()).href);
const names = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('textbox', { name: /^Name of the/ })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

test('E3 LIST1 LIST2 LIST5 LIST6: with the keyboard alone an owner makes departments, and colleagues see them at once', async ({
  newDesk,
  newColleague,
  addPerson,
}) => {
  await addPerson({ ...BORIS, role: 'operator' });
  const { page } = await newDesk();
  const { page: colleague } = await newColleague(ANNA);
  await open(colleague, 'departments');
  await expect(colleague.getByText('Admins and owners change this list.')).toBeVisible();
  await expect(colleague.getByText('No departments yet')).toBeVisible();

  await page.goto(new URL('/settings', page.url()).href);
  await page.getByRole('link', { name: 'Departments 0 departments' }).click();
  const field = page.getByLabel('New department', { exact: true });
  await tabTo(field);
  for (const name of ['Sales', 'Support', LONG]) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('');
  }
  await page.keyboard.type(' SALES ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('There is already one called “SALES”.');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('alert')).toHaveCount(0);

  // The newest one is open; its people come in, and change places.
  const people = page.getByRole('list', { name: `People of “${LONG}”, in their order` });
  const choice = page.getByRole('combobox', { name: 'Add a person' });
  for (const name of ['Anna', 'Boris']) {
    await choice.selectOption(name);
    await choice.press('Tab');
    await page.keyboard.press('Enter');
    await expect(people.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  }
  await tabTo(page.getByRole('button', { name: 'Move “Boris”', exact: true }), 'Shift+Tab');
  await page.keyboard.press('ArrowUp');
  await expect(people.getByRole('listitem')).toHaveText([/Boris/, /Anna/]);
  await expect(page.getByRole('button', { name: 'Move “Boris”', exact: true })).toBeFocused();
  await expect(page.getByText('“Boris” is number 1 of 2.')).toBeAttached();

  await tabTo(page.getByRole('button', { name: 'Move “Support” up' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Support', 'Sales', LONG]);
  const list = colleague.getByRole('list', { name: 'Departments' });
  await expect(list.getByRole('listitem')).toHaveText([/Support.*0 people/, /Sales/, /Complaints.*2 people/]);
  await expect(colleague.getByRole('textbox')).toHaveCount(0);
  await expect(colleague.getByRole('button', { name: /Move|Delete/ })).toHaveCount(0);

  await tabTo(page.getByRole('button', { name: 'Delete the department “Support”' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Support” is deleted.')).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expectAccessible(page, 'departments with one deleted');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem')).toHaveText([/Support/, /Sales/, /Complaints/]);
  await expect(page.getByRole('textbox', { name: 'Name of the department “Support”' })).toBeFocused();

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['Support', 'Sales', LONG]);
});

test('B14 LIST5 LIST6: tags have names, one of eight colours that everybody can read, and an order by drag', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  await open(page, 'tags');
  const field = page.getByLabel('New tag', { exact: true });
  const all = ['refund', 'VIP', 'delivery', 'press', 'spare parts', 'school', 'возврат', 'żółw'];
  for (const name of all) {
    await field.fill(name);
    await field.press('Enter');
    await expect(field).toHaveValue('');
  }
  // Each new one has another colour.
  const colours = page.getByRole('button', { name: /^Colour of “/ });
  const said = await colours.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title')));
  expect(new Set(said).size).toBe(8);
  await page.getByRole('button', { name: /^Colour of “VIP”/ }).click();
  await expectAccessible(page, 'tags of eight colours');
  await page.getByRole('radio', { name: 'pink' }).click();
  await expect(page.getByRole('button', { name: 'Colour of “VIP”: pink' })).toBeFocused();

  const name = page.getByRole('textbox', { name: 'Name of the tag “press”' });
  await name.fill('VIP');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('There is already one called “VIP”.');
  await name.press('Escape');
  await expect(name).toHaveValue('press');
  await name.fill('newspapers');
  await name.blur();
  await expect(page.getByRole('textbox', { name: 'Name of the tag “newspapers”' })).toBeVisible();

  const grip = await page.getByRole('button', { name: 'Move “żółw”', exact: true }).boundingBox();
  const target = await page.getByRole('button', { name: 'Move “refund”', exact: true }).boundingBox();
  if (grip === null || target === null) throw new Error('nothing to drag');
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(target.x + 8, target.y + 20, { steps: 6 });
  await page.mouse.move(target.x + 8, target.y + 2);
  await page.mouse.up();
  await expect
    .poll(() => names(page))
    .toEqual(['żółw', 'refund', 'VIP', 'delivery', 'newspapers', 'spare parts', 'school', 'возврат']);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'Add', exact: true })).toBeInViewport({ ratio: 1 });
  await page.reload();
  await expect.poll(async () => (await names(page))[0]).toBe('żółw');
});

test('B14 LIST2 LIST3: categories are renamed and archived, come back, and are there without a connection', async ({
  line,
  newDesk,
}) => {
  const { page } = await newDesk({ origin: line.origin });
  await open(page, 'categories');
  await expect.poll(() => names(page)).toEqual(['Lead', 'Client', 'Spam', 'Other']);
  const lead = page.getByRole('textbox', { name: 'Name of the category “Lead”' });
  await lead.fill('Spam');
  await lead.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('There is already one called “Spam”.');
  await lead.fill('Prospect');
  await lead.press('Enter');
  const prospect = page.getByRole('textbox', { name: 'Name of the category “Prospect”' });
  await prospect.fill('');
  await prospect.press('Enter');
  await expect(lead).toHaveValue('Lead');

  await page.getByRole('button', { name: 'Archive the category “Other”' }).click();
  await expect(page.getByText('“Other” is archived.')).toBeVisible();
  await page.goto(new URL('/settings', page.url()).href);
  await expect(page.getByRole('link', { name: 'Categories 3 categories' })).toBeVisible();

  await unplug(page.context(), line);
  await page.getByRole('link', { name: 'Categories 3 categories' }).click();
  await expect(page.getByText('No connection: the list can be read here')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Categories' })).toHaveText(/Lead.*Client.*Spam/s);
  await expect(page.getByLabel('New category', { exact: true })).toBeDisabled();
  await expectAccessible(page, 'categories without a connection');

  await plugIn(page.context(), line);
  await expect(page.getByLabel('New category', { exact: true })).toBeEnabled({ timeout: 15_000 });
  await page.getByText('Archived (1)').click();
  await page.getByRole('button', { name: 'Bring back “Other”' }).click();
  await expect.poll(() => names(page)).toEqual(['Lead', 'Client', 'Spam', 'Other']);
});
