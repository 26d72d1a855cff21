import type { Browser, Page } from '@playwright/test';
import { VISITORS_TEXTS } from '#app/lib/visitors/texts/visitors.ts';
import { newVisitor } from '../support/people.ts';
import { OWNER } from '../support/server-process.ts';
import { stand } from '../support/stand.ts';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { ENGLISH, POLISH, RUSSIAN, tellPagesLanguage, type Spoken } from './fixtures/languages.ts';
import { CHROME, setSite } from './fixtures/live-visit.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

/** What is said of one, three and five things that wait: by hand, so that a wrong rule of plurals shows. */
const WAITING = {
  ru: {
    desk: ['1 ответ ждёт отправки', '3 ответа ждут отправки', '5 ответов ждут отправки'],
    widget: ['1 сообщение ждёт', '3 сообщения ждут', '5 сообщений ждут'],
  },
  pl: {
    desk: ['1 odpowiedź czeka', '3 odpowiedzi czekają', '5 odpowiedzi czeka'],
    widget: ['1 wiadomość czeka', '3 wiadomości czekają', '5 wiadomości czeka'],
  },
} as const;
/** How many messages are written to get from one of the counts to the next. */
const STEPS = [1, 2, 2] as const;

for (const spoken of [RUSSIAN, POLISH]) {
  const { app: words, widget: said } = spoken;
  const code = spoken.code as 'ru' | 'pl';

  test(`E14 APP5: the app speaks the browser’s language (${code})`, async ({ browser, server, line }) => {
    await visitorSays(server, 'Pierwsze · Первое');
    await visitorSays(server, 'Drugie · Второе');
    const page = await pageOf(browser, spoken);
    await page.goto(`${line.origin}/sign-in`);
    await expect(page.getByRole('heading', { name: words.signIn.title })).toBeVisible();
    await expectNoEnglish(page, spoken);
    await page.getByLabel(words.signIn.email).fill(OWNER.email);
    await page.getByLabel(words.signIn.password).fill(OWNER.password);
    await page.getByRole('button', { name: words.signIn.submit }).click();

    const truth = page.getByRole('status', { name: words.line.label });
    await expect(truth).toHaveText(words.line.synced);
    await expect(page.locator('html')).toHaveAttribute('lang', code);
    await expect(page).toHaveTitle('(2) Holdline');
    await expectNoEnglish(page, spoken);
    await page.getByRole('link').filter({ hasText: 'Pierwsze' }).click();
    await page.getByRole('button', { name: words.actions.take, exact: true }).click();
    await expect(page.getByText(words.thread.youAnswer)).toBeVisible();
    await expect(page).toHaveTitle('(1) Holdline');
    await expectNoEnglish(page, spoken);

    line.reset();
    line.refuse(true);
    let written = 0;
    for (const [at, step] of STEPS.entries()) {
      for (let times = 0; times < step; times += 1) {
        written += 1;
        await page.getByRole('textbox', { name: words.composer.label }).fill(`№ ${String(written)}`);
        await page.getByRole('button', { name: words.composer.send, exact: true }).click();
        await expect(page.getByRole('article').filter({ hasText: `№ ${String(written)}` })).toBeVisible();
      }
      await expect(truth).toContainText(WAITING[code].desk[at] ?? '');
    }
    await expectNoEnglish(page, spoken);

    line.refuse(false);
    await expect(truth).toHaveText(words.line.synced, { timeout: 40_000 });
    await page.getByRole('link', { name: words.app.settings }).click();
    await expect(page.getByRole('list', { name: words.settings.sessions })).toContainText(words.settings.thisDevice);
    await page.getByText(words.settings.addPerson).click();
    await expectNoEnglish(page, spoken);

    const table = VISITORS_TEXTS[code];
    await setSite(server, { tracking: { on: true } });
    const at = { url: 'https://shop.example/cup', title: 'Filiżanka · Чашка' };
    const [one, other] = [1, 41].map((visits) =>
      stand(server, { ...newVisitor(), agent: CHROME }, { page: at, visits, since: 1_000 * visits, language: code }),
    );
    await page.goto(`${line.origin}/visitors`);
    await expect(page.locator('tr[data-visitor]')).toHaveCount(2);
    await expectNoEnglish(page, spoken);
    await expectNothingCut(page);
    await expectAccessible(page, 'who is on the site');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('combobox', { name: table.order })).toBeVisible();
    await expectNothingCut(page);
    await page.setViewportSize({ width: 1280, height: 720 });
    for (const socket of [await one, await other]) socket?.close();
    await page.goto(`${line.origin}/settings`);

    // A choice on this device is stronger than the browser, at once and after a reload.
    await page.getByRole('combobox', { name: words.settings.language }).selectOption('en');
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await page.context().close();
  });

  test(`E14 APP5: the widget speaks the page’s language (${code})`, async ({ browser, line }) => {
    const page = await pageOf(browser, spoken);
    await tellPagesLanguage(page.context(), code);
    await page.goto(`${line.origin}/demo/`);
    await page.getByRole('button', { name: spoken.launcher }).click();
    const panel = page.getByRole('dialog', { name: said.chat });
    await expect(panel.getByText(said.greeting, { exact: true })).toBeVisible();
    await expectNoEnglish(page, spoken);
    await panel.getByRole('textbox', { name: said.message }).fill('№ 0');
    await panel.getByRole('button', { name: said.send }).click();
    await expect(panel.getByRole('img', { name: said.status.accepted })).toBeVisible();

    line.reset();
    line.refuse(true);
    let written = 0;
    for (const [at, step] of STEPS.entries()) {
      for (let times = 0; times < step; times += 1) {
        written += 1;
        await panel.getByRole('textbox', { name: said.message }).fill(`№ ${String(written)}`);
        await panel.getByRole('button', { name: said.send }).click();
        await expect(panel.getByRole('article').filter({ hasText: `№ ${String(written)}` })).toBeVisible();
      }
      await expect(panel).toContainText(WAITING[code].widget[at] ?? '');
    }
    await expect(panel.getByText(said.unreachableNote)).toBeVisible();
    await expectNoEnglish(page, spoken);
    await page.context().close();
  });
}

/** Everything that is written there can be read to its end. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')].flatMap((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hides = textOverflow === 'ellipsis' || overflowX === 'hidden' || overflowX === 'clip';
      const isCut = element.clientWidth > 1 && element.scrollWidth > element.clientWidth;
      return hides && isCut ? [element.textContent] : [];
    }),
  );
  expect(cut).toEqual([]);
  // Nor is anything to the right of the window.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

async function pageOf(browser: Browser, { locale }: Spoken): Promise<Page> {
  const context = await browser.newContext({ locale, timezoneId: 'Europe/Warsaw', reducedMotion: 'reduce' });
  return context.newPage();
}

/** Every plain text of a catalogue, at any depth. */
function textsOf(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? textsOf(value) : [];
  });
}

/** No words of the English catalogues are shown or told, but those which this language writes in the same way. */
async function expectNoEnglish(page: Page, { app, widget, code }: Spoken): Promise<void> {
  const own = new Set([app, widget, VISITORS_TEXTS[code]].flatMap(textsOf));
  const english = new Set(
    [ENGLISH.app, ENGLISH.widget, VISITORS_TEXTS.en].flatMap(textsOf).filter((text) => !own.has(text)),
  );
  // Every language is listed by its own name.
  english.delete(ENGLISH.app.languageName);
  const shown = await page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        // The shop around the widget is the customer's.
        if (element.closest('body > header, body > main.shop, .hero, .grid, body > footer') !== null) continue;
        if (element.shadowRoot !== null) look(element.shadowRoot);
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
      }
    };
    look(document);
    return found.map((text) => text.trim()).filter((text) => text !== '');
  });
  expect(shown.filter((text) => english.has(text))).toEqual([]);
}
