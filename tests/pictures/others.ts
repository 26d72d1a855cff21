import type { Page } from '@playwright/test';
import { startServer, type ServerProcess } from '../support/server-process.ts';

/** Somebody comes to the door, and is not known. */
export async function takeSignIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.locator('input[type="email"]').fill('nobody@example.com');
  await page.locator('input[type="password"]').fill('not this one at all');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('alert').first().waitFor();
}

/** A server that nobody owns yet, by the link that it prints. */
export async function takeSetUp(page: Page): Promise<void> {
  const server = await startServer({ HOLDLINE_OWNER_EMAIL: undefined, HOLDLINE_OWNER_PASSWORD: undefined });
  try {
    const link = /https?:\/\/\S+\/setup\S*/.exec(server.output())?.[0];
    if (link === undefined) throw new Error('no link was printed');
    const { pathname, search, hash } = new URL(link);
    await page.goto(server.origin + pathname + search + hash);
    await page.locator('input[type="password"]').first().waitFor();
  } finally {
    await server.dispose();
  }
}

interface ServedPage {
  readonly name: string;
  readonly show: (page: Page, server: ServerProcess) => Promise<void>;
}

const served = (name: string, path: string, has = 'h1'): ServedPage => ({
  name,
  show: async (page, { origin }) => {
    await page.goto(origin + path);
    await page.locator(has).first().waitFor({ state: 'attached' });
  },
});

/** Pages that the server writes for visitors. */
export const PAGES: readonly ServedPage[] = [
  served('letter-back', '/letter'),
  served('letter-stop', '/api/letters/stop'),
  served('manual', '/docs/widget'),
  {
    name: 'manual-below',
    show: async (page, { origin }) => {
      await page.goto(`${origin}/docs/widget`);
      await page.locator('main .example, main pre').nth(6).scrollIntoViewIfNeeded();
    },
  },
  served('chat-page', '/chat?site=demo', 'holdline-chat .panel'),
];
