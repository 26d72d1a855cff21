import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailServer, type MailServerProcess } from '../support/mail-server.ts';
import { mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';

let mailServer: MailServerProcess;
let server: ServerProcess;
beforeAll(async () => {
  mailServer = await startMailServer();
  server = await startServer();
}, 60_000);
afterAll(async () => {
  await server.dispose();
  await mailServer.close();
});

test('MAIL5 kill -9 while the mail server has the letter and has not said yes: what comes again has the same id, and nothing comes a third time', async () => {
  const owner = await signIn(server);
  const ask = async (method: string, path: string, body: unknown): Promise<void> => {
    const headers = { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${server.origin}${path}`, { method, headers, body: JSON.stringify(body) });
    expect(answer.status, await answer.text()).toBe(200);
  };
  const account = { host: '127.0.0.1', port: mailServer.port, security: 'none', user: '' };
  await ask('PUT', '/api/mail', { server: { ...account, from: 'chat@shop.example', name: 'Shop' } });
  await ask('POST', '/api/sites', { id: 'shop', name: 'Shop' });
  await ask('PATCH', '/api/sites/shop', { settings: { mail: { afterMinutes: 0 } } });

  const holding = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<string>();
  mailServer.taking = (letter) => {
    reached.resolve(letter.header('message-id'));
    return holding.promise;
  };
  const visitor = newVisitor();
  const conversation = newConversationId();
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'shop' }));
  await mustPost(server, visitor, newCommand('contact.update', { email: 'vera@example.com' }));
  await mustPost(server, visitor, newCommand('message.send', { conversation, text: 'is it blue?', lastSeen: 0 }));
  await mustPost(server, owner, newCommand('conversation.take', { conversation }));
  await mustPost(server, owner, newCommand('message.send', { conversation, text: 'green', lastSeen: 9 }));
  const first = await reached.promise;
  await server.kill();
  mailServer.taking = () => undefined;
  holding.resolve();
  await mailServer.came(1);
  await server.start();
  await mailServer.came(2);
  expect(mailServer.letters.map((letter) => letter.header('message-id'))).toEqual([first, first]);

  // Noted by now: another start sends nothing, and what is said next is a letter of the same thread.
  await mustPost(server, owner, newCommand('message.send', { conversation, text: 'or blue', lastSeen: 9 }));
  await mailServer.came(3);
  await server.kill();
  await server.start();
  await mustPost(server, owner, newCommand('message.send', { conversation, text: 'or red', lastSeen: 9 }));
  await mailServer.came(4);
  const [, , third, fourth] = mailServer.letters;
  expect([third?.text.includes('> or blue'), third?.text.includes('green')]).toEqual([true, false]);
  expect(fourth?.header('references')).toContain(first);
}, 60_000);
