import { LAUNCHER_TEXTS } from '../texts/languages.ts';
import { loadTexts } from '../texts/load-texts.ts';
import { ARRIVAL } from '../arrival-mark.ts';
import type { Live } from '../live-contract.ts';
import type { Panel, PanelHost, Told } from '../panel-contract.ts';
import type { Emitter } from './calls.ts';
import { createLauncher, type Launcher } from './launcher-element.ts';
import type { WidgetOptions } from './options.ts';

/** Waits between tries to fetch the panel once the visitor has asked for it, or the rules of the site; ms. Then the button leaves. */
const TRIES = [0, 1_000, 3_000, 8_000];

/** The widget as it stands on the page, from its start to its end; another one may follow it (API8). */
export interface Widget {
  readonly launcher: Launcher;
  /** Whether it is open then. */
  readonly open: (how: { readonly focus: boolean }) => Promise<boolean>;
  readonly close: () => true;
  readonly options: WidgetOptions;
  /** Gives the panel, if there is one, what the page has told. */
  readonly tell: () => void;
  /** Fetches and makes the panel if it is not there yet. */
  readonly getPanel: () => Promise<Panel>;
  /** What goes by the rules of the site; undefined where it has none. */
  readonly getLive: () => Promise<Live | undefined>;
  readonly stop: () => void;
}

/** The storage of a page whose visitor blocks it throws when it is so much as mentioned. */
function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    // Nothing can be had.
  }
  return undefined;
}

/** Made at most once; what failed is tried again when it is asked for again. */
function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let making: Promise<Made> | null = null;
  return () =>
    (making ??= make().catch((error: unknown) => {
      making = null;
      throw error;
    }));
}

/** `told` is what the page has told for the panel, and given to each panel that is made. */
export function startWidget(options: WidgetOptions, emit: Emitter['emit'], told: Told, isToOpen?: boolean): Widget {
  const texts = LAUNCHER_TEXTS[options.language];
  const launcher = createLauncher(options, texts.open);
  const { element, button } = launcher;
  const key = `holdline:${options.site}`;
  /** In the record, visitor-store.ts's, or in what waits of who has signed out, parting.ts's; reading makes nothing. */
  const hasConversation = attempt(() =>
    /"conversation":"|"commands"/.test(`${localStorage[key]}${localStorage[`holdline-parting:${options.site}`]}`),
  );
  /** Per tab: a panel that stood open on one page of the site stands open on the next. */
  const openKey = `${key}:open`;
  const setMark = (isOpen: boolean): unknown =>
    attempt(() => (isOpen ? (sessionStorage[openKey] = '1') : delete sessionStorage[openKey]));
  let panel: Panel | null = null;
  let isWished = false;
  let isOpen = false;
  let isStopped = false;

  const host: PanelHost = {
    root: launcher.root,
    button,
    options,
    emit,
    told,
    onToggled: (nowOpen) => {
      isOpen = nowOpen;
      button.ariaExpanded = `${nowOpen}`;
      setMark(nowOpen);
      emit(nowOpen ? 'open' : 'close');
    },
  };

  const getLive = once(async () => options.served.live && (await import('../live/live.ts')).begin(host, open, close));

  const fetchCode = once(() => Promise.all([import('../panel/panel.ts'), loadTexts(options.language)]));
  const makePanel = async (): Promise<Panel> => {
    host.live = await (await getLive())?.agreed();
    const [code, words] = await fetchCode();
    // Made, it would keep and tell something at once (API8).
    if (isStopped) throw new Error();
    return (panel = code.createPanel(host, words));
  };
  const getPanel = once(makePanel);

  const insist = async (get: () => Promise<unknown>): Promise<void> => {
    for (const wait of TRIES) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (isStopped) break;
      const isOver = await get().then(
        () => true,
        // A visitor who does not agree refuses it with nothing, and is not asked again by itself (CONSENT2).
        (why) => !why,
      );
      if (isOver || !navigator.onLine) break;
    }
  };

  const open: Widget['open'] = async (how) => {
    isWished = true;
    if (!panel) {
      button.ariaBusy = 'true';
      await insist(getPanel);
      button.ariaBusy = 'false';
    }
    launcher.setNote('');
    // Also stopped is closed.
    if (isWished) {
      if (panel) panel.open(how);
      else if (navigator.onLine) element.leave();
      else {
        launcher.setNote(texts.noLine);
        addEventListener('online', () => void open(how), { once: true });
      }
    }
    return isOpen;
  };
  const close = (): true => {
    isWished = false;
    // By it the question of consent goes, where it stands (live.ts).
    button.ariaBusy = 'false';
    panel?.close();
    return true;
  };

  button.onclick = () => void (isOpen ? close() : open({ focus: true }));
  // A finger enters before it touches. Only the code is fetched; nothing is made or kept yet.
  button.onpointerenter = button.onfocus = () => void fetchCode().catch(() => undefined);

  // Where it stands nowhere it asks for nothing.
  element.begin = once(async () => {
    if (
      options.isInline ||
      (isToOpen ??
        (location.hash.startsWith(ARRIVAL) ||
          (attempt(() => sessionStorage[openKey] as unknown) && !matchMedia('(width<=520px)').matches)))
    )
      void open({ focus: false });
    // An answer may wait for a visitor who has written before, or their words wait to be sent.
    else if (hasConversation) whenIdle(() => void insist(getPanel));
    await insist(getLive);
  });
  element.settle();

  return {
    launcher,
    options,
    open,
    close,
    tell: () => panel?.tell(),
    getPanel,
    getLive,
    stop: () => {
      close();
      isStopped = true;
      setMark(false);
      panel?.destroy();
      element.leave();
    },
  };
}

const whenIdle = (run: () => void): void =>
  void (globalThis.requestIdleCallback?.(run, { timeout: 3_000 }) ?? setTimeout(run, 500));
