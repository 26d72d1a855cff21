import type { HoldlineEvents, HoldlinePage } from './api/holdline.ts';
import type { LivePanel } from './live-contract.ts';
import type { Emitter, Identity } from './loader/calls.ts';
import type { WidgetOptions } from './loader/options.ts';
import type { PageMemory } from './page-storage.ts';

/** What the loader gives the panel. The panel is another file, loaded on intent. */
export interface PanelHost {
  /** The panel draws itself into this, beside the launcher. */
  readonly root: ShadowRoot;
  readonly options: WidgetOptions;
  readonly emit: Emitter['emit'];
  readonly button: HTMLButtonElement;
  readonly told: Told;
  /** Absent where the site has no rules. */
  live?: LivePanel | undefined;
  /** The panel was opened or closed, by whomever. */
  readonly onToggled: (isOpen: boolean) => void;
}

export type ToldAttributes = Readonly<Record<string, string | number | boolean | null>>;

export type ToldVerdict = readonly [accept: (verdict: true) => void, refuse: (why: Error) => void];

/** What the page has told, kept by the loader until there is a panel. */
export interface Told {
  identity?: Identity;
  /** Of each call that told who was signed, what settles its promise: the server's verdict (IDENT9). */
  asked?: ToldVerdict[];
  page?: HoldlinePage;
  /** By the page's own names; null: no more. A time is a text as ISO 8601 has it. */
  attributes?: ToldAttributes;
  /** Words for the field; the panel takes them out when they are in it. */
  prefill?: string;
  /** What the panel could not keep, for the next one of this page. */
  memory?: PageMemory;
}

/**
 * What the panel calls when its visitor has signed out or is somebody else (IDENT8): the widget begins anew, as `start` after `destroy`, and
 * asks for consent again. No call of a page's, and no name that one would say by mistake.
 */
export const BEGIN_ANEW = ' anew';

/** What a visitor who logged out had not sent: words wait apart, files are gone. */
export type Unsent = HoldlineEvents['unsent'];

export interface Panel {
  /** `focus` is false when it opens by itself after a navigation: it must not take the keyboard from the page. */
  readonly open: (how: { readonly focus: boolean }) => void;
  readonly close: () => void;
  /** Something of what the page has told is new. */
  readonly tell: () => void;
  /** As if the visitor had written it. Resolves when the device has it. */
  readonly send: (text: string) => Promise<'sent' | 'empty' | 'too-long'>;
  /** Log-out: nothing of this visitor stays on the device. Null: all was sent. The panel is over. */
  readonly leave: () => Promise<Unsent | null>;
  readonly destroy: () => void;
}
