import type { Loader } from './rest-contract.ts';
import type { CallRest } from '../loader/calls.ts';
import type { Widget } from '../loader/widget.ts';
import { BEGIN_ANEW, type ToldAttributes, type Unsent } from '../panel-contract.ts';
import { forget, forgetMemory } from '../panel/person/forget.ts';
import { explain } from './explain.ts';
import { setLook } from './set-look.ts';
import type {
  HoldlineAttributes,
  HoldlineCalls,
  HoldlineIdentity,
  HoldlineLanguage,
  HoldlineLook,
  HoldlineState,
  HoldlineVerb,
} from './holdline.ts';

/**
 * The calls that the loader does not answer by itself: the rare ones, and what it cannot make sense of. Fetched when the first of
 * them is called (API5).
 */

/** What `version` tells; in step with package.json (rest.test.ts). */
const VERSION: ReturnType<HoldlineCalls['version']> = { api: 1, widget: '0.1.0' };

/** Of whom it is heard that they signed out. */
const hearing = new WeakSet<Loader>();
/** What was set at run time, for the widget that comes after this one. */
let look: HoldlineLook = {};
/** What the page said of the button last: it holds over the rules of the site (START6). */
let button: 'show' | 'hide' | null = null;

/** A field that is undefined is an absent one, as for the calls that the loader answers (calls.ts). */
const known = (given: unknown): unknown =>
  given instanceof Object && !Array.isArray(given) && !(given instanceof Date) && typeof given !== 'function'
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    : given;

export const callRest: CallRest<Loader> = async (loader, name, all) => {
  hearSignOut(loader);
  const given = all.map(known);
  const done = await answer(loader, name, given);
  return [name === 'identify' ? verdictUpon(loader, given[0] as HoldlineIdentity) : done];
};

/** Of whom the site has signed: it comes when the server was asked, and is waited for by no other call (IDENT9). */
const verdictUpon = (loader: Loader, given: HoldlineIdentity): Promise<true> =>
  new Promise((...settle) => {
    const { told, widget } = loader;
    told.identity = { ...told.identity, ...given };
    (told.asked ??= []).push(settle);
    widget?.tell();
  });

/** The next widget, with what was set at run time. */
function start(loader: Loader, change: DOMStringMap, isOpen: boolean): void {
  loader.start(change, isOpen);
  setLook(loader.widget, look);
  setButton(loader.widget);
  const { widget, told } = loader;
  // What waits in memory leaves, and its answer is heard, as where the loader finds a conversation on the device.
  if (widget && told.memory?.get(keyOf(widget))?.includes('"conversation":"'))
    void widget.getPanel().catch(() => undefined);
}

/** The record's, by visitor-store.ts. */
const keyOf = ({ options }: Pick<Widget, 'options'>): string => `holdline:${options.site}`;

/**
 * Another visitor than before, or nobody: nothing that was agreed to, told or shown is theirs (IDENT8, CONSENT1). Whom the page signs is told,
 * and what waits of who has left is sent (parting.ts), without anybody opening the panel, unless somebody has to be asked first.
 */
async function beginAnew(loader: Loader): Promise<void> {
  const { unread, state } = loader.last();
  const live = await loader.widget?.getLive().catch(() => undefined);
  if (loader.widget === null) return;
  // Where another tab has begun anew already, what stands is agreed to by whoever is there now.
  if (!isKept(loader, keyOf(loader.widget))) live?.forget();
  loader.stop();
  if (unread?.count) loader.emit('unread', { count: 0 });
  if (state && state.state !== 'none') loader.emit('state', { state: 'none' });
  start(loader, {}, false);
  const { token } = loader.told.identity ?? {};
  const isWanted = token !== undefined || isKept(loader, `holdline-parting:${loader.widget.options.site}`);
  if (isWanted && live?.asks !== true) void loader.widget.getPanel().catch(() => undefined);
}

/**
 * In another tab: there will be no verdict upon whom this page has told, and it does not tell them again (IDENT9). Heard in the first phase
 * of the event, before the panel does, which begins anew with whom the page tells.
 */
function hearSignOut(loader: Loader): void {
  // From the first call on that comes here: a tab without a panel has told somebody too.
  if (hearing.has(loader)) return;
  hearing.add(loader);
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      const { told, widget } = loader;
      if (newValue !== null || !widget || key !== keyOf(widget)) return;
      refuseAll(told);
      forgetPerson(loader);
    },
    true,
  );
}

function forgetPerson({ told, widget }: Loader): void {
  delete told.identity;
  delete told.attributes;
  if (widget && told.memory) forgetMemory(widget.options.site, told.memory);
}

function refuseAll({ asked }: Loader['told']): void {
  for (const [, refuse] of asked?.splice(0) ?? [])
    refuse(new Error("holdline('identify'): the visitor was signed out."));
}

async function answer(loader: Loader, name: unknown, given: readonly unknown[]): Promise<unknown> {
  if (name === BEGIN_ANEW) {
    // Of who has signed out, or the next word of this page would bring them back.
    if (given[0] === true) forgetPerson(loader);
    return await beginAnew(loader);
  }
  const fault = explain(loader.limits, name, given);
  // What can be taken of it is taken: a mistake in one field does not lose the others (API4).
  if (fault?.identity) loader.verbs.identify?.(fault.identity);
  if (fault !== null) throw new TypeError(fault.says);
  const { widget, told } = loader;
  if (name === 'version') return VERSION;
  if (name === 'start' && widget === null) {
    const change = { ...(given[0] as DOMStringMap | undefined) };
    if ('launcher' in change) button = null;
    start(loader, change, false);
    loader.emit('ready');
  }
  if (name === 'start') return true;
  if (widget === null)
    throw new Error("Holdline: the widget was taken off the page; holdline('start') brings it back.");
  const { options } = widget;
  const isOpen = widget.launcher.button.ariaExpanded === 'true';
  const isBusy = widget.launcher.button.ariaBusy === 'true';
  const { unread, state } = loader.last();
  switch (name as Exclude<HoldlineVerb, 'version' | 'start' | 'on' | 'once' | 'off' | 'destroy' | 'page' | 'close'>) {
    case 'open':
      return false;
    case 'identify':
      return true;
    case 'toggle': {
      const live = options.served.live?.consent && (await widget.getLive().catch(() => undefined));
      if (live?.isAsked()) {
        await live.consent(false);
        return false;
      }
      return isOpen ? !widget.close() : await widget.open({ focus: true });
    }
    case 'show':
    case 'hide':
      button = name as 'show' | 'hide';
      setButton(widget);
      return true;
    case 'prefill':
      told.prefill = given[0] as string;
      widget.tell();
      return true;
    case 'send':
      return await send(widget, given[0] as string);
    case 'setAttributes':
      told.attributes = { ...told.attributes, ...plainOf(given[0] as HoldlineAttributes) };
      widget.tell();
      return true;
    case 'setLanguage':
      loader.stop();
      // Also one that is on its way.
      start(loader, { language: given[0] as HoldlineLanguage }, isOpen || isBusy);
      return true;
    case 'setLook':
      look = { ...look, ...(given[0] as HoldlineLook) };
      setLook(widget, look);
      return true;
    case 'unread':
      return unread?.count ?? 0;
    case 'state':
      return {
        isOpen,
        hasLauncher: !widget.launcher.button.hidden,
        unread: unread?.count ?? 0,
        conversation: state?.state ?? 'none',
        language: options.language,
      } satisfies HoldlineState;
    case 'consent': {
      const live = await widget.getLive();
      // By the panel it is told; where another tab has begun the talk, this one may have none yet.
      if (given[0] === false && live?.asks && live.isAgreed() && isKept(loader, keyOf(widget)))
        await widget.getPanel().catch(() => undefined);
      await live?.consent(given[0] === true);
      if (live?.asks && given[0] === false) {
        loader.stop();
        start(loader, {}, false);
      }
      return true;
    }
    case 'shutdown':
      return await shutDown(loader, widget);
  }
}

/** False: something could not be sent yet. Where the code that sends it cannot be had, what is kept goes all the same, and that is said. */
async function shutDown(loader: Loader, widget: Widget): Promise<boolean> {
  const { options, getLive, getPanel } = widget;
  const { told } = loader;
  refuseAll(told);
  for (const what of ['identity', 'page', 'attributes', 'prefill'] as const) delete told[what];
  const { consent } = options.served.live ?? {};
  const isHere = (): boolean => isKept(loader, keyOf(widget));
  let unsent: Unsent | null = null;
  let fault: unknown = null;
  const live = await getLive().catch((error: unknown) => {
    // Without it there is no panel where consent is asked for, and what is kept is kept by a yes.
    if (consent && isHere()) fault = error;
  });
  const isAllowed = live ? live.isAgreed() : !consent;
  // Where nothing is kept there is nothing to leave, and no panel is fetched for it.
  if (isAllowed && isHere()) {
    try {
      unsent = await (await getPanel()).leave();
    } catch (error) {
      fault = error;
    }
  }
  // As in `beginAnew`.
  if (!isAllowed || fault !== null || !isHere()) live?.forget();
  loader.stop();
  // Without a yes there is no panel, and nothing is sent for anybody: it goes from the device at once.
  if (!isAllowed || fault !== null) await forget(options.site, undefined, told.memory);
  loader.emit('unread', { count: 0 });
  loader.emit('state', { state: 'none' });
  start(loader, {}, false);
  if (fault !== null) {
    throw new Error(
      "holdline('shutdown'): the code that sends what waits could not be fetched. Nothing of the visitor is left on this device; what they had not sent was deleted.",
      { cause: fault },
    );
  }
  if (unsent !== null) loader.emit('unsent', unsent);
  return unsent === null;
}

/** False: the visitor was asked for consent and did not give it, and the words went nowhere. */
async function send(widget: Widget, text: string): Promise<boolean> {
  const live = await widget.getLive();
  live?.ask();
  const panel = await widget.getPanel().catch((why: unknown) => {
    if (live?.isAgreed() === false) return null;
    throw why;
  });
  if ((await panel?.send(text)) === 'too-long') {
    throw new TypeError("holdline('send'): the text is longer than a message may be; nothing of it was sent.");
  }
  return panel !== null;
}

/** A time is told as text, in the one way in which every side reads it. */
const plainOf = (attributes: HoldlineAttributes): ToldAttributes =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.trim(), value instanceof Date ? value.toISOString() : value]],
    ),
  );

function setButton(widget: Widget | null): void {
  if (widget === null || button === null) return;
  widget.launcher.button.hidden = button === 'hide';
  // By it the rules know that the page has decided (live.ts).
  widget.launcher.button.dataset.said = button;
}

/** On the device, or as long as the page. The storage of a page whose visitor blocks it throws when it is so much as mentioned. */
function isKept({ told }: Pick<Loader, 'told'>, key: string): boolean {
  try {
    return told.memory?.has(key) === true || localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
