import type { Browser, BrowserContext } from '@playwright/test';
import type { ConversationId } from '#schema/ids.ts';
import { hire, mustPost, newCommand, signIn } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { walkConversation } from './fixtures/axe-walk.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { ENGLISH, POLISH, RUSSIAN, tellPagesLanguage, type Spoken } from './fixtures/languages.ts';
import { expect, test } from './fixtures/test.ts';

const DESKTOP = { width: 1360, height: 860 };
const PHONE = { width: 390, height: 844 };
/** The pages behind the first one of the demo shop, which speaks English only. */
const DEMO = ['teapot', 'mug', 'bowl', 'vase', 'cart', 'checkout', 'contact'];
const BOB = { name: 'Bob', email: 'bob@holdline.test', password: 'a long enough password' };

/** A browser of somebody who speaks this language. */
const contextOf = (browser: Browser, { locale }: Spoken, viewport = DESKTOP): Promise<BrowserContext> =>
  browser.newContext({ locale, viewport, timezoneId: 'Europe/Warsaw', reducedMotion: 'reduce' });

for (const spoken of [ENGLISH, RUSSIAN, POLISH]) {
  const { app: words, widget: said, code } = spoken;

  test(`APP11 axe finds nothing before sign-in (${code})`, async ({ browser }) => {
    const server = await startServer({ HOLDLINE_OWNER_EMAIL: undefined, HOLDLINE_OWNER_PASSWORD: undefined });
    const context = await contextOf(browser, spoken);
    const page = await context.newPage();
    await until('the line of the start was printed', () => server.output().includes('/setup#'));
    await page.goto(/http:\S+\/setup\S+/.exec(server.output())?.[0] ?? '');
    await expect(page.getByRole('heading', { name: words.setup.title })).toBeVisible();
    await expectAccessible(page, 'set-up');

    await page.goto(`${server.origin}/sign-in`);
    await expect(page.getByRole('heading', { name: words.signIn.title })).toBeVisible();
    await expectAccessible(page, 'sign-in');
    await page.getByLabel(words.signIn.email).fill('who@holdline.test');
    await page.getByLabel(words.signIn.password).fill('a wrong password');
    await page.getByRole('button', { name: words.signIn.submit }).click();
    await expect(page.getByRole('alert')).toHaveText(words.signIn.wrong);
    await page.setViewportSize(PHONE);
    await expectAccessible(page, 'sign-in refused, on a phone');
    await context.close();
    await server.dispose();
  });

  test(`APP11 axe finds nothing at the desk (${code})`, async ({ browser, server, line, newShop }) => {
    test.slow();
    const owner = await signIn(server);
    await hire(server, owner, 'operator', BOB.name);
    const context = await contextOf(browser, spoken);
    const page = await context.newPage();
    // Whoever signs in comes to where they wanted to be (APP16).
    await page.goto(`${line.origin}/share`);
    await page.getByLabel(words.signIn.email).fill(BOB.email);
    await page.getByLabel(words.signIn.password).fill(BOB.password);
    await page.getByRole('button', { name: words.signIn.submit }).click();
    const truth = page.getByRole('status', { name: words.line.label });
    await expect(truth).toHaveText(words.line.synced);
    await expect(page.getByText(words.share.nothing.title)).toBeVisible();
    await expectAccessible(page, 'nothing was shared');
    await page.goto(line.origin);
    await expect(truth).toHaveText(words.line.synced);
    await expectAccessible(page, 'desk without conversations');

    await walkConversation({ server, line, owner, page, spoken, shop: await newShop() });

    await page.goto(`${line.origin}/settings`);
    await expect(page.getByRole('heading', { name: words.settings.title, level: 1 })).toBeVisible();
    await expect(page.getByRole('list', { name: words.settings.sessions })).toContainText(words.settings.thisDevice);
    await expectAccessible(page, 'settings');
    await page.setViewportSize(PHONE);
    await expectAccessible(page, 'settings on a phone');
    await context.close();
  });

  test(`APP11 axe finds nothing in the widget (${code})`, async ({ browser, server, line }) => {
    test.slow();
    const owner = await signIn(server);
    const context = await contextOf(browser, spoken);
    await tellPagesLanguage(context, code);
    const page = await context.newPage();
    await page.goto(`${line.origin}/demo/`);
    const launcher = page.getByRole('button', { name: spoken.launcher });
    await expect(launcher).toBeVisible();
    await expectAccessible(page, 'shop with the button');
    for (const name of spoken === ENGLISH ? DEMO : []) {
      await page.goto(`${line.origin}/demo/${name}.html`);
      await expect(launcher).toBeVisible();
      await expectAccessible(page, `the shop's page ${name}`);
    }
    await launcher.click();
    const panel = page.getByRole('dialog', { name: said.chat });
    const field = panel.getByRole('textbox', { name: said.message });
    await expect(field).toBeVisible();
    await expectAccessible(page, 'panel before the first message');

    await field.fill('Is the teapot dishwasher safe?');
    await field.press('Enter');
    await expect(panel.getByRole('img', { name: said.status.accepted })).toBeVisible();
    const kept = await page.evaluate(() => localStorage.getItem('holdline:default'));
    const { conversation } = JSON.parse(kept ?? '{}') as { conversation: ConversationId };
    await mustPost(server, owner, newCommand('conversation.take', { conversation }));
    const text = 'It is. See https://holdline.test/care for more.';
    await mustPost(server, owner, newCommand('message.send', { conversation, text, lastSeen: 2 }));
    await expect(panel.getByText('It is. See')).toBeVisible();
    await panel.getByRole('article').first().hover();
    await panel.getByRole('button', { name: said.more }).click();
    await expect(panel.getByRole('button', { name: said.edit })).toBeVisible();
    await expectAccessible(page, 'panel with words and a menu');
    await panel.getByRole('button', { name: said.edit }).click();
    await expect(panel.getByText(said.editing)).toBeVisible();
    await expectAccessible(page, 'panel while editing');
    await field.press('Escape');

    line.reset();
    line.refuse(true);
    await field.fill('And the mug?');
    await field.press('Enter');
    await expect(panel.getByText(said.unreachableNote)).toBeVisible();
    await expectAccessible(page, 'panel without a line');
    await expect(panel.getByRole('button', { name: said.retry })).toBeVisible();
    await expectAccessible(page, 'panel with the error mark');
    await page.setViewportSize(PHONE);
    await expectAccessible(page, 'panel on a phone');
    await context.close();
  });
}
