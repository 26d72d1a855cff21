import type { ConversationId } from '#schema/ids.ts';
import { signIdentity } from '#sync-server/testing/sign-identity.ts';
import { mustPost, newCommand, newConversationId, newVisitor, type Caller, type Staff } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';

/** Answers that nobody has seen yet. */
export interface Letters {
  /** It goes by mail in a while. */
  readonly letter: ConversationId;
  /** Nobody knows where to. */
  readonly unmailed: ConversationId;
}

/** Who is known for sure, and who wants to be called. */
export interface Reached {
  readonly signed: ConversationId;
  readonly call: ConversationId;
}

const SITE = 'default';

async function ask(server: ServerProcess, visitor: Caller, text: string, contact: object): Promise<ConversationId> {
  const conversation = newConversationId();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: SITE }));
  await mustPost(server, visitor, newCommand('contact.update', contact));
  await mustPost(server, visitor, newCommand('message.send', { conversation, text, lastSeen: 0 }));
  return conversation;
}

async function answer(server: ServerProcess, by: Staff, conversation: ConversationId, text: string): Promise<void> {
  await mustPost(server, by, newCommand('conversation.take', { conversation }));
  await mustPost(server, by, newCommand('message.send', { conversation, text, lastSeen: 1_000 }));
}

/** To be had some minutes ago: of what was answered just now nothing is said yet (MAIL11). */
export async function awaitLetters(server: ServerProcess, owner: Staff): Promise<Letters> {
  const known = { name: 'Екатерина Константиновна', email: 'ekaterina.konstantinovna@example.com' };
  const letter = await ask(server, newVisitor(), 'Можно ли забрать заказ 2218 в субботу?', known);
  await answer(server, owner, letter, 'Да, с десяти до четырёх. Возьмите с собой номер заказа.');
  const unmailed = await ask(server, newVisitor(), 'Есть ли у вас блюдца без чашек?', { name: 'Гость' });
  await answer(server, owner, unmailed, 'Есть, три вида.');
  return { letter, unmailed };
}

/** Somebody whom the site has signed, and a call that was asked for. */
export async function reachSome(server: ServerProcess, owner: Staff): Promise<Reached> {
  const send = async (path: string, token: string, body: object): Promise<unknown> => {
    const response = await fetch(server.origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const made = (await send(`/api/sites/${SITE}/secrets`, owner.token, {})) as {
    readonly secrets: readonly { readonly secret: string }[];
  };
  const [device, next] = [newVisitor(), newVisitor()];
  const signed = await ask(server, device, 'My last order came without its invoice.', {});
  const person = { name: 'Zofia Wiśniewska-Kowalczyk', email: 'zofia@example.com', plan: 'gold', orders: 14 };
  const token = signIdentity(made.secrets[0]?.secret ?? '', {
    ...{ sub: 'customer-4711', aud: SITE, exp: Date.now() / 1_000 + 300 },
    ...person,
  });
  await send('/api/identify', device.token, { site: SITE, next: next.token, token });
  const caller = newVisitor();
  const call = await ask(server, caller, 'Please call me about an order for a wedding.', { name: 'Ewa Nowak' });
  const wanted = { conversation: call, phone: '+48 600 200 300', when: Date.now() + 5_400_000, request: true as const };
  await mustPost(server, caller, newCommand('callback.ask', wanted));
  const soon = newVisitor();
  const other = await ask(server, soon, 'Перезвоните, пожалуйста.', { name: 'Игорь' });
  await mustPost(
    server,
    soon,
    newCommand('callback.ask', { conversation: other, phone: '+7 495 123-45-67', when: null, request: true }),
  );
  return { signed, call };
}
