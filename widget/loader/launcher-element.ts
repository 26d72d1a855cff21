import type { WidgetOptions } from './options.ts';
import styles from './launcher.css?inline';

const SVG = 'http://www.w3.org/2000/svg';
const TALK = 'M4 12a8 8 0 1 1 4.2 7L4 20l1.1-3.9A8 8 0 0 1 4 12Z M8.5 11h7 M8.5 14.2h4.5';
const FOLD = 'M6 9.5 12 15.5 18 9.5';

/** Elements are built by hand, because a host that demands Trusted Types refuses HTML as text. */
function icon(path: string, name: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: name, 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  for (const [key, value] of Object.entries({
    d: path,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.8',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })) {
    line.setAttribute(key, value);
  }
  svg.append(line);
  return svg;
}

export interface Launcher {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  readonly setOpen: (isOpen: boolean) => void;
  readonly setBusy: (isBusy: boolean) => void;
  readonly setUnread: (count: number, label: string) => void;
  /** A plain sentence beside the button; empty takes it away. */
  readonly setNote: (text: string) => void;
  /** Takes the element off the page for good. */
  readonly remove: () => void;
}

export const ELEMENT_NAME = 'holdline-chat';

/** Draws the button. The element is as large as the button and no larger, so it never covers the page. */
export function createLauncher(options: WidgetOptions, label: string): Launcher {
  let isGone = false;
  let returns = 0;

  class HoldlineChat extends HTMLElement {
    disconnectedCallback(): void {
      // A page that swaps its body takes us along by mistake; one that insists shall have its way.
      if (isGone || returns > 20) return;
      returns += 1;
      queueMicrotask(() => {
        if (!isGone && !this.isConnected) document.body.append(this);
      });
    }
  }
  customElements.define(ELEMENT_NAME, HoldlineChat);

  const element = new HoldlineChat();
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  element.dataset.side = options.side;
  element.lang = options.language;
  for (const [name, value] of Object.entries(options.styles)) {
    element.style.setProperty(`--holdline-${name}`, value);
  }

  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.hidden = !options.hasLauncher;
  button.setAttribute('aria-label', label);
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.hidden = true;
  badge.setAttribute('aria-hidden', 'true');
  button.append(icon(TALK, 'talk'), icon(FOLD, 'fold'), badge);
  const note = document.createElement('p');
  note.className = 'note';
  note.hidden = true;
  note.setAttribute('role', 'status');
  root.append(button, note);
  document.body.append(element);

  return {
    element,
    root,
    button,
    setOpen: (isOpen) => button.setAttribute('aria-expanded', String(isOpen)),
    setBusy: (isBusy) => button.setAttribute('aria-busy', String(isBusy)),
    setUnread: (count, name) => {
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? '99+' : String(count);
      button.setAttribute('aria-label', name || label);
    },
    setNote: (text) => {
      note.textContent = text;
      note.hidden = text === '';
    },
    remove: () => {
      isGone = true;
      element.remove();
    },
  };
}
