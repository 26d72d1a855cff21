import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, snippet, strictPolicy, test } from './fixtures/host.ts';

/** In place of the form for when nobody is there: a part with something for every place, which nobody could mistake for one of ours. */
const PART = `
  const draw = (words) => (home) => {
    const button = document.createElement('button');
    button.textContent = words;
    button.style.setProperty('min-block-size', '44px');
    home.append(button);
    return () => button.remove();
  };
  export const openPart = (host) => {
    const { parts } = host;
    for (const place of ['above', 'below']) parts.put({ place, draw: draw('In ' + place) });
    const undo = parts.put({ place: 'field', draw: draw('Give me the field back') });
    parts.put({ place: 'menu', label: 'Second', order: 2, run: () => undo() });
    parts.put({ place: 'menu', label: 'First', order: 1, run: () => void parts.show({ title: 'A view', draw: draw('In view') }) });
    return () => undefined;
  };`;

test('WID10 D13: a part that comes late stands in its place; the menu and a view go by keyboard, say their names, and give the keyboard back', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  await desk.page.getByRole('button', { name: /^Your status/ }).click();
  await desk.page.getByRole('dialog', { name: 'Team' }).getByRole('radio', { name: 'Away' }).check();
  const { page, shop, faults } = await visitHost(
    { html: pageWith(snippet(server.origin)), policy: strictPolicy(server.origin) },
    async (context) => {
      await context.route(/\/widget\/request-[^/]*\.js$/, (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          headers: { 'access-control-allow-origin': '*' },
          body: PART,
        }),
      );
    },
  );
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const { panel } = shop;
  const names = (place: string) => panel.locator(`.at-${place}`).getByRole('button');
  await expect(names('field')).toHaveText('Give me the field back');
  await expect(names('above')).toHaveText('In above');
  await expect(shop.log.getByRole('button', { name: 'In below' })).toBeVisible();
  await expect(shop.message).toHaveCount(0);

  // By keyboard alone.
  const button = panel.getByRole('button', { name: 'Menu' });
  const entry = (name: string) => panel.getByRole('menuitem', { name });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(entry('First')).toBeFocused();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expectAccessible(page, 'the menu');
  await page.keyboard.press('ArrowDown');
  await expect(entry('Second')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(entry('First')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(panel.getByRole('menu')).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(entry('First')).toBeFocused();
  await page.keyboard.press('Enter');
  const view = panel.getByRole('region', { name: 'A view' });
  await expect(view.getByRole('heading', { name: 'A view' })).toBeFocused();
  await expectAccessible(page, 'a view');
  await page.keyboard.press('Shift+Tab');
  await expect(view.getByRole('button', { name: 'Back to the chat' })).toBeFocused();
  // What lies under it cannot be reached: before the first of the view comes the header, after its last the page.
  await page.keyboard.press('Shift+Tab');
  await expect(panel.getByRole('button', { name: 'Close chat' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(view.getByRole('button', { name: 'In view' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(view).toHaveCount(0);
  await expect(button).toBeFocused();

  // By pointer; a click beside it closes the menu and does nothing else.
  await button.click();
  await expect(entry('First')).toBeVisible();
  await panel.getByRole('heading', { level: 2 }).click();
  await expect(panel.getByRole('menu')).toHaveCount(0);
  await button.click();
  await entry('Second').click();
  await expect(shop.message).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  expect(await faults()).toEqual([]);
});
