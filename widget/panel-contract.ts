import type { Emitter, Identity } from './loader/calls.ts';
import type { WidgetOptions } from './loader/options.ts';

/** What the loader gives the panel. The panel is another file, loaded on intent. */
export interface PanelHost {
  /** The panel draws itself into this, beside the launcher. */
  readonly root: ShadowRoot;
  readonly options: WidgetOptions;
  readonly emit: Emitter['emit'];
  /** Shown on the launcher; `label` is its whole accessible name, empty for the usual one. */
  readonly showUnread: (count: number, label: string) => void;
  /** The panel was opened or closed, by whomever. */
  readonly onToggled: (isOpen: boolean) => void;
}

export interface Panel {
  /** `focus` is false when it opens by itself after a navigation: it must not take the keyboard from the page. */
  readonly open: (how: { readonly focus: boolean }) => void;
  readonly close: () => void;
  readonly identify: (identity: Identity) => void;
  readonly destroy: () => void;
}
