import type { Page, WebSocket } from '@playwright/test';
import { call, expect, pageWith, snippet, test } from './fixtures/host.ts';
import { setSite, visit } from './fixtures/live-visit.ts';

/** As routers put another page into the document: the body is another one, and what ours stood in is gone. */
const swapBody = (page: Page, times = 1): Promise<void> =>
  page.evaluate(async (left) => {
    for (; left > 0; left -= 1) {
      const body = document.createElement('body');
      body.append(`Page ${left}`);
      document.body.replaceWith(body);
      await new Promise(requestAnimationFrame);
    }
  }, times);

const element = (page: Page) => page.locator('holdline-chat');

test('WID3 WID15 D11: after forty pages of a router, and back to one that it has kept, there is one chat with what was said and typed', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet(server.origin)) });
  await shop.openChat();
  await shop.say('From the first page');
  await shop.message.fill('half a thou');
  await swapBody(page, 40);
  await expect(element(page)).toHaveCount(1);
  await expect(shop.message).toHaveValue('half a thou');
  await expect(shop.line('From the first page')).toBeVisible();

  // Kept as nodes, or as text.
  for (const kept of ['nodes', 'text']) {
    await page.evaluate(async (how) => {
      const turn = () => new Promise(requestAnimationFrame);
      const text = document.body.innerHTML;
      const nodes = document.body.cloneNode(true) as HTMLElement;
      document.body.replaceWith(document.createElement('body'));
      await turn();
      if (how === 'nodes') document.body.replaceWith(nodes);
      else document.body.innerHTML = text;
      await turn();
      await turn();
    }, kept);
    await expect(element(page), kept).toHaveCount(1);
    await expect(shop.launcher).toHaveCount(1);
    await expect(shop.message).toHaveValue('half a thou');
  }
  await shop.say('From the page that was kept');
  await desk.open('New', 'From the page that was kept');
  await expect(desk.line('From the first page')).toBeVisible();
  expect(await faults()).toEqual([]);

  // Taken off by the page, it does not come with the next one, and comes when it is called.
  await call(page, 'destroy');
  await swapBody(page);
  await expect(element(page)).toHaveCount(0);
  await call(page, 'start');
  await expect(element(page)).toHaveCount(1);
  await shop.openChat();
  await expect(shop.line('From the first page')).toBeVisible();
});

test('WID15 D10: a page that takes it away again each time it comes has its way, and stands still for nobody', async ({
  server,
  visitHost,
}) => {
  const { page, shop, faults } = await visitHost({ html: pageWith(snippet(server.origin)) });
  await expect(shop.launcher).toBeVisible();
  const taken = await page.evaluate(async () => {
    let count = 0;
    const take = () => {
      const found = document.querySelector('holdline-chat');
      if (found) count += 1;
      found?.remove();
    };
    new MutationObserver(take).observe(document.body, { childList: true });
    take();
    await new Promise(requestAnimationFrame);
    return count;
  });
  expect(taken).toBe(20);
  await page.evaluate(() => document.body.append('Goes on'));
  await expect(element(page)).toHaveCount(0);
  expect(await faults()).toEqual([]);
});

test('WID1 WID11 WID16 D10: in an element of the page it comes with that element, however late, goes with it, and is back with it, the same conversation', async ({
  server,
  visitHost,
  newDesk,
}) => {
  const desk = await newDesk();
  const attributes = 'data-site="demo" data-container="#box" data-inline';
  const { page, requests, faults } = await visitHost({
    html: pageWith(snippet(server.origin).replace('data-site="demo"', attributes)),
  });
  const mount = (): Promise<void> =>
    page.evaluate(() => {
      const box = document.createElement('div');
      box.id = 'box';
      box.style.cssText = 'position: relative; inline-size: 420px; block-size: 500px';
      document.querySelector('main')?.append(box);
      history.pushState(null, '', '/help');
    });
  const unmount = (): Promise<void> =>
    page.evaluate(() => {
      document.querySelector('#box')?.remove();
      history.pushState(null, '', '/');
    });
  await page.waitForLoadState('networkidle');
  await expect(element(page)).toHaveCount(0);
  // Shown to nobody, it is nobody's intent.
  expect(requests()).toEqual([`${server.origin}/widget.js`]);

  await mount();
  const chat = page.getByRole('region', { name: 'Chat' });
  const field = chat.getByRole('textbox', { name: 'Message' });
  await field.fill('From the help');
  await field.press('Enter');
  await expect(chat.getByRole('article')).toContainText('From the help');
  await field.fill('and half');
  await desk.open('New', 'From the help');
  await desk.take();
  await desk.say('Read while it is there');
  await expect(desk.mark('Read while it is there', 'Seen')).toBeVisible();

  await unmount();
  await expect(element(page)).toHaveCount(0);
  await desk.say('Said while it is away');
  // It has come to the device, and nobody has seen it.
  await expect(desk.mark('Said while it is away', 'Delivered')).toBeVisible();
  await mount();
  await expect(chat.getByRole('article').filter({ hasText: 'Said while it is away' })).toBeVisible();
  await expect(desk.mark('Said while it is away', 'Seen')).toBeVisible();
  await expect(field).toHaveValue('and half');
  await expect(element(page)).toHaveCount(1);

  // Away, and taken off for good meanwhile.
  await unmount();
  await call(page, 'destroy');
  await mount();
  await page.evaluate(() => document.body.append('Goes on'));
  await expect(element(page)).toHaveCount(0);
  expect(await faults()).toEqual([]);
});

test('WID16 LIVE1 E1: a visit is told while the page has a place for the chat, and goes on when it has one again', async ({
  browser,
  host,
  server,
}) => {
  await setSite(server, { tracking: { on: true } });
  const lines: WebSocket[] = [];
  const script = `<script type="module" src="${server.origin}/widget.js" data-container="#box" async></script>`;
  host.serve('/box', { html: pageWith(script) });
  const { page, context } = await visit({ browser, host, server }, '/box', {}, (opened) => {
    opened.on('websocket', (socket) => lines.push(socket));
    return Promise.resolve();
  });
  const open = () => lines.filter((socket) => !socket.isClosed()).map((socket) => new URL(socket.url()).pathname);
  const mount = (): Promise<void> =>
    page.evaluate(() => {
      const box = document.createElement('div');
      box.id = 'box';
      document.body.append(box);
    });
  await page.waitForLoadState('networkidle');
  expect(lines).toEqual([]);
  await mount();
  await expect.poll(open).toEqual(['/watch']);
  await page.evaluate(() => document.querySelector('#box')?.remove());
  await expect.poll(open).toEqual([]);
  await mount();
  await expect.poll(open).toEqual(['/watch']);
  expect(lines).toHaveLength(2);
  await context.close();
});
