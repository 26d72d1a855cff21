import type { Loader } from '../api/rest-contract.ts';
import type { Told } from '../panel-contract.ts';
import { createCall, createListeners, drain, withTexts, type Verbs } from './calls.ts';
import { ELEMENT_NAME, type HoldlineChat } from './launcher-element.ts';
import { LIMITS } from './limits.ts';
import { readOptions } from './options.ts';
import { startWidget } from './widget.ts';

/**
 * `widget.js`: what every page of the site loads. It draws one button and waits: before the visitor means to write there is no
 * request and nothing is stored (WID1). Whatever fails in here, the page goes on without us (WID2).
 */

const loadRest = () => import('../api/rest.ts');

function begin(): void {
  const script = [...document.scripts].find(({ src }) => src === import.meta.url);
  const stub = globalThis.holdline as typeof globalThis.holdline | undefined;
  const { emit, last, clear, ...listening } = createListeners();
  const told: Told = {};
  let data: DOMStringMap = { ...script?.dataset, ...stub?.options };

  const tell = (what: keyof typeof LIMITS, given: unknown, before?: object): boolean => {
    const texts = withTexts(given, LIMITS[what], before as Record<string, string> | undefined);
    if (texts) {
      told[what] = texts;
      loader.widget?.tell();
    }
    return !!texts;
  };
  const verbs: Verbs = {
    // Nothing but what stands here is a call.
    __proto__: null,
    ...listening,
    open: () => loader.widget?.open({ focus: true }),
    close: () => loader.widget?.close(),
    identify: (given) => tell('identity', given, told.identity),
    page: (given = {}) => tell('page', given),
    destroy: () => {
      loader.stop();
      clear();
      return true;
    },
  };
  const loader: Loader = {
    widget: null,
    told,
    limits: LIMITS,
    verbs,
    emit,
    last,
    stop: () => {
      loader.widget?.stop();
      loader.widget = null;
    },
    start: (change, isOpen) => {
      data = { ...data, ...change };
      const { origin } = new URL(import.meta.url);
      const options = readOptions(data, origin, [document.documentElement.lang, ...navigator.languages]);
      loader.widget = options && startWidget(options, emit, told, isOpen);
    },
  };

  loader.start();
  if (!loader.widget) return;
  const call = createCall(loader, loadRest);
  globalThis.holdline = call as typeof globalThis.holdline;
  drain(stub?.q ?? [], call);
  emit('ready');
}

function beginOnce(): void {
  // A second snippet by mistake, also one of another address, adds nothing, nor does one in a browser that is too old (WID17).
  if (!(''.toWellFormed as unknown) || customElements.get(ELEMENT_NAME)) return;
  try {
    begin();
  } catch (error) {
    // The page learns of it as of any script's fault, and nothing of ours stays in its way.
    document.querySelector<HoldlineChat>(ELEMENT_NAME)?.leave();
    reportError(error);
  }
}

// A script in the head may come before there is a body.
if (document.body as HTMLElement | null) beginOnce();
else addEventListener('DOMContentLoaded', beginOnce, { once: true });
