import type { Locator, Page, Route } from '@playwright/test';
import { signIn } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, test } from './fixtures/test.ts';

type Trouble = 500 | 503 | 403 | 400 | 429 | 'cut' | 'lost';

const KEPT = 'What you typed is kept on this device.';
const TOLD: { readonly [Kind in Trouble]: string } = {
  500: `Not saved: the server has failed. Save again. ${KEPT}`,
  503: `Not saved: the server cannot be reached. Save again when there is a connection. ${KEPT}`,
  403: `Not saved: only admins and owners may change this, and you are neither now. ${KEPT}`,
  400: `Not saved: the server did not accept one of the values. Look through the fields and save again. ${KEPT}`,
  429: `Not saved: too many tries. Wait a minute, then save again. ${KEPT}`,
  cut: `Not saved: the server cannot be reached. Save again when there is a connection. ${KEPT}`,
  lost: `Not saved: the server cannot be reached. Save again when there is a connection. ${KEPT}`,
};
const ERRORS = { 500: 'failed', 503: 'away', 403: 'forbidden', 400: 'invalid', 429: 'too-many' } as const;

/** What becomes of a save: `cut`: it does not come to the server; `lost`: its answer does not come back. */
async function refuse(route: Route, trouble: Trouble): Promise<void> {
  if (route.request().method() !== 'PATCH') return route.continue();
  if (trouble === 'lost') await route.fetch();
  if (trouble === 'cut' || trouble === 'lost') return route.abort();
  await route.fulfill({ status: trouble, json: { error: ERRORS[trouble] } });
}

/** A field of each page, and what is typed there; without words it is turned over. */
const PAGES: readonly (readonly [section: string, trouble: Trouble, label: string, words?: string])[] = [
  ['snippet', 500, 'Name of the site', 'Fern & Clay'],
  ['origins', 403, 'Addresses, one a line', 'https://shop.example'],
  ['look', 400, 'Colour', '#0a7d55'],
  ['words', 'cut', 'Name in the header', 'Fern'],
  ['start', 'lost', 'Only while somebody is on duty'],
  ['form', 429, 'Words above the form: English', 'Two questions'],
  ['nobody', 503, 'Offer to leave contacts after, s', '45'],
  ['rating', 500, 'English', 'Was it good?'],
  ['callback', 400, 'Only on these pages', '/cart'],
  ['identity', 'lost', 'Mark what is not verified'],
  ['privacy', 'cut', 'Kept parameters of addresses', 'product'],
  ['mail', 403, 'Replies by mail go to', 'help@shop.example'],
  ['invitations', 'lost', 'Whose words they are', 'Anna'],
  ['tracking', 500, 'Show operators who is on the site'],
  ['consent', 'lost', 'What is asked in English', 'May we keep it?'],
];

async function openSection(page: Page, name: string): Promise<void> {
  const path = `/settings/sites/default/${name}`;
  if (page.url().includes('/settings/')) await page.locator(`nav a[href="${path}"]`).click();
  else await page.goto(new URL(path, page.url()).href);
}

/** It stands with the button that was pressed, and not somewhere above. */
async function expectBeside(told: Locator, button: Locator): Promise<void> {
  await expect(told).toBeInViewport();
  const [words, place] = [await told.boundingBox(), await button.boundingBox()];
  const gap = Math.max(
    (place?.y ?? 0) - ((words?.y ?? 0) + (words?.height ?? 0)),
    (words?.y ?? 0) - ((place?.y ?? 0) + (place?.height ?? 0)),
  );
  expect(gap).toBeLessThan(80);
}

test('SITE6 FORM1: on every page of a site’s settings a save that the server fails, forbids, refuses or does not hear says why beside its button, keeps what was typed, and is done by the next press', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  for (const [section, trouble, label, words] of PAGES)
    await test.step(`${section}: ${trouble}`, async () => {
      await openSection(page, section);
      // The name of a switch goes on with what it means.
      const named = page.getByLabel(label, { exact: words !== undefined });
      const form = page.locator('.section form').filter({ has: named });
      const field = form.getByLabel(label, { exact: words !== undefined }).first();
      const save = form.getByRole('button', { name: 'Save', exact: true });
      const told = form.getByRole('alert');
      const holds = () => (words === undefined ? expect(field).toBeChecked() : expect(field).toHaveValue(words));
      if (section === 'callback') await page.getByLabel('Offer a call back').selectOption('Yes');
      if (words === undefined) await field.check();
      else await field.fill(words);
      await page.route('**/api/sites/default', (route) => refuse(route, trouble));
      await save.click();
      await expect(told).toHaveText(TOLD[trouble]);
      await expectBeside(told, save);
      await holds();
      await page.unroute('**/api/sites/default');
      await save.click();
      await expect(form.getByText('Saved', { exact: true })).toBeVisible();
      await expect(told).toHaveCount(0);
      await holds();
    });
  await page.reload();
  await expect(page.getByLabel('What is asked in English')).toHaveValue('May we keep it?');
});

async function somebodySets(server: ServerProcess, settings: object): Promise<void> {
  const { token } = await signIn(server);
  const response = await fetch(`${server.origin}/api/sites/default`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ settings }),
  });
  expect(response.status).toBe(200);
}

const textsOf = async (server: ServerProcess): Promise<unknown> => {
  const { token } = await signIn(server);
  const response = await fetch(`${server.origin}/api/sites`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { settings: { texts: unknown } }[])[0]?.settings.texts;
};

test('SITE6: what a colleague saves while an admin types is not put back, and of a field that both have changed the admin is told first', async ({
  newDesk,
  server,
}) => {
  const { page } = await newDesk();
  await openSection(page, 'words');
  const english = page.getByRole('group', { name: 'English' });
  const title = english.getByLabel('Name in the header');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await title.fill('Mine');
  await somebodySets(server, { texts: { title: {}, greeting: { en: 'Theirs' }, more: {} } });
  await save.click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(english.getByLabel('Greeting', { exact: true })).toHaveValue('Theirs');
  expect(await textsOf(server)).toEqual({ title: { en: 'Mine' }, greeting: { en: 'Theirs' }, more: {} });

  await title.fill('Mine again');
  await somebodySets(server, { texts: { title: { en: 'Theirs' }, greeting: { en: 'Theirs' }, more: {} } });
  await save.click();
  await expect(page.getByRole('alert')).toContainText('somebody else has changed the same thing meanwhile');
  await expect(title).toHaveValue('Mine again');
  await save.click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await textsOf(server)).toMatchObject({ title: { en: 'Mine again' } });
});

test('INVITE1: twenty invitations are a list that is put in order, thinned out and brought back by keyboard, and full when it is', async ({
  newDesk,
  server,
}) => {
  const list = Array.from({ length: 20 }, (_, n) => ({
    ...{ id: `inv-${n}`, name: `No. ${n + 1}`, on: true, words: { en: 'May I help?' }, every: 'day' },
    rules: { match: 'all', conditions: [{ kind: 'page', is: `/shelf-${n}/*` }] },
  }));
  await somebodySets(server, { invitations: { from: '', list } });
  const { page } = await newDesk();
  await openSection(page, 'invitations');
  const rows = page.getByRole('list', { name: 'Invitations' }).getByRole('button', { expanded: false });
  await expect(rows).toHaveCount(20);
  await expect(page.getByRole('button', { name: 'Add an invitation' })).toBeDisabled();
  await expect(page.getByText('A site has at most twenty invitations.')).toBeVisible();

  // To the top in one press.
  const grip = page.getByRole('button', { name: 'Move “No. 20”', exact: true });
  await grip.focus();
  await page.keyboard.press('Home');
  await expect(rows.first()).toContainText('No. 20');
  await expect(grip).toBeFocused();

  await page.getByRole('button', { name: 'Remove No. 7' }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(19);
  await expect(page.getByText('No. 7 is removed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows.nth(7)).toContainText('No. 7');
  await expect(rows.nth(7)).toBeFocused();

  // Each that was removed comes back, the last one first.
  for (const name of ['No. 3', 'No. 2'])
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('No. 3 is removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(20);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Remove No. 2', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await page.reload();
  await expect(rows).toHaveCount(19);
  await expect(rows.nth(0)).toContainText('No. 20');
  await expect(rows.nth(2)).toContainText('No. 3');

  // With others in its place it would be the twenty-first.
  await page.getByRole('button', { name: 'Remove No. 3', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  for (const name of ['Invitation 19', 'Invitation 20']) {
    await page.getByRole('button', { name: 'Add an invitation' }).click();
    await expect(page.getByRole('button', { name: `Remove ${name}`, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('INVITE1: a new invitation that is removed before it was ever saved comes back with a press, and so it is called while it has no name', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  await openSection(page, 'invitations');
  const undo = page.getByRole('button', { name: 'Undo' });
  const row = page.getByRole('list', { name: 'Invitations' }).locator('[data-invitation]');
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await page.getByLabel('Name, for you and your colleagues').fill('');
  await page.getByRole('button', { name: 'Remove No name yet', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
  await expect(page.getByText('No name yet is removed.')).toBeVisible();
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row).toBeFocused();

  // What is discarded is not offered any more, and the keyboard stays in the form.
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await page.getByRole('button', { name: 'Remove No name yet', exact: true }).click();
  await expect(undo).toBeVisible();
  await page.getByRole('button', { name: 'Discard changes' }).focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveCount(0);
  await expect(undo).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Invitations', exact: true })).toBeFocused();
});

test('SITE13: what keeps a part from being saved is said beside the button and at its field, and a press leads there', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const lead = page.getByRole('button', { name: 'Show the field' });
  const isSaid = page.getByText('Cannot be saved yet: a field is empty or not right.');

  await openSection(page, 'invitations');
  await page.getByRole('button', { name: 'Add an invitation' }).click();
  await expect(lead).toHaveCount(0);
  const name = page.getByLabel('Name, for you and your colleagues');
  await name.fill('');
  await expect(name).toHaveAccessibleDescription('No name yet');
  await expect(isSaid).toBeVisible();
  await expect(save).toBeDisabled();
  await expectAccessible(page, 'an invitation without a name');
  // Folded away its line says it, and is where one is led.
  const row = page.getByRole('list', { name: 'Invitations' }).locator('[data-invitation]');
  await row.click();
  await expect(row).toContainText('No name yet');
  await lead.click();
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await lead.click();
  await expect(name).toBeFocused();
  await page.keyboard.type('Spring');

  const seconds = page.getByRole('listitem', { name: 'Condition 2' }).getByLabel('Value');
  await seconds.fill('0');
  await expect(seconds).toHaveAccessibleDescription('A whole number from 1 to 3600');
  await lead.click();
  await expect(seconds).toBeFocused();
  await page.keyboard.type('5');
  await expect(isSaid).toHaveCount(0);
  await save.click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  // A condition without a value stands in nobody's way once another choice hides it.
  await openSection(page, 'start');
  await page.getByLabel('By rules').check();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  const address = page.getByRole('listitem', { name: 'Condition 1' }).getByLabel('Value');
  await address.fill('');
  await expect(address).toHaveAccessibleDescription('Write what to compare it with.');
  await expect(save).toBeDisabled();
  await page.getByLabel('Only while somebody is on duty').check();
  await expect(isSaid).toHaveCount(0);
  await save.click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
});
