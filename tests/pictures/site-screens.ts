import type { Page } from '@playwright/test';
import type { Screen } from './screens.ts';

/** Each page of a site's settings: its top, and where it is longer than the window, its end. */
const SECTIONS = [
  'snippet',
  'origins',
  'look',
  'words',
  'form',
  'nobody',
  'rating',
  'callback',
  'identity',
  'privacy',
  'mail',
  'start',
  'invitations',
  'tracking',
  'consent',
] as const;
const WITH_PREVIEW: readonly string[] = [
  ...['look', 'words', 'form', 'nobody', 'rating', 'callback', 'invitations', 'consent'],
];
const LONG: readonly string[] = ['form', 'identity', 'start', 'invitations'];

const picture = (name: string, path: string, isBelow: boolean): Screen => ({
  name: `settings-site${name}${isBelow ? '-below' : ''}`,
  ...(isBelow && { needs: 'line' }),
  show: async (shown, { origin, isOffline }) => {
    await shown.goto(`${origin}/settings/sites/default${path}`);
    await shown.locator('h1').first().waitFor();
    if (isOffline) return;
    await shown.locator('.section h2, nav a').last().waitFor({ state: 'attached' });
    // It is only to look at, and so not there for who is asked by role.
    if (WITH_PREVIEW.includes(name.slice(1)))
      await shown.frameLocator('iframe').locator('.panel, .invited, .asked').first().waitFor();
    if (isBelow) await shown.locator('main').evaluate((main) => main.scrollTo(0, 100_000));
  },
});

/** What somebody changes on each page, so that there is something to save; empty: the first switch. */
const CHANGED: { readonly [section: string]: string } = {
  ...{ snippet: 'Another name', origins: 'https://other.example', look: '#0a7d56', words: 'Fern', form: 'Order' },
  ...{ nobody: '45', rating: 'Was it good?', callback: '/cart', identity: '', privacy: '30', mail: '20', start: '' },
  ...{ invitations: 'Anna', tracking: '', consent: 'May we?' },
};
const TEXTS = 'input:is(:not([type]), [type="text"], [type="url"], [type="email"], [type="number"]), textarea';
/** Why it was not saved, in turn: the server failed, forbade it, refused a value, was away, and had another's change. */
const REFUSED = [500, 403, 400, 503, 409] as const;
const ERRORS = { 500: 'failed', 403: 'forbidden', 400: 'invalid', 503: 'away', 409: 'changed-meanwhile' } as const;

/** A change that the server did not take: what was typed stands there, and why is said beside the button. */
const notSaved = (section: string, index: number): Screen => ({
  name: `settings-site-${section}-not-saved`,
  needs: 'line',
  show: async (shown, { origin }) => {
    const status = REFUSED[index % REFUSED.length] ?? 500;
    await shown.goto(`${origin}/settings/sites/default/${section}`);
    const form = shown.locator('.section form').first();
    await form.waitFor();
    await shown.route('**/api/sites/default', (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({ status, json: { error: ERRORS[status] } })
        : route.continue(),
    );
    const words = CHANGED[section] ?? '';
    if (words === '') await form.locator('input:is([type="checkbox"], [type="radio"])').first().click();
    else await form.locator(TEXTS).first().fill(words);
    await form.locator('button[type="submit"]').click();
    const told = shown.locator('.section [role="alert"]');
    await told.waitFor();
    await told.scrollIntoViewIfNeeded();
    await shown.unrouteAll();
  },
});

/** One of many invitations, open; and one that was just removed. */
const invitations = (name: string, act: (shown: Page) => Promise<void>): Screen => ({
  name: `settings-site-invitations-${name}`,
  needs: 'people and line',
  show: async (shown, { origin }) => {
    await shown.goto(`${origin}/settings/sites/default/invitations`);
    await shown.locator('[data-invitation]').first().waitFor();
    await act(shown);
  },
});

export const SITE_SCREENS: readonly Screen[] = [
  invitations('open', async (shown) => {
    await shown.locator('[data-invitation]').last().click();
    await shown.locator('.rules').waitFor();
    await shown.locator('[data-invitation]').last().scrollIntoViewIfNeeded();
  }),
  invitations('removed', async (shown) => {
    await shown.locator('li:has([data-invitation]) > button').last().click();
    await shown.locator('.removed button').scrollIntoViewIfNeeded();
  }),
  picture('', '', false),
  ...SECTIONS.map((section) => picture(`-${section}`, `/${section}`, false)),
  ...LONG.map((section) => picture(`-${section}`, `/${section}`, true)),
  // Last, because what is typed on them stays; and after them the one that cannot be saved at all.
  ...SECTIONS.map(notSaved),
  invitations('wrong', async (shown) => {
    const heads = shown.locator('[data-invitation]');
    await heads.first().click();
    await shown.locator('.rules').waitFor();
    await shown.locator('li:has([data-invitation]) .field input').first().fill('');
    await heads.first().click();
    await heads.last().click();
    await shown.locator('.rules').waitFor();
    await shown.locator('li:has([data-invitation]) .field input').first().fill('');
    await shown.locator('.rules input').first().fill('');
    await heads.last().scrollIntoViewIfNeeded();
  }),
];
