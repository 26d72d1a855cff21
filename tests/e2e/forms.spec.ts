import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

const PETRA = { email: 'petra@holdline.test', password: 'a long enough password', name: 'Petra' };

const lines = (page: Page): Locator => page.getByRole('list', { name: 'Templates' }).getByRole('listitem');
const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Text', exact: true });
const openTemplate = (page: Page, name: string): Promise<void> =>
  lines(page)
    .filter({ hasText: name })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();

async function write(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('textbox', { name: 'Short name' }).fill(name);
  await text(page).fill(words);
  await page.keyboard.press('Control+Enter');
  await expect(lines(page).filter({ hasText: name })).toBeVisible();
}

test('FORM1 FORM2 TPL3: what stands in the form of a template survives another one, Escape, a reload without a network, and a colleague who deletes it', async ({
  server,
  line,
  newDesk,
  newColleague,
}) => {
  const anna = await newDesk({ origin: line.origin, hasWorker: true });
  const petra = await newColleague(PETRA);
  const { page } = anna;
  await page.goto(`${line.origin}/templates`);
  await petra.page.goto(`${server.origin}/templates`);
  await write(page, 'delivery', 'Three days');
  await write(page, 'payment', 'By card');

  await openTemplate(page, 'delivery');
  await text(page).fill('Two days, by courier');
  await openTemplate(page, 'payment');
  await expect(lines(page).filter({ hasText: 'delivery' })).toContainText('Not saved');
  await text(page).fill('By card or in cash');
  await text(page).press('Escape');
  await expect(lines(page).filter({ hasText: 'payment' })).toContainText('Not saved');
  await isKept(page);
  await anna.synced();
  await unplug(page.context(), line);
  await page.reload();
  await openTemplate(page, 'delivery');
  await expect(text(page)).toHaveValue('Two days, by courier');
  await expect(page.getByText('You had not saved this yet.')).toBeVisible();
  await expectAccessible(page, 'a form with words of before');
  await plugIn(page.context(), line);
  await anna.synced();

  // It stays open while its template goes, and brings it back whole; so do words whose form was shut.
  for (const name of ['delivery', 'payment']) {
    await lines(petra.page).filter({ hasText: name }).getByRole('button', { name: 'Delete template' }).click();
    await expect(lines(petra.page).filter({ hasText: name })).toHaveCount(0);
  }
  await expect(page.getByText('Deleted by somebody else meanwhile.')).toBeVisible();
  await expect(text(page)).toHaveValue('Two days, by courier');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(lines(petra.page).filter({ hasText: 'delivery' })).toContainText('Two days, by courier');
  const gone = page.getByRole('alert').filter({ hasText: 'payment' });
  await gone.getByRole('button', { name: 'Edit template' }).click();
  await expect(text(page)).toHaveValue('By card or in cash');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(gone).toHaveCount(0);
  await expect(lines(page)).toHaveCount(1);
});

test('FORM1 FORM2 FORM3: a task, a field of the card and a change of a message are there after a reload, another conversation and Escape', async ({
  server,
  newDesk,
}) => {
  await visitorSays(server, 'Call me about the teapot');
  await visitorSays(server, 'Something else');
  const desk = await newDesk();
  const { page } = desk;
  await desk.open('New', 'the teapot');
  await desk.take();
  const card = page.getByRole('complementary', { name: 'Visitor' });
  await card.getByRole('textbox', { name: 'Name', exact: true }).fill('Maria');
  await page.keyboard.press('Enter');
  const task = card.getByRole('textbox', { name: 'What is to be done' });
  await task.fill('Call about the lid');
  await card.getByRole('textbox', { name: 'Phone', exact: true }).pressSequentially('+48 1');
  await page.reload();
  await expect(task).toHaveValue('Call about the lid');
  const phone = card.getByRole('textbox', { name: 'Phone', exact: true });
  await expect(phone).toHaveValue('+48 1');
  await expect(card.getByText('Not saved')).toBeVisible();
  await phone.focus();
  await page.keyboard.press('Tab');
  await expect(card.getByText('Not saved')).toHaveCount(0);
  await task.press('Enter');
  await expect(task).toHaveValue('');
  await card.getByTitle(/^Change the task Call about the lid/).click();
  const changed = card.getByRole('textbox', { name: 'What is to be done' }).last();
  await changed.fill('Call about the lid, after six');
  await desk.open('New', 'Something else');
  await desk.open('Mine', 'the teapot');
  await expect(card.getByRole('listitem').filter({ hasText: 'Call about the lid' })).toContainText('Not saved');
  await card.getByTitle(/^Change the task Call about the lid/).click();
  await expect(changed).toHaveValue('Call about the lid, after six');

  await desk.say('It comes on Friday');
  await desk.message.press('ArrowUp');
  await expect(desk.message).toHaveValue('It comes on Friday');
  await desk.message.fill('It comes on Thursday');
  await desk.message.press('Escape');
  await expect(desk.message).toHaveValue('');
  await page.reload();
  const left = page.getByRole('region', { name: 'A change you have not saved' });
  await expect(left).toContainText('It comes on Thursday');
  await left.getByRole('button', { name: 'Put them in' }).click();
  await expect(desk.message).toHaveValue('It comes on Thursday');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await expect(desk.line('It comes on Thursday')).toContainText('edited');
  await expect(left).toHaveCount(0);
});
