import type { BrowserContext, Page } from '@playwright/test';
import { OLDEST_PROTOCOL, PROTOCOL } from '#schema/wire/frames.ts';
import { deployNext, takeAtHome, test } from './fixtures/deployed.ts';
import { commandsOn } from './fixtures/commands-on.ts';
import { expect } from './fixtures/test.ts';

const KEY = 'test-protocol';

/** The pages of this profile say hello as a version of then would, and say nothing that it did not know. */
const speaks = (protocol: number) => (context: BrowserContext) =>
  context.addInitScript(
    ([key, first]) => {
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (data) {
        const spoken = Number(localStorage.getItem(key) ?? first);
        if (typeof data !== 'string' || !data.startsWith('{"t":"hello"')) return send.call(this, data);
        const { t, device } = JSON.parse(data) as { t: string; device: string };
        return send.call(this, JSON.stringify({ t, protocol: spoken, device }));
      };
    },
    [KEY, protocol] as const,
  );

const speakFromNowOn = (page: Page, protocol: number) =>
  page.evaluate(([key, next]) => localStorage.setItem(key, String(next)), [KEY, protocol] as const);

test('WIRE2: an app and a widget of the version before talk with this server, both ways', async ({
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ prepare: speaks(OLDEST_PROTOCOL) });
  const shop = await newShop({ prepare: speaks(OLDEST_PROTOCOL) });
  await shop.say('Is the lamp dimmable?');
  await desk.open('New', 'lamp dimmable');
  await desk.take();
  await desk.say('Down to one percent.');
  await expect(shop.line('one percent')).toBeVisible();
  await expect(desk.mark('one percent', 'Seen')).toBeVisible();
  await shop.say('Then I take two.');
  await expect(desk.line('take two')).toBeVisible();
  await expect(shop.mark('take two', 'Seen')).toBeVisible();
  await shop.edit('Then I take two.', 'Then I take three.');
  await expect(desk.line('take three')).toContainText('edited');
});

test('APP14 WIRE2 SESS5: an app that is too old says so, keeps what waits, and sends it in the version it reloads into', async ({
  house,
  server,
  gate,
  newDesk,
  newShop,
}) => {
  const desk = await newDesk({ origin: gate.origin, prepare: speaks(PROTOCOL), hasWorker: true });
  const shop = await newShop();
  await takeAtHome(desk, shop, 'Do you repair clocks?');

  gate.shut();
  await expect(desk.truth).toHaveText(/Offline since/);
  await desk.say('We do.');
  await desk.say('Bring it on any weekday.');
  await deployNext(server, house);
  await speakFromNowOn(desk.page, 0);
  gate.open();

  const prompt = desk.page.getByRole('alertdialog', { name: 'This version is too old for the server' });
  await expect(prompt).toContainText('2 waiting actions on this device will be kept.', { timeout: 40_000 });
  await expect(prompt.getByRole('button', { name: 'Later' })).toHaveCount(0);
  await expect(desk.truth).toHaveText(/too old/);
  expect(await commandsOn(desk.page)).toBe(2);
  await expect(shop.line('We do.')).toHaveCount(0);

  await speakFromNowOn(desk.page, PROTOCOL);
  await prompt.getByRole('button', { name: 'Reload now' }).click();
  // Not the page that stood on the device: that would be as old as before.
  await expect(desk.page.locator('html')).toHaveAttribute('data-version', 'second');
  await desk.synced();
  await expect(shop.line('any weekday')).toBeVisible();
  await expect(shop.log.getByRole('article')).toHaveCount(3);
  await expect.poll(() => commandsOn(desk.page)).toBe(0);
});

test('WIRE2 SESS5: a widget that is too old says so in plain words, and what waits is sent after a reload', async ({
  gate,
  newDesk,
  newShop,
}) => {
  const shop = await newShop({ origin: gate.origin, prepare: speaks(PROTOCOL) });
  await shop.say('Is the shop open on Sunday?');
  const desk = await newDesk();
  await desk.open('New', 'open on Sunday');
  gate.shut();
  await shop.say('Or on Saturday?');
  await expect(shop.waits('Or on Saturday?')).toBeVisible();
  await speakFromNowOn(shop.page, 0);
  gate.open();
  await expect(shop.panel).toContainText('Reload the page to go on; nothing you wrote is lost.', { timeout: 40_000 });
  await expect(desk.line('Or on Saturday?')).toHaveCount(0);

  await speakFromNowOn(shop.page, PROTOCOL);
  await shop.page.reload();
  await shop.openChat();
  await expect(desk.line('Or on Saturday?')).toBeVisible();
  await expect(shop.log.getByRole('article')).toHaveCount(2);
});
