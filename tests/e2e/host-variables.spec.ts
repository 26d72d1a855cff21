import type { Locator } from '@playwright/test';
import { expect, pageWith, snippet, test } from './fixtures/host.ts';
import { setSite } from './fixtures/live-visit.ts';

test('WID8 D11: variables of the page that are named as ours reach neither the button nor the question of consent nor the chat', async ({
  server,
  visitHost,
}) => {
  await setSite(server, {
    consent: { needed: true, words: { en: 'May we keep what you write?' }, link: 'https://shop.example/privacy' },
  });
  /** What is seen of it, drawn by every variable there is. */
  const look = async (style: string): Promise<readonly unknown[]> => {
    const html = pageWith(style + snippet(server.origin).replace('data-site="demo"', 'data-site="default"'));
    const { page, shop } = await visitHost({ html });
    const seen = [await drawn(shop.launcher)];
    await shop.launcher.click();
    const question = page.getByRole('dialog', { name: 'Before we chat' });
    await expect(question).toBeVisible();
    const yes = question.getByRole('button', { name: 'I agree' });
    for (const part of [question, question.getByRole('button', { name: 'No, thanks' }), yes])
      seen.push(await drawn(part));
    await yes.click();
    await shop.say('Am I still legible?');
    await expect(shop.mark('legible', 'Delivered').or(shop.mark('legible', 'Sent'))).toBeVisible();
    const header = shop.panel.getByRole('heading').first();
    for (const part of [shop.panel, header, shop.message, shop.launcher]) seen.push(await drawn(part));
    // How high it stands is also by what is said under it, such as the place in the line.
    seen.push({ ...(await drawn(shop.line('legible').locator('.bubble'))), y: null });
    return seen;
  };
  const calm = await look('');
  for (const [selector, weight] of [
    ['*', ''],
    ['holdline-chat', ' !important'],
    [':root', ' !important'],
  ] as const)
    expect(await look(variablesSet(selector, weight)), `${selector}${weight}`).toEqual(calm);
});

/** A page that has every variable of ours for itself. */
function variablesSet(selector: string, weight: string): string {
  const colours = 'accent on-accent surface surface-2 text text-2 line edge bubble danger tint accent-text'.split(' ');
  const measures = 'size above aside wide over across seen-top seen-height'.split(' ');
  const rules = [
    ...colours.map((name) => `--${name}: red${weight}`),
    ...measures.map((name) => `--${name}: 3px${weight}`),
    `--shadow: 0 0 9px 9px red${weight}`,
  ];
  return `<style>${selector} { ${rules.join('; ')} }</style>`;
}

const drawn = (part: Locator): Promise<object> =>
  part.evaluate((element) => {
    const { backgroundColor, borderTopColor, boxShadow, color } = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    return { backgroundColor, borderTopColor, boxShadow, color, x, y, width, height };
  });
