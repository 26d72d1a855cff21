import type { Command } from '#schema/commands/command.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { StaffRole } from '#schema/words.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import {
  mustPost,
  newCommand,
  newConversationId,
  newVisitor,
  signIn,
  type Caller,
  type Staff,
} from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { startAgo } from './past.ts';
import { awaitLetters, type Letters } from './seed-reach.ts';
import { addToList, type ListItem, type ListName } from './seed-lists.ts';
import { visitedBefore, visitedFirst, visits, visitorWith, visitsOfTheCrowd } from './seed-visits.ts';

/** A workspace as it is after a while, made through the doors that everybody uses. */
export interface Shop extends Letters {
  readonly server: ServerProcess;
  /** The conversation that has everything: several who answer, tags, a category, notes, tasks, a changed message. */
  readonly main: ConversationId;
  /** Whose that is: on the site while pictures are taken. */
  readonly walker?: Caller;
  /** Of nobody, and without a name. */
  readonly nameless: ConversationId;
}

export const PASSWORD = 'a long enough password';
export const ANNA = 'anna@holdline.test';
export const BORIS = 'boris@holdline.test';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAGE = { url: 'https://fern-and-clay.example/teapots/moss?colour=green', title: 'Moss teapot · Fern & Clay' };

/** One workspace, of which these verbs speak. */
class Seed {
  readonly server: ServerProcess;
  readonly owner: Staff;

  constructor(server: ServerProcess, owner: Staff) {
    this.server = server;
    this.owner = owner;
  }

  async hire(name: string, email: string, role: StaffRole = 'operator'): Promise<Staff> {
    await mustPost(this.server, this.owner, newCommand('operator.add', { name, email, password: PASSWORD, role }));
    return signIn(this.server, { email, password: PASSWORD });
  }

  list(name: ListName, item: ListItem): Promise<string> {
    return addToList(this.server, this.owner.token, name, item);
  }

  /** Somebody begins, and it is said in turn: `< ` before what staff say. */
  async talk(
    name: string | null,
    lines: readonly string[],
    {
      by = this.owner,
      site = 'shop',
      email,
      visitor = newVisitor(),
    }: { by?: Staff; site?: string; email?: string; visitor?: Caller } = {},
  ): Promise<Talk> {
    const conversation = newConversationId();
    await mustPost(this.server, visitor, newCommand('conversation.start', { conversation, site, page: PAGE }));
    if (name !== null || email !== undefined)
      await mustPost(
        this.server,
        visitor,
        newCommand('contact.update', { ...(name !== null && { name }), ...(email !== undefined && { email }) }),
      );
    let isTaken = false;
    for (const line of lines) {
      const isOurs = line.startsWith('< ');
      const text = isOurs ? line.slice(2) : line;
      if (isOurs && !isTaken) {
        await mustPost(this.server, by, newCommand('conversation.take', { conversation }));
        isTaken = true;
      }
      const lastSeen = 1_000;
      await mustPost(
        this.server,
        isOurs ? by : visitor,
        newCommand('message.send', { conversation, text, lastSeen, ...(!isOurs && { page: PAGE }) }),
      );
    }
    return { conversation, visitor: visitorIdOf(visitor.token), token: visitor.token };
  }

  do(who: Staff, command: Command): Promise<void> {
    return mustPost(this.server, who, command);
  }
}

interface Talk {
  readonly conversation: ConversationId;
  readonly visitor: VisitorId;
  readonly token: string;
}

/** Some days of a small shop: what was closed yesterday, what has waited too long, and what is going on. */
export async function seedShop(): Promise<Shop> {
  const server = await startAgo(26 * HOUR);
  const seed = new Seed(server, await signIn(server));
  const { owner } = seed;
  const anna = await seed.hire('Anna Kowalska', ANNA);
  const boris = await seed.hire('Борис Лебедев', BORIS);
  await seed.hire('Chiara Rossi', 'chiara@holdline.test', 'admin');
  await seed.hire('Otto Weber', 'otto@holdline.test', 'observer');
  const sales = await seed.list('departments', { name: 'Sales', members: [anna.id, owner.id] });
  await seed.list('departments', { name: 'Returns and repairs', members: [boris.id] });
  for (const [colour, name] of ['Refund', 'VIP', 'Delivery', 'Опт', 'Reklamacja'].entries())
    await seed.list('tags', { name, colour });
  const gift = await seed.list('categories', { name: 'Gift orders' });
  const maria = visitorWith('windows');
  await visitedBefore(server, maria);
  await sayYesterday(seed, anna);
  await startAgo(50 * MINUTE, server);
  await sayAnHourAgo(seed, { anna, boris });
  await startAgo(7 * MINUTE, server);
  const main = await sayLately(seed, { anna, boris, sales, gift, maria });
  const letters = await awaitLetters(server, owner);
  await startAgo(0, server);
  return { server, main, walker: maria, nameless: await sayNow(seed, { anna, boris }), ...letters };
}

async function sayYesterday(seed: Seed, anna: Staff): Promise<void> {
  const closed = async (name: string | null, lines: readonly string[], by = seed.owner): Promise<void> => {
    const { conversation } = await seed.talk(name, lines, { by });
    await seed.do(by, newCommand('conversation.close', { conversation }));
  };
  await closed('Hanna Lis', ['Is the shop open on Sunday?', '< From ten to four.', 'Great, thanks!']);
  await closed('Сергей', ['Можно оплатить картой?', '< Да, любой картой.', 'Спасибо'], anna);
}

async function sayAnHourAgo(seed: Seed, { anna, boris }: { anna: Staff; boris: Staff }): Promise<void> {
  await seed.talk('Élise Moreau', ['The lid of my teapot arrived cracked, what now?']);
  await seed.talk('Tomáš', ['Can I change the address of order 1042?', '< Of course. Where to?', 'To my office'], {
    by: boris,
  });
  const given = await seed.talk('Юлия', ['Здравствуйте, когда приедет заказ 2217?']);
  await seed.do(anna, newCommand('conversation.take', { conversation: given.conversation }));
  await seed.do(anna, newCommand('conversation.close', { conversation: given.conversation }));
}

async function sayLately(
  seed: Seed,
  { anna, boris, sales, gift, maria }: { anna: Staff; boris: Staff; sales: string; gift: string; maria: Caller },
): Promise<ConversationId> {
  const { owner } = seed;
  const told = await seed.talk(
    'Maria Nowak',
    [
      'Hello! Is the moss teapot dishwasher safe?',
      '< Hello Maria. It is, on the upper rack. The bamboo handle comes off in one move.',
      'Lovely. And does it keep tea warm for an hour?',
      '< About forty minutes on its own. With the wool cosy, well over an hour: https://fern-and-clay.example/cosy',
      'Then I take both. Can they come gift-wrapped?',
    ],
    { email: 'maria.nowak@example.com', visitor: maria, site: 'default' },
  );
  await visits(seed.server, maria);
  const { conversation, visitor } = told;
  await seed.do(owner, newCommand('conversation.bring-in', { conversation, person: anna.id }));
  await seed.do(anna, newCommand('message.send', { conversation, text: 'I can wrap it today.', lastSeen: 1_000 }));
  await seed.do(owner, newCommand('conversation.bring-in', { conversation, person: boris.id }));
  for (const tag of ['VIP', 'Delivery', 'gift'])
    await seed.do(owner, newCommand('conversation.tag', { conversation, tag, on: true }));
  await seed.do(owner, newCommand('conversation.categorise', { conversation, category: gift }));
  await seed.do(
    owner,
    newCommand('note.add', {
      conversation,
      text: 'Her sister bought the same set in May: 10 % off as a returning family.',
    }),
  );
  await seed.do(
    owner,
    newCommand('contact.update', {
      visitor,
      phone: '+48 600 100 200',
      address: 'ul. Długa 7 m. 12, 00-238 Warszawa',
    }),
  );
  await seed.do(owner, newCommand('contact.tag', { visitor, tag: 'VIP', on: true }));
  await seed.do(owner, newCommand('contact.tag', { visitor, tag: 'collector', on: true }));
  await seed.do(owner, newCommand('contact.rate', { visitor, score: 120 }));
  await seed.do(anna, newCommand('contact.note', { visitor, text: 'Prefers a call after four.' }));
  await addTasks(seed, owner, told);
  const handed = await seed.talk('Piotr Zieliński', ['Is the reed vase back in stock?', '< Next Tuesday.', 'Ok!']);
  await seed.do(owner, newCommand('conversation.hand-over', { conversation: handed.conversation, department: sales }));
  const given = await seed.talk('Ingrid', ['Do you ship to Norway?', '< We do.', 'And how long does it take?']);
  await seed.do(owner, newCommand('conversation.hand-over', { conversation: given.conversation, to: anna.id }));
  return conversation;
}

async function addTasks(seed: Seed, owner: Staff, { visitor, conversation }: Talk): Promise<void> {
  const now = Date.now();
  const add = (title: string, due: number | null, assignee: OperatorId = owner.id): Promise<void> =>
    seed.do(owner, newCommand('task.add', { visitor, title, due, assignee, remindAt: null, about: conversation }));
  await add('Call Maria about the ribbon', now - 2 * HOUR);
  await add('Put the cosy aside', now + HOUR);
  await add('Send the tracking number', now + 50 * HOUR);
  await add('Ask how the teapot does', null);
}

async function sayNow(seed: Seed, { anna, boris }: { anna: Staff; boris: Staff }): Promise<ConversationId> {
  const { owner } = seed;
  const phone = visitorWith('iphone');
  const words = ['Do you glaze to order?', 'I would like a deep blue one.'];
  const { conversation } = await seed.talk(null, words, { visitor: phone });
  await visitedFirst(seed.server, phone);
  await seed.do(owner, newCommand('conversation.tag', { conversation, tag: 'Опт', on: true }));
  const quiet = await seed.talk('Jonas', ['Is it heavy?', '< 740 g.', 'Thank you, that is all']);
  await seed.do(owner, newCommand('conversation.mute', { conversation: quiet.conversation, on: true }));
  await seed.talk('Wei', ['Could you hold two cups for me?', '< With pleasure, until Friday.'], { by: boris });
  await seed.talk('Ольга Петрова', ['Добрый день!', '< Добрый день, Ольга.', 'Есть ли чайник на два литра?'], {
    by: anna,
  });
  return conversation;
}

/** More of everything than anybody meant: sixty conversations, names without an end, words without a blank, right to left. */
export async function seedCrowd(): Promise<Shop> {
  const server = await startAgo(0);
  const seed = new Seed(server, await signIn(server));
  const { owner } = seed;
  const longName = 'Wolfeschlegelsteinhausenbergerdorff-Bartholomew de la Fontaine-Montmorency';
  const long = await seed.hire(longName, ANNA);
  const people = [long];
  for (let n = 0; n < 12; n += 1) people.push(await seed.hire(`Colleague ${n + 1}`, `c${n + 1}@holdline.test`));
  for (let n = 0; n < 14; n += 1)
    await seed.list('departments', { name: `Department of long and longer names, number ${n + 1}`, members: [] });
  for (let n = 0; n < 30; n += 1) await seed.list('tags', { name: `Tag with quite a long name ${n}`, colour: n % 8 });
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);
  const names = [longName, 'محمد بن عبد الله الخوارزمي', 'יעל כהן', 'Zażółć Gęślą-Jaźń', '🫖🫖🫖', 'A'.repeat(118)];
  for (let n = 0; n < 64; n += 1)
    await seed.talk(
      names[n % 8] ?? null,
      [n % 3 === 0 ? word : `Question ${n}: is it still there? ${'and '.repeat(n)}`],
      {
        site: n % 2 === 0 ? 'shop' : 'a-site-with-quite-a-long-name-of-its-own',
      },
    );
  const crowded = visitorWith('iphone');
  const { conversation, visitor } = await seed.talk(
    longName,
    [
      word,
      `< ${'A long answer goes on and on. '.repeat(30)}`,
      'مرحبا، هل يمكنني استبدال الإبريق؟ لقد وصل مكسورا',
      '< שלום, בוודאי. נשלח חדש היום.',
      `https://fern-and-clay.example/${'path/'.repeat(40)}`,
      '< one\n\ntwo\n\n\nthree',
    ],
    { email: `${'long'.repeat(15)}@${'domain'.repeat(9)}.example.com`, visitor: crowded, site: 'default' },
  );
  await visitsOfTheCrowd(server, crowded, word);
  for (const { id: person } of people.slice(0, 6))
    await seed.do(owner, newCommand('conversation.bring-in', { conversation, person }));
  for (let n = 0; n < 18; n += 1)
    await seed.do(
      owner,
      newCommand('conversation.tag', { conversation, tag: `Tag with quite a long name ${n}`, on: true }),
    );
  await seed.do(owner, newCommand('note.add', { conversation, text: word }));
  await seed.do(
    owner,
    newCommand('contact.update', { visitor, phone: '1'.repeat(40), address: `${word.slice(0, 120)} 7` }),
  );
  for (let n = 0; n < 12; n += 1) {
    await seed.do(owner, newCommand('contact.tag', { visitor, tag: `Tag with quite a long name ${n}`, on: true }));
    await seed.do(owner, newCommand('contact.note', { visitor, text: n % 2 === 0 ? word : `Note ${n}` }));
    const due = Date.now() + (n - 6) * HOUR;
    const title = n % 2 === 0 ? `Task ${n} ${word.slice(0, 150)}` : `Task ${n}`;
    await seed.do(
      owner,
      newCommand('task.add', { visitor, title, due, assignee: long.id, remindAt: null, about: conversation }),
    );
    await seed.do(owner, newCommand('task.add', { visitor, title, due, assignee: owner.id, remindAt: null }));
  }
  const nameless = await seed.talk(null, [word]);
  const { conversation: unnamed } = nameless;
  return {
    server,
    main: conversation,
    walker: crowded,
    nameless: unnamed,
    letter: conversation,
    unmailed: conversation,
  };
}

/** A workspace on its first day. */
export async function seedNothing(): Promise<ServerProcess> {
  return startAgo(0);
}
