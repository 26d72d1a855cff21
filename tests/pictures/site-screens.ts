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
    if (WITH_PREVIEW.includes(name.slice(1))) await shown.frameLocator('iframe').locator('.panel').waitFor();
    if (isBelow) await shown.locator('main').evaluate((main) => main.scrollTo(0, 100_000));
  },
});

export const SITE_SCREENS: readonly Screen[] = [
  picture('', '', false),
  ...SECTIONS.map((section) => picture(`-${section}`, `/${section}`, false)),
  ...LONG.map((section) => picture(`-${section}`, `/${section}`, true)),
];
