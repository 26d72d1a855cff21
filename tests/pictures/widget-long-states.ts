import type { Page } from '@playwright/test';
import type { SiteChange } from '#schema/site/site-settings.ts';
import { signIn } from '../support/people.ts';
import { articles, form, hired, openChat, panelOf, talk, write, type Porch, type WidgetState } from './widget-acts.ts';
import { addToList } from './seed-lists.ts';
import { setSite } from './seed-sites.ts';
import { FORM, INVITATION } from './widget-states.ts';

/** More of everything than anybody meant: without a blank, or without an end, or from right to left. */
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const NAME = 'Wolfeschlegelsteinhausenbergerdorff-Bartholomew de la Fontaine-Montmorency';
const everywhere = (words: string) => ({ en: words, ru: words, pl: words });

const TEXTS: NonNullable<SiteChange['texts']> = {
  title: everywhere(WORD.slice(0, 40)),
  greeting: everywhere(WORD),
  more: everywhere(WORD.repeat(3).slice(0, 240)),
};
const LONG_FORM: NonNullable<SiteChange['form']> = {
  ...{ ...FORM, name: 'required', phone: 'required' },
  questions: [
    { ask: everywhere(WORD), need: 'required' },
    { ask: everywhere('How many pieces do you want, of which glaze, and by when, please?'), need: 'required' },
  ],
  intro: everywhere(WORD.repeat(3).slice(0, 240)),
  needsDepartment: true,
};

/** Departments with such names, by the server that has them. */
const added = new WeakMap<Porch['server'], Promise<readonly string[]>>();

async function addDepartments(server: Porch['server']): Promise<readonly string[]> {
  const { token } = await signIn(server);
  const ids: string[] = [];
  for (const name of [
    NAME.slice(0, 60),
    `${WORD} ${WORD}`.slice(0, 60),
    'Lieferungen und Rücksendungen',
    'قسم المبيعات',
  ])
    ids.push(await addToList(server, token, 'departments', { name, members: [] }));
  return ids;
}

/** A form that asks for one of them. */
async function askForDepartment(page: Page, porch: Porch): Promise<void> {
  const departments = await (added.get(porch.server) ?? addDepartments(porch.server));
  added.set(porch.server, Promise.resolve(departments));
  await setSite(porch.server, { form: { ...LONG_FORM, departments } }, 'demo');
  await openChat(page, porch);
  await form(page);
}

export const LONG_STATES: readonly WidgetState[] = [
  {
    name: 'long-new',
    settings: { texts: TEXTS },
    show: async (page, porch) => {
      await openChat(page, porch);
      await panelOf(page).locator('.greeting').waitFor();
    },
  },
  { name: 'long-form', settings: { texts: TEXTS }, show: askForDepartment },
  {
    name: 'long-form-refused',
    show: async (page, porch) => {
      await askForDepartment(page, porch);
      await panelOf(page).locator('form button').last().click();
      await panelOf(page).locator('form [aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'long-talk',
    show: async (page, porch) => {
      const by = await hired(porch.server, NAME);
      const said = [WORD.repeat(2), `https://fern-and-clay.example/${'path-'.repeat(40)}`];
      await talk(page, porch, { asked: WORD.repeat(3), said, by });
      await panelOf(page).locator('.author').first().waitFor();
    },
  },
  {
    name: 'rtl-words',
    show: async (page, porch) => {
      const by = await hired(porch.server, 'محمد بن عبد الله');
      const { say } = await talk(page, porch, {
        asked: 'مرحبا، هل يمكنني استبدال الإبريق؟ لقد وصل مكسورا في الطريق إلينا هذا الصباح',
        said: ['بالتأكيد! سنرسل لك إبريقا جديدا (مجانا) اليوم.'],
        by,
      });
      await write(page, 'تمام، شكرا! OK?');
      await say('Thank you, too (really).');
      await articles(page).nth(3).waitFor();
    },
  },
  {
    name: 'invitation-long',
    settings: {
      invitations: {
        from: NAME.slice(0, 60),
        // As many as there may be, each of which holds.
        list: Array.from({ length: 10 }, (_, n) => ({
          ...INVITATION,
          id: `inv-${String(n)}xx`,
          words: everywhere(`${n + 1}: ${WORD} ${'and on and on '.repeat(14)}`.slice(0, 300)),
        })),
      },
    },
    show: async (page, { shop }) => {
      await page.goto(`${shop.origin}/demo/`);
      await page.getByText('1: Donau').first().waitFor();
    },
  },
  {
    name: 'consent-long',
    settings: {
      consent: {
        needed: true,
        words: everywhere(`${WORD} ${'May we keep what you write, so that we can answer? '.repeat(8)}`.slice(0, 400)),
        link: 'https://fern-and-clay.example/privacy',
      },
    },
    show: async (page, porch) => {
      await openChat(page, porch);
      await page.locator('holdline-chat .asked').waitFor();
    },
  },
];
