import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { SiteForm } from '#schema/site/parts/form.ts';
import { signIn } from '../support/people.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, snippet, strictPolicy, test } from './fixtures/host.ts';
import { plugIn, unplug } from './fixtures/network.ts';

const PICTURE = {
  name: 'both-sides.png',
  mimeType: 'image/png',
  buffer: readFileSync(join(import.meta.dirname, '../../docs/images/both-sides.png')),
};
const fileOf = (name: string, text = 'any') => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** Dropped onto it, or pasted into it, as an event of the browser. */
const give = (target: Locator, how: 'drop' | 'paste', name: string, text: string): Promise<void> =>
  target.evaluate(
    (element, given) => {
      const data = new DataTransfer();
      data.items.add(new File([given.text], given.name, { type: 'text/plain' }));
      const how = { bubbles: true, cancelable: true, composed: true };
      element.dispatchEvent(
        given.how === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: data })
          : new ClipboardEvent('paste', { ...how, clipboardData: data }),
      );
    },
    { how, name, text },
  );

const isDrawn = (canvas: Locator): Promise<boolean> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
    return pixels?.some((value) => value !== 0) ?? false;
  });

test('D3 FILE12: what is chosen, dropped or pasted stands over the field until it is sent with the words, over a reload and without a line; what cannot be sent says why at once', async ({
  visitHost,
  line,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page, shop, faults } = await visitHost({
    html: pageWith(snippet(line.origin)),
    policy: strictPolicy(line.origin),
  });
  await shop.openChat();
  const held = shop.panel.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
  const send = shop.panel.getByRole('button', { name: 'Send', exact: true });
  await expect(send).toBeDisabled();
  await shop.panel.getByLabel('Attach files').setInputFiles([PICTURE, fileOf('setup.exe')]);
  await give(shop.log, 'drop', 'dropped.txt', 'one');
  await give(shop.message, 'paste', 'pasted.txt', 'two');
  await expect(held).toHaveText([/both-sides\.png/, /setup\.exe.*programs are not accepted/, /dropped/, /pasted/]);
  await expect.poll(() => isDrawn(held.first().locator('canvas'))).toBe(true);
  await expect(send).toBeEnabled();
  await expect(shop.log.getByRole('article')).toHaveCount(0);
  await expectAccessible(page, 'files over the field');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'files over the field on a phone');
  await page.setViewportSize({ width: 1280, height: 720 });
  await held.filter({ hasText: 'dropped' }).getByRole('button', { name: 'Remove dropped.txt' }).click();
  await expect(shop.message).toBeFocused();

  await page.reload();
  await expect(held).toHaveText([/both-sides\.png/, /pasted/]);
  await expect.poll(() => isDrawn(held.first().locator('canvas'))).toBe(true);
  expect(await faults()).toEqual([]);
  await unplug(page.context(), line);
  await shop.panel.getByLabel('Attach files').setInputFiles(fileOf('tunnel.txt', 'three'));
  await expect(held).toHaveCount(3);
  await shop.message.fill('Two notes and a picture');
  await shop.message.press('Enter');
  await expect(held).toHaveCount(0);
  await expect(shop.waits('Two notes and a picture')).toBeVisible();
  await expect(shop.line('tunnel.txt')).toContainText('Waits for the connection');
  await plugIn(page.context(), line);
  await desk.open('New', 'tunnel.txt');
  await expect(desk.log.getByRole('article')).toContainText([
    'Two notes and a picture',
    'both-sides.png',
    'pasted.txt',
    'tunnel.txt',
  ]);
});

test('D3 FILE12 ASK1: a file that is dropped onto the form before the chat begins no talk, and goes with the form’s answers', async ({
  visitHost,
  server,
  newDesk,
}) => {
  const { token } = await signIn(server);
  const asked = { name: 'off', email: 'required', phone: 'off' } as const;
  const form: SiteForm = { ...asked, questions: [], intro: {}, departments: [], needsDepartment: false, place: false };
  const answer = await fetch(`${server.origin}/api/sites/default`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { form } }),
  });
  expect(answer.status, await answer.text()).toBe(200);
  const desk = await newDesk();
  const { page, shop } = await visitHost({
    html: pageWith(snippet(server.origin).replace('data-site="demo"', 'data-site="default"')),
  });
  await shop.launcher.click();
  const before = shop.panel.getByRole('form', { name: 'Before the chat' });
  await expect(before).toBeVisible();
  await give(before, 'drop', 'receipt.txt', 'No. 7');
  const held = shop.panel.getByRole('list', { name: 'Files to send' }).getByRole('listitem');
  await expect(held).toContainText('receipt.txt');
  await before.getByRole('button', { name: 'Start the chat' }).click();
  await expect(before.getByRole('alert')).toHaveText('Please fill this in.');
  expect(await page.evaluate(() => localStorage.getItem('holdline:default'))).toContain('"conversation":null');
  await before.getByRole('textbox', { name: 'E-mail' }).fill('ann@example.com');
  await before.getByRole('button', { name: 'Start the chat' }).click();
  await expect(before).toHaveCount(0);
  await expect(shop.line('receipt.txt')).toContainText('Waiting for our yes');
  await desk.open('New', 'receipt.txt');
  const card = desk.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ann@example.com');
});
