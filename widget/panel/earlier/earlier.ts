import { mount, tick, unmount } from 'svelte';
import type { Chapters, HoldlineClient } from '#client/interface.ts';
import { readConversation } from '#schema/docs/conversation-document.ts';
import type { ConversationId } from '#schema/ids.ts';
import type { Language } from '../../texts/languages.ts';
import styles from './earlier.css?inline';
import { EARLIER_TEXTS } from './earlier-texts.ts';
import EarlierLines from './EarlierLines.svelte';

/**
 * The earlier chapters of a long conversation. Fetched when a conversation has some: most visitors write a few lines in their life
 * and never load this.
 */
export interface Earlier {
  readonly chapters: Chapters;
  /** Draws what is before the first line, in the first element within the box that scrolls. */
  readonly draw: (language: Language) => (home: HTMLElement) => () => void;
}

/** How long assistive technology is told nothing of lines that come in front, ms: they are no news. */
const QUIET = 1_000;

export async function openEarlier(client: HoldlineClient, conversation: ConversationId): Promise<Earlier> {
  const chapters = await client.openChapters(conversation, readConversation);
  return {
    chapters,
    draw: (language) => (home) => {
      const thread = home.closest<HTMLElement>('[role=log]') ?? home;
      const root = home.getRootNode() as ShadowRoot;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      const stop = keepPlace(thread, chapters);
      const view = mount(EarlierLines, { target: home, props: { chapters, texts: EARLIER_TEXTS[language], thread } });
      return () => {
        stop();
        void unmount(view);
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((known) => known !== sheet);
      };
    },
  };
}

/** Lines that come in front do not move those that somebody reads. */
function keepPlace(thread: HTMLElement, chapters: Chapters): () => void {
  const firstOf = (): number | undefined => chapters.current.conversation?.messages[0]?.seq;
  let first = firstOf();
  return chapters.subscribe(() => {
    if (firstOf() === first) return;
    first = firstOf();
    const fromEnd = thread.scrollHeight - thread.scrollTop;
    thread.ariaLive = 'off';
    void tick().then(() => {
      thread.scrollTop = thread.scrollHeight - fromEnd;
      setTimeout(() => {
        thread.ariaLive = 'polite';
      }, QUIET);
    });
  });
}
