import { mount, unmount } from 'svelte';
import { createClient } from '#client/create-client.ts';
import { browserEnvironment } from '#client/environment.ts';
import { pageAddress } from '#schema/page-address.ts';
import { ARRIVAL } from '../arrival-mark.ts';
import type { Panel, PanelHost, Told } from '../panel-contract.ts';
import type { Texts } from '../texts/texts.ts';
import { createVisitorStore } from '../visitor-store.ts';
import { createAnnouncer } from './announcer.ts';
import { Chat } from './chat.svelte.ts';
import { ComposerState } from './composer-state.svelte.ts';
import PanelView from './Panel.svelte';
import { dressLauncher } from './launcher-signs.ts';
import { LazyFiles } from './lazy-files.svelte.ts';
import { PanelState } from './panel-state.svelte.ts';
import { dress } from './parts/drawing.ts';
import type { PartHost } from './parts/part.ts';
import { Parts } from './parts/parts.svelte.ts';
import panelStyles from './styles/panel.css?inline';
import threadStyles from './styles/thread.css?inline';
import composerStyles from './styles/composer.css?inline';

const loadFiles = () => import('./files/files.ts');
const loadLeave = () => import('./person/leave.ts');

/** Out of the address at once, so that nothing else on the page finds it there (MAIL10). */
function takeTicket(): string {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(ARRIVAL)) return '';
  history.replaceState(history.state, '', pathname + search);
  return hash.slice(ARRIVAL.length);
}

function beginPanel(
  host: PanelHost,
  texts: Texts,
  restart: PartHost['restart'],
  ticket: string,
): Panel & { readonly end: () => void } {
  const environment = browserEnvironment({ ownServiceWorker: false });
  let page: Told['page'];
  const { options, root } = host;
  const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const store = createVisitorStore(options.site, environment.localStorage, randomBytes);
  const { device } = store.ensure();
  const { origin, site } = options;
  const namespace = `visitor-${site}-${device}`;
  const server = {
    ...{ origin, namespace, site, actor: null },
    /** It may be another one by now, also by another tab. */
    get bearer() {
      return store.ensure().token;
    },
  };
  const client = createClient(server, environment);
  const chat = new Chat({
    client,
    store,
    site,
    live: host.live,
    isUnattended: options.served.shows === 'nobody',
    page: () => ({
      url: pageAddress(page?.url ?? location.href, options.served.parameters).slice(0, 2048),
      title: page?.title ?? document.title.slice(0, 300),
    }),
    now: environment.now,
    randomBytes,
    files: new LazyFiles(
      async (tell) => (await loadFiles()).openFiles(part, namespace, tell),
      Boolean(store.read()?.files),
    ),
  });
  const panel = new PanelState(host.onToggled);
  const composer = new ComposerState(chat);
  const unfollow = store.subscribe(() => composer.follow());
  const parts: Parts = new Parts(() => part);
  const part: PartHost = {
    chat,
    composer,
    panel,
    root,
    parts,
    texts,
    options,
    store,
    client,
    environment,
    server,
    ticket,
    restart,
  };

  const home = document.createElement('div');
  root.append(home);
  dress(home, panelStyles + threadStyles + composerStyles);
  const announcer = createAnnouncer(host.emit);
  const view = mount(PanelView, {
    target: home,
    props: { host: part, announcer, showUnread: dressLauncher(host.button) },
  });

  return {
    open: (how) => {
      chat.opened();
      panel.open(how);
    },
    close: () => panel.close(),
    tell: (told) => {
      panel.asked = told.asked;
      panel.identity = told.identity ?? null;
      panel.attributes = told.attributes;
      page = told.page;
      composer.prefill(told.prefill ?? '');
      delete told.prefill;
    },
    send: (text) => chat.send(text),
    end: store.end,
    leave: async () => (await loadLeave()).leave(part),
    destroy: () => {
      unfollow();
      parts.destroy();
      chat.destroy();
      void unmount(view);
      home.remove();
      void client.close();
    },
  };
}

/**
 * The panel's file: everything that a visitor needs to write. Made once, when the visitor means to or has written before. It begins anew when
 * whoever was here has signed out, in another tab too: nothing of them stays on any screen (IDENT8).
 */
export function createPanel(host: PanelHost, texts: Texts): Panel {
  let told: Told = {};
  const restart: PartHost['restart'] = (isSignedOut) => {
    if (isSignedOut) {
      // The loader's own, or the next word of this page would bring back who has signed out.
      delete told.identity;
      delete told.attributes;
    }
    panel.end();
    panel.close();
    panel.destroy();
    panel = beginPanel(host, texts, restart, '');
    panel.tell(told);
  };
  let panel = beginPanel(host, texts, restart, takeTicket());
  return {
    open: (how) => panel.open(how),
    close: () => panel.close(),
    tell: (news) => panel.tell((told = news)),
    send: (text) => panel.send(text),
    leave: () => panel.leave(),
    destroy: () => panel.destroy(),
  };
}
