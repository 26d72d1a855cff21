import type { Page } from '@playwright/test';
import type { Place, Screen } from './screens.ts';

/** Who is on the site, how a visitor is reached, and what an admin sees when a change is not taken. */

const visible = (page: Page, selector: string): Promise<void> => page.locator(selector).first().waitFor();

const visitors = (
  name: string,
  act: (shown: Page) => Promise<void>,
  before?: (shown: Page) => Promise<void>,
): Screen => ({
  name: `visitors-${name}`,
  needs: 'people and line',
  show: async (shown, { origin }) => {
    await before?.(shown);
    await shown.goto(`${origin}/visitors`);
    await act(shown);
    await shown.unrouteAll();
  },
});

const thread = (name: string, which: (place: Place) => string, selector: string): Screen => ({
  name: `thread-${name}`,
  needs: 'people',
  show: async (shown, place) => {
    await shown.goto(`${place.origin}/c/${which(place)}`);
    await visible(shown, '[role="log"] article');
    await visible(shown, selector);
  },
});

export const MORE_SCREENS: readonly Screen[] = [
  visitors('row', async (shown) => {
    await shown.locator('tr[data-visitor] .since button').first().click();
    await visible(shown, 'tr[data-visitor] + tr li');
  }),
  visitors('below', async (shown) => {
    await visible(shown, 'tr[data-visitor]');
    await shown.locator('main').evaluate((main) => main.scrollTo(0, 100_000));
  }),
  visitors('none-found', async (shown) => {
    await visible(shown, 'tr[data-visitor]');
    await shown.locator('main input[type="search"]').fill('nobody at all');
    await shown.locator('tr[data-visitor]').first().waitFor({ state: 'detached' });
  }),
  thread('letter', ({ letter }) => letter, '[role="note"]'),
  thread('unmailed', ({ unmailed }) => unmailed, '[role="note"]'),
  thread('call', ({ call }) => call, '[role="log"] article'),
  {
    name: 'thread-signed',
    needs: 'people',
    show: async (shown, place) => {
      await shown.goto(`${place.origin}/c/${place.signed}`);
      await visible(shown, '[role="log"] article');
      if (place.isPhone) await shown.keyboard.press('d');
      await visible(shown, 'aside [data-part]');
    },
  },
];
