import type { Locator, Page } from '@playwright/test';
import type { ConversationId } from '#schema/ids.ts';
import type { SiteChange } from '#schema/site/site-settings.ts';
import { mustPost, newCommand, signIn, type Staff } from '../support/people.ts';
import type { ShopSite } from '../e2e/fixtures/shop-site.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { pause } from '../support/until.ts';
import { PASSWORD } from './seed.ts';

/** Where the demo shop is served from: one workspace with people on duty, one without. */
export interface Porch {
  readonly server: ServerProcess;
  readonly line: TcpProxy;
  /** The shop, with the settings of its site. */
  readonly shop: ShopSite;
}

/** The chat of the demo shop in one state. */
export interface WidgetState {
  readonly name: string;
  /** Nobody is on duty. */
  readonly isUnattended?: boolean;
  /** Only where there is a mouse. */
  readonly needsMouse?: boolean;
  /** What is set for its site meanwhile. */
  readonly settings?: SiteChange;
  readonly show: (page: Page, porch: Porch) => Promise<void>;
}

/** What staff can do with a conversation that was begun in the picture. */
export interface Talk {
  readonly conversation: ConversationId;
  readonly staff: Staff;
  readonly say: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const WORDS = 'Is the moss teapot dishwasher safe?';
const ANSWER = 'It is, on the upper rack. The handle comes off in one move.';

export const panelOf = (page: Page): Locator => page.locator('holdline-chat .panel');
export const fieldOf = (page: Page): Locator => panelOf(page).getByRole('textbox').last();
export const articles = (page: Page): Locator => page.getByRole('log').getByRole('article');
export const form = (page: Page): Promise<void> => panelOf(page).getByRole('form').first().waitFor();

export async function openChat(page: Page, { shop }: Porch): Promise<void> {
  await page.goto(`${shop.origin}/demo/`);
  const launcher = page.locator('button[aria-expanded]').first();
  await launcher.waitFor();
  await launcher.click();
}

/** Says it, with something behind that nobody has said before; all of it. */
export async function say(page: Page, porch: Porch, given = WORDS): Promise<string> {
  await openChat(page, porch);
  await fieldOf(page).waitFor();
  const words = `${given} ${String(Math.random()).slice(2, 8)}`;
  await write(page, words);
  await articles(page).first().waitFor();
  return words;
}

export async function write(page: Page, words: string): Promise<void> {
  await fieldOf(page).fill(words);
  await fieldOf(page).press('Enter');
}

/** Somebody answers what was said in these words. */
async function answer(server: ServerProcess, words: string, given?: Staff): Promise<Talk> {
  const owner = await signIn(server);
  let conversation: string | undefined;
  for (let tries = 0; conversation === undefined && tries < 50; tries += 1) {
    const found = await fetch(`${server.origin}/api/history`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ words: words.slice(-6) }),
    });
    const { conversations } = (await found.json()) as { readonly conversations?: readonly { id: string }[] };
    conversation = conversations?.[0]?.id;
    // It is in the index within two seconds (HIST1).
    if (conversation === undefined) await pause(100);
  }
  if (conversation === undefined) throw new Error('what the visitor said is not found');
  const id = conversation as ConversationId;
  const staff = given ?? owner;
  await mustPost(server, staff, newCommand('conversation.take', { conversation: id }));
  return {
    conversation: id,
    staff,
    say: (text) => mustPost(server, staff, newCommand('message.send', { conversation: id, text, lastSeen: 1_000 })),
    close: () => mustPost(server, staff, newCommand('conversation.close', { conversation: id })),
  };
}

export async function talk(
  page: Page,
  porch: Porch,
  { asked, said = [ANSWER], by }: { asked?: string; said?: readonly string[]; by?: Staff } = {},
): Promise<Talk> {
  const begun = await answer(porch.server, await say(page, porch, asked), by);
  for (const text of said) await begun.say(text);
  await articles(page).nth(said.length).waitFor();
  return begun;
}

/** Somebody of this name, who is hired at most once. */
export async function hired(server: ServerProcess, name: string): Promise<Staff> {
  const account = { email: `${Buffer.from(name).toString('hex').slice(0, 24)}@holdline.test`, password: PASSWORD };
  try {
    return await signIn(server, account);
  } catch {
    await mustPost(server, await signIn(server), newCommand('operator.add', { ...account, name, role: 'operator' }));
    return signIn(server, account);
  }
}

/** Whose page this is, as its own record says. */
export const tokenOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    for (const name of Object.keys(localStorage)) {
      const { token } = JSON.parse(localStorage.getItem(name) ?? '{}') as { token?: string };
      if (token !== undefined) return token;
    }
    throw new Error('nothing is kept');
  });

/** The device has no network from now on. */
export async function cut(page: Page, { line }: Porch): Promise<void> {
  line.refuse(true);
  line.reset();
  await page.context().setOffline(true);
  line.refuse(false);
}

export async function chooseInMenu(page: Page, nth: number): Promise<void> {
  await panelOf(page).locator('[aria-haspopup="menu"]').last().click();
  // All that comes late is there, the last entry too.
  await page.locator('holdline-chat [role="menu"][aria-busy="false"]').waitFor();
  const entry = page.getByRole('menuitem');
  await entry.nth(nth).click();
}
