import type { Page } from '@playwright/test';
import type { SiteChange } from '#schema/site/site-settings.ts';
import { visitorIdOf } from '#sync-server/identity/visitor-token.ts';
import { mustPost, newCommand, signIn } from '../support/people.ts';
import type { ShopSite } from '../e2e/fixtures/shop-site.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { pause } from '../support/until.ts';
import { setSite } from './seed-sites.ts';

/** Where the demo shop is served from: one workspace with people on duty, one without. */
export interface Porch {
  readonly server: ServerProcess;
  readonly line: TcpProxy;
  /** The shop, with the settings of its site. */
  readonly shop: ShopSite;
}

/** The chat of the demo shop in one state. */
interface WidgetState {
  readonly name: string;
  /** Nobody is on duty. */
  readonly isUnattended?: boolean;
  /** What is set for its site meanwhile. */
  readonly settings?: SiteChange;
  readonly show: (page: Page, porch: Porch) => Promise<void>;
}

const WORDS = 'Is the moss teapot dishwasher safe?';
const INVITATION = {
  id: 'inv-demo',
  name: 'Help',
  on: true,
  words: {
    en: 'May I help you choose? The moss glaze is the last one of this kiln.',
    ru: 'Помочь с выбором?',
    pl: 'Pomóc w wyborze?',
  },
  rules: { match: 'all', conditions: [] },
  every: 'visit',
} as const;

async function openChat(page: Page, { shop }: Porch): Promise<void> {
  await page.goto(`${shop.origin}/demo/`);
  const launcher = page.locator('button[aria-expanded]').first();
  await launcher.waitFor();
  await launcher.click();
}

async function say(page: Page, porch: Porch): Promise<string> {
  await openChat(page, porch);
  const field = page.getByRole('dialog').getByRole('textbox').last();
  await field.waitFor();
  const words = `${WORDS} ${String(Math.random()).slice(2, 8)}`;
  await field.fill(words);
  await field.press('Enter');
  await page.getByRole('log').getByRole('article').first().waitFor();
  return words;
}

async function answer(server: ServerProcess, words: string): Promise<() => Promise<void>> {
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
  return () => mustPost(server, owner, newCommand('conversation.close', { conversation: id }));
}

async function talk(page: Page, porch: Porch): Promise<() => Promise<void>> {
  const close = await answer(porch.server, await say(page, porch));
  await page.getByRole('log').getByText('upper rack').waitFor();
  return close;
}

/** Whose page this is, as its own record says. */
const tokenOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    for (const name of Object.keys(localStorage)) {
      const { token } = JSON.parse(localStorage.getItem(name) ?? '{}') as { token?: string };
      if (token !== undefined) return token;
    }
    throw new Error('nothing is kept');
  });

const form = (page: Page): Promise<void> => page.getByRole('dialog').getByRole('form').first().waitFor();

const FORM: NonNullable<SiteChange['form']> = {
  name: 'optional',
  email: 'required',
  phone: 'off',
  questions: [{ ask: { en: 'Order number', ru: 'Номер заказа', pl: 'Numer zamówienia' }, need: 'optional' }],
  intro: {},
  departments: [],
  needsDepartment: false,
  place: true,
};

export const WIDGET_STATES: readonly WidgetState[] = [
  {
    name: 'shut',
    show: async (page, { shop }) => {
      await page.goto(`${shop.origin}/demo/`);
      await page.locator('button[aria-expanded]').first().waitFor();
    },
  },
  {
    name: 'new',
    show: async (page, porch) => {
      await openChat(page, porch);
      await page.getByRole('dialog').getByRole('textbox').last().waitFor();
    },
  },
  {
    name: 'form',
    settings: { form: FORM },
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
    },
  },
  {
    name: 'form-refused',
    settings: { form: FORM },
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
      await page.getByRole('dialog').locator('form button').last().click();
      await page.getByRole('dialog').locator('form [aria-invalid="true"]').first().waitFor();
    },
  },
  { name: 'queue', show: async (page, porch) => void (await say(page, porch)) },
  {
    name: 'late',
    settings: { nobody: { after: 10, form: true } },
    show: async (page, porch) => {
      await say(page, porch);
      await page.getByRole('dialog').locator('.waiting button').first().waitFor({ timeout: 15_000 });
    },
  },
  { name: 'talk', show: async (page, porch) => void (await talk(page, porch)) },
  {
    name: 'menu',
    settings: { callback: { offer: 'always', pages: [] } },
    show: async (page, porch) => {
      await talk(page, porch);
      await page.getByRole('dialog').locator('[aria-haspopup="menu"]').last().click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'rating',
    show: async (page, porch) => {
      const close = await talk(page, porch);
      await close();
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
      await page.getByRole('dialog').getByRole('radio').nth(3).check();
    },
  },
  {
    name: 'callback',
    settings: { callback: { offer: 'always', pages: [] } },
    show: async (page, porch) => {
      await openChat(page, porch);
      await page.getByRole('dialog').locator('.call-open').first().click();
      await page.locator('input[type="tel"]').waitFor();
    },
  },
  {
    name: 'request',
    isUnattended: true,
    show: async (page, porch) => {
      await openChat(page, porch);
      await form(page);
    },
  },
  {
    name: 'nobody',
    isUnattended: true,
    settings: { nobody: { after: 60, form: false } },
    show: async (page, porch) => {
      await openChat(page, porch);
      await page.getByRole('dialog').getByRole('textbox').last().waitFor();
    },
  },
  {
    name: 'invitation',
    settings: { invitations: { from: 'Anna', list: [INVITATION] } },
    show: async (page, { shop }) => {
      await page.goto(`${shop.origin}/demo/`);
      await page
        .getByText(/May I help|Помочь|Pomóc/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'consent',
    settings: { consent: { needed: true, words: {}, link: 'https://fern-and-clay.example/privacy' } },
    show: async (page, porch) => {
      await openChat(page, porch);
      await page.getByRole('dialog').getByRole('link').first().waitFor();
    },
  },
  {
    name: 'suspended',
    show: async (page, porch) => {
      await say(page, porch);
      const owner = await signIn(porch.server);
      const visitor = visitorIdOf(await tokenOf(page));
      const block = { visitor, scope: 'visitor' as const, until: Date.now() + 3_600_000, reason: 'Pills' };
      await mustPost(porch.server, owner, newCommand('visitor.block', block));
      await page.getByRole('dialog').locator('.notice, [role="status"]').last().waitFor();
      await pause(500);
    },
  },
  {
    name: 'offline',
    show: async (page, porch) => {
      await say(page, porch);
      porch.line.refuse(true);
      porch.line.reset();
      await page.context().setOffline(true);
      const field = page.getByRole('dialog').getByRole('textbox').last();
      await field.fill('And the bamboo handle?');
      await field.press('Enter');
      await page.getByRole('log').getByRole('article').nth(1).waitFor();
      porch.line.refuse(false);
    },
  },
];

const USUAL: SiteChange = {
  form: { ...FORM, name: 'off', email: 'off', questions: [] },
  nobody: { after: 60, form: true },
  callback: { offer: 'off', pages: [] },
  invitations: { from: '', list: [] },
  consent: { needed: false, words: {}, link: '' },
};

/** Sets the site, shows, and sets it back. A browser that no program steers, as far as the page can see. */
export async function takeWidget(page: Page, porch: Porch, state: WidgetState): Promise<void> {
  await page
    .context()
    .addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  await setSite(porch.server, { ...USUAL, ...state.settings }, 'demo');
  await state.show(page, porch);
}
