import { expectAccessible } from './fixtures/expect-accessible.ts';
import { call, pageWith, test } from './fixtures/host.ts';
import { keptBy, NOTHING_KEPT } from './fixtures/kept-by.ts';
import { setSite, visit } from './fixtures/live-visit.ts';
import { expect } from './fixtures/test.ts';

test('WID11 CONSENT2: within a page it asks from the start without taking the keyboard, and a no leaves a button that asks again', async ({
  browser,
  host,
  server,
}) => {
  await setSite(server, { consent: { needed: true, words: {}, link: '' } });
  const script = `<script type="module" src="${server.origin}/widget.js" data-container="main" data-inline async></script>`;
  host.serve('/within', { html: pageWith(script, '<main style="position: relative; block-size: 500px"></main>') });
  const { page, context } = await visit({ browser, host, server }, '/within');
  const question = page.getByRole('dialog', { name: 'Before we chat' });
  const again = page.locator('holdline-chat').getByRole('button', { name: 'Chat with us' });
  const message = page.getByRole('region', { name: 'Chat' }).getByRole('textbox', { name: 'Message' });
  const yes = question.getByRole('button', { name: 'I agree' });
  await expect(question).toBeVisible();
  await expect(page.locator('body')).toBeFocused();
  await expect(again).toHaveCount(0);
  await question.getByRole('button', { name: 'No, thanks' }).press('Enter');
  await expect(question).toBeHidden();
  await expect(again).toBeFocused();
  await expectAccessible(page, 'the way back to the question');
  expect(await keptBy(page)).toEqual(NOTHING_KEPT);
  await again.press('Enter');
  await expect(again).toBeHidden();
  await expect(yes).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(again).toBeFocused();
  await again.press('Enter');
  // The chat goes on from where the keyboard is.
  await yes.press('Enter');
  await expect(message).toBeFocused();
  await expect(again).toBeHidden();
  // So it does where the answer to the question that stands from the start is a yes.
  expect(await call(page, 'consent', false)).toBe(true);
  await yes.press('Enter');
  await expect(message).toBeFocused();
  // The page's own banner takes it back and gives it again.
  expect(await call(page, 'consent', false)).toBe(true);
  await question.getByRole('button', { name: 'No, thanks' }).click();
  await expect(again).toBeVisible();
  expect(await call(page, 'consent', true)).toBe(true);
  await expect(message).toBeVisible();
  await expect(again).toBeHidden();
  // Closed by the page it is closed, as without a question.
  expect(await call(page, 'close')).toBe(true);
  await expect(message).toBeHidden();
  await expect(again).toBeHidden();
  await context.close();
});
