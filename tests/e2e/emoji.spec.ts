import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

const PETRA = { email: 'petra@holdline.test', password: 'a long enough password', name: 'Petra' };

test('B8 EMO1 EMO2 EMO3: an emoji goes where the caret was, also when a colleague has written since and without a network; what was used and the tone stay', async ({
  line,
  newDesk,
  newColleague,
  server,
}) => {
  await visitorSays(server, 'hello there');
  const anna = await newDesk({ origin: line.origin, hasWorker: true });
  const petra = await newColleague(PETRA);
  const { page } = anna;
  const { keyboard } = page;
  await anna.open('New', 'hello there');
  await anna.take();
  await petra.open('Others’', 'hello there');
  await petra.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await isKept(page);

  await anna.message.fill('Good day!');
  await expect(petra.message).toHaveValue('Good day!');
  await anna.message.press('End');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Control+e');
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  const search = picker.getByRole('combobox', { name: 'Find an emoji' });
  await expect(search).toBeFocused();
  await expect(picker.getByRole('option', { name: 'grinning face', exact: true })).toBeVisible();
  await expectAccessible(page, 'emoji');
  await picker.getByRole('button', { name: 'Medium-dark' }).click();
  await petra.message.press('Home');
  await petra.message.pressSequentially('Hi. ');
  await expect(anna.message).toHaveValue('Hi. Good day!');
  await search.fill('waving');
  await keyboard.press('Enter');
  await expect(picker).toHaveCount(0);
  await expect(anna.message).toBeFocused();
  await expect(anna.message).toHaveValue('Hi. Good day👋🏾!');
  await expect(petra.message).toHaveValue('Hi. Good day👋🏾!');
  await keyboard.press('Control+z');
  await expect(anna.message).toHaveValue('Hi. Good day!');

  // By the arrows alone, without a network, several with Shift.
  await unplug(page.context(), line);
  await page.reload();
  await expect(anna.message).toHaveValue('Hi. Good day!');
  await anna.message.press('End');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(picker.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText(['👋🏾']);
  await keyboard.press('Shift+Enter');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(anna.message).toHaveValue('Hi. Good day!👋🏾😃');
  await plugIn(page.context(), line);
  await expect(petra.message).toHaveValue('Hi. Good day!👋🏾😃', { timeout: 15_000 });
});
