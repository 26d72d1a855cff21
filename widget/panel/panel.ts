import { mount, unmount } from 'svelte';
import { createClient } from '#client/create-client.ts';
import { browserEnvironment } from '#client/environment.ts';
import type { UnsavedRows } from '#client/interface.ts';
import { pageAddress } from '#schema/page-address.ts';
import { ARRIVAL } from '../arrival-mark.ts';
import { BEGIN_ANEW, type Panel, type PanelHost } from '../panel-contract.ts';
import type { Call } from '../loader/calls.ts';
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
import { LATE_PARTS } from './parts/late-parts.ts';
import type { PartHost } from './parts/part.ts';
import { Parts } from './parts/parts.svelte.ts';
import panelStyles from './styles/panel.css?inline';
import threadStyles from './styles/thread.css?inline';
import composerStyles from './styles/composer.css?inline';

const loadFiles = () => import('./files/files.ts');
const loadLeave = () => import('./person/leave.ts');

/** What waits in memory alone goes on in the next panel of the page (API7, API8). */
const unsaved: UnsavedRows = new Map();

/** Out of the address at once, so that nothing else on the page finds it there (MAIL10). */
function takeTicket(): string {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(ARRIVAL)) return '';
  history.replaceState(history.state, '', pathname + search);
  return hash.slice(ARRIVAL.length);
}

/** Tried again where its code could not be fetched. By the loader, which alone can take the button and what goes by rules off the page and put them there again. */
function beginAnew(isSignedOut?: boolean): void {
  (globalThis.holdline as unknown as Call)(BEGIN_ANEW, isSignedOut).catch(() =>
    setTimeout(beginAnew, 3_000, isSignedOut),
  );
}

/**
 * The panel's file: everything that a visitor needs to write. Made once, when the visitor means to or has written before. It is over, and the
 * widget begins anew, when whoever was here has signed out, in another tab too: nothing of them stays on any screen (IDENT8).
 */
export function createPanel(host: PanelHost, texts: Texts): Panel {
  const ticket = takeTicket();
  const environment = browserEnvironment({ ownServiceWorker: false });
  let isOver = false;
  const { options, root, told } = host;
  const memory = (told.memory ??= new Map());
  const { randomBytes } = environment;
  const store = createVisitorStore(options.site, environment.localStorage, randomBytes, memory);
  const { device } = store.ensure();
  const { origin, site } = options;
  const namespace = `visitor-${site}-${device}`;
  const server = {
    ...{ origin, namespace, site, actor: null, unsaved },
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
      url: pageAddress(told.page?.url ?? location.href, options.served.parameters).slice(0, 2048),
      title: told.page?.title ?? document.title.slice(0, 300),
    }),
    now: environment.now,
    randomBytes,
    files: new LazyFiles(
      async (tell) => (await loadFiles()).openFiles(part, namespace, tell),
      Boolean(store.read()?.files),
    ),
  });
  const panel = new PanelState((isOpen) => {
    host.onToggled(isOpen);
    // The page may have closed it, whose own field has the keyboard.
    if (!isOpen && root.activeElement) host.button.focus({ preventScroll: true });
  });
  const composer = new ComposerState(chat);
  const parts: Parts = new Parts(() => part, LATE_PARTS);
  const part: PartHost = {
    chat,
    composer,
    panel,
    root,
    parts,
    texts,
    options,
    store,
    memory,
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

  function destroy(): void {
    if (isOver) return;
    isOver = true;
    stopListening();
    parts.destroy();
    chat.destroy();
    void unmount(view);
    home.remove();
    void client.close();
  }

  function restart(isSignedOut?: boolean): void {
    store.end();
    panel.close();
    destroy();
    beginAnew(isSignedOut);
  }
  // Heard from the moment that somebody could be seen here, and not from their first letter on.
  const stopListening = store.subscribe((isGone) => {
    if (isGone) restart(true);
    else composer.follow();
  });

  function tell(): void {
    panel.asked = told.asked;
    panel.identity = told.identity ?? null;
    panel.attributes = told.attributes;
    composer.prefill(told.prefill ?? '');
    delete told.prefill;
  }
  tell();

  return {
    open: (how) => {
      chat.opened();
      // The keyboard stays with us where it is: on the launcher, or where it was agreed.
      panel.open({ focus: how.focus || root.activeElement !== null });
    },
    close: () => panel.close(),
    tell,
    send: (text) => chat.send(text),
    leave: async () => (await loadLeave()).leave(part),
    destroy,
  };
}
