import { mount, unmount } from 'svelte';
import { createClient } from '#client/create-client.ts';
import { browserEnvironment } from '#client/environment.ts';
import type { Panel, PanelHost, Told } from '../panel-contract.ts';
import type { Texts } from '../texts/texts.ts';
import { createVisitorStore } from '../visitor-store.ts';
import { createAnnouncer } from './announcer.ts';
import { Chat } from './chat.svelte.ts';
import { ComposerState } from './composer-state.svelte.ts';
import PanelView from './Panel.svelte';
import { dressLauncher } from './launcher-signs.ts';
import { LazyFiles } from './lazy-files.ts';
import { PanelState } from './panel-state.svelte.ts';
import { dress } from './parts/drawing.ts';
import type { PartHost } from './parts/part.ts';
import { Parts } from './parts/parts.svelte.ts';
import panelStyles from './styles/panel.css?inline';
import threadStyles from './styles/thread.css?inline';
import composerStyles from './styles/composer.css?inline';

const loadFiles = () => import('./files/files.ts');

/** The panel's file: everything that a visitor needs to write. Made once, when the visitor means to or has written before. */
export function createPanel(host: PanelHost, texts: Texts): Panel {
  const environment = browserEnvironment({ ownServiceWorker: false });
  let page: Told['page'];
  const { options, root } = host;
  const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const store = createVisitorStore(options.site, environment.localStorage, randomBytes);
  const hadConversation = Boolean(store.read()?.conversation);
  const { token, device } = store.ensure();
  const server = { origin: options.origin, bearer: token };
  const namespace = `visitor-${options.site}-${device}`;
  const client = createClient(
    { origin: options.origin, namespace, bearer: token, actor: null, site: options.site },
    environment,
  );
  const chat = new Chat({
    client,
    store,
    site: options.site,
    page: () => ({
      url: page?.url ?? location.href.split('#', 1)[0]?.slice(0, 2048) ?? '',
      title: page?.title ?? document.title.slice(0, 300),
    }),
    now: environment.now,
    randomBytes,
    files: new LazyFiles(
      async () =>
        (await loadFiles()).openFiles({
          environment,
          server,
          conversation: () => store.read()?.conversation ?? null,
          client,
          namespace,
          keepWaiting: (files) => store.update({ files }),
        }),
      Boolean(store.read()?.files),
    ),
  });
  const panel = new PanelState(host.onToggled);
  const composer = new ComposerState(chat);
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
  };

  const home = document.createElement('div');
  root.append(home);
  dress(home, panelStyles + threadStyles + composerStyles);
  const announcer = createAnnouncer(host.emit, () => !hadConversation);
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
      panel.identity = told.identity ?? null;
      page = told.page;
      const { prefill } = told;
      if (prefill && !composer.text.includes(prefill)) composer.restore(prefill);
      delete told.prefill;
    },
    send: (text) => chat.send(text),
    destroy: () => {
      parts.destroy();
      chat.destroy();
      void unmount(view);
      home.remove();
      void client.close();
    },
  };
}
