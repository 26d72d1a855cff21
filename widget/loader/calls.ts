import type { HoldlineEvents, HoldlineIdentity } from '../api/holdline.ts';

/** The public function of the page, `holdline(…)`, and the calls that were made before it came. Its types: api/holdline.ts. */

export type Identity = HoldlineIdentity;
type EventName = keyof HoldlineEvents;
type Listener = (detail?: unknown) => void;
export type Call = (...call: unknown[]) => Promise<unknown>;

/** What a call does. Nothing: there is no such call here, or its arguments are not its own; the rest of the API answers (API5). */
export type Verb = (...given: readonly unknown[]) => unknown;
export type Verbs = Record<string, Verb | undefined | null>;

const EVENTS: readonly unknown[] = [
  'ready',
  'open',
  'close',
  'message',
  'unread',
  'state',
  'unsent',
] satisfies EventName[];

export interface Emitter {
  readonly emit: <Name extends EventName>(event: Name, detail?: HoldlineEvents[Name]) => void;
}

export interface Listeners extends Emitter {
  readonly on: Verb;
  readonly once: Verb;
  readonly off: Verb;
  /** The last detail of each event that there was since the last `clear`. */
  readonly last: () => { readonly [Name in EventName]?: HoldlineEvents[Name] | undefined };
  /** Nobody hears any more, and nothing has happened yet. */
  readonly clear: () => void;
}

const isWell = (event: unknown, listener: unknown): boolean => EVENTS.includes(event) && typeof listener === 'function';

/** A listener that throws is the page's fault and is reported as such, without stopping the others or us. */
export function createListeners(): Listeners {
  let listeners: (readonly [event: unknown, listener: unknown, isOnce: boolean])[] = [];
  let last: { [Name in EventName]?: HoldlineEvents[Name] | undefined } = {};

  const remove = (event: unknown, listener: unknown): true => {
    listeners = listeners.filter((each) => each[0] !== event || each[1] !== listener);
    return true;
  };
  const tell = (each: (typeof listeners)[number], detail?: unknown): void => {
    // Another listener may have taken it off a moment ago.
    if (!listeners.includes(each)) return;
    const [event, listener, isOnce] = each;
    if (isOnce) remove(event, listener);
    try {
      (listener as Listener)(detail);
    } catch (error) {
      reportError(error);
    }
  };
  const add =
    (isOnce: boolean): Verb =>
    (event, listener) => {
      if (!isWell(event, listener)) return undefined;
      const each = [event, listener, isOnce] as const;
      remove(event, listener);
      listeners.push(each);
      // Who asks late has not missed it.
      if (event === 'ready' && event in last) queueMicrotask(() => tell(each));
      return () => void remove(event, listener);
    };

  return {
    on: add(false),
    once: add(true),
    off: (event, listener) => isWell(event, listener) && remove(event, listener),
    last: () => last,
    clear: () => {
      listeners = [];
      last = {};
    },
    emit: (event, detail) => {
      last[event] = detail;
      for (const each of listeners) if (each[0] === event) tell(each, detail);
    },
  };
}

type Texts = Readonly<Record<string, string>>;

/**
 * These texts over those that there were, or null where one is none or longer than its limit, or its field has no limit. A field that
 * is undefined, as `email: user.email` is of somebody who has none, is an absent one.
 */
export const withTexts = (
  given: unknown,
  limits: Readonly<Record<string, number>>,
  before: Texts | undefined = {},
): Texts | null => {
  const texts = { ...before };
  return given === Object(given) &&
    Object.entries(given as object).every(
      ([key, value]) =>
        value === undefined ||
        // Compared with no number, as for a field of another name, no length is small enough.
        (typeof value === 'string' && value.length <= (limits[key] as number) && ((texts[key] = value), true)),
    )
    ? texts
    : null;
};

/** Its answer is wrapped: one that comes later, as a verdict does, is not waited for by the calls after it. */
export type CallRest<Loader> = (
  loader: Loader,
  name: unknown,
  given: readonly unknown[],
) => Promise<readonly [answer: unknown]>;
type LoadRest<Loader> = () => Promise<{ readonly callRest: CallRest<Loader> }>;

/**
 * Makes the function. Calls are done in their order: one that the rest of the API answers is waited for by those after it; what a
 * call of the loader's own brings later, a panel that opens, is not.
 */
export function createCall<Loader extends { readonly verbs: Verbs }>(loader: Loader, loadRest: LoadRest<Loader>): Call {
  let order: Promise<unknown> = Promise.resolve();
  return (name, ...given) =>
    new Promise((resolve, reject) => {
      order = order
        .then(async () =>
          resolve(
            loader.verbs[name as string]?.(...given) || (await (await loadRest()).callRest(loader, name, given))[0],
          ),
        )
        .catch(reject);
    });
}

/** A call that the stub kept, with what settles the promise that it gave for it. */
export type Kept = readonly [
  call: ArrayLike<unknown>,
  resolve: (value: unknown) => void,
  reject: (why: unknown) => void,
];

/** Runs what the stub kept, in its order. */
export function drain(kept: readonly Kept[], call: Call): void {
  for (const [given, ...settle] of kept) void call(...Array.from(given)).then(...settle);
}
