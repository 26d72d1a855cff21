import { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { unplug } from './fixtures/network.ts';
import { expect, newTab, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

test('B16 KEYS5: the palette does what a button would, remembers it, finds conversations by words, and gives the focus back', async ({
  line,
  newDesk,
  server,
}) => {
  await visitorSays(server, 'where is my parcel');
  await visitorSays(server, 'do you sell teapots');
  const desk = await newDesk({ origin: line.origin });
  const { page } = desk;
  const { keyboard } = page;
  const palette = page.getByRole('combobox', { name: 'Command or conversation' });
  const current = page.locator('[role="option"][aria-selected="true"]');
  await desk.open('New', 'parcel');

  await keyboard.press('Control+k');
  await expect(palette).toBeFocused();
  await expectAccessible(page, 'command palette');
  await keyboard.type('tke');
  await expect(current).toHaveText('Take the conversation T');
  await keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(page.getByText('You answer')).toBeVisible();

  await keyboard.press('Control+k');
  await keyboard.type('dark');
  await keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  // From within a reply: the caret is where it was.
  await desk.message.fill('half a sentence');
  await keyboard.press('Home');
  await keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText(['Dark theme']);
  await keyboard.press('Escape');
  await expect(desk.message).toBeFocused();
  await keyboard.type('Not ');
  await expect(desk.message).toHaveValue('Not half a sentence');

  // What cannot be done says why, and Enter leaves it.
  await keyboard.press('Control+k');
  await keyboard.type('reopen');
  await expect(page.getByRole('option', { name: 'Reopen the conversation' })).toHaveText(/The conversation is open/);
  await keyboard.press('Control+a');
  await keyboard.type('teapots');
  await expect(current).toContainText('do you sell teapots');
  await unplug(page.context(), line);
  await keyboard.press('Enter');
  await expect(desk.log).toContainText('do you sell teapots');
  await keyboard.press('Control+k');
  await keyboard.type('settings');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('B16 KEYS2 KEYS3 KEYS4: keys go by their place on a Russian keyboard, two in a row walk the sections, and single ones can be switched off on all devices', async ({
  newDesk,
  server,
}) => {
  await visitorSays(server, 'где моя посылка');
  const desk = await newDesk();
  const { page } = desk;
  /** A key of a Cyrillic keyboard, as Chromium tells of it. */
  const press = (key: string, code: string) =>
    page.evaluate(
      (init) =>
        void document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })),
      { key, code },
    );
  await expect(page.getByRole('link').filter({ hasText: 'где моя посылка' })).toBeVisible();
  await press('о', 'KeyJ');
  await expect(desk.log).toContainText('где моя посылка');
  await press('е', 'KeyT');
  await expect(page.getByText('You answer')).toBeVisible();
  await press('п', 'KeyG');
  await press('щ', 'KeyO');
  await expect(desk.section('Others’')).toHaveAttribute('aria-selected', 'true');

  const other = new DeskPage(await newTab(page));
  await other.page.goto(`${server.origin}/settings`);
  const single = other.page.getByRole('checkbox', { name: 'Shortcuts of a single key' });
  await single.uncheck();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('are switched off');
  await expect(sheet).toContainText('Command palette');
  await expect(sheet).not.toContainText('Take the conversation');
  await page.keyboard.press('Escape');
  await press('у', 'KeyE');
  await press('п', 'KeyG');
  await press('т', 'KeyN');
  await expect(desk.section('Others’')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
});
