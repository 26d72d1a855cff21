import { plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

/** A server whose clock is so many minutes ahead of the machine's. */
const ahead = (minutes: number) => ({
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(
    `const now=Date.now.bind(Date);Date.now=()=>now()+${minutes * 60_000}`,
  )}`,
});

test('B9 EDIT1 EDIT2 CMD4: ↑ changes the last message while its time is told; what came too late gives the words back', async ({
  line,
  newDesk,
  server,
}) => {
  await visitorSays(server, 'how long does it take');
  const desk = await newDesk({ origin: line.origin });
  const { page } = desk;
  const { keyboard } = page;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await desk.open('New', 'how long');
  await desk.say('about a weak');
  await expect(desk.mark('about a weak', 'Accepted')).toBeVisible();

  await desk.message.press('ArrowUp');
  await expect(page.getByText(/^Editing your message · (10:00|9:\d\d) left$/)).toBeVisible();
  // The caret is behind the last word.
  await keyboard.type('!');
  await expect(desk.message).toHaveValue('about a weak!');
  await keyboard.press('Escape');
  await desk.line('about a weak').hover();
  await desk.line('about a weak').getByRole('button', { name: 'Message actions' }).click();
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toHaveText(/Edit\s*(10:00|9:\d\d) left\s*↑/);
  await keyboard.press('Enter');
  await expect(desk.message).toBeFocused();
  // What was left by a key is gone on with (FORM3).
  await keyboard.type('?');
  await expect(desk.message).toHaveValue('about a weak!?');
  await keyboard.press('Escape');

  // Changed in a tunnel, and out of it too late.
  await unplug(page.context(), line);
  await desk.edit('about a weak', 'about a week');
  await server.stop();
  await server.start(ahead(11));
  await plugIn(page.context(), line);
  const refused = page.getByRole('region', { name: 'Not done: Edit' });
  await expect(refused).toContainText('More than 10 minutes have passed', { timeout: 20_000 });
  await expect(refused.getByText('about a week')).toBeVisible();
  await expect(desk.line('about a weak')).toBeVisible();
  await refused.getByRole('button', { name: 'Edit again' }).click();
  await expect(desk.message).toHaveValue('about a week');
  await button('Send').click();
  await expect(desk.mark('about a week', 'Accepted')).toBeVisible();

  // The time ends while somebody writes.
  await desk.message.press('ArrowUp');
  await keyboard.type(' or two');
  await unplug(page.context(), line);
  await server.stop();
  await server.start(ahead(22));
  await plugIn(page.context(), line);
  await expect(page.getByText('The ten minutes for changes are over')).toBeVisible({ timeout: 20_000 });
  await expect(button('Save')).toBeDisabled();
  await button('Write it anew').click();
  await expect(desk.message).toHaveValue('about a week or two');
  await button('Send').click();
  await expect(desk.mark('about a week or two', 'Accepted')).toBeVisible();
});

test('B8: addresses of pages and pictures in a message are links, and no picture is fetched from elsewhere', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  const asked: string[] = [];
  desk.page.on('request', (request) => asked.push(request.url()));
  await shop.say('like this: https://pictures.test/cat.gif and https://shop.test/a.png?w=2, mail me@shop.test');
  await desk.open('New', 'like this');
  const links = desk.line('like this').locator('.bubble').getByRole('link');
  await expect(links).toHaveText(['https://pictures.test/cat.gif', 'https://shop.test/a.png?w=2', 'me@shop.test']);
  await expect(links.first()).toHaveAttribute('rel', /noopener/);
  await expect(desk.log.getByRole('img', { name: /cat/ })).toHaveCount(0);
  expect(asked.filter((url) => /pictures|shop\.test/.test(url))).toEqual([]);
});
