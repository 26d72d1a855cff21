import { afterEach, expect, test } from 'vitest';
import { readCard } from '#schema/docs/contact-document.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import { connect, startConversation } from '../testing/test-client.ts';
import { openTestStreet, visitorActor, type TestStreet } from '../testing/test-street.ts';

let street: TestStreet;
afterEach(() => street.close());

const ANN = contactDocument(visitorActor('ann').id as VisitorId);
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

test('VISIT1 VISIT2 VISIT3 POL2 where a visitor came from stands on its card for staff, without secrets, and not for the visitor', async () => {
  street = await openTestStreet();
  const desk = await connect(street, 'operator.operator');
  const ann = await connect(street, 'visitor.ann', '203.0.113.7', IPHONE);
  await startConversation(ann);
  const told = {
    visit: 1,
    page: 'https://shop.example/cart?token=s3cret',
    referrer: 'https://www.google.com/',
    campaign: { source: 'news' },
    language: 'pl-PL',
    zone: 'Europe/Warsaw',
    screen: 'phone',
  } as const;
  const first = await ann.command('contact.visit', told);
  expect(first).toMatchObject({ status: 'accepted', seq: 1 });
  await desk.open(ANN);
  await desk.until(() => readCard(desk.replica(ANN)).visits.length === 1);
  const { visit, page: _page, screen: _screen, ...rest } = told;
  expect(readCard(desk.replica(ANN)).visits).toEqual([
    {
      ...rest,
      visit,
      at: first.status === 'accepted' ? first.at : 0,
      page: 'https://shop.example/cart',
      device: { browser: 'Safari', system: 'iOS', kind: 'phone' },
    },
  ]);
  expect(await ann.open(ANN)).toBe(4403);
  // The same device over the other door, which tells nothing of itself: what was seen of it last holds.
  street.street.mayCall(visitorActor('ann').id as VisitorId, '203.0.113.7');
  await ann.command('contact.visit', { visit: 2 });
  await desk.until(() => readCard(desk.replica(ANN)).visits.length === 2);
  expect(readCard(desk.replica(ANN)).visits[1]).toMatchObject({ visit: 2, device: { browser: 'Safari' } });
  // Nothing of it is the browser's own name for itself, and no secret is on the disk.
  expect(JSON.stringify(street.connection.prepare('SELECT effect FROM entries').all())).not.toMatch(/s3cret|Mozilla/);
});
