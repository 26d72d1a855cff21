import { expect, test } from './fixtures/test.ts';

const BOB = { name: 'Bob', email: 'bob@holdline.test', password: 'hand over hand' };

test('APP6 C1: a visitor has a friendly name until it is known, and everybody sees the name one gives', async ({
  newDesk,
  newShop,
  newColleague,
}) => {
  const olga = await newDesk();
  const bob = await newColleague(BOB);
  const shop = await newShop();
  await shop.say('Hello there');
  await olga.open('New', 'Hello there');

  const heading = olga.page.getByRole('main').getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^[A-Z][a-z]+ \d+$/);
  const friendly = await heading.innerText();
  await expect(bob.page.getByRole('link').filter({ hasText: 'Hello there' })).toContainText(friendly);

  const card = olga.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByRole('textbox', { name: 'Name' })).toHaveValue('');
  await card.getByRole('textbox', { name: 'Name' }).fill('Maria Nowak');
  await card.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(heading).toHaveText('Maria Nowak');
  await expect(bob.page.getByRole('link').filter({ hasText: 'Hello there' })).toContainText('Maria Nowak');

  // The name is of the visitor, so it is there after a reload, and in whatever this visitor says next.
  await olga.page.reload();
  await expect(heading).toHaveText('Maria Nowak');
  await shop.say('Are you there?');
  await expect(
    olga.page.getByRole('article', { name: /^Maria Nowak, / }).filter({ hasText: 'Are you there?' }),
  ).toBeVisible();
});

test('B1: what is handed over is on the other’s desk, and the tabs and the title count it', async ({
  newDesk,
  newShop,
  newColleague,
}) => {
  const olga = await newDesk();
  const bob = await newColleague(BOB);
  const shop = await newShop();
  await expect(olga.page).toHaveTitle('Holdline');
  await shop.say('Which glaze is that?');
  await expect(olga.page).toHaveTitle('(1) Holdline');
  await expect(bob.page).toHaveTitle('(1) Holdline');

  await olga.open('New', 'Which glaze');
  await olga.take();
  await expect(bob.section('Others’')).toContainText('1');
  await expect(bob.page).toHaveTitle('Holdline');
  await olga.page.getByRole('button', { name: 'Hand over' }).click();
  await olga.page
    .getByRole('dialog', { name: 'Hand over to' })
    .getByRole('button', { name: /^Bob.*Online/ })
    .click();
  await expect(bob.section('Mine')).toContainText('1');
  await expect(olga.section('Mine')).toContainText('0');
  await expect(olga.section('Others’')).toContainText('1');
  await expect(olga.log).toContainText('You handed it over to Bob');

  await bob.open('Mine', 'Which glaze');
  await expect(bob.log).toContainText('olga handed it over to you');
  await bob.say('Celadon.');
  await expect(shop.line('Celadon')).toBeVisible();
  await expect(shop.log).toContainText('Bob will help you from here');
});

test('CMD5: of two who take the same conversation, the second is told who has it', async ({
  server,
  line,
  newDesk,
  newShop,
  newColleague,
}) => {
  const olga = await newDesk();
  const bob = await newColleague(BOB, { origin: line.origin });
  const shop = await newShop({ origin: server.origin });
  await shop.say('Who will answer me?');
  await bob.open('New', 'Who will answer');
  await olga.open('New', 'Who will answer');

  line.reset();
  line.refuse(true);
  await expect(bob.truth).toHaveText(/Offline since/);
  await bob.take();
  await olga.take();
  line.refuse(false);

  const card = bob.page.getByRole('region', { name: 'Not done: Take' });
  await expect(card).toContainText('olga took it first.', { timeout: 40_000 });
  await expect(bob.page.getByRole('main')).toContainText('olga answers');
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await expect(card).toHaveCount(0);
  await expect(bob.section('Mine')).toContainText('0');
});

test('B3: closed conversations are listed, open again by a click or by the visitor’s next words', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('That was all, thanks');
  await desk.open('New', 'That was all');
  await desk.take();
  await desk.say('You are welcome');
  await desk.close();
  await expect(desk.section('Closed')).toContainText('1');
  await expect(shop.panel).toContainText('This conversation is closed. Write to open it again.');

  await desk.open('Closed', 'You are welcome');
  await desk.page.getByRole('button', { name: 'Reopen' }).click();
  await expect(desk.log).toContainText('You reopened the conversation');
  await expect(desk.section('Closed')).toContainText('0');
  await expect(shop.log).toContainText('olga opened the conversation again');

  await desk.close();
  await expect(desk.section('Closed')).toContainText('1');
  await shop.say('One more thing');
  await expect(desk.section('New')).toContainText('1');
  await expect(desk.section('Closed')).toContainText('0');
  await expect(desk.page).toHaveTitle('(1) Holdline');
});

test('B1: beside a message stands the page that it was written on', async ({ newDesk, newShop, server }) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Asked on the front page');
  await desk.open('New', 'Asked on the front page');
  await shop.visit(server.origin, '/demo/teapot.html');
  await shop.openChat();
  await shop.say('Asked beside the teapot');

  const link = desk.line('Asked beside the teapot').getByRole('link');
  await expect(link).toHaveAttribute('href', `${server.origin}/demo/teapot.html`);
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(link).toHaveAttribute('target', '_blank');
  const card = desk.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByRole('link', { name: /teapot/i })).toHaveAttribute(
    'href',
    `${server.origin}/demo/teapot.html`,
  );
});
