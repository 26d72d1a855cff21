import { afterEach, beforeEach, expect, test } from 'vitest';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { openMailStreet, type MailStreet } from '../testing/mail-street.ts';
import { signingSite } from '../testing/signing-site.ts';
import { connect, startConversation, type TestClient } from '../testing/test-client.ts';
import { visitorActor } from '../testing/test-street.ts';

// What somebody can do with a letter, an address or a name that is not theirs.

let opened: MailStreet;
beforeEach(async () => {
  opened = await openMailStreet();
});
afterEach(() => opened.close());

const idOf = (word: string): VisitorId => visitorActor(word).id as VisitorId;

interface Talk {
  readonly visitor: TestClient;
  readonly operator: TestClient;
  readonly conversation: ConversationId;
}

async function begin(word: string, fields: Record<string, string>): Promise<Talk> {
  const visitor = await connect(opened.street, `visitor.${word}`);
  const operator = await connect(opened.street, 'operator.operator');
  const conversation = await startConversation(visitor);
  if (Object.keys(fields).length > 0) await visitor.command('contact.update', fields);
  await visitor.command('message.send', { conversation, text: 'a secret of mine', lastSeen: 0 });
  await operator.command('conversation.take', { conversation });
  return { visitor, operator, conversation };
}

const answer = ({ operator, conversation }: Talk, text: string) =>
  operator.command('message.send', { conversation, text, lastSeen: 99 });

/** The ticket in the newest letter to this address. */
function ticketTo(address: string): string {
  const letter = opened.mailServer.letters.findLast(({ to }) => to.includes(address));
  return /\/letter#([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
}

test('MAIL7 IDENT5 the link of a letter opens nothing of a person whom the site signs later on the computer that it was asked from; with that person’s own mailbox it does', async () => {
  const { street, mailServer } = opened;
  const { identify, comes } = signingSite(street);
  const signed = { email: 'vera@example.com' };
  await identify('home', 'home2', 'vera', signed);
  const home = await begin('home2', { phone: '1' });
  await answer(home, 'private');
  await mailServer.came(1);
  const kiosk = await begin('kiosk', { email: 'mallory@evil.example' });
  await answer(kiosk, 'one');
  await mailServer.came(2);
  expect((await identify('kiosk', 'kiosk2', 'vera', signed)).ok).toBe(true);

  const door = street.street.letters;
  expect(door?.open(ticketTo('mallory@evil.example'), idOf('thief'))).toEqual({ ok: false, failure: 'expired' });
  expect(comes('thief').id).toBe(idOf('thief'));
  // What is answered from now on goes to the mailbox that is signed, and that one’s letters of before go on opening it.
  await answer(kiosk, 'two');
  await mailServer.came(3);
  expect(mailServer.letters[2]?.to).toEqual(['vera@example.com']);
  for (const [index, word] of ['phone', 'tablet'].entries()) {
    const ticket = /\/letter#([\w-]+)/.exec(mailServer.letters[index * 2]?.text ?? '')?.[1] ?? '';
    expect(door?.open(ticket, idOf(word)).ok).toBe(true);
    expect(comes(word).id).toBe(comes('home2').id);
  }
});

test('MAIL8 IDENT5 an address that only came with whom somebody was taken for gets neither an answer nor a copy, until it is said again', async () => {
  const { street, mailServer } = opened;
  const { identify, comes } = signingSite(street);
  const talk = await begin('ann', {});
  const to = 'typed-by-a-colleague@else.example';
  await talk.operator.command('contact.update', { visitor: idOf('ann'), email: to });
  expect((await identify('ann', 'ann2', '7')).ok).toBe(true);
  const again = await connect(street, 'visitor.ann2');
  await answer(talk, 'yes');
  // Its turn has been, once that of one who was answered later has come.
  await answer(await begin('bob', { email: 'bob@example.com' }), 'yes');
  await mailServer.came(1);
  expect(await again.command('transcript.send', { conversation: talk.conversation })).toMatchObject({
    status: 'accepted',
  });
  await talk.operator.command('contact.update', { visitor: comes('ann2').id, email: 'ann@example.com' });
  await mailServer.came(2);
  expect(mailServer.letters.map((letter) => letter.to)).toEqual([['bob@example.com'], ['ann@example.com']]);
  expect(mailServer.letters[1]?.text).not.toContain('a secret of mine');
});

test('MAIL7 KEEP5 a device that a letter let in speaks for nobody once its visitor is erased, also when that one comes back', async () => {
  const { street, mailServer } = opened;
  const { comes } = signingSite(street);
  const talk = await begin('ann', { email: 'ann@example.com' });
  await answer(talk, 'one');
  await mailServer.came(1);
  expect(street.street.letters?.open(ticketTo('ann@example.com'), idOf('mallory')).ok).toBe(true);
  expect(comes('mallory').id).toBe(idOf('ann'));
  expect((await street.street.erase(idOf('ann'), 'admin')).ok).toBe(true);
  const ann = await connect(street, 'visitor.ann');
  const conversation = await startConversation(ann);
  expect(typeof (await ann.open(conversationDocument(conversation)))).toBe('object');
  const spy = await connect(street, 'visitor.mallory').catch(() => null);
  expect(spy === null ? 4401 : await spy.closed).toBe(4401);
});
