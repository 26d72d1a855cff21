import type { Page } from '@playwright/test';
import { startShopSite } from '../e2e/fixtures/shop-site.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { pause } from '../support/until.ts';
import { takeLetters } from './letters.ts';
import type { Look } from './looks.ts';
import { PAGES } from './others.ts';
import { addDemo } from './seed-sites.ts';
import { setUsual, takeWidget, WIDGET_STATES } from './widget.ts';
import type { Porch } from './widget-acts.ts';

/** Makes one picture, of a page of its own. */
export type Take = (name: string, show: (page: Page) => Promise<void>) => Promise<void>;

/**
 * All that visitors see: the chat in each of its states, of a shop with people on duty and of one where nobody is, and the pages that
 * the server writes for them.
 */
export async function takePorch(
  look: Look,
  server: ServerProcess,
  isAsked: (name: string) => boolean,
  take: Take,
): Promise<void> {
  const states = WIDGET_STATES.filter(
    ({ name, needsMouse }) => isAsked(`widget-${name}`) && !(needsMouse === true && look.isPhone),
  );
  const pages = PAGES.filter(({ name }) => isAsked(name));
  if (states.length + pages.length > 0) {
    const porches = await Promise.all([openPorch(look, server), openPorch(look)]);
    for (const state of states) {
      const porch = porches[state.isUnattended === true ? 1 : 0];
      await take(`widget-${state.name}`, (page) => takeWidget(page, porch, state));
    }
    await setUsual(porches[0].server);
    for (const { name, show } of pages) await take(name, (page) => show(page, porches[0].server));
    for (const { shop, line } of porches) await Promise.all([shop.close(), line.close()]);
    await porches[1].server.dispose();
  }
  if (isAsked('letter-open')) await takeLetters(look, take);
}

/** Without a server: of a workspace of its own, where nobody is. */
async function openPorch({ context, shop }: Look, given?: ServerProcess): Promise<Porch> {
  const server = given ?? (await startServer({ VISITOR_LIMIT: 'off' }));
  if (given === undefined) {
    await addDemo(server);
    // After a start nobody is gone for a while (LEASE4).
    while ((await (await fetch(`${server.origin}/api/sites/demo/duty`)).text()).includes('true')) await pause(500);
  }
  const line = await startTcpProxy({ target: server.port });
  const language = (context.locale ?? 'en').slice(0, 2);
  return { server, line, shop: await startShopSite(line.origin, 'demo', { language, ...shop }) };
}
