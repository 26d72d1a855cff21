/**
 * Types of Holdline's widget, API version 1: the file that the server gives as `/widget/holdline.d.ts`, and the one that the
 * widget itself is checked against. Put it into your project, and `holdline(…)` is known there.
 *
 * Within a version nothing changes its meaning and nothing goes; new calls, events and fields may come.
 */

/** Who your visitor is, as your page says. A field that is absent or undefined stays as it was. */
export interface HoldlineIdentity {
  /** At most 120 characters. */
  readonly name?: string | undefined;
  /** At most 254 characters. */
  readonly email?: string | undefined;
  /** At most 40 characters. */
  readonly phone?: string | undefined;
  /**
   * A JWT that your server has signed with the secret of the site (docs/recipes/identity.md): who it says is verified, and has the same
   * conversation on all devices. The other fields are taken from it alone. At most 4,096 characters. Or a function that fetches one: it is
   * called when the chat is first needed, and again when the server says that the last one has ended.
   */
  readonly token?: string | (() => string | Promise<string>) | undefined;
}

/** Where the visitor is, where the browser's own address and title do not say it well. At most 2,048 and 300 characters. */
export interface HoldlinePage {
  readonly url?: string | undefined;
  readonly title?: string | undefined;
}

/**
 * What you know of your visitor beyond name and address, by names of your own: at most 50, names of 60 and texts of 255 characters, together
 * no more than 8,000. `null` takes one back; one that is absent or undefined stays.
 */
export type HoldlineAttributes = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** Sizes are in CSS pixels. What is absent stays as it is; what is empty (`''`) is again as the settings of the site say. */
export interface HoldlineLook {
  /**
   * A CSS colour, at least half opaque; the text on it turns dark or white by itself. A variable of your page, `var(--brand)`, is read where
   * the widget stands, also when it changes; keywords such as `inherit` and `currentColor` are refused.
   */
  readonly accent?: string;
  /** `auto`: as the settings of the site say, which is as the visitor's device where they say nothing else. */
  readonly scheme?: 'auto' | 'light' | 'dark' | '';
  /** Which end of a line of the page's language. */
  readonly side?: 'start' | 'end' | '';
  /** A whole number from 0. */
  readonly zIndex?: number | '';
  /** The button's, 44 to 80. */
  readonly size?: number | '';
  /** From the side and from the bottom of the window, 0 to 200. */
  readonly aside?: number | '';
  readonly above?: number | '';
  /** Of the panel's corners, 0 to 28. */
  readonly radius?: number | '';
}

export type HoldlineLanguage = 'en' | 'ru' | 'pl';

/** What the `data-…` attributes of the snippet can say. */
export interface HoldlineOptions {
  site?: string;
  language?: string;
  title?: string;
  accent?: string;
  scheme?: string;
  side?: string;
  zIndex?: string;
  /** A CSS selector of the element that the widget stands in. */
  container?: string;
  /** With `container`: it fills that element. */
  inline?: string;
  /** `none`: the page has its own button and calls `holdline('open')`. */
  launcher?: string;
}

export type HoldlineConversationState = 'none' | 'waiting' | 'active' | 'closed';

/** As far as the widget knows: before the visitor comes to it, it asks nobody. */
export interface HoldlineState {
  readonly isOpen: boolean;
  readonly hasLauncher: boolean;
  /** Messages of operators that were not seen. */
  readonly unread: number;
  readonly conversation: HoldlineConversationState;
  readonly language: HoldlineLanguage;
}

/** What a listener is given, by event. */
export interface HoldlineEvents {
  /** The widget is there; who asks late has not missed it. */
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A message of either side, once, when the server has accepted it. `at` in ms since 1970. */
  message: {
    readonly id: string;
    readonly text: string;
    readonly by: 'visitor' | 'operator';
    readonly name: string;
    readonly at: number;
  };
  unread: { readonly count: number };
  /** Of the conversation; `none` before the first message. */
  state: { readonly state: HoldlineConversationState };
  /**
   * Of a visitor who was logged out without a connection: how many messages wait apart and leave by themselves (0: only changes or a rating
   * do), and the names of files that were chosen or on their way and are deleted from the device, unsent.
   */
  unsent: { readonly messages: number; readonly files: readonly string[] };
}

/** The calls: what each is given, and what its promise gives. `true` is: done. */
export interface HoldlineCalls {
  /** `false`: it cannot be had just now, or there was no consent. */
  open(): boolean;
  close(): true;
  /** Whether it is open now. */
  toggle(): boolean;
  /** The button. What was said last holds over the rules of the site, until the page is loaded anew. */
  show(): true;
  hide(): true;
  /**
   * Told to operators from the first message on. Makes no request; a token fetches one small file of the widget. With it
   * the promise brings the server's verdict: `true` once it has accepted who your visitor is, else an `Error` whose `cause` says why
   * (`expired`, `wrong-site`, `too-long`, `too-large`, `no-secret`, `bad-token`, `no-token`, or what your function threw). It waits as long as nobody was
   * asked, without a line too, so do not wait for it before other calls. A later call of it gets all of them the same verdict.
   */
  identify(identity: HoldlineIdentity): true;
  /** Told to operators with the first message, as said by your page; what a token signs under `attributes` is verified. */
  setAttributes(attributes: HoldlineAttributes): true;
  /** Stays until it is called again; without a page, the browser's own address and title hold again. */
  page(page?: HoldlinePage): true;
  /** Puts words into the field, in front of what stands there; does nothing where they stand there already. */
  prefill(text: string): true;
  /** As if the visitor had sent it. `true` when the visitor's device has it; `false`: there was no consent, and the words are dropped. */
  send(text: string): boolean;
  setLanguage(language: HoldlineLanguage): true;
  setLook(look: HoldlineLook): true;
  unread(): number;
  state(): HoldlineState;
  version(): { readonly api: 1; readonly widget: string };
  /** Gives a function that stops listening. */
  on<Name extends keyof HoldlineEvents>(event: Name, listener: (detail: HoldlineEvents[Name]) => void): () => void;
  once<Name extends keyof HoldlineEvents>(event: Name, listener: (detail: HoldlineEvents[Name]) => void): () => void;
  off<Name extends keyof HoldlineEvents>(event: Name, listener: (detail: HoldlineEvents[Name]) => void): true;
  /**
   * What a banner of your own was answered. With `false` the widget stops and begins anew, as for somebody who was not asked yet; where the
   * site asks for no consent, nothing happens.
   */
  consent(isGiven: boolean): true;
  /**
   * The visitor has logged out: what is waiting is sent, what is kept of it on this device goes, in all tabs, and the widget is as for a
   * stranger. `false`: not all could be sent. Messages, hidden from everybody, leave by themselves later; files are gone (`unsent`).
   */
  shutdown(): boolean;
  /** Takes the widget off the page and forgets all listeners; the conversation stays for the next time. */
  destroy(): true;
  /** After `destroy`: the widget comes again, with these options over those of the snippet. */
  start(options?: HoldlineOptions): true;
}

export type HoldlineVerb = keyof HoldlineCalls;

export interface HoldlineFunction {
  <Name extends keyof HoldlineEvents>(
    call: 'on' | 'once',
    event: Name,
    listener: (detail: HoldlineEvents[Name]) => void,
  ): Promise<() => void>;
  <Name extends keyof HoldlineEvents>(
    call: 'off',
    event: Name,
    listener: (detail: HoldlineEvents[Name]) => void,
  ): Promise<true>;
  <Verb extends Exclude<HoldlineVerb, 'on' | 'once' | 'off'>>(
    call: Verb,
    ...given: Parameters<HoldlineCalls[Verb]>
  ): Promise<ReturnType<HoldlineCalls[Verb]>>;
  /** Of the snippet's stub: the calls made before the widget came. */
  q?: [call: ArrayLike<unknown>, resolve: (value: unknown) => void, reject: (why: unknown) => void][];
  /** Of the snippet's stub: what the snippet's attributes would say. */
  options?: HoldlineOptions;
}

declare global {
  var holdline: HoldlineFunction;
}
