/** The public function of the page, `holdline(…)`, and the calls that were made before it came. */

/** What a page's listener is given, by event. */
export interface WidgetEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A message that was written by either side while the widget was on the page. `at` in ms since 1970. */
  message: {
    readonly id: string;
    readonly text: string;
    readonly by: 'visitor' | 'operator';
    readonly name: string;
    readonly at: number;
  };
  unread: { readonly count: number };
  /** Of the conversation; `none` before the first message. */
  state: { readonly state: 'none' | 'waiting' | 'active' | 'closed' };
}

export type WidgetEvent = keyof WidgetEvents;
type Listener = (detail: unknown) => void;

export interface Identity {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** What the calls do; each may be called at any time. */
export interface WidgetVerbs {
  readonly open: () => void;
  readonly close: () => void;
  readonly identify: (identity: Identity) => void;
  readonly destroy: () => void;
}

export interface HoldlineFunction {
  (...call: unknown[]): unknown;
  /** Filled by the stub of the snippet; gone once the loader has come. */
  q?: ArrayLike<unknown>[];
}

const EVENTS: readonly string[] = ['ready', 'open', 'close', 'message', 'unread', 'state'] satisfies WidgetEvent[];
const isListener = (value: unknown): value is Listener => typeof value === 'function';

export interface Emitter {
  readonly emit: <Name extends WidgetEvent>(event: Name, detail: WidgetEvents[Name]) => void;
}

/**
 * Makes the public function. Unknown calls do nothing and return undefined. `on` returns its own unsubscription; a listener
 * that throws is the page's fault and is reported as such, without stopping the others or us.
 */
export function createCalls(verbs: WidgetVerbs): { readonly call: HoldlineFunction } & Emitter {
  const listeners = new Map<string, Set<Listener>>();
  let isReady = false;
  let isGone = false;

  const tell = (listener: Listener, detail: unknown): void => {
    try {
      listener(detail);
    } catch (error) {
      reportError(error);
    }
  };
  const off = (event: string, listener: Listener): void => void listeners.get(event)?.delete(listener);
  const on = (event: string, listener: Listener): (() => void) => {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set.add(listener));
    // Who asks late has not missed it.
    if (event === 'ready' && isReady) queueMicrotask(() => tell(listener, undefined));
    return () => off(event, listener);
  };

  const call = (name: unknown, first: unknown, second: unknown): unknown => {
    if (isGone) return undefined;
    if ((name === 'on' || name === 'off') && typeof first === 'string' && isListener(second)) {
      if (name === 'off') return off(first, second);
      return EVENTS.includes(first) ? on(first, second) : undefined;
    }
    if (name === 'identify') return verbs.identify(readIdentity(first));
    if (name === 'open' || name === 'close') return verbs[name]();
    if (name === 'destroy') {
      isGone = true;
      listeners.clear();
      return verbs.destroy();
    }
    return undefined;
  };

  return {
    call: call,
    emit: (event, detail) => {
      if (event === 'ready') isReady = true;
      for (const listener of listeners.get(event) ?? []) tell(listener, detail);
    },
  };
}

/** Runs the calls that the stub kept, in their order; one that fails does not stop those behind it. */
export function drain(kept: readonly ArrayLike<unknown>[], call: HoldlineFunction): void {
  for (const each of kept) {
    try {
      call(...Array.from(each));
    } catch (error) {
      reportError(error);
    }
  }
}

const LIMITS = { name: 120, email: 254, phone: 40 } as const;

/** Only the fields we know, as texts of the lengths that the server takes. */
function readIdentity(given: unknown): Identity {
  const identity: { name?: string; email?: string; phone?: string } = {};
  if (typeof given !== 'object' || given === null) return identity;
  for (const key of ['name', 'email', 'phone'] as const) {
    const value = (given as Record<string, unknown>)[key];
    if (typeof value === 'string') identity[key] = value.slice(0, LIMITS[key]);
  }
  return identity;
}
