import type { Page } from '@playwright/test';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { mustPost, newCommand, signIn } from '../support/people.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { pause } from '../support/until.ts';

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

/** The demo shop with its chat: shut, just opened, in a talk, and without a line. */
export async function takeWidget(
  page: Page,
  line: TcpProxy,
  server: ServerProcess,
  state: 'shut' | 'new' | 'talk' | 'offline',
): Promise<void> {
  await page.goto(`${line.origin}/demo/`);
  const launcher = page.locator('button[aria-expanded]').first();
  await launcher.waitFor();
  if (state === 'shut') return;
  await launcher.click();
  const field = page.getByRole('dialog').getByRole('textbox').last();
  await field.waitFor();
  if (state === 'new') return;
  const words = `Is the moss teapot dishwasher safe? ${String(Math.random()).slice(2, 8)}`;
  await field.fill(words);
  await field.press('Enter');
  await page.getByRole('log').getByRole('article').first().waitFor();
  if (state === 'offline') {
    line.refuse(true);
    line.reset();
    await page.context().setOffline(true);
    await field.fill('And the bamboo handle?');
    await field.press('Enter');
    await page.getByRole('log').getByRole('article').nth(1).waitFor();
    line.refuse(false);
    return;
  }
  await answer(server, words);
  await page.getByRole('log').getByText('upper rack').waitFor();
}

async function answer(server: ServerProcess, words: string): Promise<void> {
  const owner = await signIn(server);
  let conversation: string | undefined;
  for (let tries = 0; conversation === undefined && tries < 50; tries += 1) {
    const found = await fetch(`${server.origin}/api/history`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ words }),
    });
    const { conversations } = (await found.json()) as { readonly conversations?: readonly { id: string }[] };
    conversation = conversations?.[0]?.id;
    // It is in the index within two seconds (HIST1).
    if (conversation === undefined) await pause(100);
  }
  if (conversation === undefined) throw new Error('what the visitor said is not found');
  const id = conversation as Parameters<typeof newCommand<'message.send'>>[1]['conversation'];
  await mustPost(server, owner, newCommand('conversation.take', { conversation: id }));
  const text = 'It is, on the upper rack. The handle comes off in one move.';
  await mustPost(server, owner, newCommand('message.send', { conversation: id, text, lastSeen: 1_000 }));
}
