import { mount, unmount } from 'svelte';
import type { Identity } from '../../loader/calls.ts';
import type { Language } from '../../texts/languages.ts';
import type { Texts } from '../../texts/texts.ts';
import type { VisitorStore } from '../../visitor-store.ts';
import type { Chat } from '../chat.svelte.ts';
import type { ComposerState } from '../composer-state.svelte.ts';
import styles from './request.css?inline';
import RequestForm from './RequestForm.svelte';

/** Words for when nobody is on duty, and by what to reach who left them (REQ2). Fetched when somebody comes then. */
export interface RequestProps {
  readonly chat: Chat;
  readonly composer: ComposerState;
  readonly texts: Texts;
  readonly language: Language;
  /** Who the page says its visitor is. */
  readonly known: Identity | null;
  readonly takesFocus: boolean;
  /** Something stands in it, or nothing any more. */
  readonly onbegun: (isBegun: boolean) => void;
}

export const openRequest =
  (store: VisitorStore) =>
  (props: RequestProps) =>
  (home: HTMLElement): (() => void) => {
    const root = home.getRootNode() as ShadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const view = mount(RequestForm, { target: home, props: { ...props, store } });
    return () => {
      void unmount(view);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((known) => known !== sheet);
    };
  };
