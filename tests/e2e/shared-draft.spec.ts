import { isKept, plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

const PETRA = { email: 'petra@holdline.test', password: 'a long enough password', name: 'Petra' };

test('STAFF1 STAFF6: an operator’s draft is the same on two devices, offline edits on both merge, and sending clears both', async ({
  line,
  newDesk,
  newShop,
}) => {
  const [laptop, phone] = [await newDesk({ origin: line.origin, hasWorker: true }), await newDesk()];
  const shop = await newShop();
  await shop.say('Is it in stock?');
  await laptop.open('New', 'in stock');
  await phone.open('New', 'in stock');
  await laptop.message.fill('Yes, three of them');
  await expect(phone.message).toHaveValue('Yes, three of them');
  await laptop.synced();

  await isKept(laptop.page);
  await unplug(laptop.page.context(), line);
  await expect(laptop.truth).toContainText('Offline');
  await laptop.message.press('Control+End');
  await laptop.message.pressSequentially(' left');
  await expect(laptop.truth).toContainText('1 draft only on this device');
  await phone.message.press('Control+Home');
  await phone.message.pressSequentially('Hello! ');
  await laptop.page.reload();
  await expect(laptop.message).toHaveValue('Yes, three of them left');
  await plugIn(laptop.page.context(), line);
  for (const desk of [laptop, phone]) await expect(desk.message).toHaveValue('Hello! Yes, three of them left');
  await laptop.synced();

  await laptop.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(shop.line('Hello! Yes, three of them left')).toBeVisible();
  for (const desk of [laptop, phone]) {
    await expect(desk.line('three of them left')).toBeVisible();
    await expect(desk.message).toHaveValue('');
  }
});

test('STAFF1 STAFF11: two operators write one reply; a colleague’s words move no caret, and one sees who writes along', async ({
  newDesk,
  newShop,
  newColleague,
}) => {
  const [anna, petra] = [await newDesk(), await newColleague(PETRA)];
  const shop = await newShop();
  await shop.say('How do I wash it?');
  await anna.open('New', 'wash it');
  await anna.take();
  await anna.message.fill('By hand.');
  await petra.open('Others’', 'wash it');
  // A note is what a colleague writes here, until she chooses to write along.
  await expect(petra.message).toHaveValue('');
  await petra.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(petra.message).toHaveValue('By hand.');
  await expect(petra.page.getByText(/You write along; .* sends it\./)).toBeVisible();
  await expect(petra.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();

  await anna.message.press('Control+End');
  await petra.message.press('Control+Home');
  await petra.message.pressSequentially('Good question. ');
  await expect(anna.message).toHaveValue('Good question. By hand.');
  await expect(anna.page.getByText('Also writing: Petra')).toBeVisible();
  await anna.message.pressSequentially(' Only.');
  await expect(petra.message).toHaveValue('Good question. By hand. Only.');
  await petra.message.pressSequentially('Really. ');
  await expect(anna.message).toHaveValue('Good question. Really. By hand. Only.');
  await expect(anna.page.getByText('Also writing: Petra')).toBeHidden({ timeout: 10_000 });

  await anna.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(shop.line('Good question. Really. By hand. Only.')).toBeVisible();
  await expect(petra.message).toHaveValue('');
});

test('STAFF9: the words of a draft that ended with its conversation are kept and can be put into a note', async ({
  newDesk,
  newShop,
}) => {
  const [desk, other] = [await newDesk(), await newDesk()];
  const shop = await newShop();
  await shop.say('Never mind');
  await desk.open('New', 'Never mind');
  await desk.take();
  await desk.message.fill('But I could still off');
  await other.open('Mine', 'Never mind');
  await expect(other.message).toHaveValue('But I could still off');
  await other.close();
  const aside = desk.page.getByRole('region', { name: /^This draft has ended/ });
  await expect(aside).toContainText('But I could still off');
  // By a slow line the device opens with what it remembers, perhaps of before the end, when a reply would take them.
  await desk.page.routeWebSocket(/./, (socket) => {
    socket.connectToServer().onMessage((message) => void setTimeout(() => socket.send(message), 700));
  });
  await desk.page.reload();
  await expect(aside).toContainText('But I could still off');
  await aside.getByRole('button', { name: 'Put them in' }).click();
  await expect(desk.message).toHaveAttribute('placeholder', /^Write a note/);
  await expect(desk.message).toHaveValue('But I could still off');
  await expect(aside).toBeHidden();
  await expect(other.message).toHaveValue('But I could still off');
});

test('STAFF12: a draft of before there were shared ones moves into the shared one, once', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk();
  const shop = await newShop();
  await shop.say('Still there?');
  await desk.open('New', 'Still there');
  await desk.synced();
  const { origin, pathname } = new URL(desk.page.url());
  const conversation = pathname.split('/').at(-1) ?? '';
  await desk.page.goto(`${origin}/settings`);
  await desk.page.evaluate((id) => {
    const person = (JSON.parse(localStorage.getItem('holdline.profile') ?? '{}') as { id: string }).id;
    const draft = { text: 'Written last week', kind: 'reply', editing: null };
    localStorage.setItem(`holdline.draft.${person}.${id}`, JSON.stringify(draft));
  }, conversation);
  await desk.page.goto(`${origin}${pathname}`);
  await expect(desk.message).toHaveValue('Written last week');
  const other = await newDesk();
  await other.open('New', 'Still there');
  await expect(other.message).toHaveValue('Written last week');
  await other.message.fill('');
  await expect(desk.message).toHaveValue('');
  await desk.page.reload();
  await expect(desk.log).toContainText('Still there');
  await desk.synced();
  await expect(desk.message).toHaveValue('');
});
