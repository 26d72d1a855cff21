import type { DeskPage } from './fixtures/desk-page.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { expect, newTab, test } from './fixtures/test.ts';

const BOB = { email: 'bob@holdline.test', password: 'a battery of horses', name: 'Bob' };

const status = (desk: DeskPage) => desk.page.getByRole('button', { name: /^Your status/ });
const team = (desk: DeskPage) => desk.page.getByRole('dialog', { name: 'Team' });

/** By the keyboard alone. */
async function choose(desk: DeskPage, arrows: number, name: string): Promise<void> {
  await status(desk).focus();
  await desk.page.keyboard.press('Enter');
  await expect(team(desk)).toBeVisible();
  const chosen = team(desk).getByRole('radio', { checked: true });
  await chosen.focus();
  for (let n = 0; n < arrows; n += 1) await desk.page.keyboard.press('ArrowDown');
  await expect(team(desk).getByRole('radio', { name })).toBeChecked();
  await desk.page.keyboard.press('Escape');
  await expect(team(desk)).toHaveCount(0);
  await expect(status(desk)).toBeFocused();
}

test('B18 B23 STATUS1 STATUS2 STATUS4 LOOK5: a status by the keyboard, without a line and on all devices; colleagues see it, what each answers, and before handing over', async ({
  line,
  newDesk,
  newShop,
  newColleague,
}) => {
  const olga = await newDesk();
  const bob = await newColleague(BOB, { origin: line.origin });
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');
  await bob.open('New', 'kiln still warm');
  await bob.take();
  await newShop().then((other) => other.say('And the glaze?'));
  await expect(bob.page).toHaveTitle(/^\(1\)/);

  await choose(bob, 1, 'Away');
  await expect(status(bob)).toHaveAccessibleName('Your status: Away. Team');
  await expect(bob.page).toHaveTitle('Holdline');
  const second = await newTab(bob.page);
  await second.goto(line.origin);
  await expect(second.getByRole('button', { name: 'Your status: Away. Team' })).toBeVisible();
  await second.close();

  await olga.open('Others’', 'kiln still warm');
  await status(olga).click();
  const row = team(olga).getByRole('listitem').filter({ hasText: 'Bob' });
  await expect(row).toContainText('Away');
  await expect(row).toContainText('Answers 1 open conversation');
  await row.getByText('Answers 1 open conversation').click();
  await expect(row.locator('details').getByRole('link')).toHaveCount(1);
  await expectAccessible(olga.page, 'team');
  await olga.page.keyboard.press('Escape');

  // Without a line it is chosen all the same, and told as not told; the phone shows it as well.
  await unplug(bob.page.context(), line);
  await expect(bob.truth).toHaveText(/^Offline since/);
  await choose(bob, 2, 'Offline');
  await status(bob).click();
  await expect(team(bob).getByRole('status')).toHaveText('Colleagues see it when you are connected again.');
  await expect(team(bob)).toContainText('You are not connected: this is how it was last.');
  await bob.page.keyboard.press('Escape');
  await bob.page.getByRole('button', { name: 'Hand over' }).click();
  await expect(bob.page.getByRole('dialog', { name: 'Hand over to' })).toContainText('this is how it was last.');
  await bob.page.keyboard.press('Escape');
  await bob.page.setViewportSize({ width: 390, height: 844 });
  await status(bob).click();
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await bob.page.keyboard.press('Escape');
  await plugIn(bob.page.context(), line);
  await bob.synced();
  await status(bob).click();
  await expect(team(bob).getByRole('status')).toHaveText('You still answer 1 open conversation.');

  await olga.page.getByRole('button', { name: 'Hand over' }).click();
  const choice = olga.page.getByRole('dialog', { name: 'Hand over to' }).getByRole('button', { name: /olga/ });
  await expect(choice).toContainText('Online');
  await olga.page.keyboard.press('Escape');
  await status(olga).click();
  await expect(row).toContainText('Offline');
});

test('B4 LOOK1 LOOK2: who else has it open is seen in the header, the list and beside the colleague, and gone a moment after leaving', async ({
  newDesk,
  newShop,
  newColleague,
}) => {
  const olga = await newDesk();
  const bob = await newColleague(BOB);
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');
  await olga.open('New', 'kiln still warm');
  const seen = olga.page.getByRole('img', { name: 'Bob has this open now' });
  await expect(seen).toHaveCount(0);
  await bob.open('New', 'kiln still warm');
  // In its line and in its header.
  await expect(seen).toHaveCount(2);
  await expect(olga.page.getByRole('img', { name: /olga/ })).toHaveCount(0);
  await status(olga).click();
  await expect(team(olga).getByRole('listitem').filter({ hasText: 'Bob' })).toContainText('Has open:');
  await olga.page.keyboard.press('Escape');
  const leftAt = Date.now();
  await bob.page.getByRole('link', { name: 'Settings' }).click();
  await expect(seen).toHaveCount(0);
  expect(Date.now() - leftAt).toBeLessThan(4_000);
});

test('B7 TYPE1 PREVIEW1 PREVIEW3: that one types shows to the other side; what a visitor types shows only once an admin wants it, the visitor is told, it is no message and is gone with it', async ({
  newDesk,
  newShop,
}) => {
  const olga = await newDesk();
  const shop = await newShop();
  await shop.say('Is the kiln still warm?');
  await olga.open('New', 'kiln still warm');
  await olga.take();
  // That one types shows on both sides, without a word of what is typed.
  await olga.message.pressSequentially('let me look');
  await expect(shop.panel.getByText(/ is typing/)).toBeVisible();
  await expect(shop.panel).not.toContainText('let me look');
  await olga.say('Warm enough.');
  await expect(shop.line('Warm enough.')).toBeVisible();
  const preview = olga.page.getByRole('figure').filter({ hasText: 'not sent yet' });
  await shop.message.pressSequentially('or cold');
  await expect(olga.page.getByText(/is typing…$/)).toBeVisible();
  await expect(preview).toHaveCount(0);
  await expect(shop.panel).not.toContainText('Our team sees');

  await olga.page.getByRole('link', { name: 'Settings' }).click();
  const setting = olga.page.getByRole('checkbox', { name: /Show operators what visitors type/ });
  await setting.check();
  await expect(setting).toBeChecked();
  await olga.page.getByRole('link', { name: 'Back to the desk' }).click();
  await olga.open('Mine', 'Warm enough');
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.panel).toContainText('We see what you type before you send it.');
  await shop.message.fill('');
  await shop.message.pressSequentially('Is it cold by now?', { delay: 20 });
  await expect(preview).toContainText('Is it cold by now?');
  await expect(olga.log).not.toContainText('cold by now');
  await shop.message.fill('');
  await expect(preview).toHaveCount(0);
  await shop.message.pressSequentially('Is it cold?', { delay: 20 });
  await expect(preview).toContainText('Is it cold?');
  await shop.panel.getByRole('button', { name: 'Send' }).click();
  await expect(olga.line('Is it cold?')).toBeVisible();
  await expect(preview).toHaveCount(0);
});
