import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { startPushService, type PushService } from '../support/push-service.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { expect, newTab, test as base } from './fixtures/test.ts';

/** A server that may push to a push service of this machine, because no browser here reaches one of the internet. */
const test = base.extend<{ readonly house: ServerProcess; readonly service: PushService }>({
  house: async ({ browserName: _browser }, use) => {
    const house = await startServer({ PUSH_TO_LOOPBACK: 'on' });
    await use(house);
    await house.dispose();
  },
  service: async ({ browserName: _browser }, use) => {
    const service = await startPushService();
    await use(service);
    await service.close();
  },
});

/** The browser's own half of push, over that service: everything else is real. */
const subscribesTo =
  ({ endpoint, keys }: ReturnType<PushService['subscribe']>) =>
  async (context: BrowserContext, origin: string): Promise<void> => {
    await context.grantPermissions(['notifications'], { origin });
    await context.addInitScript(
      (given) => {
        const kept = (): PushSubscription | null => {
          const key = sessionStorage.getItem('pushed-with');
          if (key === null) return null;
          const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
            one.charCodeAt(0),
          );
          return {
            endpoint: given.endpoint,
            options: { applicationServerKey: bytes.buffer },
            toJSON: () => ({ endpoint: given.endpoint, keys: given.keys }),
            unsubscribe: () => {
              sessionStorage.removeItem('pushed-with');
              return Promise.resolve(true);
            },
          } as unknown as PushSubscription;
        };
        PushManager.prototype.getSubscription = () => Promise.resolve(kept());
        PushManager.prototype.subscribe = (options) => {
          sessionStorage.setItem('pushed-with', options?.applicationServerKey as string);
          return Promise.resolve(kept() as PushSubscription);
        };
      },
      { endpoint, keys },
    );
  };

/** Hands to the worker what a push service has taken, as the browser would. */
async function postman(page: Page, origin: string): Promise<(message: object) => Promise<void>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
      if (own !== undefined) resolve(own.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  return async (message) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(message) });
  };
}

test('B17 NOTIFY7 NOTIFY8 NOTIFY10: push is switched on, tested hop by hop, calls while no page is open, and a conversation is taken from it', async ({
  house,
  service,
  newDesk,
  newShop,
}) => {
  const { origin } = house;
  const { received, ...browser } = service.subscribe();
  const desk = await newDesk({
    origin,
    hasWorker: true,
    prepare: (context) => subscribesTo({ ...browser, received })(context, origin),
  });
  const { page } = desk;
  await page.getByRole('link', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Notifications' });
  const hop = (name: string) => section.getByRole('listitem').filter({ hasText: name });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await section.getByRole('button', { name: 'Test now' }).click();
  await expect(hop('registered for push')).toContainText('Switch on “Also while Holdline is closed” above.');
  await expect(hop('The system was asked to show it')).toContainText('not reached');

  // Tested before the server knows of it: what is being switched on counts as on.
  const known = Promise.withResolvers<void>();
  await page.route('**/api/notifications/subscription', async (route) => {
    await known.promise;
    await route.continue();
  });
  await section.getByRole('checkbox', { name: 'Also while Holdline is closed' }).check();
  await section.getByRole('button', { name: 'Test now' }).click();
  await expect(hop('registered for push')).toContainText('waiting…');
  known.resolve();
  await expect.poll(() => received.length).toBe(1);
  const deliver = await postman(page, origin);
  await deliver(received[0]?.message ?? {});
  await expect(section.getByText('Everything works.', { exact: false })).toBeVisible();
  await expect(hop('The server has sent it')).toContainText('answer 201');

  // The phone is in the pocket: no page is left.
  const elsewhere = await newTab(page);
  const [worker] = page.context().serviceWorkers();
  await page.close();
  const shop = await newShop({ origin });
  await shop.say('Is the kiln warm?');
  await expect.poll(() => received.length).toBe(2);
  expect(received[1]?.message).toMatchObject({ kind: 'waiting', text: 'Is the kiln warm?' });
  const toClosed = await postman(elsewhere, origin);
  await toClosed(received[1]?.message ?? {});
  const press = (): Promise<boolean | undefined> | undefined =>
    worker?.evaluate(async () => {
      const scope = globalThis as unknown as {
        readonly registration: { readonly getNotifications: () => Promise<readonly Notification[]> };
        readonly dispatchEvent: (event: Event) => boolean;
        readonly NotificationEvent: new (type: string, init: object) => Event;
      };
      const shown = await scope.registration.getNotifications();
      const notification = shown.find(({ body }) => body === 'Is the kiln warm?');
      if (notification === undefined) return false;
      return scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: 'take' }));
    });
  await expect.poll(press).toBe(true);
  await expect(shop.log).toContainText('olga joined');
  expect(service.refused).toEqual([]);
});
