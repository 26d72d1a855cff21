import type { Locator, Page } from '@playwright/test';
import { mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

const BOB = { name: 'Bob', email: 'bob@holdline.test', password: 'a card of a contact' };

const cardOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Visitor' });
const partOf = (page: Page, name: string): Locator =>
  cardOf(page).getByRole('region', { name: new RegExp(`^${name}`) });
const fieldOf = (page: Page, name: string): Locator => cardOf(page).getByRole('textbox', { name, exact: true });

/** A visitor who has written, in as many conversations as there are texts. */
async function writes(server: ServerProcess, texts: readonly string[], name?: string): Promise<string> {
  const visitor = newVisitor();
  for (const text of texts) {
    const conversation = newConversationId();
    await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'demo' }));
    await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));
  }
  if (name !== undefined) await mustPost(server, visitor, newCommand('contact.update', { name }));
  return visitorIdOf(visitor.token);
}

test('CARD8: while the card is on its way nobody is told that the visitor is not known', async ({
  newDesk,
  server,
}) => {
  const desk = await newDesk();
  const held: (() => void)[] = [];
  let isHeld = true;
  await desk.page.routeWebSocket(/./, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (isHeld && message.includes('contact/')) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await desk.page.reload();
  await writes(server, ['Where is my parcel?'], 'Maria Nowak');
  await desk.open('New', 'Where is my parcel?');
  const card = cardOf(desk.page);
  await expect(fieldOf(desk.page, 'Name')).toBeVisible();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await expect(partOf(desk.page, 'Visits')).toBeVisible();
  await expect(card).not.toContainText('Not known yet');
  await expect(partOf(desk.page, 'Tags')).toHaveCount(0);
  isHeld = false;
  for (const send of held) send();
  await expect(partOf(desk.page, 'Tags')).toBeVisible();
});

test('C1 C2 C8 CARD1 CARD7 CARD8: a visitor becomes a contact where it stands, a slip is told, and undo takes back', async ({
  newDesk,
  server,
}) => {
  await writes(server, ['An earlier question', 'Where is my parcel?']);
  const desk = await newDesk();
  const { page } = desk;
  await desk.open('New', 'Where is my parcel?');
  const card = cardOf(page);
  await expect(card).toContainText('Not known yet');
  await expect(partOf(page, 'Tags')).toHaveCount(0);
  await expect(partOf(page, 'Notes')).toHaveCount(0);
  await expect(partOf(page, 'Visits').getByRole('link', { name: 'An earlier question' })).toBeVisible();
  await expectAccessible(page, 'the card of a visitor whom nobody knows');

  // By keyboard alone, from field to field: what is left is saved.
  await fieldOf(page, 'Name').focus();
  await page.keyboard.type('Maria Nowak');
  await page.keyboard.press('Tab');
  await expect(fieldOf(page, 'E-mail')).toBeFocused();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Maria Nowak');
  await expect(partOf(page, 'Tags')).toBeVisible();
  await page.keyboard.type('maria@shop');
  await page.keyboard.press('Tab');
  await expect(card.getByRole('alert')).toContainText('This is no e-mail address');
  await fieldOf(page, 'E-mail').fill('maria@shop.example');
  await expect(card.getByRole('alert')).toHaveCount(0);
  await fieldOf(page, 'E-mail').press('Enter');
  await fieldOf(page, 'Address').fill('Lipowa 7, Poznań');
  await fieldOf(page, 'Address').press('Escape');
  await expect(fieldOf(page, 'Address')).toHaveValue('');
  await fieldOf(page, 'Name').fill('Marian Nowak');
  await fieldOf(page, 'Name').press('Enter');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(fieldOf(page, 'Name')).toHaveValue('Maria Nowak');
  await page.reload();
  await expect(fieldOf(page, 'E-mail')).toHaveValue('maria@shop.example');
  await expect(fieldOf(page, 'Name')).toHaveValue('Maria Nowak');

  await partOf(page, 'Visits').getByRole('link', { name: 'An earlier question' }).click();
  await expect(desk.line('An earlier question')).toBeVisible();
  await expect(fieldOf(page, 'Name')).toHaveValue('Maria Nowak');
});

test('C3 CARD2 CARD3 CARD5 CARD9: tags, notes and tasks are written without a network, and are on a colleague’s desk after it', async ({
  newDesk,
  newColleague,
  line,
  server,
}) => {
  const visitor = await writes(server, ['Please call me back'], 'Maria Nowak');
  const bob = await newColleague(BOB);
  await bob.open('New', 'Please call me back');
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  const { page } = desk;
  await desk.open('New', 'Please call me back');
  await expect(partOf(page, 'Tags')).toBeVisible();
  await isKept(page);
  await unplug(page.context(), line);
  await expect(desk.truth).toHaveText(/^Offline/);

  await cardOf(page).getByRole('combobox', { name: 'Add a tag' }).fill('VIP');
  await page.keyboard.press('Enter');
  await expect(partOf(page, 'Tags').getByRole('listitem')).toHaveText(['VIP']);
  await cardOf(page).getByRole('combobox', { name: 'Add a tag' }).fill('vip');
  await page.keyboard.press('Enter');
  await expect(partOf(page, 'Tags').getByRole('listitem')).toHaveText(['VIP']);
  await fieldOf(page, 'Note on this contact').fill('Pays by invoice');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(partOf(page, 'Notes').getByRole('article')).toContainText('Pays by invoice');
  await cardOf(page).getByRole('spinbutton', { name: 'Score' }).fill('40');
  await page.keyboard.press('Tab');
  await fieldOf(page, 'What is to be done').fill('Call Maria');
  await cardOf(page).getByRole('combobox', { name: 'Who does it' }).selectOption('Bob');
  await cardOf(page).getByRole('button', { name: 'Add task' }).click();
  await fieldOf(page, 'What is to be done').fill('Send the invoice');
  await page.keyboard.press('Enter');
  await expect(partOf(page, 'Tasks').getByRole('checkbox')).toHaveCount(2);
  // CARD9: deleted at once, and brought back; of two notes one stays deleted.
  const undo = cardOf(page).getByRole('button', { name: 'Undo' });
  await partOf(page, 'Tasks')
    .getByRole('button', { name: /Call Maria/ })
    .click();
  await cardOf(page).getByRole('button', { name: 'Delete the task Call Maria' }).click();
  await expect(partOf(page, 'Tasks').getByRole('checkbox')).toHaveCount(1);
  await undo.click();
  await expect(partOf(page, 'Tasks').getByRole('checkbox')).toHaveCount(2);
  await fieldOf(page, 'Note on this contact').fill('Wrong person');
  await page.keyboard.press('ControlOrMeta+Enter');
  const wrong = partOf(page, 'Notes').getByRole('article').filter({ hasText: 'Wrong person' });
  await wrong.getByRole('button', { name: 'Delete the note' }).click();
  await expect(partOf(page, 'Notes').getByRole('article')).toHaveText([/Pays by invoice/]);
  await expectAccessible(page, 'the card of a contact');

  await page.getByRole('link', { name: 'My tasks' }).click();
  const tasks = page.getByRole('navigation', { name: 'My tasks' });
  await expect(tasks.getByRole('link')).toHaveText([/Send the invoice.*Maria Nowak/s]);
  await expectAccessible(page, 'my tasks');
  await plugIn(page.context(), line);
  await desk.synced();

  await expect(partOf(bob.page, 'Tags').getByRole('listitem')).toHaveText(['VIP']);
  await expect(partOf(bob.page, 'Notes').getByRole('article')).toHaveText([/Pays by invoice/]);
  // What a colleague gives meanwhile does not come into what is being typed (FORM2).
  const score = cardOf(bob.page).getByRole('spinbutton', { name: 'Score' });
  await score.fill('7');
  await mustPost(
    server,
    await signIn(server),
    newCommand('contact.rate', { visitor: visitor as VisitorId, score: 50 }),
  );
  await expect(cardOf(bob.page).getByTitle('Score')).toContainText('50');
  await expect(score).toHaveValue('7');
  await score.press('Enter');
  await expect(cardOf(bob.page).getByTitle('Score')).toContainText('7');
  await bob.page.getByRole('link', { name: 'My tasks' }).click();
  const theirs = bob.page.getByRole('navigation', { name: 'My tasks' });
  await theirs.getByRole('link', { name: /Call Maria/ }).click();
  await expect(bob.line('Please call me back')).toBeVisible();
  await expect(bob.page).toHaveURL(/\/tasks\//);
  await theirs.getByRole('checkbox', { name: 'Done: Call Maria' }).check();
  await expect(theirs.getByRole('region', { name: /^Done in the last day/ })).toContainText('Call Maria');
  await tasks.getByRole('link', { name: /Send the invoice/ }).click();
  await expect(partOf(page, 'Tasks').getByRole('checkbox', { name: 'Done: Send the invoice' })).toBeVisible();
  await expect(partOf(page, 'Tasks')).toContainText('Done: 1');
});

test('C6 CARD6 CARD5: the card is arranged by keyboard and by hand, locked, and so on the other device; a reminder is put away on both', async ({
  newDesk,
  server,
}) => {
  const visitor = await writes(server, ['Which way is up?'], 'Maria Nowak');
  const desk = await newDesk();
  const { page } = desk;
  await desk.open('New', 'Which way is up?');
  const other = await newDesk();
  await other.open('New', 'Which way is up?');
  const order = (of: Page): Locator => cardOf(of).getByRole('heading', { level: 3 });
  await expect(order(page)).toHaveText([/Details/, /Tags/, /Tasks/, /Notes/, /Visits/]);
  await expect(cardOf(page).getByRole('button', { name: 'Move Notes' })).toHaveCount(0);

  await cardOf(page).getByRole('button', { name: 'Arrange the card' }).click();
  await cardOf(page).getByRole('button', { name: 'Move Notes' }).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowUp');
  await expect(order(page)).toHaveText([/Notes/, /Details/, /Tags/, /Tasks/, /Visits/]);
  await expect(cardOf(page).getByRole('button', { name: 'Move Notes' })).toBeFocused();
  await expect(cardOf(page).getByText('Notes: 1 of 5')).toBeAttached();
  await cardOf(page)
    .getByRole('button', { name: 'Move Visits' })
    .dragTo(partOf(page, 'Details'), { targetPosition: { x: 20, y: 4 } });
  await expect(order(page)).toHaveText([/Notes/, /Visits/, /Details/, /Tags/, /Tasks/]);
  await cardOf(page).getByRole('button', { name: 'Lock the order' }).click();
  await expect(cardOf(page).getByRole('button', { name: 'Move Notes' })).toHaveCount(0);
  await partOf(page, 'Visits')
    .getByRole('button', { name: /^Visits/ })
    .click();
  await expect(partOf(page, 'Visits').getByText('Site')).toBeHidden();

  await expect(order(other.page)).toHaveText([/Notes/, /Visits/, /Details/, /Tags/, /Tasks/]);
  await expect(partOf(other.page, 'Visits').getByRole('button', { name: /^Visits/ })).toHaveAttribute(
    'aria-expanded',
    'false',
  );

  const owner = await signIn(server);
  const past = Date.now() - 60_000;
  const task = {
    visitor: visitor as never,
    title: 'Ring Maria',
    due: past,
    assignee: owner.id as never,
    remindAt: past,
  };
  await mustPost(server, owner, newCommand('task.add', task));
  const reminder = (of: Page): Locator => of.getByRole('region', { name: 'Reminder' });
  await expect(reminder(page)).toContainText('Ring Maria');
  await expect(reminder(other.page)).toContainText('Maria Nowak');
  await expectAccessible(page, 'a reminder');
  await reminder(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(reminder(page)).toHaveCount(0);
  await expect(reminder(other.page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'My tasks: 1 task is due' })).toBeVisible();
});
