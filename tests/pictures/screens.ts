import type { Page } from '@playwright/test';
import type { More } from './seed-more.ts';
import type { Shop } from './seed.ts';
import { MORE_SCREENS } from './more-screens.ts';
import { SITE_SCREENS } from './site-screens.ts';

/** One picture: how to come there from anywhere in the app, and what must be there before it is taken. */
export interface Screen {
  readonly name: string;
  readonly show: (page: Page, place: Place) => Promise<void>;
  /** Needs a conversation, a width or a line that a workspace may not have. */
  readonly needs?: 'people' | 'wide' | 'line' | 'people and line';
}

export interface Place extends Omit<Shop, 'server'>, More {
  readonly origin: string;
  readonly isPhone: boolean;
  readonly isOffline: boolean;
}

const visible = (page: Page, selector: string): Promise<void> => page.locator(selector).first().waitFor();

/** Keys are the same in every language; a field would take them for text. */
async function press(page: Page, key: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press(key);
}

async function open(page: Page, { origin }: Place, path: string): Promise<void> {
  await page.goto(origin + path);
  await visible(page, 'main, [role="main"], h1');
}

async function openThread(page: Page, place: Place, id: string = place.main): Promise<void> {
  await open(page, place, `/c/${id}`);
  await visible(page, '[role="log"] article');
}

const section = (name: string, key: string): Screen => ({
  name: `desk-${name}`,
  show: async (page, place) => {
    await open(page, place, '/');
    await visible(page, '[role="tablist"]');
    await press(page, key);
    await visible(page, '[role="tab"][aria-selected="true"]');
  },
});

const inThread = (name: string, act: (page: Page, place: Place) => Promise<void>): Screen => ({
  name: `thread-${name}`,
  needs: 'people',
  show: async (page, place) => {
    await openThread(page, place);
    await act(page, place);
  },
});

const page = (name: string, path: string, needs?: Screen['needs']): Screen => ({
  name,
  ...(needs !== undefined && { needs }),
  show: (shown, place) => open(shown, place, path),
});

const dialog = (key: string) => async (shown: Page) => {
  await press(shown, key);
  await visible(shown, 'dialog[open]');
};

async function openCard(shown: Page, { isPhone }: Place): Promise<void> {
  if (isPhone) await press(shown, 'd');
  await visible(shown, 'aside [data-part]');
}

export const SCREENS: readonly Screen[] = [
  section('mine', '1'),
  section('new', '2'),
  section('others', '3'),
  section('missed', '4'),
  section('requests', '5'),
  section('closed', '6'),
  section('all', '7'),
  {
    name: 'desk-filter',
    show: async (shown, place) => {
      await open(shown, place, '/');
      await visible(shown, '[role="tablist"]');
      await press(shown, '7');
      await press(shown, 'f');
      await visible(shown, '[role="group"] input, [role="search"] input, input');
    },
  },
  inThread('open', () => Promise.resolve()),
  {
    name: 'thread-nameless',
    needs: 'people',
    show: async (shown, place) => {
      await openThread(shown, place, place.nameless);
      await openCard(shown, place);
    },
  },
  {
    name: 'thread-request',
    needs: 'people',
    show: async (shown, place) => {
      await openThread(shown, place, place.request);
      if (!place.isPhone) await openCard(shown, place);
    },
  },
  inThread('card', openCard),
  inThread('card-below', async (shown, place) => {
    await openCard(shown, place);
    await shown.locator('aside details summary').first().click();
    await shown.locator('aside').evaluate((aside) => aside.scrollTo(0, 10_000));
  }),
  inThread('action-log', async (shown, place) => {
    await openCard(shown, place);
    await shown.locator('aside details summary').first().click();
  }),
  inThread('task-form', async (shown, place) => {
    await openCard(shown, place);
    await shown.locator('aside [data-part="tasks"] .content button').last().click();
  }),
  inThread('tag-field', async (shown) => {
    await press(shown, 'l');
    await shown.keyboard.type('t');
    await visible(shown, '[role="option"]');
  }),
  inThread('hand-over', dialog('a')),
  inThread('bring-in', dialog('b')),
  inThread('find', async (shown) => {
    await press(shown, 's');
    await visible(shown, '#find-words');
    await shown.keyboard.type('tea');
  }),
  inThread('calendar', async (shown) => {
    await press(shown, 's');
    await visible(shown, '#find-words');
    await shown.locator('[role="group"]:has(#find-words) [aria-haspopup="dialog"]').click();
    await visible(shown, '[role="grid"]');
  }),
  {
    name: 'thread-files',
    needs: 'people',
    show: async (shown, place) => {
      await openThread(shown, place, place.files);
      await shown.locator('[role="log"] article').nth(6).waitFor();
    },
  },
  {
    name: 'thread-picture',
    needs: 'people and line',
    show: async (shown, place) => {
      await openThread(shown, place, place.files);
      await shown.locator('[role="log"] article button:has(img)').first().click();
      await visible(shown, 'dialog[open] img');
    },
  },
  inThread('block', dialog('v')),
  page('rooms', '/colleagues'),
  {
    name: 'rooms-talk',
    needs: 'people',
    show: async (shown, place) => {
      await open(shown, place, `/colleagues/${place.room}`);
      await visible(shown, '[role="log"] article');
    },
  },
  inThread('note', (shown) => press(shown, 'n')),
  inThread('emoji', async (shown) => {
    await press(shown, 'Control+e');
    await visible(shown, '[role="grid"], [role="listbox"]');
  }),
  inThread('template-picker', async (shown) => {
    await press(shown, 'q');
    await visible(shown, '[role="listbox"] [role="option"]');
  }),
  inThread('template-fill-in', async (shown) => {
    await press(shown, 'q');
    await visible(shown, '[role="listbox"] [role="option"]');
    // The one of the starters that asks for something, by the word of its variable.
    await shown.keyboard.type('how many');
    await visible(shown, '[role="listbox"] [role="option"]');
    await shown.keyboard.press('Enter');
    await visible(shown, 'form input');
  }),
  inThread('palette', async (shown) => {
    await press(shown, 'Control+k');
    await visible(shown, 'dialog[open] input');
  }),
  inThread('shortcuts', dialog('?')),
  inThread('team', async (shown) => {
    await press(shown, 'g');
    await shown.keyboard.press('p');
    await visible(shown, 'dialog[open]');
  }),
  page('search', '/history'),
  {
    name: 'search-contact',
    needs: 'line',
    show: async (shown, place) => {
      await open(shown, place, '/history');
      await shown.locator('input').first().fill('600 100');
      await shown.locator('#history-results mark, #history-results .title').first().waitFor();
    },
  },
  {
    name: 'search-words',
    needs: 'line',
    show: async (shown, place) => {
      await open(shown, place, '/history');
      await shown.locator('input').first().fill('teapot');
      await visible(shown, 'mark');
    },
  },
  page('tasks', '/tasks'),
  page('templates', '/templates'),
  {
    name: 'templates-edit',
    needs: 'people',
    show: async (shown, place) => {
      await open(shown, place, '/templates');
      await visible(shown, 'main li');
      await shown.locator('main').getByText('one moment').first().click();
      await visible(shown, 'main textarea');
    },
  },
  page('settings', '/settings'),
  {
    name: 'visitors',
    show: async (shown, place) => {
      await open(shown, place, '/visitors');
      if (place.main !== '') await visible(shown, 'tr[data-visitor], main p');
    },
  },
  {
    name: 'visitors-invite',
    needs: 'people and line',
    show: async (shown, place) => {
      await open(shown, place, '/visitors');
      await shown.locator('tr[data-visitor] .talk button').first().click();
      await visible(shown, 'dialog[open] textarea');
    },
  },
  ...MORE_SCREENS,
  page('settings-schedule', '/settings/schedule'),
  page('settings-sites', '/settings/sites'),
  page('settings-mail', '/settings/mail'),
  ...SITE_SCREENS,
  {
    name: 'settings-notifications',
    show: async (shown, place) => {
      await open(shown, place, '/settings');
      const section = shown.locator('section:has(input[type="range"])').first();
      await section.waitFor();
      await section.evaluate((element) => element.scrollIntoView());
    },
  },
  page('settings-blocks', '/settings/blocks'),
  {
    name: 'settings-blocks-range',
    needs: 'line',
    show: async (shown, place) => {
      await open(shown, place, '/settings/blocks');
      const summary = shown.locator('main details summary');
      await summary.click();
      const field = shown.locator('main details input').first();
      const told = shown.waitForResponse('**/api/blocks/effect');
      await field.fill('198.51.0.0/16');
      await told;
      await shown.locator('main details [role="status"] p').nth(1).waitFor();
      await field.scrollIntoViewIfNeeded();
    },
  },
  page('settings-departments', '/settings/departments'),
  page('settings-tags', '/settings/tags'),
  page('settings-categories', '/settings/categories'),
];
