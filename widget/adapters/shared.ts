import type { HoldlineFunction, HoldlineOptions } from '../api/holdline.ts';
import { say } from './teller.ts';

/** What every adapter stands on: our own function, and what the calls of the old chats have in common. */

type Call = (...call: unknown[]) => Promise<unknown>;

/** Of the adapter's own file; it has to be asked for while that file runs. */
export interface Place {
  readonly origin: string;
  /** Which of your sites this is: `?site=` of the adapter's address. */
  readonly site: string;
}

export function placeOf(script: HTMLOrSVGScriptElement | null): Place {
  // A frame without an address of its own has nothing that one could be relative to but that of its page.
  const address = new URL((script as HTMLScriptElement | null)?.src || document.baseURI);
  return { origin: address.origin, site: address.searchParams.get('site') ?? '' };
}

/**
 * Our function, or a stub that keeps calls until it comes. What cannot be done is no fault of a page that was written for another
 * chat: nothing is thrown into it. What is wrong with a call is a sentence of our API's, for the console.
 */
export const holdline: Call = (...call) => {
  provide();
  return (globalThis.holdline as unknown as Call)(...call).catch((why: unknown) => {
    if (why instanceof Error && /^holdline\b/i.test(why.message)) say(why.message);
  });
};

/** An element of the page with that id has the name too, until somebody takes it. */
function provide(): void {
  if (typeof globalThis.holdline !== 'function') globalThis.holdline = stub as unknown as HoldlineFunction;
}

const stub: Call = (...call) =>
  new Promise((resolve, reject) => {
    (globalThis.holdline.q ??= []).push([call, resolve, reject]);
  });

let isLoaded = false;

/** Loads the widget, with these options of the old chat, unless it is there; true when this was the first time. */
export function load({ origin, site }: Place, options: HoldlineOptions): boolean {
  if (isLoaded) return false;
  isLoaded = true;
  provide();
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

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The old chat's left and right; ours are ends of a line of the page's language. */
export const sideOf = (isLeft: boolean): 'start' | 'end' =>
  isLeft === (getComputedStyle(document.documentElement).direction !== 'rtl') ? 'start' : 'end';

/** `pt-BR` is `pt`; undefined when the widget does not speak it. */
export function languageOf(wish: unknown): 'en' | 'ru' | 'pl' | undefined {
  const main = typeof wish === 'string' ? wish.toLowerCase().split(/[-_]/)[0] : '';
  return main === 'en' || main === 'ru' || main === 'pl' ? main : undefined;
}

/** Without the fields that are undefined. */
export const present = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };

interface Described {
  /** The old chat writes times as seconds in what ends with `_at`; they are dates here. */
  readonly hasTimes?: boolean;
  /** Told of what cannot be an attribute. */
  readonly drop: (name: string) => void;
}

/** Values that an attribute can have, cut to its length; what is none of them is passed over. */
export const attributesOf = (given: Readonly<Record<string, unknown>>, { hasTimes = false, drop }: Described) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const key = name.trim().slice(0, 60);
      const taken = key === '' ? undefined : attributeOf(value, hasTimes && name.endsWith('_at'));
      if (taken === undefined && value !== undefined) drop(name);
      return taken === undefined ? [] : [[key, taken]];
    }),
  );

function attributeOf(value: unknown, isTime: boolean): string | number | boolean | Date | null | undefined {
  if (typeof value === 'string') return value.slice(0, 255);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (!isTime) return value;
  const date = new Date(value * 1_000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
