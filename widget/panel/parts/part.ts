import type { ClientEnvironment } from '#client/environment.ts';
import type { FileServer } from '#client/files/upload.ts';
import type { HoldlineClient } from '#client/interface.ts';
import type { WidgetOptions } from '../../loader/options.ts';
import type { PageMemory } from '../../page-storage.ts';
import type { Texts } from '../../texts/texts.ts';
import type { VisitorStore } from '../../visitor-store.ts';
import type { Chat } from '../chat.svelte.ts';
import type { ComposerState } from '../composer-state.svelte.ts';
import type { PanelState } from '../panel-state.svelte.ts';
import type { Draw } from './draw.ts';

/**
 * Something of a part in a named place of the panel. Of several in one place those of higher `order` come later; of `field` and
 * `view` only the last is shown.
 *
 * - `above`: a strip between the thread and the field.
 * - `field`: instead of the field for messages. It takes the keyboard when it is drawn if `host.panel.takesFocus` says so.
 * - `below`: after the last line, scrolled with the thread. Assistive technology is told nothing of it by itself.
 * - `view`: over the thread and the field. Put by `host.parts.show`, which gives it a heading and a way back.
 * - `menu`: an entry in the header's menu; `run` is called once the menu has closed and the keyboard is back on its button.
 * - `avatar`: on an initial, in the header and beside the first of several lines of one person.
 * - `truth`: instead of the line under the name in the header.
 * - `popup`: over all, beside the header; the menu itself.
 */
export interface DrawnSlot {
  readonly place: 'above' | 'field' | 'below' | 'view' | 'popup' | 'truth';
  readonly order?: number;
  readonly draw: Draw;
  /** Of a view: Escape was pressed. */
  readonly onescape?: () => void;
}

export interface MenuSlot {
  readonly place: 'menu';
  readonly order?: number;
  readonly label: string;
  readonly run: () => void;
}

export interface AvatarSlot {
  readonly place: 'avatar';
  readonly order?: number;
  /** `person`: the id of whose initial it is; empty where it is the site's; `operator`: of somebody who is not in the talk yet. */
  readonly draw: (home: HTMLElement, person: string) => () => void;
}

export type Slot = DrawnSlot | MenuSlot | AvatarSlot;

export interface View {
  /** Its heading, which is read out when it opens. */
  readonly title: string;
  /** What stands under that. */
  readonly draw: Draw;
  /** It takes the keyboard from nobody. */
  readonly isQuiet?: boolean;
  /** It has closed, by whatever way. */
  readonly onclosed?: () => void;
}

export type Place = Slot['place'];
export type SlotOf<P extends Place> = P extends 'menu' ? MenuSlot : P extends 'avatar' ? AvatarSlot : DrawnSlot;

/** The places of the panel, for its parts. */
export interface Places {
  /** What stands in one now. */
  readonly at: <P extends Place>(place: P) => readonly SlotOf<P>[];
  /** Puts it into its place until what this returns is called. */
  readonly put: (slot: Slot) => () => void;
  /** Has it in its place whenever `read` gives it; to be the same object as long as it is the same thing. */
  readonly keep: (read: () => Slot | null) => () => void;
  /** Shows a view over the thread and the field; what it resolves to closes it. */
  readonly show: (view: View) => Promise<() => void>;
  /** The header's menu: parts with an entry that are wanted now, and whether there is any entry at all. */
  readonly entries: readonly LatePart[];
  readonly hasMenu: boolean;
  readonly toggleMenu: (button: HTMLElement) => void;
  /** What stands in place of the field for messages is on its way: the field would be gone in a moment. */
  readonly isFieldComing: boolean;
  /** Fetches a part; false: it cannot be had just now. */
  readonly ask: (part: LatePart) => Promise<boolean>;
  /** In an effect: fetches what is wanted now. What could not be had is asked for again when the line changes. */
  readonly look: () => void;
}

/** What a part is given of the panel. Reading it in an effect or in markup hears of changes. */
export interface PartHost {
  readonly chat: Chat;
  readonly composer: ComposerState;
  readonly panel: PanelState;
  /** What all is drawn into; tells where the keyboard is. */
  readonly root: ShadowRoot;
  readonly parts: Places;
  /** The panel's own words; a part brings its own in all languages and chooses by `options.language`. */
  readonly texts: Texts;
  readonly options: WidgetOptions;
  readonly store: VisitorStore;
  /** Of what no storage takes. */
  readonly memory: PageMemory;
  readonly client: HoldlineClient;
  readonly environment: ClientEnvironment;
  /** For a request with the visitor's credential, as it is now. `namespace`: by it the databases of this visitor are named. */
  readonly server: FileServer & { readonly namespace: string };
  /** Of a letter's page that led here; empty: none did. */
  readonly ticket: string;
  /** The panel is over, and the widget begins anew with what is kept on the device by then; without what the page told of who has signed out. */
  readonly restart: (isSignedOut?: boolean) => void;
}

/** What the file of a part exports. */
export interface PartModule {
  /** Called once; what it returns is called when the widget leaves the page. */
  readonly openPart: (host: PartHost) => () => void;
}

/** A part in the panel's own list: when it is wanted, and where its file is. */
export interface LatePart {
  /** Read in an effect. Short, because it is in the panel's own bytes. */
  readonly when: (host: PartHost) => unknown;
  /** An `import()` in a function of its own, or what follows it is bundled into its wrapper. */
  readonly load: () => Promise<PartModule>;
  /** It has but an entry of the menu, and is fetched when somebody opens that. */
  readonly isEntry?: true;
  /** It puts something in place of the field for messages as soon as it is there. */
  readonly isField?: true;
}
