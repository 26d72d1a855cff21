import { afterEach, expect, test } from 'vitest';
import { readConversation } from '#schema/docs/conversation-document.ts';
import { conversationDocument } from '#schema/docs/document-name.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { connect, newConversation } from '../testing/test-client.ts';
import { openTestStreet, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
afterEach(() => street.close());

const page = (path: string) => ({ url: `https://ann:s3cret@shop.test/${path}#s3cret`, title: 'Mug' });

test('VISIT5 whatever a device sends, of the query of an address only what its own site keeps is written down', async () => {
  street = await openTestStreet();
  const { privacy } = siteSettingsFrom(null);
  street.sites.add({ id: 'shop', name: 'Shop' });
  street.sites.change('shop', { settings: { privacy: { ...privacy, parameters: ['id'] } } });
  const visitor = await connect(street, 'visitor.ann');
  const [kept, bare] = [newConversation(), newConversation()];
  for (const [conversation, site] of [
    [kept, 'shop'],
    [bare, 'default'],
  ] as const) {
    await visitor.command('conversation.start', { conversation, site, page: page('p?id=1&token=s3cret') });
    await visitor.command('message.send', { conversation, text: 'hi', page: page('q?token=s3cret&id=2'), lastSeen: 0 });
    await visitor.open(conversationDocument(conversation));
  }
  const pagesOf = (conversation: typeof kept) =>
    readConversation(visitor.replica(conversationDocument(conversation)))?.messages.map((message) =>
      'page' in message ? message.page?.url : undefined,
    );
  await visitor.until(() => pagesOf(bare)?.length === 2 && pagesOf(kept)?.length === 2);
  expect(pagesOf(kept)).toEqual(['https://shop.test/p?id=1', 'https://shop.test/q?id=2']);
  expect(pagesOf(bare)).toEqual(['https://shop.test/p', 'https://shop.test/q']);
});
