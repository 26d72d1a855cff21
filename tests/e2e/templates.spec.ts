import { cp, rm } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

const PETRA = { email: 'petra@holdline.test', password: 'a long enough password', name: 'Petra' };

const options = (page: Page): Locator => page.getByRole('listbox', { name: 'Templates' }).getByRole('option');
const selected = (page: Page): Locator => page.getByRole('listbox').getByRole('option', { selected: true });
const lines = (page: Page): Locator => page.getByRole('list', { name: 'Templates' }).getByRole('listitem');
/** The names of the rows on the page, from top to bottom. */
const order = async (page: Page): Promise<string[]> =>
  (await lines(page).allInnerTexts()).map((text) => text.split('\n')[0]?.replace(/ \d+$/, '') ?? '');

/** With the keyboard alone, as one who has many to write. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('textbox', { name: 'Short name' }).fill(name);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect(lines(page).filter({ hasText: name })).toBeVisible();
}

test('TPL6 TPL7 TPL8 TPL9 B10: a template is found by / as one types, suggested by what the visitor wrote, filled in, and then edited and sent', async ({
  server,
  newDesk,
}) => {
  await visitorSays(server, 'When will my parcel be delivered?');
  const { page, message, ...desk } = await newDesk();
  await page.goto(`${server.origin}/templates`);
  await page.getByRole('button', { name: 'Start with 10 templates' }).click();
  await expect(lines(page).first()).toContainText('Greeting');
  await page.goto(server.origin);
  await page.getByRole('tab', { name: /^New/ }).click();
  await page.getByRole('link').filter({ hasText: 'my parcel' }).click();

  await message.pressSequentially('See https://shop.test/ or 1/2 or ');
  await expect(options(page)).toHaveCount(0);
  await message.press('/');
  await expect(options(page).first()).toContainText('delivery time');
  await expectAccessible(page, 'the list of templates');
  await message.pressSequentially('DELIVREY');
  await expect(options(page).first()).toContainText('delivery time');
  await message.press('Escape');
  await expect(options(page)).toHaveCount(0);
  await expect(message).toHaveValue('See https://shop.test/ or 1/2 or /DELIVREY');
  await message.press('x');
  await expect(options(page)).toHaveCount(0);

  await message.fill('');
  await message.pressSequentially('#del');
  await expect(selected(page)).toContainText('delivery time');
  await message.press('Enter');
  await expect(page.getByRole('textbox', { name: 'how many' })).toBeFocused();
  await expectAccessible(page, 'a template that is filled in');
  await page.keyboard.type('two');
  await page.keyboard.press('Enter');
  await expect(message).toBeFocused();
  await expect(message).toHaveValue('Delivery of your order takes two days. The courier calls an hour before.');
  // The browser’s own undo gives back what was typed.
  await message.press('Control+z');
  await expect(message).toHaveValue('#del');
  await message.press('Control+Shift+z');

  // Nobody knows the visitor’s name: its place is asked for, and left out when it stays empty.
  await message.press('Control+Home');
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.keyboard.type('hello');
  await expect(selected(page)).toContainText('hello');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Visitor’s name' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(message).toHaveValue(/^Hello! I’m olga\. How can I help\? Delivery of/);
  await message.press('Control+Enter');
  await expect(desk.log.getByRole('article').filter({ hasText: 'I’m olga' })).toBeVisible();
});

test('TPL1 TPL2 TPL3 A5: two operators change the list without a network, it opens and inserts without one, and all is kept', async ({
  server,
  line,
  newDesk,
  newColleague,
}) => {
  await visitorSays(server, 'Is anybody here?');
  const anna = await newDesk({ origin: line.origin, hasWorker: true });
  const petra = await newColleague(PETRA);
  for (const { page } of [anna, petra]) await page.goto(`${new URL(page.url()).origin}/templates`);
  await write(anna.page, 'first', 'The first words');
  await write(anna.page, 'second', 'The second words');
  await expect(lines(petra.page)).toHaveCount(2);

  await isKept(anna.page);
  await unplug(anna.page.context(), line);
  await write(anna.page, 'from the train', 'Written in a tunnel');
  await expect(anna.truth).toContainText('1 action waiting');
  await lines(anna.page)
    .filter({ hasText: 'first' })
    .getByRole('button', { name: /^first/ })
    .click();
  await anna.page.getByRole('textbox', { name: 'Text', exact: true }).fill('Anna’s words');
  await anna.page.keyboard.press('Control+Enter');
  await write(petra.page, 'from the desk', 'Written meanwhile');
  await petra.page.getByRole('button', { name: 'Move first' }).press('ArrowDown');
  await expect.poll(() => order(petra.page)).toEqual(['second', 'first', 'from the desk']);
  await lines(petra.page)
    .filter({ hasText: 'first' })
    .getByRole('button', { name: /^first/ })
    .click();
  await petra.page.getByRole('textbox', { name: 'Text', exact: true }).fill('Petra’s words');
  await petra.page.keyboard.press('Control+Enter');

  // A cold start without a network; the template of the tunnel is inserted where one writes.
  await anna.page.goto(line.origin);
  await anna.open('New', 'anybody');
  await anna.message.pressSequentially('/tunnel');
  await expect(selected(anna.page)).toContainText('from the train');
  await anna.message.press('Tab');
  await expect(anna.message).toHaveValue('Written in a tunnel');

  await plugIn(anna.page.context(), line);
  await anna.synced();
  await anna.page.getByRole('link', { name: 'Templates' }).click();
  for (const { page } of [anna, petra]) {
    await expect(lines(page)).toHaveCount(4);
    await expect(lines(page).first()).toContainText('second');
    await expect(lines(page).filter({ hasText: 'first' })).toContainText('Two versions');
  }
  expect(await order(anna.page)).toEqual(await order(petra.page));
  await lines(petra.page)
    .filter({ hasText: 'first' })
    .getByRole('button', { name: /^first/ })
    .click();
  const form = petra.page.getByRole('form', { name: 'Edit template' });
  await form
    .locator('blockquote')
    .filter({ hasText: 'Anna’s' })
    .getByRole('button', { name: 'Use these words' })
    .click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(lines(anna.page).filter({ hasText: 'first' })).not.toContainText('Two versions');
  await expect(lines(anna.page).filter({ hasText: 'first' })).toContainText('Anna’s words');
});

test('TPL5 TPL10 TPL11 APP11: words of the log are a template in two keys, and the page orders, groups and brings back by keyboard and by dragging', async ({
  server,
  newDesk,
}) => {
  await visitorSays(server, 'Do you ship to Malta?');
  const desk = await newDesk();
  const { page } = desk;
  await desk.open('New', 'Malta');
  await desk.take();
  await desk.say('Yes, we ship to Malta in five days.');
  await desk.log.focus();
  await page.keyboard.press('w');
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toHaveValue(
    'Yes, we ship to Malta in five days.',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved: Yes, we ship to Malta')).toBeVisible();
  await desk.message.fill('And it costs nothing.');
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.keyboard.press('ArrowUp');
  await expect(selected(page)).toHaveText('Save what is written as a template');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Group' }).fill('Prices');
  await page.keyboard.press('Control+Enter');

  await page.getByRole('link', { name: 'Templates' }).click();
  await page.getByRole('button', { name: /^Mine/ }).click();
  await expect
    .poll(() => order(page))
    .toEqual(['Yes, we ship to Malta in five days.', 'Prices', 'And it costs nothing.']);
  await page.getByRole('button', { name: 'Move Yes' }).press('ArrowDown');
  await expect
    .poll(() => order(page))
    .toEqual(['Prices', 'Yes, we ship to Malta in five days.', 'And it costs nothing.']);
  await expect(page.getByRole('button', { name: 'Move Yes' })).toBeFocused();
  await expect(page.getByText('1 of 2, Prices')).toBeAttached();
  await page.getByRole('button', { name: 'Move And' }).dragTo(lines(page).first(), { targetPosition: { x: 20, y: 2 } });
  await expect
    .poll(() => order(page))
    .toEqual(['And it costs nothing.', 'Prices', 'Yes, we ship to Malta in five days.']);
  await page.getByRole('button', { name: /^Delete the group Prices/ }).click();
  await expect(lines(page)).toHaveCount(2);
  await expect(
    lines(page)
      .getByRole('button', { name: /^(And|Yes)/ })
      .and(page.locator(':focus')),
  ).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Rename the group Prices' }).click();
  await page.keyboard.type('Delivery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Rename the group Delivery' })).toBeFocused();
  await lines(page).first().getByRole('button', { name: /^And/ }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(lines(page).first().getByRole('button', { name: /^And/ })).toBeFocused();
  await expect
    .poll(() => order(page))
    .toEqual(['And it costs nothing.', 'Delivery', 'Yes, we ship to Malta in five days.']);
  await expectAccessible(page, 'the page of templates');
  await page.setViewportSize({ width: 390, height: 844 });
  await lines(page).first().getByRole('button', { name: /^And/ }).click();
  await expectAccessible(page, 'a template that is edited on a phone');
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(390);
});

test('STAFF9 OPS6: words of templates that the server has lost are offered by the device that has them, are put in or dropped, and then offered no more', async ({
  server,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page } = desk;
  await page.goto(`${server.origin}/templates`);
  await write(page, 'delivery', 'Three days');
  await desk.synced();
  const copy = `${server.dataDir}-of-before`;
  await server.stop();
  await cp(server.dataDir, copy, { recursive: true });
  await server.start();
  await desk.synced();
  await lines(page)
    .getByRole('button', { name: /^delivery/ })
    .click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Two days');
  await page.keyboard.press('Control+Enter');
  await write(page, 'payment', 'By card');
  const mine = page.getByRole('button', { name: /^Mine/ });
  await mine.click();
  await write(page, 'sweets', 'In the drawer');
  await desk.synced();

  await server.stop();
  await cp(copy, server.dataDir, { recursive: true, force: true });
  await rm(copy, { recursive: true });
  await server.start();
  const lost = page.getByRole('alert').filter({ hasText: 'The server went back' });
  await expect(lost).toContainText('1 template of then');
  await lost.getByRole('button', { name: 'Drop them' }).click();
  await expect(lost).toHaveCount(0);
  await page.reload();
  await expect(lost).toContainText('2 templates of then');
  await expectAccessible(page, 'templates that only this device has');
  await lost.getByRole('button', { name: 'Put them in' }).click();
  await expect(lost).toHaveCount(0);
  await expect(lines(page).filter({ hasText: 'payment' })).toContainText('By card');
  await expect(lines(page).filter({ hasText: 'delivery' })).toContainText('Two versions');
  await desk.synced();
  await page.reload();
  await expect(lines(page)).toHaveCount(2);
  await mine.click();
  await expect(page.getByText('No templates yet')).toBeVisible();
  await expect(lost).toHaveCount(0);
});
