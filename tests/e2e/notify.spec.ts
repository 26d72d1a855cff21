import type { BrowserContext, Page, Worker } from '@playwright/test';
import type { DeskPage } from './fixtures/desk-page.ts';
import { expect, newTab, test } from './fixtures/test.ts';

/** Counts the sounds of every page of a context by what each begins with. */
const countsSounds = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const counted = window as unknown as { sounds: number };
    counted.sounds = 0;
    const close = AudioContext.prototype.close;
    AudioContext.prototype.close = function (this: AudioContext) {
      // It closes itself when the last tone has ended.
      if (this.state === 'running') counted.sounds += 1;
      return close.call(this);
    };
  });
const soundsOf = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { sounds: number }).sounds);

test('B17 NOTIFY1 NOTIFY2 NOTIFY3: a conversation that waits rings once in one of two tabs, what is before the eyes does not, and what was chosen holds on all devices', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ prepare: countsSounds });
  const second = await newTab(desk.page);
  await second.goto(desk.page.url());
  await second.getByRole('tab', { name: /^New/ }).click();
  const shop = await newShop();
  await shop.say('Does anybody hear me?');
  const rung = async (): Promise<number> => (await soundsOf(desk.page)) + (await soundsOf(second));
  await expect.poll(rung).toBe(1);

  await desk.page.bringToFront();
  await desk.open('New', 'Does anybody hear me?');
  await desk.take();
  await shop.say('I am still here');
  // It is before the eyes until it is read.
  await expect(shop.mark('I am still here', 'Seen')).toBeVisible();

  // Chosen on one device, known on another.
  await desk.page.getByRole('link', { name: 'Settings' }).click();
  const section = desk.page.getByRole('region', { name: 'Notifications' });
  const mine = section.getByRole('group', { name: 'A message in a conversation of yours' });
  await mine.getByRole('combobox', { name: 'Sound' }).selectOption('Bell');
  await expect.poll(rung).toBe(2);
  await mine.getByRole('checkbox', { name: 'Repeat until seen' }).check();
  await section.getByRole('checkbox', { name: 'Quiet hours' }).check();
  await section.getByLabel('From').fill('23:30');
  await section.getByLabel('From').blur();
  const other = await newDesk();
  await other.page.getByRole('link', { name: 'Settings' }).click();
  const there = other.page.getByRole('region', { name: 'Notifications' });
  const same = there.getByRole('group', { name: 'A message in a conversation of yours' });
  await expect(same.getByRole('combobox', { name: 'Sound' })).toHaveValue('bell');
  await expect(same.getByRole('checkbox', { name: 'Repeat until seen' })).toBeChecked();
  await expect(there.getByLabel('From')).toHaveValue('23:30');
  await expect(there).toContainText('by the clock of Europe/Warsaw');
});

/** The app's worker, once it controls the pages. */
async function workerOf({ page }: DeskPage): Promise<Worker> {
  const workers = (): readonly Worker[] => page.context().serviceWorkers();
  await expect.poll(() => workers().length).toBe(1);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const [worker] = workers();
  if (worker === undefined) throw new Error('the app has a worker');
  return worker;
}

/** Of the worker's own world, what is used here. */
interface Scope {
  readonly registration: { readonly getNotifications: () => Promise<readonly Notification[]> };
  readonly dispatchEvent: (event: Event) => boolean;
  readonly NotificationEvent: new (
    type: string,
    init: { readonly notification: Notification; readonly action: string },
  ) => Event;
}

interface Shown {
  readonly title: string;
  readonly body: string;
}
const shownBy = (worker: Worker): Promise<readonly Shown[]> =>
  worker.evaluate(async () => {
    const { registration } = globalThis as unknown as Scope;
    return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
  });
/** As if somebody had pressed this button of the only notification. */
const press = (worker: Worker, action: string): Promise<void> =>
  worker.evaluate(async (chosen) => {
    const scope = globalThis as unknown as Scope;
    const [notification] = await scope.registration.getNotifications();
    if (notification === undefined) throw new Error('nothing is shown');
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: chosen }));
  }, action);

test('B17 NOTIFY5 NOTIFY6: a notification of the system is there when nobody looks, closes when it is seen, takes without a page in front and leads to the composer', async ({
  newDesk,
  newShop,
  server,
}) => {
  const desk = await newDesk({
    hasWorker: true,
    prepare: (context) => context.grantPermissions(['notifications'], { origin: server.origin }),
  });
  const worker = await workerOf(desk);
  const elsewhere = await newTab(desk.page);
  // Playwright's pages believe that they have the focus unless they are told the truth.
  const lever = await desk.page.context().newCDPSession(desk.page);
  const believe = (enabled: boolean) => lever.send('Emulation.setFocusEmulationEnabled', { enabled });
  await believe(false);
  await elsewhere.bringToFront();
  const shop = await newShop();
  await shop.say('Is the kiln warm?');
  await expect
    .poll(() => shownBy(worker))
    .toEqual([{ title: expect.stringMatching(/ waits for an answer$/), body: 'Is the kiln warm?' }]);

  await press(worker, 'take');
  await expect(shop.log).toContainText('olga joined');
  await expect.poll(() => shownBy(worker)).toMatchObject([{ title: expect.stringMatching(/^You answer /) }]);
  await shop.say('And the glaze?');
  await expect.poll(async () => (await shownBy(worker)).map(({ body }) => body)).toContain('And the glaze?');

  // Its own page follows, whatever it showed, with the keyboard where one writes.
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as Scope;
    const all = await scope.registration.getNotifications();
    const notification = all.find(({ body }) => body === 'And the glaze?');
    if (notification === undefined) throw new Error('it is not shown');
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: 'reply' }));
  });
  await believe(true);
  await desk.page.bringToFront();
  await expect(desk.line('And the glaze?')).toBeVisible();
  await expect(desk.message).toBeFocused();

  // Seen on another device of this person, it closes here.
  await desk.page.getByRole('link', { name: 'Settings' }).click();
  await believe(false);
  await elsewhere.bringToFront();
  await shop.say('Or the clay?');
  await expect.poll(async () => (await shownBy(worker)).map(({ body }) => body)).toContain('Or the clay?');
  const phone = await newDesk();
  await phone.open('Mine', 'Or the clay?');
  await expect.poll(async () => (await shownBy(worker)).map(({ body }) => body)).not.toContain('Or the clay?');
});
