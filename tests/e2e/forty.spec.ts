import type { ConversationId } from '#schema/ids.ts';
import { mustPost, newCommand, newConversationId, newVisitor, signIn, type Caller } from '../support/people.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';

const FORTY = Array.from({ length: 40 }, (_, index) => index + 1);

test('APP11 KEYS6 ROW2 ROW8 ROW9: an operator with forty chats answers by the keyboard alone while the line comes and goes; no letter of a key lands in a reply, and nobody above is overlooked', async ({
  server,
  line,
  newDesk,
}) => {
  const owner = await signIn(server);
  const talks: { readonly visitor: Caller; readonly conversation: ConversationId }[] = [];
  for (const number of FORTY) {
    const visitor = newVisitor();
    const conversation = newConversationId();
    talks.push({ visitor, conversation });
    await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'demo' }));
    const text = `parcel ${String(number).padStart(2, '0')}?`;
    await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));
    await mustPost(server, owner, newCommand('conversation.take', { conversation }));
    await mustPost(server, owner, newCommand('message.send', { conversation, text: `looking: ${text}`, lastSeen: 2 }));
  }
  const says = (number: number, text: string): Promise<void> => {
    const talk = talks[number - 1];
    if (talk === undefined) throw new Error(`there is no visitor ${number}`);
    return mustPost(
      server,
      talk.visitor,
      newCommand('message.send', { conversation: talk.conversation, text, lastSeen: 4 }),
    );
  };

  const desk = await newDesk({ origin: line.origin });
  const { page } = desk;
  const { keyboard } = page;
  const rows = page.getByRole('navigation').getByRole('link');
  const row = (words: string) => rows.filter({ hasText: words });
  await expect(desk.section('Mine')).toContainText('40');
  for (let step = 0; step < 15; step += 1) await keyboard.press('j');
  await expect(row('parcel 26?')).toBeFocused();

  // Two write who stand far above; the line that is read stays where it is, and they are told.
  await says(40, 'are you there?');
  await says(39, 'hello?');
  const above = page.getByRole('button', { name: '2 unread above' });
  await expect(above).toBeVisible();
  await expect(row('parcel 26?')).toBeFocused();

  await keyboard.press('r');
  await expect(desk.message).toBeFocused();
  await unplug(page.context(), line);
  await expect(desk.truth).toContainText('Offline');
  await keyboard.type('26 is on its way');
  await keyboard.press('Control+Enter');
  await expect(desk.truth).toContainText('1 reply waiting');
  await keyboard.press('Escape');
  // Behind the two who wait, as what moved last.
  await expect(row('26 is on its way')).toBeFocused();
  await keyboard.press('n');
  await keyboard.type('26 called as well');
  await keyboard.press('Control+Enter');
  await keyboard.press('Escape');
  await keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  // Its line has left the list, and the next one has the keyboard, and is opened by the next press.
  await expect(row('parcel 38?')).toBeFocused();
  await keyboard.press('j');
  await expect(desk.log).toContainText('looking: parcel 38?');
  await expect(desk.truth).toContainText(/waiting/);

  await plugIn(page.context(), line);
  await expect(desk.truth).toHaveText('Synced', { timeout: 40_000 });
  await expect(desk.section('Mine')).toContainText('39');
  await keyboard.press('6');
  await keyboard.press('j');
  await expect(desk.mark('26 is on its way', 'Accepted')).toBeVisible();
  await expect(page.getByRole('article', { name: /^Note for colleagues/ })).toContainText('26 called as well');

  // From any page one key leads back to the desk. The one who has waited longest is the first.
  await keyboard.press('g');
  await keyboard.press('k');
  await expect(page.getByText('Choose a task')).toBeVisible();
  await keyboard.press('g');
  await keyboard.press('d');
  await keyboard.press('1');
  await expect(desk.section('Mine')).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('k');
  await expect(desk.log).toContainText('looking: parcel 01?');
  await expect(above).toBeVisible();
  await above.focus();
  await keyboard.press('Enter');
  await expect(row('are you there?')).toBeFocused();
  await expect(above).toHaveCount(0);
  await keyboard.press('Enter');
  await expect(desk.log).toContainText('are you there?');
  await keyboard.press('r');
  await keyboard.type('I am');
  await keyboard.press('Control+Enter');
  await expect(desk.bubbles).toHaveText(['parcel 40?', 'looking: parcel 40?', 'are you there?', 'I am']);
  await keyboard.press('Escape');
  await expect(row('I am')).toBeFocused();
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Out of the field');
});
