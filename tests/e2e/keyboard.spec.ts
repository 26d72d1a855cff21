import { hire, mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import { addDepartment } from './fixtures/ask-owner.ts';
import { DeskPage } from './fixtures/desk-page.ts';
import { setSite } from './fixtures/live-visit.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

test('APP11 B22 ROW9: an operator does the whole job with the keyboard alone', async ({ page, server }) => {
  const owner = await signIn(server);
  await hire(server, owner, 'operator', 'Bob');
  await visitorSays(server, 'the first question');
  await visitorSays(server, 'the second question');
  const { keyboard } = page;
  const desk = new DeskPage(page);
  const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

  await page.goto(`${server.origin}/sign-in`);
  await tabTo(page.getByLabel('E-mail'));
  await keyboard.type('olga@holdline.test');
  await keyboard.press('Tab');
  await keyboard.type('correct horse battery');
  await keyboard.press('Enter');
  await desk.synced();

  // Down the list and up again: the one who has waited longest is first.
  await expect(desk.section('New')).toHaveAttribute('aria-selected', 'true');
  const row = (words: string) => page.getByRole('link').filter({ hasText: words });
  await expect(row('the second question')).toBeVisible();
  await keyboard.press('j');
  await expect(desk.log).toContainText('the first question');
  await expect(row('the first question')).toBeFocused();
  await keyboard.press('j');
  await expect(desk.log).toContainText('the second question');
  await keyboard.press('k');
  await expect(desk.log).toContainText('the first question');
  await expect(row('the first question')).toHaveAttribute('aria-current', 'page');

  await keyboard.press('t');
  await expect(page.getByText('You answer')).toBeVisible();
  await keyboard.press('r');
  await expect(desk.message).toBeFocused();
  await keyboard.type('the first anser');
  await keyboard.press('Control+Enter');
  await expect(desk.line('the first anser')).toBeVisible();
  await expect(desk.message).toHaveValue('');
  await keyboard.press('ArrowUp');
  await expect(desk.message).toHaveValue('the first anser');
  await keyboard.press('Escape');
  await expect(desk.message).toHaveValue('');
  await keyboard.press('ArrowUp');
  await keyboard.press('Control+a');
  await keyboard.type('the first answer');
  await keyboard.press('Control+Enter');
  await expect(desk.line('the first answer')).toContainText('edited');
  await expect(desk.line('the first anser')).toHaveCount(0);

  // A message can be taken back from its menu.
  await keyboard.type('said too much');
  await keyboard.press('Control+Enter');
  await tabTo(desk.line('said too much').getByRole('button', { name: 'Message actions' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Unsend' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(desk.log).toContainText('This message was taken back');

  await tabTo(button('Hand over'), 'Shift+Tab');
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Hand over to' });
  await tabTo(dialog.getByRole('button', { name: /Bob/ }));
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Bob answers', { exact: false }).first()).toBeVisible();
  await keyboard.press('3');
  await expect(desk.section('Others’')).toHaveAttribute('aria-selected', 'true');
  await expect(row('This message was taken back')).toBeVisible();

  // The last line of a list leaves the keyboard at the list's tab.
  await tabTo(row('This message was taken back'));
  await keyboard.press('a');
  await tabTo(dialog.getByRole('button', { name: /olga/i }));
  await keyboard.press('Enter');
  await expect(row('This message was taken back')).toHaveCount(0);
  await expect(desk.section('Others’')).toBeFocused();

  await keyboard.press('2');
  await keyboard.press('j');
  await expect(desk.log).toContainText('the second question');
  await keyboard.press('t');
  await expect(page.getByText('You answer')).toBeVisible();
  await keyboard.press('n');
  await expect(desk.message).toBeFocused();
  await keyboard.type('a note to ourselves');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('article', { name: /^Note for colleagues/ })).toContainText('a note to ourselves');
  await tabTo(button('Close conversation'), 'Shift+Tab');
  await keyboard.press('e');
  await expect(button('Reopen')).toBeVisible();
  // Nobody had answered.
  await keyboard.press('4');
  await expect(desk.section('Missed')).toHaveAttribute('aria-selected', 'true');
  await expect(row('the second question')).toBeVisible();
  await keyboard.press('e');
  await expect(button('Close conversation')).toBeVisible();

  // The arrows walk the sections once one has the keyboard.
  await tabTo(desk.section('Missed'), 'Shift+Tab');
  await keyboard.press('ArrowLeft');
  await expect(desk.section('Others’')).toBeFocused();
  await expect(desk.section('Others’')).toHaveAttribute('aria-selected', 'true');

  await keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Take');
  await keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(desk.section('Others’')).toBeFocused();
});

test('APP11 B3 B10 REQ4 TPL6: by keyboard alone an operator answers a request, with a template, and moves another conversation to a department', async ({
  server,
  newDesk,
}) => {
  await addDepartment(server, 'Sales');
  const visitor = newVisitor();
  const conversation = newConversationId();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'demo' }));
  const request = { conversation, text: 'Do you ship to Oslo?', lastSeen: 0, request: true } as const;
  await mustPost(server, visitor, newCommand('message.send', request));
  await visitorSays(server, 'Do you glaze to order?');
  const desk = await newDesk();
  const { page } = desk;
  const { keyboard } = page;
  const row = (words: string) => page.getByRole('link').filter({ hasText: words });
  await page.goto(`${server.origin}/templates`);
  await tabTo(page.getByRole('button', { name: 'Start with 10 templates' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Templates' }).getByRole('listitem').first()).toContainText('Greeting');
  await keyboard.press('g');
  await keyboard.press('d');
  await expect(desk.section('New')).toBeVisible();
  await keyboard.press('g');
  await keyboard.press('q');
  await expect(desk.section('Requests')).toHaveAttribute('aria-selected', 'true');
  await expect(row('Do you ship to Oslo?')).toBeVisible();
  await keyboard.press('j');
  await expect(row('Do you ship to Oslo?')).toBeFocused();
  await expect(desk.log).toContainText('Do you ship to Oslo?');
  await keyboard.press('r');
  await expect(desk.message).toBeFocused();
  // The list goes with Escape, and what was typed stays.
  const list = page.getByRole('listbox', { name: 'Templates' });
  await keyboard.type('/delivery');
  await expect(list.getByRole('option', { selected: true })).toContainText('delivery time');
  await keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(desk.message).toBeFocused();
  await expect(desk.message).toHaveValue('/delivery');
  await keyboard.press('Control+a');
  await keyboard.type('/delivery');
  await expect(list.getByRole('option', { selected: true })).toContainText('delivery time');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'how many' })).toBeFocused();
  await keyboard.type('four');
  await keyboard.press('Enter');
  await expect(desk.message).toBeFocused();
  await expect(desk.message).toHaveValue(/^Delivery of your order takes four/);
  await keyboard.press('Control+Enter');
  await expect(desk.line('Delivery of your order takes four')).toBeVisible();
  await expect(desk.message).toBeFocused();
  await expect(desk.section('Requests')).toContainText('0');
  await expect(desk.section('Mine')).toContainText('1');

  await keyboard.press('Escape');
  await keyboard.press('2');
  await expect(row('Do you glaze to order?')).toBeVisible();
  await keyboard.press('j');
  await expect(desk.log).toContainText('Do you glaze to order?');
  await keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Hand over to' });
  const sales = dialog.getByRole('list', { name: 'Departments' }).getByRole('button', { name: /^Sales/ });
  await expect(sales).toBeVisible();
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row('Do you glaze to order?')).toBeFocused();
  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command or conversation' })).toBeFocused();
  await keyboard.type('hand over');
  await keyboard.press('Enter');
  await tabTo(sales);
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Waits for Sales').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).not.toBe('body');
});

test('KEYS7: a key that comes before the conversation which was chosen is for that one, and what is typed at once goes nowhere else', async ({
  server,
  newDesk,
}) => {
  await visitorSays(server, 'the first question');
  await visitorSays(server, 'the second question');
  const desk = await newDesk();
  const { page } = desk;
  await desk.open('New', 'the first question');
  await desk.take();
  await desk.section('New').click();
  const second = page.getByRole('link').filter({ hasText: 'the second question' });
  await second.focus();
  // Link by link and key by key in one go, as quick as a page can be told of them: `e` would close the first one.
  await second.evaluate((link: HTMLElement) => {
    link.click();
    for (const key of ['r', 'e'])
      link.dispatchEvent(
        new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true, cancelable: true }),
      );
  });
  await expect(desk.log).toContainText('the second question');
  await expect(desk.message).toBeFocused();
  await page.keyboard.type('for the second');
  await page.keyboard.press('Control+Enter');
  await expect(desk.line('for the second')).toBeVisible();
  await desk.open('Mine', 'the first question');
  await expect(page.getByRole('button', { name: 'Close conversation' })).toBeVisible();
  await expect(desk.message).toHaveValue('');
  await expect(desk.line('for the second')).toHaveCount(0);
});

test('WID9 D1: a visitor chats with the keyboard alone, and gets back to where it was on the page', async ({
  page,
  server,
}) => {
  const { keyboard } = page;
  const shop = new ShopPage(page);
  await shop.visit(server.origin);
  await tabTo(shop.launcher);
  await keyboard.press('Enter');
  await expect(shop.message).toBeFocused();
  await keyboard.type('How tall is the vase');
  await keyboard.press('Shift+Enter');
  await keyboard.type('and how heavy?');
  await keyboard.press('Enter');
  await expect(shop.line('and how heavy?')).toBeVisible();
  await expect(shop.log.getByRole('article')).toHaveCount(1);
  await expect(shop.message).toHaveValue('');
  await expect(shop.message).toBeFocused();

  await tabTo(shop.line('and how heavy?').getByRole('button', { name: 'Message actions' }), 'Shift+Tab');
  await keyboard.press('Enter');
  // Escape ends the menu and not the chat, and then the change and not the chat; the keyboard stays where it was begun.
  const edit = shop.line('and how heavy?').getByRole('button', { name: 'Edit' });
  const actions = shop.line('and how heavy?').getByRole('button', { name: 'Message actions' });
  await tabTo(edit);
  await keyboard.press('Escape');
  await expect(edit).toHaveCount(0);
  await expect(actions).toBeFocused();
  await keyboard.press('Enter');
  await tabTo(edit);
  await keyboard.press('Enter');
  await expect(shop.message).toHaveValue('How tall is the vase\nand how heavy?');
  await keyboard.press('Escape');
  await expect(shop.message).toHaveValue('');
  await expect(shop.message).toBeFocused();
  await tabTo(actions, 'Shift+Tab');
  await keyboard.press('Enter');
  await tabTo(edit);
  await keyboard.press('Enter');
  await expect(shop.message).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.type('How tall is the vase?');
  await keyboard.press('Enter');
  await expect(shop.line('How tall is the vase?')).toContainText('edited');

  await expect(shop.message).toBeFocused();
  await keyboard.press('Escape');
  await expect(shop.panel).toHaveCount(0);
  await expect(shop.launcher).toBeFocused();
  await keyboard.press('Space');
  await expect(shop.line('How tall is the vase?')).toBeVisible();
  await tabTo(shop.panel.getByRole('button', { name: 'Close chat' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(shop.panel).toHaveCount(0);
  await expect(shop.launcher).toBeFocused();
});

test('APP11: the first key of a page leads past its bar, and settings begin with the ways to their pages', async ({
  newDesk,
}) => {
  const { page } = await newDesk();
  await page.goto(new URL('/settings', page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  const { keyboard } = page;
  await keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(skip).not.toBeInViewport();
  await keyboard.press('Tab');
  await expect(page.getByRole('main').getByRole('link').first()).toBeFocused();
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /^Sites/ })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sites');
});

test('WID9 CALL4 RATE4: a call asked for, changed and called off, and what is hidden, leave the keyboard in the chat', async ({
  server,
  newDesk,
  newShop,
}) => {
  await setSite(server, { callback: { offer: 'always', pages: [] } });
  const desk = await newDesk();
  const shop = await newShop({ path: '/demo/?site=default' });
  const { page, panel } = shop;
  const { keyboard } = page;
  const button = (name: string) => panel.getByRole('button', { name, exact: true });
  await tabTo(button('Ask for a call'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(panel.getByRole('textbox', { name: 'Your phone number' })).toBeFocused();
  await keyboard.type('+48 600 100 200');
  await keyboard.press('Enter');
  await expect(button('Change')).toBeFocused();
  await keyboard.press('Tab');
  await expect(button('No call needed')).toBeFocused();
  await keyboard.press('Enter');
  await expect(button('Hide')).toBeFocused();
  await keyboard.press('Enter');
  await expect(button('Ask for a call')).toHaveCount(0);
  await expect(shop.log).toBeFocused();

  await tabTo(shop.message);
  await keyboard.type('Is it blue?');
  await keyboard.press('Enter');
  await desk.open('New', 'Is it blue?');
  await desk.take();
  await desk.say('It is.');
  await expect(shop.line('It is.')).toBeVisible();
  await desk.close();
  await expect(panel.getByRole('region', { name: 'How did we do?' })).toBeVisible();
  await expect(shop.message).toBeFocused();
  await tabTo(button('Hide'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(button('Hide')).toHaveCount(0);
  await expect(shop.log).toBeFocused();
});
