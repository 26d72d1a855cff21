import { LAUNCHER_TEXTS } from '../texts/languages.ts';
import { loadTexts } from '../texts/load-texts.ts';
import type { Panel, PanelHost } from '../panel-contract.ts';
import { createCalls, drain, type HoldlineFunction, type Identity } from './calls.ts';
import { createLauncher, ELEMENT_NAME } from './launcher-element.ts';
import { readOptions, type WidgetOptions } from './options.ts';

/**
 * `widget.js`: what every page of the site loads. It draws one button and waits: before the visitor means to write there is no
 * request and nothing is stored (WID1). Whatever fails in here, the page goes on without us (WID2).
 */

/** Waits between tries to fetch the panel once the visitor has asked for it; ms. Then the button leaves. */
const TRIES = [0, 1_000, 3_000, 8_000];

declare global {
  var holdline: HoldlineFunction | undefined;
}

function whenBodyIsThere(run: () => void): void {
  if (document.body !== null) run();
  else addEventListener('DOMContentLoaded', run, { once: true });
}

/** The storage of a page whose visitor blocks it throws when it is so much as mentioned. */
function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function start(options: WidgetOptions): void {
  const texts = LAUNCHER_TEXTS[options.language];
  const launcher = createLauncher(options, texts.open);
  const openMark = createOpenMark(options.site);
  /** Reading makes nothing. The record is visitor-store.ts's. */
  const hasConversation = attempt(() => localStorage.getItem(`holdline:${options.site}`))?.includes('"conversation":"');
  let panel: Panel | null = null;
  let making: Promise<Panel> | null = null;
  let wish: 'open' | 'closed' = 'closed';
  let isOpen = false;
  let isDestroyed = false;
  let identity: Identity | null = null;

  const host: PanelHost = {
    root: launcher.root,
    options,
    emit: (event, detail) => calls.emit(event, detail),
    showUnread: launcher.setUnread,
    onToggled: (nowOpen) => {
      isOpen = nowOpen;
      launcher.setOpen(nowOpen);
      openMark.set(nowOpen);
      if (!nowOpen) launcher.button.focus({ preventScroll: true });
      calls.emit(nowOpen ? 'open' : 'close', undefined);
    },
  };

  const fetchCode = () => Promise.all([import('../panel/panel.ts'), loadTexts(options.language)]);
  /** Only warms the browser's cache of code; nothing is made or kept yet. */
  const warmUp = (): void => void fetchCode().catch(() => undefined);
  const makePanel = async (): Promise<Panel> => {
    const [code, words] = await fetchCode();
    const made = code.createPanel(host, words);
    if (isDestroyed) made.destroy();
    else if (identity !== null) made.identify(identity);
    return (panel = made);
  };
  const getPanel = (): Promise<Panel> =>
    (making ??= makePanel().catch((error: unknown) => {
      making = null;
      throw error;
    }));

  const open = async (how: { readonly focus: boolean }): Promise<void> => {
    wish = 'open';
    if (panel !== null) return panel.open(how);
    launcher.setBusy(true);
    for (const wait of TRIES) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (isDestroyed || wish !== 'open') break;
      const made = await getPanel().catch(() => null);
      if (made !== null && wish === 'open') made.open(how);
      if (made !== null || !navigator.onLine) break;
    }
    launcher.setBusy(false);
    if (panel !== null || isDestroyed || wish !== 'open') return launcher.setNote('');
    if (navigator.onLine) return launcher.remove();
    launcher.setNote(texts.noLine);
    addEventListener('online', () => void open(how), { once: true });
  };
  const close = (): void => {
    wish = 'closed';
    panel?.close();
  };
  const destroy = (): void => {
    isDestroyed = true;
    openMark.set(false);
    panel?.destroy();
    launcher.remove();
  };

  const calls = createCalls({
    open: () => void open({ focus: true }),
    close,
    identify: (given) => {
      identity = { ...identity, ...given };
      panel?.identify(identity);
    },
    destroy,
  });

  launcher.button.addEventListener('click', () => (isOpen ? close() : void open({ focus: true })));
  for (const intent of ['pointerenter', 'focus', 'touchstart'] as const) {
    launcher.button.addEventListener(intent, warmUp, { once: true, passive: true });
  }

  const kept = globalThis.holdline?.q ?? [];
  globalThis.holdline = calls.call;
  drain(kept, calls.call);
  calls.emit('ready', undefined);

  if (openMark.isSet() && matchMedia('(width > 520px)').matches) void open({ focus: false });
  // An answer may wait for a visitor who has written before.
  else if (hasConversation) whenIdle(() => void getPanel().catch(() => undefined));
}

/** Per tab: a panel that stood open on one page of the site stands open on the next. */
function createOpenMark(site: string): { readonly isSet: () => boolean; readonly set: (isOpen: boolean) => void } {
  const key = `holdline:${site}:open`;
  return {
    isSet: () => attempt(() => sessionStorage.getItem(key)) === 'yes',
    set: (isOpen) => void attempt(() => sessionStorage.setItem(key, isOpen ? 'yes' : '')),
  };
}

const whenIdle = (run: () => void): void =>
  void (globalThis.requestIdleCallback?.(run, { timeout: 3_000 }) ?? setTimeout(run, 500));

function begin(): void {
  // A second snippet by mistake, also one of another address, adds nothing.
  if (customElements.get(ELEMENT_NAME) !== undefined) return;
  const script = [...document.scripts].find((candidate) => candidate.src === import.meta.url);
  const languages = [document.documentElement.lang, ...navigator.languages];
  const options = readOptions(script?.dataset ?? {}, new URL(import.meta.url).origin, languages);
  if (options !== null) start(options);
}

whenBodyIsThere(() => {
  try {
    begin();
  } catch (error) {
    // The page learns of it as of any script's fault, and nothing of ours stays in its way.
    document.querySelector(ELEMENT_NAME)?.remove();
    reportError(error);
  }
});
