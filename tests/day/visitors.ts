import type { Command } from '#schema/commands/command.ts';
import type { ConversationId } from '#schema/ids.ts';
import { newCommand, newConversationId, newVisitor, post, type Caller } from '../support/people.ts';
import type { Random } from '../support/random.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { pause } from '../support/until.ts';

/** So many people in the shop, each with a conversation, who go on writing until it is over. Gives what each has said. */
export async function visitShop(
  server: ServerProcess,
  count: number,
  random: Random,
  isOver: () => boolean,
): Promise<ReadonlyMap<ConversationId, number>> {
  const said = new Map<ConversationId, number>();

  async function visit(n: number): Promise<void> {
    const visitor: Caller = newVisitor();
    const conversation = newConversationId();
    // Their own browsers keep at it; nobody here is in the test.
    const give = async (command: Command): Promise<void> => {
      for (;;) {
        const result = await post(server, visitor, command).catch(() => null);
        if (result?.status === 'accepted') return;
        await pause(100);
      }
    };
    await pause(random.between(0, 1_500));
    await give(newCommand('conversation.start', { conversation, site: 'shop' }));
    const say = async (): Promise<void> => {
      const times = (said.get(conversation) ?? 0) + 1;
      said.set(conversation, times);
      await give(newCommand('message.send', { conversation, text: `Visitor ${n} asks: ${times}`, lastSeen: 0 }));
    };
    await say();
    while (!isOver()) {
      await pause(random.between(500, 4_000));
      if (!isOver()) await say();
    }
  }

  await Promise.all(Array.from({ length: count }, (_, n) => visit(n + 1)));
  return said;
}
