import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { AVATAR_SIDE, PHOTO_SIDE } from '#schema/photo.ts';
import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import { pngOf } from '#sync-server/testing/test-picture.ts';
import { signIn } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, snippet, strictPolicy, test } from './fixtures/host.ts';
import { isDrawn } from './fixtures/is-drawn.ts';
import { plugIn, unplug } from './fixtures/network.ts';

const LOGO = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: readFileSync(join(import.meta.dirname, '../../docs/images/both-sides.png')),
};
const fileOf = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) });

/** A page with the chat of the default site, which lets nothing in that the manual does not name. */
const pageOf = (origin: string) => ({
  html: pageWith(snippet(origin).replace(' data-site="demo"', '')),
  policy: strictPolicy(origin),
});

const bubbleOf = (page: Page): Locator => page.getByRole('group', { name: 'Invitation to chat' });

async function ask(
  server: ServerProcess,
  method: string,
  path: string,
  body: Uint8Array<ArrayBuffer> | string,
): Promise<unknown> {
  const { token } = await signIn(server);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
  };
  const answer = await fetch(server.origin + path, { method, headers, body });
  expect(answer.status).toBe(200);
  return answer.json();
}

test('D12 AVATAR2 AVATAR5 AVATAR6 WID1: an admin chooses a picture and sees it before it is saved; it greets on a page of the strictest policy until somebody answers, and where there is none an initial does', async ({
  visitHost,
  server,
  newDesk,
}) => {
  await ask(server, 'PUT', '/api/photo', new Uint8Array(pngOf(PHOTO_SIDE, PHOTO_SIDE)));
  const desk = await newDesk({ origin: server.origin });
  const { page } = desk;
  const look = `${server.origin}/settings/sites/default/look`;
  await page.goto(look);
  const choose = page.locator('input[type=file]');
  const preview = page.frameLocator('iframe[title="Preview"]').locator('.header canvas.photo');
  const failure = page.getByRole('alert');
  await choose.setInputFiles(fileOf('logo.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await expect(failure).toContainText('SVG');
  await choose.setInputFiles(fileOf('notes.txt', 'text/plain', 'Tea'));
  await expect(failure).toContainText('no picture');
  await choose.setInputFiles(fileOf('half.png', 'image/png', '\x89PNG'));
  await expect(failure).toContainText('cannot be read');
  await page.route('**/api/avatars', (route) => route.abort());
  await choose.setInputFiles(LOGO);
  await expect(failure).toContainText('no connection');
  await page.unroute('**/api/avatars');
  const unsaved = page.getByText('Not saved yet: kept on this device.');
  await expect(unsaved).toHaveCount(0);
  await choose.setInputFiles(LOGO);
  await expect(failure).toHaveCount(0);
  await expect(preview).toHaveJSProperty('width', AVATAR_SIDE);
  await expect(unsaved).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(preview).toHaveCount(0);
  await choose.setInputFiles(LOGO);
  await expect(preview).toBeVisible();
  await expectAccessible(page, 'the look of a site with a picture');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  const { shop, requests, faults } = await visitHost(pageOf(server.origin));
  await expect(shop.launcher).toBeVisible();
  expect(requests().filter((address) => !address.includes('/widget.js'))).toEqual([]);
  await shop.openChat();
  const header = shop.panel.locator('.header canvas.photo');
  await expect(header).toHaveJSProperty('width', AVATAR_SIDE);
  expect(await isDrawn(header)).toBe(true);
  await expect(shop.log.locator('.greeting canvas.photo')).toBeVisible();
  await expectAccessible(shop.page, 'the chat with the picture of its site');
  await shop.say('Who is there?');
  await page.goto(server.origin);
  await desk.open('New', 'Who is there?');
  await desk.take();
  await expect(header).toHaveJSProperty('width', PHOTO_SIDE);
  await desk.say('It is me.');
  await expect(shop.line('It is me.').locator('canvas.photo')).toHaveJSProperty('width', PHOTO_SIDE);
  expect(await faults()).toEqual([]);

  await page.goto(look);
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('button', { hasText: 'Choose a picture' })).toBeFocused();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const later = await visitHost(pageOf(server.origin));
  await later.shop.openChat();
  await expect(later.shop.panel.locator('.header .avatar')).toHaveAttribute('data-initial', /\p{L}/u);
  await expect(later.shop.panel.locator('canvas')).toHaveCount(0);
  await expect(later.shop.log.locator('.greeting .avatar')).toHaveCount(0);
  expect(later.requests().filter((address) => address.includes('/api/avatars'))).toEqual([]);
});

test('AVATAR5 INVITE2 INVITE4: an invitation of the site has its picture; without a line there is none in its place, and it comes when the line is back', async ({
  visitHost,
  server,
  line,
}) => {
  const put = await ask(server, 'POST', '/api/avatars', new Uint8Array(pngOf(AVATAR_SIDE, AVATAR_SIDE)));
  const { version } = put as { readonly version: string };
  const rules = { match: 'all', conditions: [{ kind: 'seconds', least: 1 }] };
  const list = [{ id: 'help-1', name: 'Help', on: true, words: { en: 'May I help?' }, rules, every: 'visit' }];
  const look = { ...siteSettingsFrom(null).look, avatar: version };
  await ask(
    server,
    'PATCH',
    '/api/sites/default',
    JSON.stringify({ settings: { look, invitations: { from: '', list } } }),
  );
  const invited = await visitHost(pageOf(line.origin));
  const bubble = bubbleOf(invited.page);
  await expect.poll(() => isDrawn(bubble.locator('canvas'))).toBe(true);
  await expectAccessible(invited.page, 'an invitation with the picture of its site');
  await bubble.getByRole('button', { name: 'May I help?' }).click();
  await expect(invited.shop.line('May I help?').locator('canvas.photo')).toHaveJSProperty('width', AVATAR_SIDE);
  expect(await invited.faults()).toEqual([]);

  const isAvatar = /\/api\/avatars\//;
  const { page, shop } = await visitHost(pageOf(line.origin), async (context) => {
    await context.route(isAvatar, (route) => route.abort());
  });
  await expect(bubbleOf(page)).toBeVisible();
  await expect(bubbleOf(page).locator('canvas')).toHaveCount(0);
  await bubbleOf(page).getByRole('button', { name: 'May I help?' }).click();
  await expect(shop.panel.locator('.header .avatar')).toHaveAttribute('data-initial', /\p{L}/u);
  await expect(shop.panel.locator('canvas.photo')).toHaveCount(0);
  await page.context().unroute(isAvatar);
  await unplug(page.context(), line);
  await plugIn(page.context(), line);
  await expect(shop.panel.locator('.header canvas.photo')).toBeVisible();
});
