import { mustPost, newCommand, newConversationId, newVisitor } from '../support/people.ts';
import { stand } from '../support/stand.ts';
import { CHROME, setSite } from './fixtures/live-visit.ts';
import { tabTo } from './fixtures/tab-to.ts';
import { expect, test } from './fixtures/test.ts';

const SHOP = 'https://shop.example';

test('LIVE4 LIVE7 LIVE8 INVITE5: by keyboard alone among many visitors one is found, looked at and invited, another is paged to and sorted for, and who comes back from a conversation is where they were', async ({
  server,
  newDesk,
}) => {
  await setSite(server, { tracking: { on: true } });
  const talking = { ...newVisitor(), agent: CHROME };
  const conversation = newConversationId();
  const sockets = await Promise.all([
    stand(server, talking, { page: { url: `${SHOP}/blue`, title: 'Blue' }, visits: 3, since: 1_000 }),
    ...Array.from({ length: 120 }, (_, n) => {
      const at = { url: `${SHOP}/cup/${n + 100}`, title: `Cup ${n + 100}` };
      return stand(
        server,
        { ...newVisitor(), agent: CHROME },
        { page: at, visits: 1 + (n % 9), since: 1_000 * (n + 1) },
      );
    }),
  ]);
  // Who writes is on the page already.
  await mustPost(server, talking, newCommand('conversation.start', { conversation, site: 'default' }));
  const said = { conversation, text: 'is the blue one in stock', lastSeen: 0 };
  await mustPost(server, talking, newCommand('message.send', said));
  const { page } = await newDesk();
  await page.goto(`${server.origin}/visitors`);
  const rows = page.locator('tr[data-visitor]');
  const told = page.getByRole('status').filter({ hasText: 'visitors' });
  await expect(told).toHaveText('121 visitors');

  const find = page.getByRole('searchbox');
  await tabTo(find);
  await page.keyboard.type('cup/177');
  await expect(rows).toHaveCount(1);
  const pages = rows.getByRole('button', { name: /^1 page/ });
  await tabTo(pages);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: /^Pages of this visit/ }).getByRole('link')).toHaveText(['Cup 177']);
  await page.keyboard.press('Enter');

  const invite = rows.getByRole('button', { name: /^Invite / });
  await tabTo(invite);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Invite / });
  await expect(dialog.getByLabel('Your words')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(invite).toBeFocused();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Your words').pressSequentially('Shall I help with the cup?');
  await page.keyboard.press('Control+Enter');
  await expect(rows).toContainText('You have invited');
  await expect(pages).toBeFocused();

  // The conversation that is on, and back: nothing was lost, and the keyboard is at its row.
  await tabTo(find, 'Shift+Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await expect(told).toHaveText('121 visitors');
  const kind = page.getByRole('combobox', { name: 'Whom to show' });
  await tabTo(kind);
  await page.keyboard.type('In a');
  await expect(rows).toHaveCount(1);
  const open = rows.getByRole('link', { name: /^Open: / });
  await tabTo(open);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('is the blue one in stock');
  await page.goBack();
  await expect(kind).toHaveValue('talking');
  await expect(rows).toHaveCount(1);
  await expect(open).toBeFocused();
  // The line flickers, and the table with it.
  await page.context().setOffline(true);
  await expect(rows).toHaveCount(0);
  await page.context().setOffline(false);
  await expect(open).toBeFocused({ timeout: 40_000 });

  // All again, sorted by the page, to the third page of the table, where the button that leads on keeps the keyboard.
  await tabTo(kind, 'Shift+Tab');
  await page.keyboard.type('Every');
  const byPage = page.getByRole('columnheader', { name: 'Page' }).getByRole('button');
  await tabTo(byPage);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Page' })).toHaveAttribute('aria-sort', 'ascending');
  const table = page.getByRole('navigation', { name: 'Pages of the table' });
  const next = table.getByRole('button', { name: 'Next page' });
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(table).toContainText('51–100 of 121');
  await page.keyboard.press('Enter');
  await expect(table).toContainText('101–121 of 121');
  await expect(next).toBeFocused();
  for (const socket of sockets) socket.close();
});
