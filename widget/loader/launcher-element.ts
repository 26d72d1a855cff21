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
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  /** A plain sentence beside the button; empty takes it away. */
  readonly setNote: (text: string) => void;
  /** Takes the element off the page for good. */
  readonly remove: () => void;
}

export const ELEMENT_NAME = 'holdline-chat';

class HoldlineChat extends HTMLElement {
  /** How often it still comes back onto the page; none once it is gone for good. */
  returns = 20;
  container = '';

  /** Where the page has no place for it, it is nowhere. */
  settle(): void {
    (this.container ? document.querySelector(this.container) : document.body)?.append(this);
  }

  disconnectedCallback(): void {
    // A page that swaps its body takes us along by mistake; one that insists shall have its way.
    this.returns -= 1;
    queueMicrotask(() => {
      if (this.returns > 0 && !this.isConnected) this.settle();
    });
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
  element.container = options.container;
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  // Into our own rule of the element, the first one: what the page's style sheet says of it is stronger (SITE3).
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  for (const [name, value] of Object.entries(options.styles)) style.setProperty(`--holdline-${name}`, value);

  const button = make(
    document.createElement('button'),
    { type: 'button', class: 'launcher', 'aria-label': label, 'aria-haspopup': 'dialog', 'aria-expanded': false },
    make(
      document.createElementNS(SVG, 'svg'),
      { viewBox: '0 0 24 24', class: 'talk', 'aria-hidden': true },
      make(document.createElementNS(SVG, 'path'), { d: TALK }),
    ),
  );
  button.hidden = !options.hasLauncher || !!options.served.live?.start;
  const note = make(document.createElement('output'), { class: 'note', hidden: '' });
  root.append(button, note);
  element.settle();

  return {
    element,
    root,
    button,
    setNote: (text) => {
      note.textContent = text;
      note.hidden = !text;
    },
    remove: () => {
      element.returns = 0;
      element.remove();
    },
  };
}
