import { readFile } from 'node:fs/promises';
import { expectAccessible } from './fixtures/expect-accessible.ts';
import { expect, pageWith, test } from './fixtures/host.ts';
import { setSite } from './fixtures/live-visit.ts';
import { plugIn, unplug } from './fixtures/network.ts';
import { ShopPage } from './fixtures/shop-page.ts';
import { pngOf } from '../../sync-server/testing/test-picture.ts';

/** A page whose chat comes over the line. */
const pageOver = (origin: string): string =>
  pageWith(`<script type="module" src="${origin}/widget.js" async></script>`);

test('D6 CALL1 CALL2 CALL3 CALL4 CALL5 CALL8 CALL9: a visitor asks for a call without a network, an operator sees the number and calls, and both see that it is done', async ({
  visitHost,
  line,
  server,
  newDesk,
}) => {
  const desk = await newDesk({ origin: server.origin });
  const { page } = desk;
  await page.goto(`${server.origin}/settings/sites/default/callback`);
  await page.getByLabel('Offer a call back').selectOption('Yes');
  await expectAccessible(page, 'when a site offers calls');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto(`${server.origin}/`);

  const { shop } = await visitHost({ html: pageOver(line.origin) });
  const context = shop.page.context();
  await shop.launcher.click();
  await shop.panel.getByRole('button', { name: 'Ask for a call' }).click();
  const form = shop.panel.getByRole('region', { name: 'Ask for a call' });
  await form.getByRole('textbox', { name: 'Your phone number' }).fill('tomorrow');
  await form.getByRole('button', { name: 'Call me back' }).click();
  await expect(form.getByRole('alert')).toHaveText('This is not a whole phone number.');
  await form.getByRole('textbox', { name: 'Your phone number' }).fill('+48 600 100 200');
  await expectAccessible(shop.page, 'the form for a call');
  await unplug(context, line);
  await form.getByRole('textbox', { name: 'Your phone number' }).press('Enter');
  const promise = shop.panel.getByText('We will call +48 600 100 200 as soon as we can.');
  await expect(promise).toContainText('Kept on this device');
  await plugIn(context, line);
  await expect(promise).not.toContainText('Kept on this device');
  await expectAccessible(shop.page, 'a call that was asked for');

  await expect(desk.section('New')).toContainText('1');
  const row = page.getByRole('link').filter({ hasText: '+48 600 100 200' });
  await expect(row).toContainText('as soon as possible');
  await row.click();
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: '+48 600 100 200' })).toHaveAttribute('href', 'tel:+48600100200');
  await main.getByRole('button', { name: 'Called' }).click();
  await expect(promise).toHaveCount(0);
  await main.getByRole('button', { name: 'Not called yet' }).click();
  await expect(promise).toBeVisible();
  await shop.panel.getByRole('button', { name: 'No call needed' }).click();
  await expect(main.getByRole('button', { name: 'Called' })).toHaveCount(0);
  await expect(desk.log).toContainText('no longer wants to be called');
});

test('CALL8: on the pages that the site named a call is offered, and on no other, through a router of the page’s own too', async ({
  visitHost,
  server,
}) => {
  await setSite(server, { callback: { offer: 'always', pages: ['/cart', '/zamówienia*'] } });
  const { shop } = await visitHost({ html: pageOver(server.origin) });
  const offer = shop.panel.getByRole('button', { name: 'Ask for a call' });
  const goTo = (path: string) => shop.page.evaluate((to) => history.pushState(null, '', to), path);
  await shop.openChat();
  await goTo('/cart');
  await expect(offer).toBeVisible();
  await goTo('/help');
  await expect(offer).toHaveCount(0);
  // In an address these letters stand in code.
  await goTo('/Zamówienia/7');
  await expect(offer).toBeVisible();
});

test('D4 D5 RATE3 RATE4 RATE5 SCRIPT1: a closed talk is rated without a network, changed, told to the desk and the history, and saved as a page and as text', async ({
  visitHost,
  line,
  server,
  newDesk,
}) => {
  await setSite(server, { rating: { asks: true, question: { en: 'Was the kiln warm?' } } });
  const desk = await newDesk({ origin: server.origin });
  const { page } = desk;
  const { shop } = await visitHost({ html: pageOver(line.origin) });
  const context = shop.page.context();
  await shop.openChat();
  await shop.say('Is the <b>kiln</b> warm?');
  await desk.open('New', 'kiln');
  await desk.take();
  await desk.say('It is.');
  await expect(shop.line('It is.')).toBeVisible();
  await page.getByRole('button', { name: 'Close conversation' }).click();

  const card = shop.panel.getByRole('region', { name: 'Was the kiln warm?' });
  await expect(card).toBeVisible();
  await expectAccessible(shop.page, 'the question after a talk');
  await unplug(context, line);
  await card.getByRole('radio', { name: '2: Not good' }).check();
  await expect(card).toContainText('Kept on this device');
  await card.getByRole('textbox').fill('A bit slow');
  await card.getByRole('button', { name: 'Send' }).click();
  await plugIn(context, line);
  await expect(card).not.toContainText('Kept on this device');
  await expect(desk.log).toContainText('2 of 5: “A bit slow”');
  await card.getByRole('radio', { name: '4: Good' }).check();
  await expect(desk.log).toContainText('4 of 5: “A bit slow”');
  await desk.section('Closed').click();
  await expect(page.getByRole('link').filter({ hasText: '4 of 5' })).toHaveCount(1);

  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await shop.panel.getByRole('menuitem', { name: 'Download the conversation' }).click();
  await expectAccessible(shop.page, 'the ways to have a conversation as a file');
  const saved = shop.page.waitForEvent('download');
  await shop.panel.getByRole('button', { name: 'As a web page' }).click();
  const html = await readFile(await (await saved).path(), 'utf8');
  expect(html).toContain('Is the &lt;b&gt;kiln&lt;/b&gt; warm?');
  expect(html).toContain('You rated the conversation 4 of 5');
  const plain = shop.page.waitForEvent('download');
  await shop.panel.getByRole('button', { name: 'As text' }).click();
  expect((await plain).suggestedFilename()).toMatch(/\.txt$/);
  const text = await readFile(await (await plain).path(), 'utf8');
  expect(text).toContain('Is the <b>kiln</b> warm?');
  expect(text).toContain('It is.');
  expect(text).toContain('You rated the conversation 4 of 5: A bit slow');

  await page.goto(`${server.origin}/history`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Rating').selectOption('4 · Good');
  await expect(page.getByRole('link').filter({ hasText: 'Rating: 4 of 5' })).toHaveCount(1);
  await page.getByLabel('Rating').selectOption('5 · Excellent');
  await expect(page.getByRole('link').filter({ hasText: 'Rating: 4 of 5' })).toHaveCount(0);
});

test('RATE4 RATE5: where a site does not ask after a talk, the chat’s menu has it all the same, and words that are not sent survive a reload', async ({
  visitHost,
  server,
  newDesk,
}) => {
  await setSite(server, { rating: { asks: false, question: {} } });
  const desk = await newDesk();
  const { shop } = await visitHost({ html: pageOver(server.origin) });
  await shop.openChat();
  await shop.say('Is the kettle on?');
  await desk.open('New', 'kettle');
  await desk.take();
  await desk.say('It is.');
  await expect(shop.line('It is.')).toBeVisible();
  await desk.close();
  await expect(shop.log).toContainText('closed');
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  const asked = shop.panel.getByText('How did we do?');
  // The part has come, since the menu has its entry.
  const entry = shop.panel.getByRole('menuitem', { name: 'Rate the conversation' });
  await expect(entry).toBeVisible();
  await expect(asked).toHaveCount(0);
  await entry.click();
  await expect(asked).toBeVisible();
  await shop.panel.getByRole('radio', { name: '5: Excellent' }).check();
  await expect(desk.page.getByRole('main')).toContainText('5 of 5');
  const words = shop.panel.getByRole('textbox', { name: 'A few words, if you like' });
  await words.fill('Half a thought');
  await shop.page.reload();
  await shop.openChat();
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await entry.click();
  await expect(words).toHaveValue('Half a thought');
  await expect(desk.page.getByRole('main')).not.toContainText('Half a thought');
});

test('RATE2 RATE3 RATE5: words beside a rating are changed and taken away again without a network, and then no desk and no saved conversation has them', async ({
  visitHost,
  line,
  server,
  newDesk,
}) => {
  await setSite(server, { rating: { asks: true, question: { en: 'Was the kiln warm?' } } });
  const desk = await newDesk({ origin: server.origin });
  const { shop } = await visitHost({ html: pageOver(line.origin) });
  const context = shop.page.context();
  await shop.openChat();
  await shop.say('Is the kiln warm?');
  await desk.open('New', 'kiln');
  await desk.take();
  await desk.say('It is.');
  await expect(shop.line('It is.')).toBeVisible();
  await desk.close();

  const card = shop.panel.getByRole('region', { name: 'Was the kiln warm?' });
  const field = card.getByRole('textbox', { name: 'A few words, if you like' });
  const save = card.getByRole('button', { name: 'Save' });
  await card.getByRole('radio', { name: '2: Not good' }).check();
  await field.fill('A bit slow');
  await card.getByRole('button', { name: 'Send' }).click();
  await expect(desk.log).toContainText('2 of 5: “A bit slow”');
  // Another score says nothing of the words: they still stand there.
  await card.getByRole('radio', { name: '3: OK' }).check();
  await expect(desk.log).toContainText('3 of 5: “A bit slow”');
  await expect(card.getByText('A bit slow')).toBeVisible();
  await expect(field).toHaveCount(0);

  await unplug(context, line);
  await card.getByRole('button', { name: 'Change' }).click();
  await expect(field).toHaveValue('A bit slow');
  await field.fill('');
  await save.click();
  await expect(card.getByRole('status').first()).toContainText('Your comment was removed.');
  await expect(card).toContainText('Kept on this device');
  await expect(card).not.toContainText('A bit slow');
  await expect(card.getByRole('radio', { name: '3: OK' })).toBeFocused();
  await expect(field).toHaveValue('');
  await expect(save).toHaveCount(0);
  await expectAccessible(shop.page, 'a rating whose words were taken away');
  await expect(desk.log).toContainText('3 of 5: “A bit slow”');
  await plugIn(context, line);
  await expect(card).not.toContainText('Kept on this device');
  await expect(desk.log).toContainText('3 of 5');
  await expect(desk.page.getByRole('main')).not.toContainText('A bit slow');
  await desk.section('Closed').click();
  const row = desk.page.getByRole('link').filter({ hasText: '3 of 5' });
  await expect(row).toHaveCount(1);
  await expect(row.getByTitle('OK', { exact: true })).toBeVisible();

  // On every page of the visitor, and after a reload, too.
  await shop.page.reload();
  await shop.openChat();
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await shop.panel.getByRole('menuitem', { name: 'Rate the conversation' }).click();
  const view = shop.panel.getByRole('region', { name: 'Was the kiln warm?' }).last();
  await expect(view.getByRole('radio', { name: '3: OK' })).toBeChecked();
  await expect(view.getByRole('textbox', { name: 'A few words, if you like' })).toHaveValue('');
  await shop.panel.getByRole('button', { name: 'Back' }).click();
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  await shop.panel.getByRole('menuitem', { name: 'Download the conversation' }).click();
  const saved = shop.page.waitForEvent('download');
  await shop.panel.getByRole('button', { name: 'As text' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(text).toContain('You rated the conversation 3 of 5');
  expect(text).not.toContain('A bit slow');
});

test('RATE4: the question after a talk that a visitor puts away stays away, over a reload too, and the menu has it still', async ({
  visitHost,
  server,
  newDesk,
}) => {
  await setSite(server, { rating: { asks: true, question: { en: 'Was the kiln warm?' } } });
  const desk = await newDesk();
  const { shop } = await visitHost({ html: pageOver(server.origin) });
  await shop.openChat();
  await shop.say('Is the kiln warm?');
  await desk.open('New', 'kiln');
  await desk.take();
  await desk.say('It is.');
  await expect(shop.line('It is.')).toBeVisible();
  await desk.close();
  const card = shop.panel.getByRole('region', { name: 'Was the kiln warm?' });
  await card.getByRole('button', { name: 'Hide' }).click();
  await expect(card).toHaveCount(0);
  await shop.page.reload();
  await shop.openChat();
  await expect(shop.log).toContainText('closed');
  await shop.panel.getByRole('button', { name: 'Menu' }).click();
  // The part that asks has come, since the menu has its entry.
  const entry = shop.panel.getByRole('menuitem', { name: 'Rate the conversation' });
  await expect(entry).toBeVisible();
  await expect(card).toHaveCount(0);
  await entry.click();
  await expect(card).toBeVisible();
});

test('PHOTO1 PHOTO2 PHOTO3 PHOTO4: an operator chooses a photo, sees it at once, and so does the visitor they answer, over the first of several lines', async ({
  visitHost,
  line,
  server,
  newDesk,
}) => {
  const desk = await newDesk({ origin: server.origin });
  const { page } = desk;
  await page.goto(`${server.origin}/settings`);
  const you = page.getByRole('region', { name: 'You' });
  await you.locator('input[type=file]').setInputFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pngOf(300, 200, 'taken at home')),
  });
  await expect(you.locator('img')).toBeVisible();
  await expectAccessible(page, 'the settings with a photo');
  await page.goto(`${server.origin}/`);
  const { shop, faults } = await visitHost({ html: pageOver(line.origin) });
  await shop.openChat();
  await shop.say('Who is there?');
  await desk.open('New', 'Who is there?');
  await desk.take();
  await expect(shop.panel.getByRole('heading', { level: 2, name: 'olga', exact: true })).toBeVisible();
  await expect(shop.panel.locator('.header canvas.photo')).toBeVisible();
  await desk.say('It is me.');
  await expect(shop.line('It is me.').locator('canvas.photo')).toBeVisible();
  await desk.say('Still me.');
  await expect(shop.line('Still me.')).toBeVisible();
  await expect(shop.log.locator('canvas.photo')).toHaveCount(1);
  expect(await faults()).toEqual([]);
});

test('SOUND1 SOUND2 SOUND3: an answer that nobody looks at sounds once over all tabs of the site, and not when the visitor has turned it off', async ({
  visitHost,
  line,
  host,
  newDesk,
}) => {
  const desk = await newDesk();
  let tones = 0;
  const { page, shop } = await visitHost({ html: pageOver(line.origin) }, async (context) => {
    await context.exposeBinding('toneStarts', () => (tones += 1));
    await context.addInitScript(() => {
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (when) {
        void (globalThis as unknown as { toneStarts: () => Promise<void> }).toneStarts();
        start.call(this, when);
      };
    });
  });
  await shop.openChat();
  await shop.say('Call me when it is ready');
  const other = new ShopPage(await page.context().newPage());
  await other.visit(host.origin, '/');
  await other.openChat();
  for (const one of [shop, other]) await one.panel.getByRole('button', { name: 'Close chat' }).click();
  await desk.open('New', 'when it is ready');
  await desk.take();

  const answered = async (text: string, unread: number): Promise<void> => {
    await desk.say(text);
    for (const { launcher } of [shop, other])
      await expect(launcher).toHaveAccessibleName(new RegExp(`, ${unread} unread`));
  };
  await answered('It is ready.', 1);
  // A sound is two tones.
  await expect.poll(() => tones).toBe(2);

  const turn = async (name: string): Promise<void> => {
    await shop.openChat();
    await shop.panel.getByRole('button', { name: 'Menu' }).click();
    await shop.panel.getByRole('menuitem', { name }).click();
    await shop.panel.getByRole('button', { name: 'Close chat' }).click();
  };
  await turn('Turn the sound off');
  await answered('Are you there?', 1);
  await turn('Turn the sound on');
  // Had the one before it sounded, in whichever tab, it would have been four by now.
  await answered('We close at six.', 1);
  await expect.poll(() => tones).toBe(4);
  await shop.openChat();
  await expect(shop.line('We close at six.')).toBeVisible();
  expect(tones).toBe(4);
});
