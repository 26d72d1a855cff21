import type { Page } from '@playwright/test';
import { startMailServer } from '../support/mail-server.ts';
import { mustPost, newCommand, newConversationId, newVisitor, signIn } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';
import { startShopSite } from '../e2e/fixtures/shop-site.ts';
import type { Look } from './looks.ts';
import type { Take } from './porch.ts';
import { addDemo, setMail, setSite } from './seed-sites.ts';

const openIt = async (page: Page): Promise<void> => {
  await page.locator('#open').click();
  await page.locator('holdline-chat .panel').waitFor();
};

/** What the links of a letter lead to: a real one, of a shop that has named its address. */
export async function takeLetters({ shop }: Look, take: Take): Promise<void> {
  const mail = await startMailServer();
  const server = await startServer({ VISITOR_LIMIT: 'off' });
  await addDemo(server);
  const site = await startShopSite(server.origin, 'demo', shop);
  await setMail(server, {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    user: '',
    from: 'chat@shop.example',
    name: '',
  });
  await setSite(
    server,
    { mail: { afterMinutes: 0, replyTo: null }, origins: { list: [site.origin], only: false } },
    'demo',
  );
  const [owner, visitor, conversation] = [await signIn(server), newVisitor(), newConversationId()];
  const page = { url: `${site.origin}/demo/cart.html`, title: 'Cart' };
  await mustPost(server, visitor, newCommand('conversation.start', { conversation, site: 'demo', page }));
  await mustPost(server, visitor, newCommand('contact.update', { email: 'robin@example.com' }));
  const say = { conversation, lastSeen: 1_000 };
  await mustPost(
    server,
    visitor,
    newCommand('message.send', { ...say, text: 'Is the moss teapot dishwasher safe?', page }),
  );
  await mustPost(server, owner, newCommand('conversation.take', { conversation }));
  await mustPost(server, owner, newCommand('message.send', { ...say, text: 'It is, on the upper rack.' }));
  await mail.came(1);
  const text = mail.letters[0]?.text ?? '';
  const link = /http:\S+\/letter#\S+/.exec(text)?.[0] ?? '';
  const stop = /http:\S+\/letters\/stop\S+/.exec(text)?.[0] ?? '';

  await take('letter-open-first', async (page) => {
    await page.goto(link);
    await page.locator('#open').waitFor();
  });
  await take('letter-open-talk', async (page) => {
    await page.goto(link);
    await openIt(page);
  });
  await take('letter-open-onward', async (page) => {
    await page.goto(link);
    await openIt(page);
    await page.locator('#onward').click();
    await page.getByRole('log').getByText('upper rack').waitFor();
  });
  await take('letter-open-asked', async (page) => {
    // A link that somebody else has made: it is asked for.
    await page.goto(`${site.origin}/demo/#holdline=${'a'.repeat(43)}`);
    await page.locator('holdline-chat .arrival').waitFor();
  });
  await take('letter-open-stop', async (page) => {
    await page.goto(stop);
    await page.locator('form button').waitFor();
  });
  await take('letter-open-stopped', async (page) => {
    await page.goto(stop);
    await page.locator('form button').click();
    await page.locator('form button.quiet').waitFor();
  });
  await Promise.all([site.close(), mail.close(), server.dispose()]);
}
