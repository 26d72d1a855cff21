import type { Page } from '@playwright/test';
import type { SiteChange } from '#schema/site/site-settings.ts';
import { setSite } from './seed-sites.ts';
import { ACT_STATES } from './widget-act-states.ts';
import { CUT_STATES } from './widget-cut-states.ts';
import type { Porch, WidgetState } from './widget-acts.ts';
import { LONG_STATES } from './widget-long-states.ts';
import { COMMON_STATES, FORM } from './widget-states.ts';

/** All that the chat is pictured in. */
export const WIDGET_STATES: readonly WidgetState[] = [...COMMON_STATES, ...ACT_STATES, ...CUT_STATES, ...LONG_STATES];

const USUAL: SiteChange = {
  texts: { title: {}, greeting: {}, more: {} },
  form: { ...FORM, name: 'off', email: 'off', questions: [] },
  nobody: { after: 60, form: true },
  callback: { offer: 'off', pages: [] },
  invitations: { from: '', list: [] },
  consent: { needed: false, words: {}, link: '' },
};

/** Nothing of what a picture had set before. */
export const setUsual = (server: Porch['server']): Promise<void> => setSite(server, USUAL, 'demo');

/** Sets the site, shows, and sets it back. A browser that no program steers, as far as the page can see. */
export async function takeWidget(page: Page, porch: Porch, state: WidgetState): Promise<void> {
  await page
    .context()
    .addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  await setSite(porch.server, { ...USUAL, ...state.settings }, 'demo');
  await state.show(page, porch);
}
