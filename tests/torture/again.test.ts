import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import type { ConversationId } from '#schema/ids.ts';
import * as Y from 'yjs';
import { mustPost, newCommand, post, signIn, type Staff } from '../support/people.ts';
import { readBytes } from '../support/read-server.ts';
import { playScene } from '../support/scene.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';

let server: ServerProcess;
let owner: Staff;
beforeAll(async () => {
  server = await startServer();
  owner = await signIn(server);
}, 60_000);
afterAll(() => server.dispose());

const stateOf = async (conversation: ConversationId): Promise<string | undefined> => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await readBytes(server, owner, conversationDocument(conversation)));
  return readConversation(doc)?.head.state;
};

test.each([false, true])(
  'CMD1 a command that found everything done already does nothing when it comes again later (restart between: %s)',
  async (restart) => {
    const { conversation } = await playScene(server, { operator: owner });
    await mustPost(server, owner, newCommand('conversation.close', { conversation }));
    const again = newCommand('conversation.close', { conversation });
    const first = await post(server, owner, again);
    expect(first).toMatchObject({ status: 'accepted' });
    await mustPost(server, owner, newCommand('conversation.reopen', { conversation }));
    if (restart) {
      await server.kill();
      await server.start();
    }
    expect(await post(server, owner, again)).toEqual(first);
    expect(await stateOf(conversation)).toBe('active');
  },
);
