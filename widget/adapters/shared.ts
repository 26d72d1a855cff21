import type { HoldlineFunction, HoldlineOptions } from '../api/holdline.ts';

/** What every adapter stands on: our own function, and a word for the console about what has no counterpart here. */

type Call = (...call: unknown[]) => Promise<unknown>;

/** Of the adapter's own file; it has to be asked for while that file runs. */
export interface Place {
  readonly origin: string;
  /** Which of your sites this is: `?site=` of the adapter's address. */
  readonly site: string;
}

export function placeOf(script: HTMLOrSVGScriptElement | null): Place {
  const address = new URL((script as HTMLScriptElement | null)?.src ?? '', location.href);
  return { origin: address.origin, site: address.searchParams.get('site') ?? '' };
}

/**
 * Our function, or a stub that keeps calls until it comes. What cannot be done is no fault of a page that was written for another
 * chat: nothing is thrown into it.
 */
export const holdline: Call = (...call) => {
  globalThis.holdline ??= stub as unknown as HoldlineFunction;
  return (globalThis.holdline as unknown as Call)(...call).catch(() => undefined);
};

const stub: Call = (...call) =>
  new Promise((resolve, reject) => {
    (globalThis.holdline.q ??= []).push([call, resolve, reject]);
  });

let isLoaded = false;

/** Loads the widget, with these options of the old chat, unless it is there; true when this was the first time. */
export function load({ origin, site }: Place, options: HoldlineOptions): boolean {
  if (isLoaded) return false;
  isLoaded = true;
  globalThis.holdline ??= stub as unknown as HoldlineFunction;
  globalThis.holdline.options = { ...options, ...(site !== '' && { site }) };
  bring(`${origin}/widget.js${site === '' ? '' : `?site=${encodeURIComponent(site)}`}`);
  return true;
}

/** Longest time between two tries, ms. */
const MOST_WAIT = 60_000;

/** An import, because a page that demands Trusted Types refuses an address that is given to a script element. */
function bring(address: string, tries = 0): void {
  // Browsers keep an import that failed: each try has an address of its own, for them alone.
  import(/* @vite-ignore */ tries === 0 ? address : `${address}#${tries}`).catch(() => {
    setTimeout(() => bring(address, tries + 1), Math.min(1_000 * 2 ** tries, MOST_WAIT));
  });
}

/** Why a call of the old chat does nothing: there is no such thing here, or it cannot be. */
export type Reason = 'ignored' | 'impossible';

const REASONS = { ignored: 'has no counterpart and does nothing', impossible: 'cannot be had' } as const;

/** Says of each thing once that it does nothing. */
export function createTeller(chat: string, reasons: Readonly<Record<string, Reason>>, isQuiet = () => false) {
  const told = new Set<string>();
  return (what: string): void => {
    if (told.has(what) || isQuiet()) return;
    told.add(what);
    const reason = REASONS[Object.hasOwn(reasons, what) ? (reasons[what] as Reason) : 'ignored'];
    console.info(`Holdline, in place of ${chat}: "${what}" ${reason}.`);
  };
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The old chat's left and right; ours are ends of a line of the page's language. */
export const sideOf = (isLeft: boolean): 'start' | 'end' =>
  isLeft === (getComputedStyle(document.documentElement).direction !== 'rtl') ? 'start' : 'end';

/** `pt-BR` is `pt`; null when the widget does not speak it. */
export function languageOf(wish: unknown): 'en' | 'ru' | 'pl' | null {
  const main = typeof wish === 'string' ? wish.toLowerCase().split(/[-_]/)[0] : '';
  return main === 'en' || main === 'ru' || main === 'pl' ? main : null;
}

/**
 * Values that an attribute can have, cut to its length; what is none of them is passed over. Where the old chat writes times as seconds in
 * what ends with `_at`, they are dates here.
 */
export const attributesOf = (given: Readonly<Record<string, unknown>>, hasTimes = false) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const key = name.trim().slice(0, 60);
      if (key === '') return [];
      if (hasTimes && typeof value === 'number' && name.endsWith('_at')) return [[key, new Date(value * 1_000)]];
      if (typeof value === 'string') return [[key, value.slice(0, 255)]];
      return value === null || typeof value === 'boolean' || Number.isFinite(value) ? [[key, value]] : [];
    }),
  );

/** The fields of an identity that are texts, under our names. */
export function identityOf(given: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(names).flatMap(([theirs, ours]) => {
      const value = given[theirs];
      return typeof value === 'string' ? [[ours, value]] : [];
    }),
  );
}
