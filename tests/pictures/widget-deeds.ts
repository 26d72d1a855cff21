import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { articles, openChat, panelOf, type Porch } from './widget-acts.ts';

/** What a visitor does in the panel, with a line or without one. */
export const BYTES = readFileSync(join(import.meta.dirname, '../../docs/images/both-sides.png'));
export const PICTURE = { name: 'moss-teapot-on-the-table.png', mimeType: 'image/png', buffer: BYTES };
export const textFile = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('tea') });
const LONG_NAME = `${'a-list-of-everything-that-came-broken-'.repeat(4)}.txt`;

export const CALLS = { callback: { offer: 'always', pages: [] } } as const;

export async function hold(page: Page): Promise<void> {
  const files = [PICTURE, textFile('setup.exe'), textFile(LONG_NAME)];
  await panelOf(page).locator('input[type="file"]').setInputFiles(files);
  await panelOf(page)
    .locator('.held li')
    .nth(files.length - 1)
    .waitFor();
}

export async function openActions(page: Page): Promise<void> {
  const own = articles(page).first();
  await own.hover();
  await own.locator('.more').click();
  await own.locator('.actions button').first().waitFor();
}

export async function openCall(page: Page, porch: Porch): Promise<void> {
  await openChat(page, porch);
  await panelOf(page).locator('.call-open').first().click();
  await page.locator('.call-form input').waitFor();
}

export async function askForCall(page: Page): Promise<void> {
  await page.locator('.call-form input').fill('+48 600 700 800');
  await panelOf(page).locator('.call-send').click();
  await panelOf(page).locator('.call-strip p').waitFor();
}

export async function rate(page: Page): Promise<void> {
  await panelOf(page).getByRole('radio').first().waitFor();
  await panelOf(page).getByRole('radio').nth(1).check();
  await panelOf(page).locator('.rating textarea').fill('The parcel came late.');
}

export async function leaveRequest(page: Page): Promise<void> {
  await panelOf(page).locator('.request textarea').fill('Is the moss teapot dishwasher safe?');
  await panelOf(page).locator('.request input[type="email"]').fill('robin@example.com');
  await panelOf(page).locator('.request-send').click();
  await articles(page).first().waitFor();
}
