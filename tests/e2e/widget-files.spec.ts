import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { SiteForm } from '#schema/site/parts/form.ts';
import { signIn } from '../support/people.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, snippet, strictPolicy, test } from './fixtures/host.ts';
import { isDrawn } from './fixtures/is-drawn.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { tabTo } from './fixtures/tab-to.ts';

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

test('D3 FILE12 WID5: what is chosen, dropped or pasted stands over the field until it is sent with the words, over a reload and without a line; what cannot be sent says why at once', async ({
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
  await expect(held).toHaveText([/both-sides\.png/, /setup\.exe.*programs are not accepted/, /pasted/]);
  await expect.poll(() => isDrawn(held.first().locator('canvas'))).toBe(true);
  expect(await faults()).toEqual([]);
  await unplug(page.context(), line);
  await shop.panel.getByLabel('Attach files').setInputFiles(fileOf('tunnel.txt', 'three'));
  await expect(held).toHaveCount(4);
  await shop.message.fill('Two notes and a picture');
  await shop.message.press('Enter');
  await expect(held).toHaveText([/setup\.exe.*programs are not accepted/]);
  await held.getByRole('button', { name: 'Remove setup.exe' }).click();
  await expect(held).toHaveCount(0);
  await expect(shop.waits('Two notes and a picture')).toBeVisible();
  await expect(shop.line('tunnel.txt')).toContainText('Waits for the connection');
  await expect(shop.panel.getByText('Offline · 4 messages waiting')).toBeVisible();
  // While the picture goes nobody is told that everything has come, nor that there is no connection.
  line.slow({ delay: 0, rate: 60_000 });
  await plugIn(page.context(), line);
  await expect(shop.line('tunnel.txt')).toContainText('Sending 0%');
  await expect(shop.panel.getByText('Sending…')).toBeVisible();
  line.slow({ delay: 0, rate: null });
  await desk.open('New', 'tunnel.txt');
  await expect(desk.log.getByRole('article')).toContainText([
    'Two notes and a picture',
    'both-sides.png',
    'pasted.txt',
    'tunnel.txt',
  ]);
  await expect(shop.panel.getByText('We have everything you wrote')).toBeVisible();
});

/** Files, or words, on their way over a place of the page, as events of the browser. */
const drag = (target: Locator, what: 'dragenter' | 'dragover' | 'dragleave', kind: 'file' | 'words' = 'file') =>
  target.evaluate(
    (element, { what, kind }) => {
      const dataTransfer = new DataTransfer();
      if (kind === 'file') dataTransfer.items.add(new File(['tea'], 'list.txt', { type: 'text/plain' }));
      else dataTransfer.setData('text/plain', 'tea');
      const how = { bubbles: true, cancelable: true, composed: true, dataTransfer };
      element.dispatchEvent(new DragEvent(what, what === 'dragleave' ? { ...how, relatedTarget: document.body } : how));
    },
    { what, kind },
  );

test('D3 FILE12: while files are dragged over the chat it says that they may be dropped, in the language of the chat; what is dropped asks as what is attached does', async ({
  visitHost,
  line,
}) => {
  const { page, shop, faults } = await visitHost({
    html: pageWith(snippet(line.origin)),
    policy: strictPolicy(line.origin),
  });
  await shop.openChat();
  const hint = shop.panel.getByText('Drop files here');
  // Again and again, as a browser says it, for as long as what says so is on its way.
  const comes = async (target: Locator) => {
    await drag(target, 'dragenter');
    await expect(async () => {
      await drag(target, 'dragover');
      await expect(hint).toBeVisible({ timeout: 200 });
    }).toPass();
  };
  await comes(shop.log);
  await expectAccessible(page, 'files over the panel');
  await drag(shop.log, 'dragleave');
  await expect(hint).toHaveCount(0);
  await drag(shop.log, 'dragover', 'words');
  await drag(shop.launcher, 'dragover');
  await expect(hint).toHaveCount(0);

  await comes(shop.message);
  await give(shop.message, 'drop', 'list.txt', 'tea');
  await expect(hint).toHaveCount(0);
  await expect(shop.panel.getByRole('list', { name: 'Files to send' })).toContainText('list.txt');
  await shop.send();
  await expect(shop.line('list.txt')).toContainText('Waiting for our yes');
  await page.evaluate(() =>
    (globalThis as { holdline?: (...given: unknown[]) => unknown }).holdline?.('setLanguage', 'pl'),
  );
  const polish = page.getByRole('dialog').getByRole('log');
  await expect(async () => {
    await drag(polish, 'dragenter');
    await drag(polish, 'dragover');
    await expect(page.getByText('Upuść pliki tutaj')).toBeVisible({ timeout: 200 });
  }).toPass();
  expect(await faults()).toEqual([]);
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
  await expect(before.getByText('Please fill this in.')).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('holdline:default'))).toContain('"conversation":null');
  await before.getByRole('textbox', { name: 'E-mail' }).fill('ann@example.com');
  await before.getByRole('button', { name: 'Start the chat' }).click();
  await expect(before).toHaveCount(0);
  await expect(shop.line('receipt.txt')).toContainText('Waiting for our yes');
  await desk.open('New', 'receipt.txt');
  const card = desk.page.getByRole('complementary', { name: 'Visitor' });
  await expect(card.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ann@example.com');
});

test('D3 FILE13 PHOTO4: pictures of the talk open large over a page of the strictest policy, go by keyboard, are there in a tunnel, and leave nothing over the page', async ({
  visitHost,
  line,
  server,
  newDesk,
}) => {
  const desk = await newDesk({ origin: server.origin });
  const { page, shop, faults } = await visitHost({
    html: pageWith(snippet(line.origin)),
    policy: strictPolicy(line.origin),
  });
  await page.evaluate(() => {
    addEventListener('keydown', ({ key }) => {
      if (/Arrow|Escape/.test(key)) document.title = `Heard ${key}`;
    });
  });
  await shop.openChat();
  await shop.say('Do you have pictures of it?');
  await desk.open('New', 'pictures of it');
  await desk.take();
  await desk.say('Two of them:');
  await desk.page.locator('input[type=file]').setInputFiles([PICTURE, { ...PICTURE, name: 'second.png' }]);
  const thumb = shop.log.getByRole('button', { name: 'Open both-sides.png' });
  await expect.poll(() => isDrawn(thumb.locator('canvas'))).toBe(true);
  const second = shop.log.getByRole('button', { name: 'Open second.png' });
  await second.scrollIntoViewIfNeeded();
  await expect.poll(() => isDrawn(second.locator('canvas'))).toBe(true);
  // The first of several lines of one person carries the initial; an own one none.
  await expect(shop.log.locator('.avatar')).toHaveCount(1);
  await expect(shop.line('Two of them:').locator('.avatar')).toHaveAttribute('data-initial', /\p{L}/u);
  await expect(shop.log.locator('canvas.photo')).toHaveCount(0);

  await unplug(page.context(), line);
  await thumb.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Picture:' });
  const shown = viewer.getByRole('img');
  await expect(viewer.getByRole('button', { name: 'Close the picture' })).toBeFocused();
  await expect(shown).toHaveAccessibleName('both-sides.png');
  await expect.poll(() => isDrawn(shown)).toBe(true);
  await expectAccessible(page, 'a picture large');
  await page.keyboard.press('ArrowRight');
  await expect(shown).toHaveAccessibleName('second.png');
  await expect(viewer).toContainText('2 of 2');
  await expect(viewer.getByRole('button', { name: 'Next picture' })).toBeDisabled();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    viewer.getByRole('button', { name: 'Download second.png' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('second.png');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'a picture large on a phone');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(shop.panel).toBeVisible();
  await expect(thumb).toBeFocused();
  await plugIn(page.context(), line);

  await thumb.press('Enter');
  await expect(viewer).toBeVisible();
  await page.evaluate(`holdline('close')`);
  await expect(viewer).toHaveCount(0);
  await expect(page).toHaveTitle('Somebody else’s shop');
  expect((await faults()).filter((fault) => !/WebSocket|net::ERR|Failed to fetch/.test(fault))).toEqual([]);
});

test('D3 EMO4: an emoji is found by its name with the keyboard alone, goes where the caret was, and is kept as used on this device from the first choice on', async ({
  visitHost,
  server,
}) => {
  const { page, shop, faults } = await visitHost({
    html: pageWith(snippet(server.origin)),
    policy: strictPolicy(server.origin),
  });
  await shop.openChat();
  const kept = () => page.evaluate(() => localStorage.getItem('holdline:demo:settings'));
  await shop.message.pressSequentially('Thanks !');
  await page.keyboard.press('ArrowLeft');
  await tabTo(shop.panel.getByRole('button', { name: 'Emoji' }));
  await page.keyboard.press('Enter');
  const picker = shop.panel.getByRole('dialog', { name: 'Emoji' });
  await expect(picker.getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'the picker of emoji');
  expect(await kept()).toBeNull();
  await page.keyboard.type('red heart');
  await expect(picker.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(picker).toHaveCount(0);
  await expect(shop.message).toBeFocused();
  await expect(shop.message).toHaveValue('Thanks ❤️!');
  await page.keyboard.press('Control+z');
  await expect(shop.message).toHaveValue('Thanks !');
  await page.keyboard.press('Control+y');
  await page.reload();
  await expect(shop.message).toHaveValue('Thanks ❤️!');
  await shop.panel.getByRole('button', { name: 'Emoji' }).click();
  await expect(picker.getByRole('option').first()).toHaveAccessibleName('red heart');
  await page.keyboard.press('ArrowRight');
  await expect(picker.getByRole('option', { selected: true })).toHaveAccessibleName('grinning face');
  await page.keyboard.press('Escape');
  await expect(picker).toHaveCount(0);
  await expect(shop.panel).toBeVisible();
  await expect(shop.message).toBeFocused();
  expect(await faults()).toEqual([]);
});
