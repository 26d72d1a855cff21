import type { WidgetOptions } from './options.ts';
import styles from './launcher.css?inline';

const SVG = 'http://www.w3.org/2000/svg';
const TALK = 'M4 12a8 8 0 1 1 4.2 7L4 20l1.1-3.9A8 8 0 0 1 4 12Z M8.5 11h7 M8.5 14.2h4.5';

/** Elements are built by hand, because a host that demands Trusted Types refuses HTML as text. */
function make<Made extends Element>(made: Made, attributes: object, ...inside: Element[]): Made {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value as string);
  made.append(...inside);
  return made;
}

export interface Launcher {
  /** Not on the page yet: it has to `settle`. */
  readonly element: HoldlineChat;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  /** A plain sentence beside the button; empty takes it away. */
  readonly setNote: (text: string) => void;
}

export const ELEMENT_NAME = 'holdline-chat';
/** So often as it may return in this time, and not once more; ms. */
const INSISTS_WITHIN = 10_000;

export class HoldlineChat extends HTMLElement {
  /** Selects what it stands in. None: it has left for good, or is a copy that the page has made of it. */
  place: string | undefined;
  /** Called when it comes to stand on the page. */
  begin: (() => unknown) | undefined;
  /** How often it still comes back when the page takes it away by itself. */
  #returns = 20;

  /** Where the page has no place for it, it is nowhere until there is one. */
  settle(): void {
    if (!this.place || this.isConnected) return;
    // First, because what selects nothing that there can be throws: once, and not at every change of the page.
    document.querySelector(this.place)?.append(this);
    new MutationObserver((_changes, observer) => {
      observer.disconnect();
      this.settle();
    }).observe(document, { childList: true, subtree: true });
  }

  leave(): void {
    this.place = '';
    this.remove();
  }

  connectedCallback(): void {
    // A copy, as in a page that a router has kept to go back to, has nothing in it and begins nothing.
    if (!this.begin?.()) this.remove();
  }

  disconnectedCallback(): void {
    // A page that swaps its body, or our place, takes us along by mistake. One that takes us alone, and insists, shall have its way.
    if (!this.parentNode) {
      if (!(this.#returns -= 1)) this.place = '';
      setTimeout(() => (this.#returns += 1), INSISTS_WITHIN);
    }
    queueMicrotask(() => this.settle());
  }
}

/** Draws the button. The element is as large as the button and no larger, so it never covers the page. */
export function createLauncher(options: WidgetOptions, label: string): Launcher {
  if (!customElements.get(ELEMENT_NAME)) customElements.define(ELEMENT_NAME, HoldlineChat);
  const element = make(new HoldlineChat(), {
    'data-side': options.side,
    'data-within': options.isInline ? 'all' : options.container,
    lang: options.language,
  });
  element.place = options.container || 'body';
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  // Into our own rule of the element, the first one: what the page's style sheet says of it is stronger (SITE3).
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  for (const [name, value] of Object.entries(options.styles)) style.setProperty(`--holdline-${name}`, value);

  const button = make(
    document.createElement('button'),
    { class: 'launcher', 'aria-label': label, 'aria-haspopup': 'dialog', 'aria-expanded': false },
    make(
      document.createElementNS(SVG, 'svg'),
      { viewBox: '0 0 24 24', class: 'talk', 'aria-hidden': true },
      make(document.createElementNS(SVG, 'path'), { d: TALK }),
    ),
  );
  button.hidden = (!options.hasLauncher || options.served.live?.start) as boolean;
  const note = document.createElement('output');
  root.append(button, note);

  return {
    element,
    root,
    button,
    setNote: (text) => {
      note.textContent = text;
    },
  };
}
