import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationId } from '#schema/ids.ts';
import { roomIdOf, type RoomId } from '#schema/room/room-id.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { mustPost, newCommand, newConversationId, newVisitor, signIn, type Staff } from '../support/people.ts';
import { sendFile } from '../support/send-file.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { reachSome, type Reached } from './seed-reach.ts';

/** What few conversations have, and what is beside them: files, requests, rooms of colleagues, the block list. */
export interface More extends Reached {
  /** A conversation with files of both sides. */
  readonly files: ConversationId;
  /** Left while nobody was there. */
  readonly request: ConversationId;
  readonly room: RoomId;
}

const HOUR = 3_600_000;
const encoder = new TextEncoder();
const PICTURE = Uint8Array.from(readFileSync(join(import.meta.dirname, '../../docs/images/both-sides.png')));
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);

/** `colleague`: who is there besides the owner. */
export async function seedMore(server: ServerProcess, colleague: Staff, isCrowd: boolean): Promise<More> {
  const owner = await signIn(server);
  await blockSome(server, owner, isCrowd);
  return {
    files: await sendFiles(server, owner, isCrowd),
    request: await leaveRequests(server, isCrowd),
    ...(await reachSome(server, owner)),
    room: await talkInRooms(server, owner, colleague, isCrowd),
  };
}

/** By e-mail, by telephone, by both. */
async function leaveRequests(server: ServerProcess, isCrowd: boolean): Promise<ConversationId> {
  const leave = async (text: string, contact: { name?: string; email?: string; phone?: string }) => {
    const visitor = newVisitor();
    const conversation = newConversationId();
    await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop' }));
    await mustPost(server, visitor, newCommand('contact.update', contact));
    const said = { conversation, text, lastSeen: 0, request: true as const };
    await mustPost(server, visitor, newCommand('message.send', said));
    return conversation;
  };
  await leave('Rufen Sie mich bitte an, es geht um eine größere Bestellung.', {
    name: isCrowd ? WORD.slice(0, 110) : 'Heike Brandt',
    phone: '+49 30 901820',
  });
  await leave('Есть ли чайник «Мох» на два литра?', { email: 'rimma@example.org' });
  for (let n = 0; n < (isCrowd ? 20 : 0); n += 1)
    await leave(`${WORD} ${n}`, {
      email: `${'long'.repeat(14)}@${'domain'.repeat(n)}.example.com`,
      phone: '7'.repeat(40),
    });
  return leave('Do you ship to Oslo, and what does it cost for a set of six?', {
    name: 'Astrid Nygård',
    email: 'astrid.nygard@example.com',
    phone: '+47 22 12 34 56',
  });
}

async function sendFiles(server: ServerProcess, owner: Staff, isCrowd: boolean): Promise<ConversationId> {
  const visitor = newVisitor();
  const conversation = newConversationId();
  const say = (who: typeof visitor, text: string) =>
    mustPost(server, who, newCommand('message.send', { conversation, text, lastSeen: 1_000 }));
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop' }));
  await mustPost(server, visitor, newCommand('contact.update', { name: isCrowd ? WORD.slice(0, 110) : 'Lena Vogt' }));
  await say(visitor, 'One cup came without its handle.');
  await mustPost(server, owner, newCommand('conversation.take', { conversation }));
  await say(owner, 'I am sorry. May I see a picture of it? This is how the set should look:');
  await sendFile(server, owner, conversation, { name: 'the whole set.png', bytes: PICTURE });
  const sheet = encoder.encode('cup;4\nsaucer;4\n');
  await sendFile(server, owner, conversation, { name: isCrowd ? `${WORD}.csv` : 'parts.csv', bytes: sheet });
  const given = await sendFile(server, visitor, conversation, { name: 'cup.png', bytes: PICTURE });
  await mustPost(server, owner, newCommand('file.answer', { conversation, message: given, yes: true }));
  const refused = await sendFile(server, visitor, conversation, {
    name: 'delivery.html',
    bytes: encoder.encode('<p>'),
  });
  await mustPost(server, owner, newCommand('file.answer', { conversation, message: refused, yes: false }));
  await sendFile(server, visitor, conversation, {
    name: isCrowd ? `${WORD}.pdf` : 'invoice 2217.pdf',
    bytes: encoder.encode(`%PDF-1.4\n${' '.repeat(180_000)}`),
  });
  return conversation;
}

async function talkInRooms(server: ServerProcess, owner: Staff, colleague: Staff, isCrowd: boolean): Promise<RoomId> {
  const open = async (name: string): Promise<RoomId> => {
    const conversation = roomIdOf(newConversationId());
    await mustPost(server, owner, newCommand('room.open', { conversation, name, people: [colleague.id] }));
    return conversation;
  };
  const say = (who: Staff, conversation: RoomId, text: string) =>
    mustPost(server, who, newCommand('room.say', { conversation, text }));
  const many = isCrowd ? 24 : 2;
  for (let n = 1; n <= many; n += 1) {
    const other = await open(
      isCrowd ? `Room of quite a long name, number ${n}` : (['Kilns', 'Deliveries'][n - 1] ?? ''),
    );
    await say(colleague, other, 'The second one is cold until Monday.');
  }
  const room = await open(isCrowd ? WORD.slice(0, 60) : 'Shop floor');
  await say(owner, room, 'Good morning! Who has the phone today?');
  await say(colleague, room, 'Me, until four. Then Boris.');
  await say(owner, room, isCrowd ? WORD.repeat(3) : 'Thanks. The wool cosies are back in stock, you can promise them.');
  const order = newCommand('room.say', { conversation: room, text: 'And order 2217?' });
  await mustPost(server, colleague, order);
  await mustPost(
    server,
    colleague,
    newCommand('room.edit', { conversation: room, message: order.id, text: 'And what about order 2217?' }),
  );
  for (let n = 0; n < (isCrowd ? 40 : 0); n += 1) await say(n % 2 === 0 ? owner : colleague, room, `Line ${n} ${WORD}`);
  return room;
}

async function blockSome(server: ServerProcess, owner: Staff, isCrowd: boolean): Promise<void> {
  const now = Date.now();
  const add = async (address: string, until: number | null, reason: string): Promise<void> => {
    const response = await fetch(`${server.origin}/api/blocks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ address, until, reason }),
    });
    if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  };
  await add('198.51.100.0/22', now + 72 * HOUR, 'A flood of advertisements since Monday');
  await add('203.0.113.77', null, '');
  await add('2001:db8:40:1::7', now + HOUR, 'Insults');
  const blocked = isCrowd ? 40 : 2;
  for (let n = 0; n < blocked; n += 1) {
    const visitor = newVisitor();
    const conversation = newConversationId();
    await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop' }));
    await mustPost(server, visitor, newCommand('message.send', { conversation, text: 'buy my pills', lastSeen: 0 }));
    const block = {
      visitor: visitorIdOf(visitor.token),
      scope: 'visitor' as const,
      until: n % 2 === 0 ? now + (n + 1) * HOUR : null,
      reason: isCrowd && n % 3 === 0 ? `${WORD.slice(0, 150)} and words after it` : 'Pills',
    };
    await mustPost(server, owner, newCommand('visitor.block', block));
    await mustPost(server, owner, newCommand('conversation.take', { conversation }));
    await mustPost(server, owner, newCommand('conversation.close', { conversation }));
  }
}
