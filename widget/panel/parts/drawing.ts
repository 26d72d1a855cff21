import { mount, unmount, type Component } from 'svelte';
import type { Draw } from './draw.ts';

/** One sheet for each text of styles, however often it is drawn. */
const sheets = new Map<string, CSSStyleSheet>();

/** Gives the panel these styles, once. */
export function dress(home: Node, styles: string): void {
  const root = home.getRootNode() as ShadowRoot;
  let sheet = sheets.get(styles);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(styles, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Draws a component with its styles. */
export const drawing =
  <Props extends Record<string, unknown>>(component: Component<Props>, props: Props, styles: string): Draw =>
  (home) => {
    dress(home, styles);
    const view = mount(component, { target: home, props });
    return () => void unmount(view);
  };
